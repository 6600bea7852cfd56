"""Fold dated acts into the legal state of every measure on every day; what an act cannot do is said, and cited."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from ..law.measure import Reach
from ..law.reading import Parameters
from ..law.route import ActType, Power, Route, route_under
from ..law.rulebook import Rulebook
from ..problem import did_you_mean
from ..record.acts import UsAct
from .docket import Certification, Docket, Key
from .objection import ObjectionCode, Weight
from .orders import ground_is_stated, order, renew


def lifecycle(rulebook: Rulebook, parameters: Parameters, acts: Iterable[UsAct], *, until: date) -> Docket:
    """The acts dated on or before `until`, taken by their days and, of one day, in their order.

    Whether the record supports what is certified changes nothing here: an act is effective until it is revoked.
    """
    docket = Docket(rulebook, parameters)
    for _ in stages(docket, acts, until=until):
        pass
    return docket


def stages(docket: Docket, acts: Iterable[UsAct], *, until: date) -> Iterator[date]:
    """Take the acts into the docket, and stop after each day of acts, so that it can be read as it was known then."""
    ordered = sorted((act for act in acts if act.date <= until), key=lambda act: act.date)
    for day, group in groupby(ordered, key=lambda act: act.date):
        for act in group:
            _take(docket, act)
            docket.seen[act.id] = act
        yield day


def _take(docket: Docket, act: UsAct) -> None:
    twin = next((each for each in docket.seen.values() if _alike(each, act)), None)
    if twin is not None:
        docket.object(ObjectionCode.DUPLICATE, act, f"says the same as `{twin.id}`", "remark")
    if act.type == "revoke":
        _revoke(docket, act)
        return
    routes = docket.rulebook.routes.values()
    notified = [route for route in routes if route.notice_under == act.of]
    route = route_under(routes, act.of)
    if act.type == "notify" and notified:
        if _is_law(docket, act) and _may(docket, act, notified[0].notice_power, "give notice"):
            docket.notices[act.id] = False
            docket.effective.add(act.id)
    elif route is None:
        _unknown_provision(docket, act)
    elif _is_law(docket, act) and _may(docket, act, route.power, act.type):
        _do(docket, act, route)


def _alike(one: UsAct, other: UsAct) -> bool:
    return one.model_copy(update={"id": "", "note": "", "sources": ()}) == other.model_copy(
        update={"id": "", "note": "", "sources": ()}
    )


def _do(docket: Docket, act: UsAct, route: Route) -> None:
    """What the route makes of an act of this type under this provision."""
    if act.type == "certify" and (route.certified or (act.of == route.renewed_under and route.renewal_certified)):
        _certify(docket, act, route)
    elif act.type == "renew" and act.of == route.renewed_under:
        renew(docket, act, route)
    elif act.type == route.order and act.of == route.under:
        order(docket, act, route)
    else:
        known = [*(["certify"] if route.certified else []), *([route.order] if route.order else [])]
        known += ["renew"] if route.renewed_under == act.of else []
        message = f"`{act.type}` is no act under that provision; it knows {', '.join(known)}"
        docket.object(ObjectionCode.WRONG_ACT, act, message, "no effect")


def _unknown_provision(docket: Docket, act: UsAct) -> None:
    known = [each.under for each in docket.rulebook.routes.values() if each.under]
    known += [each.renewed_under for each in docket.rulebook.routes.values() if each.renewed_under]
    hint = did_you_mean(act.of, known)
    message = f"nothing is done under that provision that this model knows{hint}"
    docket.object(ObjectionCode.UNKNOWN_PROVISION, act, message, "no effect")


def _is_law(docket: Docket, act: UsAct) -> bool:
    if docket.rulebook.statute.level(act.of, act.date) is not None:
        return True
    first = min(level.start_period for level in docket.rulebook.statute.versions[act.of])
    message = f"was no law on {act.date}: in force since {first}"
    docket.object(ObjectionCode.NOT_LAW, act, message, "no effect")
    return False


def _may(docket: Docket, act: UsAct, powers: Sequence[Power], what: ActType | str) -> bool:
    """Whether who acts may, on that day."""
    if any(power.covers(act.by, act.type, act.date) for power in powers):
        return True
    able = [power for power in powers if not power.acts or act.type in power.acts]
    who = "; ".join(f"{power.who[0]}{f' since {power.since} ({power.cite})' if power.since else ''}" for power in able)
    message = f"`{act.by[:60]}` could not {what} under it on {act.date}; who can: {who or 'nobody'}"
    docket.object(ObjectionCode.NO_POWER, act, message, "no effect")
    return False


def _certify(docket: Docket, act: UsAct, route: Route) -> None:
    if not ground_is_stated(docket, act, route):
        return
    match route.does:
        case "terminates":
            _terminate(docket, act, route)
        case "exits":
            _end(
                docket,
                act,
                route,
                act.date + timedelta(days=route.after),
                dict.fromkeys(docket.rulebook.measures, True),
            )
            docket.certifications[act.id] = Certification(act, route)
        case _:
            docket.certifications[act.id] = Certification(act, route)
            docket.effective.add(act.id)


def _terminate(docket: Docket, act: UsAct, route: Route) -> None:
    """Everything that the provision reaches ends on the day of the certification, and for good."""
    if docket.rule("precede") == "suspension-first" and not _was_suspended(docket, act.date):
        message = "under this reading a suspension must have gone before, and none did"
        docket.object(ObjectionCode.NO_SUSPENSION_BEFORE, act, message, "no effect", rule="precede")
        return
    added = [each for each in docket.law(act.date) if each.added_by_2019]
    notified = not route.notice_under or docket.has_notice()
    personally = any(power.since is None and power.covers(act.by, act.type, act.date) for power in route.power)
    ends_added = True
    if added and not notified:
        needed = docket.rule("notice_of_termination") == "condition"
        ends_added = not needed
        weight: Weight = "in part" if needed else "effective"
        message = "no notice came before it: " + (
            "what the Act of 2019 added does not end" if needed else "a defect, which this reading lets pass"
        )
        docket.object(ObjectionCode.NO_NOTICE, act, message, weight, route.notice_under, "notice_of_termination")
    if added and not personally and docket.rule("delegate") == "does-not":
        ends_added = False
        message = "made by a delegate: what the Act of 2019 added does not end"
        docket.object(ObjectionCode.DELEGATE, act, message, "in part", rule="delegate")
    docket.certifications[act.id] = Certification(act, route)
    before = len(docket.ended) + len(docket.doubted)
    ends = {each.id: ends_added or not each.added_by_2019 for each in docket.law(act.date)}
    _end(docket, act, route, act.date, ends)
    if len(docket.ended) + len(docket.doubted) == before:
        docket.object(ObjectionCode.ENDED, act, "nothing was left that it could end", "no effect")
    elif route.notice_under:
        docket.spend_notice()


def _was_suspended(docket: Docket, day: date) -> bool:
    routes = docket.suspension_routes()
    return any(
        key.route in routes and not key.target and any(period.start <= day for period in periods)
        for key, periods in docket.periods.items()
    )


def _end(docket: Docket, act: UsAct, route: Route, day: date, ends: dict[str, bool]) -> None:
    """What the route reaches ends on the day; where its reach is doubtful, so is the end."""
    for measure in [each for each in docket.law(act.date) if ends.get(each.id)]:
        match docket.reach(measure, route):
            case Reach.YES:
                known = docket.ended.get(measure.id)
                docket.ended[measure.id] = min(known or (day, act.id, route.id), (day, act.id, route.id))
                docket.effective.add(act.id)
            case Reach.DOUBTFUL:
                docket.doubted.setdefault(measure.id, (day, act.id, route.id))
                docket.effective.add(act.id)
            case Reach.NO:
                pass


def _revoke(docket: Docket, act: UsAct) -> None:
    """From its day, what rests on the act it names is gone."""
    if act.of in docket.rulebook.authorities:
        _revoke_authority(docket, act)
        return
    undone = docket.seen.get(act.of)
    if undone is None or undone.id not in docket.effective or undone.type == "revoke":
        known = "had no effect that could be revoked" if undone else "is no earlier act of this case, and no authority"
        hint = "" if undone else did_you_mean(act.of, [*docket.seen, *docket.rulebook.authorities])
        docket.object(ObjectionCode.NOTHING_TO_REVOKE, act, f"`{act.of[:60]}` {known}{hint}", "no effect")
        return
    routes = docket.rulebook.routes.values()
    if undone.type == "notify":
        powers = next(route.notice_power for route in routes if route.notice_under == undone.of)
        if _may(docket, act, powers, "revoke a notice"):
            docket.notices.pop(undone.id, None)
        return
    route = route_under(routes, undone.of)
    assert route is not None  # it had an effect
    powers = tuple(p for p in route.power if undone.type != "certify" or not p.acts or "certify" in p.acts)
    if not _may(docket, act, powers, "revoke"):
        return
    if route.final:
        _revoke_final(docket, act, undone, route)
        return
    certification = docket.certifications.get(undone.id)
    if certification and certification.revoked:
        message = f"`{undone.id}` was revoked on {certification.revoked} already"
        docket.object(ObjectionCode.NOTHING_TO_REVOKE, act, message, "no effect")
        return
    if certification:
        docket.certifications[undone.id] = certification._replace(revoked=act.date)
        docket.effective.add(act.id)
        if act.measures:
            message = "a certification is revoked as a whole: what rests on it falls for every measure"
            docket.object(ObjectionCode.AS_A_WHOLE, act, message, "remark", undone.of)
    _cut(docket, act, undone, route)


def _cut(docket: Docket, act: UsAct, undone: UsAct, route: Route) -> None:
    keys = [key for key in docket.periods if _rests(docket, key, act, undone)]
    if route.does == "suspends" and docket.rule("early_end") == "fixed":
        if keys:
            message = "this reading knows no early end: what was ordered runs its term"
            docket.object(ObjectionCode.NO_EARLY_END, act, message, "no effect", rule="early_end")
        return
    if docket.cut(keys, act.date, act.id):
        docket.effective.add(act.id)
    elif undone.type != "certify":
        message = f"nothing of what `{undone.id}` ordered was left on {act.date}"
        docket.object(ObjectionCode.NOTHING_TO_REVOKE, act, message, "no effect")


def _rests(docket: Docket, key: Key, act: UsAct, undone: UsAct) -> bool:
    """Whether days of the key from the revocation on rest on the act that is revoked, or belong to what it ordered."""
    if act.measures and key.measure not in act.measures and undone.type != "certify":
        return False
    periods = [period for period in docket.periods[key] if period.end >= act.date]
    if undone.type == "certify":
        return any(undone.id in (period.first, period.upon) for period in periods)
    return bool(periods) and any(period.order == undone.id for period in docket.periods[key])


def _revoke_final(docket: Docket, act: UsAct, undone: UsAct, route: Route) -> None:
    """What ended is not restored; an end that has not come yet can be called off."""
    waiting = [name for name, (day, by, _) in docket.ended.items() if by == undone.id and day > act.date]
    doubted = [name for name, (day, by, _) in docket.doubted.items() if by == undone.id and day > act.date]
    if route.after and (waiting or doubted):
        for name in waiting:
            del docket.ended[name]
        for name in doubted:
            del docket.doubted[name]
        docket.effective.add(act.id)
        return
    message = "what ended under it has ended under this Act; new action under other authority stays possible"
    docket.object(ObjectionCode.FINAL, act, message, "no effect", undone.of)


def _revoke_authority(docket: Docket, act: UsAct) -> None:
    authority = docket.rulebook.authorities[act.of]
    who = {name.casefold() for name in authority.exit_by}
    if act.by.strip().casefold().removeprefix("the ") not in who:
        message = (
            f"`{act.by[:60]}` cannot end {authority.title}; who can: {', '.join(authority.exit_by) or 'nobody alone'}"
        )
        docket.object(ObjectionCode.NO_POWER, act, message, "no effect")
        return
    docket.authorities.setdefault(act.of, (act.date, act.id))
    docket.effective.add(act.id)
