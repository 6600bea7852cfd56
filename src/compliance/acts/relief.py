"""The relief map: measure by measure and route by route, what is lifted, what could be, what stays, and why."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..days import NEVER
from ..law.measure import Measure, Reach
from ..law.route import Route
from ..status import Status, all_of
from .effect import run_of
from .legal_state import Key, LegalState, Period
from .practice import Practice, practice

PREMISES = ("reached", "certified", "ordered", "running")


class Lift(StrEnum):
    """What a route has done, or can do, to a measure on a day."""

    LIFTED = "lifted"
    FOR_SOME = "lifted for some"
    COULD = "could be lifted"
    STAYS = "stays"
    DOUBTFUL = "doubtful"
    ENDED = "ended already"


class Order(NamedTuple):
    """An order that lifts a measure on a day, or will: upon which certifications, until when, for whom alone.

    `until` is None where it has no last day, or has not begun.
    """

    act: str
    upon: tuple[str, ...]
    running: bool
    until: date | None = None
    target: str = ""


class Cell(NamedTuple):
    """One measure by one route on one day. The five things that stay apart are five columns.

    `supported` is the status of the route's conditions on this record; None where it has none that are judged.
    `certified` holds ids of certifications, `orders` what is ordered: one for all, or one for each target.
    """

    measure: str
    route: str
    lift: Lift
    because: str
    question: str
    supported: Status | None
    certified: tuple[str, ...]
    orders: tuple[Order, ...]
    in_effect: Status
    premises: tuple[Status, ...]
    practice: Practice

    @property
    def until(self) -> date | None:
        """The last day of an order for all; None where it has none, or there is no such order."""
        return next((each.until for each in self.orders if not each.target), None)

    @property
    def targets(self) -> tuple[str, ...]:
        """For whom alone it is lifted."""
        return tuple(each.target for each in self.orders if each.target and each.running)


def relief_map(docket: LegalState, day: date, supported: Mapping[str, Status]) -> tuple[Cell, ...]:
    """Every measure that is law on the day by every route, in the order of the rulebook: exactly one state for each.

    `supported` holds the status of each goal on the record.
    """
    return tuple(
        _cell(docket, measure, route, day, supported.get(route.goal))
        for measure in docket.rulebook.measures.values()
        if measure.in_force(day)
        for route in docket.rulebook.routes.values()
    )


def _cell(docket: LegalState, measure: Measure, route: Route, day: date, supported: Status | None) -> Cell:
    rule, in_law = measure.reach[route.id], _is_law(docket, route, day)
    reach = docket.reach(measure, route) if in_law else Reach.NO
    because = rule.because if in_law else f"{route.title} was no law on {day}"
    orders = _orders(docket, measure, route, day)
    running = [each for each in orders if each.running]
    certified = tuple(dict.fromkeys(name for each in orders for name in each.upon)) or _standing(docket, route, day)
    premises = (
        {Reach.YES: Status.MET, Reach.NO: Status.UNMET, Reach.DOUBTFUL: Status.UNKNOWN}[reach],
        _known(not route.certified or bool(certified)),
        _known(bool(orders)),
        _known(bool(running)),
    )
    in_effect = all_of(premises)
    lift = _lift(reach, in_effect, running)
    ended = docket.ended(measure.id)
    if ended and ended.day <= day and not running:
        lift, because = Lift.ENDED, f"ended by {docket.rulebook.routes[ended.route].title} on {ended.day}"
    return Cell(
        measure.id, route.id, lift, because, rule.question, supported, certified, orders, in_effect, premises,
        practice(docket, measure, route, day, in_effect),
    )  # fmt: skip


def _is_law(docket: LegalState, route: Route, day: date) -> bool:
    return not route.under or docket.rulebook.statute.level(route.under, day) is not None


def _known(holds: bool) -> Status:
    return Status.MET if holds else Status.UNMET


def _lift(reach: Reach, in_effect: Status, running: list[Order]) -> Lift:
    match reach:
        case Reach.NO:
            return Lift.STAYS
        case Reach.DOUBTFUL:
            return Lift.DOUBTFUL
        case Reach.YES if in_effect is Status.MET:
            return Lift.FOR_SOME if all(each.target for each in running) else Lift.LIFTED
        case Reach.YES:
            return Lift.COULD


def _orders(docket: LegalState, measure: Measure, route: Route, day: date) -> tuple[Order, ...]:
    """What is ordered by the route: an end, an order for all, or orders for targets; else one still to begin."""
    ends = sorted(each for each in docket.endings.get(measure.id, ()) if each.route == route.id)
    if ends:
        return (Order(ends[0].act, (ends[0].act,), ends[0].day <= day),)
    if not docket.is_law(measure.id, day):
        return ()
    keys = sorted(key for key in docket.periods if (key.route, key.measure) == (route.id, measure.id))
    running = [(key, period) for key in keys if (period := docket.covering(key, day))]
    if running and not running[0][0].target:
        running = running[:1]
    if running:
        return tuple(_order(docket, key, period, day) for key, period in running)
    waiting = [(key, period) for key in keys for period in docket.periods[key] if period.start > day]
    return tuple(Order(period.order, _upon(period), False, None, key.target) for key, period in waiting[:1])


def _order(docket: LegalState, key: Key, period: Period, day: date) -> Order:
    run = run_of(docket, key, day)
    until = None if run is None or run[1] == NEVER else run[1]
    return Order(period.order, _upon(period), True, until, key.target)


def _upon(period: Period) -> tuple[str, ...]:
    """The certifications that the days rest on: that of the first order, and that of a renewal."""
    return tuple(dict.fromkeys(filter(None, (period.first, period.upon))))


def _standing(docket: LegalState, route: Route, day: date) -> tuple[str, ...]:
    """The latest certification that stands, where nothing is ordered."""
    standing = [each for each in docket.certifications.values() if each.route.id == route.id and each.stands(day)]
    return (standing[-1].act.id,) if standing else ()
