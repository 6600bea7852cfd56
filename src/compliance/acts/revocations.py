"""Revocations: from its day, what rests on the act that is revoked is gone; what ended stays ended."""

from collections.abc import Callable
from datetime import date

from ..law.route import Route, is_named, route_under
from ..problem import did_you_mean
from ..record.acts import UsAct
from .checks import say_unknown
from .legal_state import Certification, LegalState, Period
from .objection import ObjectionCode
from .practice import own_end


def revoke(docket: LegalState, act: UsAct) -> None:
    """Undo an act of this case, or an authority, by someone who could have done it."""
    if act.of in docket.rulebook.authorities:
        _revoke_authority(docket, act)
        return
    undone = docket.seen.get(act.of)
    if undone is not None and undone.type == "revoke":
        _nothing(docket, act, f"`{undone.id}` is a revocation; what it ended is certified or ordered anew")
        return
    if undone is None or undone.id not in docket.effective:
        known = "had no effect that could be revoked" if undone else "is no earlier act of this case, and no authority"
        hint = "" if undone else did_you_mean(act.of, [*docket.seen, *docket.rulebook.authorities])
        _nothing(docket, act, f"`{act.of[:60]}` {known}{hint}")
        return
    routes = docket.rulebook.routes.values()
    if undone.type == "notify":
        _revoke_notice(docket, act, next(route for route in routes if route.notice_under == undone.of))
        return
    route = route_under(routes, undone.of)
    assert route is not None  # it had an effect
    if not _may(docket, act, route, undone):
        return
    if route.final:
        _revoke_end(docket, act, undone, route)
    elif undone.type == "certify":
        _revoke_certification(docket, act, undone, route)
    else:
        _revoke_order(docket, act, undone, route)


def _day(act: UsAct) -> date:
    """The day from which it takes effect: its own, or a later one that it names."""
    return max(act.date, act.begins)


def _nothing(docket: LegalState, act: UsAct, message: str) -> None:
    docket.object(ObjectionCode.NOTHING_TO_REVOKE, act, message, "no effect")


def _may(docket: LegalState, act: UsAct, route: Route, undone: UsAct) -> bool:
    """Whether who revokes may revoke under the route, and, of a certification, could have made it."""
    able = [power for power in route.power if power.covers(act.by, "revoke", act.date)]
    if undone.type == "certify":
        able = [power for power in able if power.covers(act.by, "certify", act.date)]
    if not able:
        who = "; ".join(power.who[0] for power in route.power if not power.acts or "revoke" in power.acts)
        message = f"`{act.by[:60]}` could not revoke it on {act.date}; who can: {who}"
        docket.object(ObjectionCode.NO_POWER, act, message, "no effect", undone.of)
    return bool(able)


def _revoke_notice(docket: LegalState, act: UsAct, route: Route) -> None:
    if not any(power.covers(act.by, act.type, act.date) for power in route.notice_power):
        docket.object(ObjectionCode.NO_POWER, act, f"`{act.by[:60]}` could not take back a notice", "no effect")
    elif act.of not in docket.notices:
        _nothing(docket, act, f"`{act.of[:60]}` was taken back already")
    elif docket.notices[act.of]:
        _nothing(docket, act, f"`{act.of[:60]}` has served `{docket.notices[act.of]}`")
    else:
        if act.from_ or act.measures:
            message = "a notice is taken back on the day of the act and as a whole"
            docket.object(ObjectionCode.NO_MEANING, act, message, "remark")
        del docket.notices[act.of]
        docket.effective.add(act.id)


def _revoke_certification(docket: LegalState, act: UsAct, undone: UsAct, route: Route) -> None:
    """It supports nothing further, and every order upon it ends, with the renewals that continue that order."""
    certification = docket.certifications[undone.id]
    if certification.revoked and certification.revoked <= _day(act):
        _nothing(docket, act, f"`{undone.id}` is revoked from {certification.revoked} already")
        return
    _withdraw(docket, act, certification)
    if _is_fixed(docket, act, route):
        return
    for key in list(docket.periods):
        upon = [each for each in docket.periods[key] if undone.id in (each.first, each.upon)]
        docket.cut(key, _chain(upon), _day(act), act.id)


