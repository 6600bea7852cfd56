"""Orders: suspensions and waivers, and their renewals, for the days that the law allows and no more."""

from collections.abc import Iterator
from datetime import date

from ..law.measure import Measure, Reach
from ..law.route import Route
from ..problem import did_you_mean
from ..record.acts import UsAct
from .docket import Certification, Docket, Key, Period
from .objection import ObjectionCode, Weight
from .term import DAY, NEVER, last_day, next_day

_SINCE_WHEN = "an order takes effect from its own day on, not earlier"


def order(docket: Docket, act: UsAct, route: Route) -> None:
    """A first order of the route. What it may not reach, or not for so long, is said and left out."""
    begins = _begins(docket, act)
    if not _aim_is_allowed(docket, act, route) or not _ground_is_stated(docket, act, route):
        return
    if act.until is not None and act.until < begins:
        docket.object(ObjectionCode.ENDS_FIRST, act, f"ends on {act.until}, before it begins on {begins}", "no effect")
        return
    certification = _certification(docket, act, route, renews=False)
    if route.certified and certification is None:
        return
    measures = list(_covered(docket, act, route, begins))
    if not _whole_is_covered(docket, act, route, [*docket.law(begins)], measures) or not _notified(docket, act, route):
        return
    if act.until is None:
        docket.object(ObjectionCode.NO_END, act, "no end is stated: it lasts as long as it may", "remark")
    for measure in measures:
        _begin(docket, act, route, measure, begins, certification)
    _spend(docket, act, route, certification)


def _begins(docket: Docket, act: UsAct) -> date:
    if act.begins < act.date:
        docket.object(ObjectionCode.BACKDATED, act, f"{_SINCE_WHEN}: {act.date}, not {act.begins}", "in part")
    return max(act.begins, act.date)


def _begin(
    docket: Docket, act: UsAct, route: Route, measure: Measure, begins: date, certification: Certification | None
) -> None:
    """The first days of a measure's suspension upon a certification, or more of the same, within its term."""
    key = Key(route.id, measure.id, act.target.name if act.target else "")
    first = certification.act.id if certification else ""
    running = docket.covering(key, begins) or (docket.covering(key, begins - DAY) if begins > date.min else None)
    if running and running.first != first and route.does == "suspends" and docket.rule("fresh") == "refused":
        message = f"{measure.section}: a new certification cannot take the place of a renewal of the running suspension"
        docket.object(ObjectionCode.INSTEAD, act, message, "in part", route.renewed_under, "fresh")
        return
    term = last_day(_clock(docket, key, first, begins, route), route.longest or 1, docket.rule("year"))
    last = min(act.until or NEVER, term, _until(certification))
    if begins > last:
        message = f"{measure.section}: begins on {begins}; what rests on that certification ended on {last}"
        docket.object(ObjectionCode.SECOND_YEAR, act, message, "in part")
        return
    if act.until is not None and act.until > last:
        docket.object(ObjectionCode.TOO_LONG, act, f"{measure.section}: ends on {last}, not {act.until}", "in part")
    if (last - begins).days + 1 < route.shortest:
        message = f"{measure.section}: {(last - begins).days + 1} days; the least is {route.shortest}"
        docket.object(ObjectionCode.TOO_SHORT, act, message, "in part")
        return
    if docket.covering(key, begins):
        docket.object(ObjectionCode.OVERLAP, act, f"{measure.section}: overlaps an order that runs already", "remark")
    docket.add(key, Period(begins, _end(docket, route, last), act.id, first, first))


def _clock(docket: Docket, key: Key, first: str, begins: date, route: Route) -> date:
    """When the term began: with the first day upon that certification; without one, with the order."""
    if not route.certified or route.one_order_each:
        return begins
    return docket.clocks.setdefault((key, first), begins)


def _until(certification: Certification | None) -> date:
    return (certification.act.until if certification else None) or NEVER


def _end(docket: Docket, route: Route, last: date) -> date:
    runs_on = route.does == "suspends" and docket.rule("end") == "until-revoked"
    return NEVER if runs_on else last


def renew(docket: Docket, act: UsAct, route: Route) -> None:
    """More days after the last ones, for every measure of the running order that the renewal covers."""
    if not _renewal_is_allowed(docket, act, route):
        return
    target = act.target.name if act.target else ""
    known = [each for each in docket.rulebook.measures.values() if docket.periods.get(Key(route.id, each.id, target))]
    renewable = [each for each in known if _renewable(docket, act, route, Key(route.id, each.id, target))]
    if not renewable:
        code = ObjectionCode.LATE if known and route.does == "suspends" else ObjectionCode.NOTHING_TO_RENEW
        said = "the last order had ended by then" if known else "nothing is ordered that it could renew"
        rule = "late" if code is ObjectionCode.LATE else ""
        docket.object(code, act, f"{said}: periods are consecutive", "no effect", rule=rule)
        return
    named = [each for each in renewable if not act.measures or each.id in act.measures]
    _say_unknown(docket, act)
    for measure in known:
        if act.measures and measure.id in act.measures and measure not in renewable:
            docket.object(ObjectionCode.LATE, act, f"{measure.section}: had ended by then", "in part", rule="late")
    if not _whole_is_covered(docket, act, route, renewable, named):
        return
    certification = _certification(docket, act, route, renews=True)
    if route.renewal_certified and certification is None:
        return
    for measure in named:
        _continue(docket, act, route, measure, Key(route.id, measure.id, target), certification)
    _spend(docket, act, route, certification)


