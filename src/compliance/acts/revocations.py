"""Revocations: from its day, what rests on the act that is revoked is gone; what ended stays ended."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ..days import DAY, eve
from ..law.office import is_named
from ..law.route import Route, route_under
from ..problem import did_you_mean
from ..record.acts import UsAct
from . import powers
from .checks import first_day, measures_are_known
from .legal_state import Certification, Key, LegalState, Outcome, Period, refused
from .objection import Objection, ObjectionCode, objection
from .practice import own_end


def revoke(state: LegalState, act: UsAct) -> Outcome:
    """Undo an act of this case, an authority or a delegation, by someone who could have done it."""
    if act.of in state.rulebook.authorities:
        return _revoke_authority(state, act)
    if act.of in state.rulebook.delegations or act.of in state.given:
        return _revoke_delegation(state, act)
    undone = state.seen.get(act.of)
    if undone is None or undone.type == "revoke" or undone.id not in state.effective:
        return _nothing(state, act, _why_not(state, act, undone))
    routes = state.rulebook.routes.values()
    if undone.type == "notify":
        return _revoke_notice(state, act, undone.of)
    route = route_under(routes, undone.of)
    assert route is not None  # it had an effect
    if not powers.held(state, powers.whom(state, act.by), undone.of, act.date):
        return Outcome(state, [powers.not_held(state, act, undone.of)])
    if route.final:
        return _revoke_end(state, act)
    if undone.type == "certify":
        return _revoke_certification(state, act, route)
    return _revoke_order(state, act, route)


def _nothing(state: LegalState, act: UsAct, message: str) -> Outcome:
    return refused(state, act, ObjectionCode.NOTHING_TO_REVOKE, message)


def _why_not(state: LegalState, act: UsAct, undone: UsAct | None) -> str:
    """Why there is nothing of that name to revoke."""
    if undone is None:
        hint = did_you_mean(act.of, [*state.seen, *state.rulebook.authorities, *state.rulebook.delegations])
        return f"`{act.of[:60]}` is no earlier act of this case, and no authority{hint}"
    if undone.type == "revoke":
        return f"`{undone.id}` is a revocation; what it ended is certified or ordered anew"
    return f"`{act.of[:60]}` had no effect that could be revoked"


def _revoke_notice(state: LegalState, act: UsAct, provision: str) -> Outcome:
    if not powers.held(state, powers.whom(state, act.by), provision, act.date):
        return Outcome(state, [powers.not_held(state, act, provision)])
    notice = state.notices.get(act.of)
    if notice is None:
        return _nothing(state, act, f"`{act.of[:60]}` was taken back already")
    if not notice.awaits:
        return _nothing(state, act, f"`{act.of[:60]}` has served {', '.join(f'`{each}`' for each in notice.served)}")
    message = "a notice is taken back on the day of the act and as a whole"
    found = [objection(ObjectionCode.NO_MEANING, act, message, "remark")] if act.from_ or act.measures else []
    left = {**state.notices, act.of: notice._replace(awaits=())}  # what it has served stays served
    if not notice.served:
        del left[act.of]
    return Outcome(replace(state, notices=left, effective=state.effective | {act.id}), found)


def _revoke_delegation(state: LegalState, act: UsAct) -> Outcome:
    """A delegation ends at the will of whoever gave it (3 U.S.C. § 301); what was done under it stays done."""
    given = next(each for each in state.every_delegation() if each.id == act.of)
    day, by = first_day(act), powers.whom(state, act.by)
    # The President takes back what is his, by whomever it was passed on.
    from_president = any(powers.is_vested_in_president(state, name) for name in powers.provisions_of(state, given))
    if not (by.is_in(given.by) or (from_president and by.office and by.office.rank == "president")):
        message = f"`{act.by[:60]}` did not give it, and could not take it back"
        return refused(state, act, ObjectionCode.NO_POWER, message)
    if given.until and given.until < day:
        ended = f"by `{given.ended_by}`" if given.ended_by else "by itself"
        return _nothing(state, act, f"`{act.of[:60]}` ended after {given.until} {ended}")
    after = {**state.given, act.of: given._replace(until=eve(day), ended_by=act.id)}
    return Outcome(replace(state, given=after, effective=state.effective | {act.id}))


def _revoke_certification(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """It supports nothing further, and every order upon it ends, with the renewals that continue that order."""
    certification = state.certifications[act.of]
    if certification.revoked and certification.revoked <= first_day(act):
        return _nothing(state, act, f"`{act.of}` is revoked from {certification.revoked} already")
    after, found = _withdraw(state, act, certification)
    fixed = list(_no_early_end(state, act, route))
    return Outcome(after if fixed else after.with_days(_cut(state, act, state.periods)), [*found, *fixed])


def _withdraw(state: LegalState, act: UsAct, certification: Certification) -> Outcome:
    """The certification stands no longer, for every measure."""
    certifications = {**state.certifications, act.of: certification._replace(revoked=first_day(act))}
    after = replace(state, certifications=certifications, effective=state.effective | {act.id})
    message, of = (
        "a certification is revoked as a whole: what rests on it falls for every measure",
        certification.act.of,
    )
    found = [objection(ObjectionCode.AS_A_WHOLE, act, message, "remark", provision=of)] if act.measures else []
    return Outcome(after, found)


def _revoke_order(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """Its own days are gone, and those of the renewals that continue it."""
    fixed = list(_no_early_end(state, act, route))
    if fixed:
        return Outcome(state, fixed)
    named = {*act.measures, *(other for name in act.measures for other in state.restatements(name))}
    left = _cut(state, act, [key for key in state.periods if not named or key.measure in named])
    found, cut = list(measures_are_known(state, act, route)), {key.measure for key in left}
    for name in [name for name in act.measures if name in state.rulebook.measures and name not in cut]:
        message = "nothing of it was left"
        found.append(objection(ObjectionCode.NOTHING_TO_REVOKE, act, message, "in part", measure=name))
    if not left:
        nothing = f"nothing of what `{act.of}` ordered was left on {first_day(act)}"
        return Outcome(state, [*found, *_nothing(state, act, nothing).objections])
    if act.measures and route.scope == "partial" and state.rule("partial") == "whole":
        message = "this reading suspends the whole or nothing; revoked in part, the rest goes on"
        found.append(objection(ObjectionCode.IN_PART, act, message, "remark", question=state.question("partial")))
    return Outcome(replace(state.with_days(left), effective=state.effective | {act.id}), found)


def _cut(state: LegalState, act: UsAct, keys: Iterable[Key]) -> dict[Key, list[Period]]:
    """What is left of the keys that lose days: the order, or what rests on the certification, with what continues it.

    Days before the revocation stay. Whoever may suspend may stop suspending (Q19), which undoes nothing that is past.
    """
    left, day = dict[Key, list[Period]](), first_day(act)
    for key in keys:
        days = state.periods[key]
        own = [each for each in days if act.of in (each.order, each.first, each.upon)]
        gone = [each for each in days if each.end >= day and _falls(each, own)]
        if gone:
            kept = [each._replace(end=day - DAY, revoked_by=act.id) if each in gone else each for each in days]
            left[key] = [each for each in kept if each.start <= each.end]
    return left


def _falls(period: Period, own: Collection[Period]) -> bool:
    """Whether it is one of these, or a renewal that came after one of them in its chain: periods are consecutive."""
    begun = [each.start for each in own if each.root == period.root]
    return period in own or (period.order != period.root and bool(begun) and period.start >= min(begun))


def _no_early_end(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """Whether a suspension, once ordered, can be ended before its term is over (Q19)."""
    if route.does == "suspends" and state.rule("early_end") == "fixed":
        message = "this reading knows no early end: what was ordered runs its term"
        question = state.question("early_end")
        yield objection(ObjectionCode.NO_EARLY_END, act, message, "no effect", question=question)


def _revoke_end(state: LegalState, act: UsAct) -> Outcome:
    """What ended is not restored; an end that has not come yet can be called off."""
    certification = state.certifications[act.of]
    if certification.revoked:
        return _nothing(state, act, f"`{act.of}` was revoked on {certification.revoked} already")
    days = [each.day for endings in state.endings.values() for each in endings if each.act == act.of]
    if not all(day > first_day(act) for day in days):
        # § 9252 terminates, where § 9251 suspends: with the measure ends what a later act could hold up or bring back.
        message = "what ended under it has ended under this Act; new action under other authority stays possible"
        return refused(state, act, ObjectionCode.FINAL, message, certification.act.of)
    after, found = _withdraw(state, act, certification)
    left = {name: tuple(each for each in ends if each.act != act.of) for name, ends in state.endings.items()}
    return Outcome(replace(after, endings=left), found)


def _revoke_authority(state: LegalState, act: UsAct) -> Outcome:
    """An authority ends by its own exit, and by who can take it; the Act leaves that as it was (§ 9254(b))."""
    authority, ended = state.rulebook.authorities[act.of], own_end(state, act.of)
    if ended and ended[0] <= first_day(act):
        return _nothing(state, act, f"{authority.title} is ended from {ended[0]} by `{ended[1]}` already")
    if authority.since and act.date < authority.since:
        return _nothing(state, act, f"{authority.title} was not made on {act.date}: since {authority.since}")
    if not authority.exit_by:
        message = f"who can end {authority.title} is not told in our sources"
        return Outcome(state, [objection(ObjectionCode.POWER_NOT_SHOWN, act, message, "not shown")])
    if not is_named(act.by, authority.exit_by, state.rulebook.offices.values()):
        message = f"`{act.by[:60]}` cannot end {authority.title}; who can: {', '.join(authority.exit_by)}"
        return refused(state, act, ObjectionCode.NO_POWER, message)
    message = f"its own conditions are not recorded here: {authority.exit}"
    asks = authority.way not in ("revocation", "council")
    found = [objection(ObjectionCode.CONDITIONS, act, message, "remark", provision=authority.id)] if asks else []
    authorities = {**state.authorities, act.of: (first_day(act), act.id)}
    return Outcome(replace(state, authorities=authorities, effective=state.effective | {act.id}), found)
