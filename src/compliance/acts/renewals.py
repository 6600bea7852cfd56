"""Renewals: more days after the last ones ordered, for as many as the provision gives."""

from datetime import date
from typing import NamedTuple

from ..days import NEVER, last_day, next_day
from ..law.measure import Measure
from ..law.route import Route
from ..record.acts import UsAct
from .checks import (
    aim_is_allowed,
    certification_for,
    ground_is_stated,
    lasts_until,
    say_unknown,
    spend,
    stands_until,
    whole_is_covered,
)
from .legal_state import Certification, Key, LegalState, Period
from .objection import ObjectionCode, Weight


def renew(docket: LegalState, act: UsAct, route: Route) -> None:
    """More days after the last ones, for every measure of the running order that the renewal covers."""
    if not aim_is_allowed(docket, act, route) or not (route.renewal_certified or ground_is_stated(docket, act, route)):
        return
    if act.from_ is not None:
        message = "a renewal follows the last day ordered; `from` changes nothing"
        docket.object(ObjectionCode.FOLLOWS, act, message, "remark")
    say_unknown(docket, act)
    renewable = _renewable(docket, act, route)
    if not renewable:
        return
    chosen = [each for each in renewable if not act.measures or each.id in act.measures]
    if not whole_is_covered(docket, act, route, renewable, chosen):
        return
    certification = certification_for(docket, act, route, renews=True) if route.renewal_certified else None
    if route.renewal_certified and certification is None:
        return
    for measure in chosen:
        _continue(docket, act, route, measure, certification)
    spend(docket, act, certification)


def _key(docket: LegalState, act: UsAct, route: Route, measure: str) -> Key:
    return Key(route.id, measure, docket.target(act))


def _renewable(docket: LegalState, act: UsAct, route: Route) -> list[Measure]:
    """The measures whose last order can be renewed; of the others that the act is about, why they cannot."""
    known = [each for each in docket.rulebook.measures.values() if docket.running(_key(docket, act, route, each.id))]
    found = [each for each in known if _is_renewable(docket, act, route, each)]
    if not any(not act.measures or each.id in act.measures for each in known):
        message = "nothing is ordered that it could renew: periods are consecutive"
        docket.object(ObjectionCode.NOTHING_TO_RENEW, act, message, "no effect")
        return []
    for name in act.measures if found else ():
        if name in docket.rulebook.measures and not any(each.id == name for each in known):
            message = "nothing is ordered of it that it could renew"
            docket.object(ObjectionCode.NOTHING_TO_RENEW, act, message, "in part", measure=name)
    for measure in known if not found or act.measures else ():
        if measure not in found and (not act.measures or measure.id in act.measures):
            _say_why_not(docket, act, route, measure, "in part" if found else "no effect")
    return found


def _is_renewable(docket: LegalState, act: UsAct, route: Route, measure: Measure) -> bool:
    """Whether its last order runs on the day of the renewal, or ran out by itself and the reading allows the gap."""
    last = docket.running(_key(docket, act, route, measure.id))
    if last is None or last.revoked_by or last.end == NEVER or not docket.is_law(measure.id, act.date):
        return False
    return last.end >= act.date or (route.does == "suspends" and docket.rule("late") == "allowed")


def _say_why_not(docket: LegalState, act: UsAct, route: Route, measure: Measure, weight: Weight) -> None:
    last = docket.running(_key(docket, act, route, measure.id))
    if last is not None and last.end == NEVER:
        message = "it runs until it is revoked, and there is nothing to renew"
        docket.object(ObjectionCode.NOTHING_TO_RENEW, act, message, weight, rule="end", measure=measure.id)
    elif last is not None and last.revoked_by:
        message = f"it was revoked by `{last.revoked_by}`: periods are consecutive"
        docket.object(ObjectionCode.NOTHING_TO_RENEW, act, message, weight, measure=measure.id)
    elif not docket.is_law(measure.id, act.date):
        docket.object(ObjectionCode.NOTHING_TO_RENEW, act, "it is law no longer", weight, measure=measure.id)
    else:
        message = "the last day ordered had passed by then: periods are consecutive"
        rule = "late" if route.does == "suspends" else ""
        docket.object(ObjectionCode.LATE, act, message, weight, rule=rule, measure=measure.id)


class _Span(NamedTuple):
    """What a renewal could give: from the first day to the last of its full length, and to the last one allowed."""

    start: date
    full: date
    last: date


def _continue(
    docket: LegalState, act: UsAct, route: Route, measure: Measure, certification: Certification | None
) -> None:
    key = _key(docket, act, route, measure.id)
    running = docket.running(key)
    assert running is not None and route.renewal_longest is not None  # `_renewable` and the loader have made sure
    if certification and route.does == "suspends" and not _is_timely(docket, act, key, running, certification):
        return
    late = running.end < act.date
    start = act.date if late else next_day(running.end)
    full = last_day(start, route.renewal_longest, docket.rule("year"))
    first = stands_until(docket.certifications.get(running.first))  # with it falls what continues it
    span = _Span(start, full, min(full, act.until or NEVER, lasts_until(certification), first))
    _say_length(docket, act, route, measure, span)
    if (span.last - start).days + 1 < max(1, route.shortest):
        return
    if late:
        message = f"the suspension had lapsed after {running.end}; this reading lets the renewal run from {start}"
        docket.object(ObjectionCode.LATE, act, message, "effective", rule="late", measure=measure.id)
    upon = certification.act.id if certification else ""
    docket.add(key, Period(start, span.last, act.id, running.root, running.first, upon))


def _is_timely(docket: LegalState, act: UsAct, key: Key, running: Period, certification: Certification) -> bool:
    """Whether what is certified as kept had begun: the days before the renewal, or at least the first of the chain."""
    once = docket.rule("certifications") == "one-each"
    begun = running.start if once else min(each.start for each in docket.chain(key, running))
    if certification.act.date >= begun:
        return True
    message = (
        f"`{certification.act.id}` of {certification.act.date} came before the days that it says were kept: {begun}"
    )
    docket.object(ObjectionCode.TOO_EARLY, act, message, "in part", rule="certifications", measure=key.measure)
    return False


def _say_length(docket: LegalState, act: UsAct, route: Route, measure: Measure, span: _Span) -> None:
    """Where the order names another day than the one to which it can last."""
    days = (span.last - span.start).days + 1
    if days < max(1, route.shortest):
        message = f"it would add {max(0, days)} days from {span.start}; the least is {route.shortest}"
        docket.object(ObjectionCode.TOO_SHORT, act, message, "in part", measure=measure.id)
    elif route.renewal_exact and act.until is not None and act.until != span.full:
        message = f"a renewal is of {route.renewal_longest} days, to {span.full}, not to {act.until}"
        weight: Weight = "in part" if act.until > span.full else "remark"
        docket.object(ObjectionCode.FIXED_LENGTH, act, message, weight, measure=measure.id)
    elif span.last < (act.until or span.full):
        message = f"lasts no longer than {span.last}, and not to {act.until or span.full}"
        docket.object(ObjectionCode.TOO_LONG, act, message, "in part", measure=measure.id)