def _renewal_is_allowed(docket: Docket, act: UsAct, route: Route) -> bool:
    if not _aim_is_allowed(docket, act, route, renewing=True):
        return False
    return route.renewal_certified or _ground_is_stated(docket, act, route)


def _renewable(docket: Docket, act: UsAct, route: Route, key: Key) -> bool:
    """Whether its last order runs on the day of the renewal, or ran out by itself and the reading allows the gap."""
    last = docket.running(key)
    if last is None or last.revoked_by or last.end == NEVER or not _is_law(docket, key.measure, act.date):
        return False
    late = route.does == "suspends" and docket.rule("late") == "allowed"
    return last.end >= act.date or late


def _is_law(docket: Docket, measure: str, day: date) -> bool:
    return any(each.id == measure for each in docket.law(day))


def _continue(
    docket: Docket, act: UsAct, route: Route, measure: Measure, key: Key, certification: Certification | None
) -> None:
    running = docket.running(key)
    assert running is not None  # `_renewable` has found it
    in_time = running.end >= act.date
    start = next_day(running.end) if in_time else act.date
    term = last_day(start, route.renewal_longest or 1, docket.rule("year"))
    last = min(term, act.until or NEVER, _until(certification))
    if route.renewal_exact and act.until is not None and act.until != term:
        message = f"{measure.section}: a renewal is of {route.renewal_longest} days, to {term}, not to {act.until}"
        docket.object(ObjectionCode.FIXED_LENGTH, act, message, "in part" if act.until > term else "remark")
    elif act.until is not None and act.until > last:
        docket.object(ObjectionCode.TOO_LONG, act, f"{measure.section}: ends on {last}, not {act.until}", "in part")
    if last < start or (last - start).days + 1 < route.shortest:
        message = (
            f"{measure.section}: it would add {max(0, (last - start).days + 1)} days; the least is {route.shortest}"
        )
        docket.object(ObjectionCode.TOO_SHORT, act, message, "in part")
        return
    if not in_time:
        message = f"{measure.section}: lapsed after {running.end}; this reading lets a late renewal run from {start}"
        docket.object(ObjectionCode.LATE, act, message, "effective", rule="late")
    docket.add(key, Period(start, last, act.id, running.first, certification.act.id if certification else ""))


def _aim_is_allowed(docket: Docket, act: UsAct, route: Route, *, renewing: bool = False) -> bool:
    """Whether the route can be taken for whom, or for all for whom, the order takes it."""
    if route.scope == "target" and act.target is None:
        message = "it can be made for an entity, an individual or a transaction, and not for the whole country"
        docket.object(ObjectionCode.NO_TARGET, act, message, "no effect")
        return False
    if route.scope == "partial" and act.target is not None and docket.rule("partial") != "persons":
        message = "this reading knows no suspension for one person or transaction"
        docket.object(ObjectionCode.NOT_FOR_ONE, act, message, "no effect", rule="partial")
        return False
    if route.scope == "waiver" and not renewing:
        how = docket.rule("waiver")
        if act.target is None and (how == "targets" or (how == "named" and not act.measures)):
            asked = "for a named target" if how == "targets" else "for a target, or of named measures"
            message = f"it is waived case by case: {asked}, and not for the whole country"
            docket.object(ObjectionCode.NO_TARGET, act, message, "no effect", rule="waiver")
            return False
    return True


def _ground_is_stated(docket: Docket, act: UsAct, route: Route) -> bool:
    """Whether a waiver names one of the grounds of its route; a certified route names it in the certification."""
    return route.certified or ground_is_stated(docket, act, route)


def ground_is_stated(docket: Docket, act: UsAct, route: Route) -> bool:
    """Whether the act names a ground of the route, and explains it where that is asked for."""
    if not route.ground:
        return True
    ground = next((each for each in route.ground if each.id == act.ground), None)
    if ground is None:
        known = ", ".join(each.id for each in route.ground)
        found = f"; found `{act.ground[:60]}`" if act.ground else ""
        hint = did_you_mean(act.ground, [each.id for each in route.ground])
        docket.object(ObjectionCode.NO_GROUND, act, f"no `ground` is stated; one of {known}{found}{hint}", "no effect")
        return False
    if ground.explained and not act.explanation.strip():
        message = f"no `explanation` is recorded, which goes with the ground `{ground.id}`"
        docket.object(ObjectionCode.NO_EXPLANATION, act, message, "no effect")
        return False
    return True


