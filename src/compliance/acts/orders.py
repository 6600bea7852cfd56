"""First orders: suspensions and waivers, for the days that the law allows and no more."""

from datetime import date

from ..days import DAY, NEVER, last_day, next_day
from ..law.measure import Measure
from ..law.route import Route
from ..record.acts import UsAct
from .checks import (
    aim_is_allowed,
    barred,
    certification_for,
    covered,
    ground_is_stated,
    lasts_until,
    spend,
    spend_notice,
    stands_until,
    whole_is_covered,
)
from .legal_state import Certification, Key, LegalState, Period
from .objection import ObjectionCode


def order(docket: LegalState, act: UsAct, route: Route) -> None:
    """A first order of the route. What it may not reach, or not for so long, is said and left out."""
    begins = _begins(docket, act)
    if not aim_is_allowed(docket, act, route) or not (route.certified or ground_is_stated(docket, act, route)):
        return
    if act.until is not None and act.until < begins:
        docket.object(ObjectionCode.ENDS_FIRST, act, f"ends on {act.until}, before it begins on {begins}", "no effect")
        return
    certification = certification_for(docket, act, route, renews=False) if route.certified else None
    if route.certified and certification is None:
        return
    measures = list(covered(docket, act, route, begins))
    missing = list(barred(docket, act, route, measures))
    if any(not need.group for need in missing):
        return
    measures = [each for each in measures if not each.group or each.group not in {need.group for need in missing}]
    if not whole_is_covered(docket, act, route, list(docket.law(begins)), measures):
        return
    if act.until is None:
        docket.object(ObjectionCode.NO_END, act, "no end is stated: it lasts as long as it may", "remark")
    for measure in measures:
        _begin(docket, act, route, measure, begins, certification)
    if act.id in docket.effective:
        _say_age(docket, act, route, begins, certification)
    spend(docket, act, certification)
    affected = [key.measure for key, days in docket.periods.items() if any(each.order == act.id for each in days)]
    spend_notice(docket, act, route, affected)


def _say_age(docket: LegalState, act: UsAct, route: Route, begins: date, certification: Certification | None) -> None:
    """A word where an order begins when its term, counted from the certification, would be over already."""
    if (
        certification
        and route.longest
        and begins > last_day(certification.act.date, route.longest, docket.rule("year"))
    ):
        message = (
            f"begins long after `{certification.act.id}` of {certification.act.date}; the text sets no limit to that"
        )
        docket.object(ObjectionCode.OLD, act, message, "remark")


def _begins(docket: LegalState, act: UsAct) -> date:
    if act.begins < act.date:
        message = f"an order takes effect from its own day on, not earlier: {act.date}, not {act.begins}"
        docket.object(ObjectionCode.BACKDATED, act, message, "in part")
    return max(act.begins, act.date)


def _begin(
    docket: LegalState, act: UsAct, route: Route, measure: Measure, begins: date, certification: Certification | None
) -> None:
    """The first days of a measure's relief upon a certification, or more of the same, within its term."""
    key = Key(route.id, measure.id, docket.target(act))
    first = certification.act.id if certification else ""
    term = term_of(docket, key, route, first, begins)
    last = min(act.until or NEVER, term, lasts_until(certification))
    if not _is_long_enough(docket, act, route, measure, begins, last):
        return
    end = stands_until(certification) if _runs_on(docket, route) else last
    if _takes_the_place_of_a_renewal(docket, key, route, first, begins, end):
        message = "a new certification cannot take the place of a renewal of the running suspension"
        docket.object(ObjectionCode.INSTEAD, act, message, "in part", route.renewed_under, "fresh", measure=measure.id)
        return
    if end == NEVER and (act.until or lasts_until(certification) < NEVER):
        message = "this reading lets it run until it is revoked, whatever last day is named"
        docket.object(ObjectionCode.RUNS_ON, act, message, "remark", rule="end")
    if act.until is not None and act.until > end:
        message = f"lasts no longer than {end}, and not to {act.until}"
        docket.object(ObjectionCode.TOO_LONG, act, message, "in part", measure=measure.id)
    if docket.covering(key, begins):
        message = "overlaps an order that runs already"
        docket.object(ObjectionCode.OVERLAP, act, message, "remark", measure=measure.id)
    docket.add(key, Period(begins, end, act.id, act.id, first, first))
    _clip_others(docket, act, route, key, first, begins)


def _is_long_enough(docket: LegalState, act: UsAct, route: Route, measure: Measure, begins: date, last: date) -> bool:
    if begins > last:
        message = f"begins on {begins}, after the last day that the certification could give: {last}"
        docket.object(ObjectionCode.SECOND_YEAR, act, message, "in part", measure=measure.id)
        return False
    days = (last - begins).days + 1
    if days < route.shortest:
        message = f"would last {days} days; the least is {route.shortest}"
        docket.object(ObjectionCode.TOO_SHORT, act, message, "in part", measure=measure.id)
    return days >= route.shortest


def has_a_clock(route: Route) -> bool:
    """Whether the term of the route is one for each certification, and not one for each order."""
    return route.certified and not route.one_order_each


def _starts(docket: LegalState, key: Key, first: str) -> list[date]:
    """The first days of the first orders upon a certification that still stand."""
    known = [each for other in docket.lineage(key) for each in docket.periods.get(other, ())]
    return [each.start for each in known if each.first == first and each.order == each.root]


def term_of(docket: LegalState, key: Key, route: Route, first: str, begins: date) -> date:
    """The last day that a first order can reach: its term from the first day upon that certification, or its own."""
    assert route.longest is not None  # the loader has made sure, where a route orders something
    start = min([begins, *_starts(docket, key, first)]) if has_a_clock(route) else begins
    return last_day(start, route.longest, docket.rule("year"))


def _clip_others(docket: LegalState, act: UsAct, route: Route, key: Key, first: str, begins: date) -> None:
    """Where the year upon the certification now begins earlier, what other orders gave after it is not allowed."""
    if not has_a_clock(route) or _runs_on(docket, route):
        return
    term = term_of(docket, key, route, first, begins)
    keys = [other for other in docket.lineage(key) if other in docket.periods]
    found = [docket.clip(other, lambda each: each.first == first and each.order == each.root, term) for other in keys]
    for other in sorted(set().union(*found)):
        message = f"the year upon `{first}` begins on {begins} now: what `{other}` ordered ends on {term}"
        docket.object(ObjectionCode.CLIPPED, act, message, "in part", measure=key.measure)


def _runs_on(docket: LegalState, route: Route) -> bool:
    return route.does == "suspends" and docket.rule("end") == "until-revoked"


def _takes_the_place_of_a_renewal(
    docket: LegalState, key: Key, route: Route, first: str, begins: date, end: date
) -> bool:
    """Whether it would follow or overlap, without a gap, days that rest on another certification."""
    if route.does != "suspends" or docket.rule("fresh") != "refused":
        return False
    eve, after = begins - DAY, next_day(end)
    return any(each.first != first and each.start <= after and eve <= each.end for each in docket.periods.get(key, ()))