def _withdraw(docket: LegalState, act: UsAct, certification: Certification) -> None:
    """The certification stands no longer, for every measure."""
    docket.certifications[certification.act.id] = certification._replace(revoked=_day(act))
    docket.effective.add(act.id)
    if act.measures:
        message = "a certification is revoked as a whole: what rests on it falls for every measure"
        docket.object(ObjectionCode.AS_A_WHOLE, act, message, "remark", certification.act.of)


def _revoke_order(docket: LegalState, act: UsAct, undone: UsAct, route: Route) -> None:
    """Its own days are gone, and those of the renewals that continue it."""
    if _is_fixed(docket, act, route):
        return
    found = False
    named = {*act.measures, *(other for name in act.measures for other in docket.restatements(name))}
    for key in [key for key in docket.periods if not named or key.measure in named]:
        own = [each for each in docket.periods[key] if each.order == undone.id]
        cut = docket.cut(key, _chain(own), _day(act), act.id)
        named.discard(key.measure if cut else "")
        found = found or cut
    say_unknown(docket, act)
    for measure in [name for name in act.measures if name in named and name in docket.rulebook.measures]:
        docket.object(ObjectionCode.NOTHING_TO_REVOKE, act, "nothing of it was left", "in part", measure=measure)
    if found:
        docket.effective.add(act.id)
        if act.measures and route.scope == "partial" and docket.rule("partial") == "whole":
            message = "this reading suspends the whole or nothing; revoked in part, the rest goes on"
            docket.object(ObjectionCode.IN_PART, act, message, "remark", rule="partial")
    else:
        _nothing(docket, act, f"nothing of what `{undone.id}` ordered was left on {_day(act)}")


def _chain(periods: list[Period]) -> Callable[[Period], bool]:
    """These periods, and the later ones of the same chains."""
    begun = {root: min(each.start for each in periods if each.root == root) for root in {each.root for each in periods}}
    return lambda each: (
        each in periods or (each.order != each.root and each.root in begun and each.start >= begun[each.root])
    )


def _is_fixed(docket: LegalState, act: UsAct, route: Route) -> bool:
    if route.does != "suspends" or docket.rule("early_end") != "fixed":
        return False
    message = "this reading knows no early end: what was ordered runs its term"
    docket.object(ObjectionCode.NO_EARLY_END, act, message, "no effect", rule="early_end")
    return True


def _revoke_end(docket: LegalState, act: UsAct, undone: UsAct, route: Route) -> None:
    """What ended is not restored; an end that has not come yet can be called off."""
    certification = docket.certifications[undone.id]
    if certification.revoked:
        _nothing(docket, act, f"`{undone.id}` was revoked on {certification.revoked} already")
        return
    ends = [each for endings in docket.endings.values() for each in endings if each.act == undone.id]
    if not all(each.day > _day(act) for each in ends):
        message = "what ended under it has ended under this Act; new action under other authority stays possible"
        docket.object(ObjectionCode.FINAL, act, message, "no effect", undone.of)
        return
    _withdraw(docket, act, certification)
    for endings in docket.endings.values():
        endings[:] = [each for each in endings if each.act != undone.id]


def _revoke_authority(docket: LegalState, act: UsAct) -> None:
    authority = docket.rulebook.authorities[act.of]
    ended = own_end(docket, act.of)
    if ended and ended[0] <= _day(act):
        _nothing(docket, act, f"{authority.title} is ended from {ended[0]} by `{ended[1]}` already")
    elif authority.since and act.date < authority.since:
        _nothing(docket, act, f"{authority.title} was not made on {act.date}: since {authority.since}")
    elif not is_named(act.by, authority.exit_by):
        who = ", ".join(authority.exit_by) or "nobody alone"
        message = f"`{act.by[:60]}` cannot end {authority.title}; who can: {who}"
        docket.object(ObjectionCode.NO_POWER, act, message, "no effect")
    else:
        if authority.way not in ("revocation", "council"):
            message = f"its own conditions are not recorded here: {authority.exit}"
            docket.object(ObjectionCode.CONDITIONS, act, message, "remark", authority.id)
        docket.authorities[act.of] = (_day(act), act.id)
        docket.effective.add(act.id)