def _certification(docket: Docket, act: UsAct, route: Route, *, renews: bool) -> Certification | None:
    """The certification that the order rests on: the one it names, else the latest that stands and can still serve."""
    certified = route.renewal_certified if renews else route.certified
    if not certified:
        return None
    once = route.one_order_each or (renews and docket.rule("certifications") == "one-each")
    standing = [
        each
        for each in docket.certifications.values()
        if each.route.id == route.id and each.stands(act.date) and (each.renews == renews or route.one_order_each)
    ]
    chosen = [each for each in standing if each.act.id == act.upon] if act.upon else standing
    fresh = [each for each in chosen if not (once and each.serves)]
    if fresh:
        return fresh[-1]
    provision = route.renewed_under if renews else route.under
    if chosen:
        rule = "" if route.one_order_each else "certifications"
        message = f"`{chosen[-1].act.id}` has served `{chosen[-1].serves[0]}`, and serves one order only"
        docket.object(ObjectionCode.USED_UP, act, message, "no effect", provision, rule)
    else:
        named = f"`{act.upon}` is no such certification that stands" if act.upon else "none stands on that day"
        message = f"it needs a certification under that provision, on or before its day; {named}"
        docket.object(ObjectionCode.NO_CERTIFICATION, act, message, "no effect", provision)
    return None


def _spend(docket: Docket, act: UsAct, route: Route, certification: Certification | None) -> None:
    """Note whom the certification and the notice have served, if the order had any effect."""
    if act.id not in docket.effective:
        return
    if certification:
        used = certification._replace(serves=(*certification.serves, act.id))
        docket.certifications[certification.act.id] = used
    if route.notice_under and act.type == route.order:
        docket.spend_notice()


def _notified(docket: Docket, act: UsAct, route: Route) -> bool:
    """Whether notice came first, where it must."""
    if not route.notice_under or docket.has_notice():
        return True
    needed = docket.rule("notice_of_suspension") == "condition"
    weight: Weight = "no effect" if needed else "effective"
    message = "no notice came before it" + ("" if needed else "; under this reading it takes effect all the same")
    docket.object(ObjectionCode.NO_NOTICE, act, message, weight, route.notice_under, "notice_of_suspension")
    return not needed


def _covered(docket: Docket, act: UsAct, route: Route, begins: date) -> Iterator[Measure]:
    """The measures that the order reaches on its first day, with a word on each that it names in vain."""
    law = {each.id: each for each in docket.law(begins)}
    _say_unknown(docket, act)
    for measure in docket.rulebook.measures.values():
        named = measure.id in act.measures
        if act.measures and not named:
            continue
        reach = docket.reach(measure, route)
        prong = measure.reach[route.id]
        if measure.id not in law:
            if named:
                ended = docket.ended.get(measure.id)
                code = ObjectionCode.ENDED if ended and ended[0] <= begins else ObjectionCode.NOT_LAW_YET
                said = "it was terminated" if code is ObjectionCode.ENDED else f"it is no law on {begins}"
                docket.object(code, act, f"{measure.section}: {said}", "in part")
        elif reach is Reach.NO:
            if named:
                message = f"{measure.section} stays in force: {prong.because}"
                docket.object(ObjectionCode.NOT_REACHED, act, message, "in part", question=prong.question)
        else:
            if reach is Reach.DOUBTFUL and named:
                message = f"{measure.section}: {prong.because}"
                docket.object(ObjectionCode.DOUBTFUL, act, message, "remark", question=prong.question)
            yield measure


def _say_unknown(docket: Docket, act: UsAct) -> None:
    for name in act.measures:
        if name not in docket.rulebook.measures:
            hint = did_you_mean(name, docket.rulebook.measures)
            docket.object(ObjectionCode.UNKNOWN_MEASURE, act, f"no measure `{name[:60]}`{hint}", "in part")


def _whole_is_covered(docket: Docket, act: UsAct, route: Route, whole: list[Measure], covered: list[Measure]) -> bool:
    """Whether an order of some measures is allowed: by the reading, or because they are all that can be reached."""
    if not covered:
        if not any(each.act == act.id for each in docket.objections):
            docket.object(ObjectionCode.NOT_REACHED, act, "it covers nothing that the provision reaches", "no effect")
        return False
    if route.scope != "partial" or docket.rule("partial") != "whole" or not act.measures:
        return True
    missing = [each for each in whole if docket.reach(each, route) is Reach.YES and each not in covered]
    if missing:
        message = f"this reading suspends the whole or nothing; left out: {', '.join(each.section for each in missing)}"
        docket.object(ObjectionCode.IN_PART, act, message, "no effect", rule="partial")
    return not missing
