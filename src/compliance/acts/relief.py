"""The relief map: measure by measure and route by route, what is lifted, what could be, what stays, and why."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..days import NEVER, Span
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


def relief_map(state: LegalState, day: date, supported: Mapping[str, Status]) -> tuple[Cell, ...]:
    """Every measure that is law on the day by every route, in the order of the rulebook: exactly one state for each.

    `supported` holds the status of each goal on the record.
    """
    return tuple(
        _cell(state, measure, route, day, supported.get(route.goal))
        for measure in state.rulebook.measures.values()
        if measure.in_force(day)
        for route in state.rulebook.routes.values()
    )


_REACHED = {Reach.YES: Status.MET, Reach.NO: Status.UNMET, Reach.DOUBTFUL: Status.UNKNOWN}


def _cell(state: LegalState, measure: Measure, route: Route, day: date, supported: Status | None) -> Cell:
    rule = measure.reach[route.id].deciding(state.interpretation.choices)
    reach, ended = state.reach(measure, route), state.ended(measure.id)
    because = rule.because
    if route.under and state.rulebook.statute.level(route.under, day) is None:
        reach, because = Reach.NO, f"{route.title} was no law on {day}"
    orders = _orders(state, measure, route, day)
    running = [each for each in orders if each.running]
    made = [each.act.id for each in state.certifications.values() if each.route.id == route.id and each.stands(day)]
    # Where nothing is ordered, the latest certification that stands.
    certified = tuple(dict.fromkeys(name for each in orders for name in each.upon)) or tuple(made[-1:])
    holds = (not route.certified or bool(certified), bool(orders), bool(running))
    premises = (_REACHED[reach], *(Status.MET if each else Status.UNMET for each in holds))
    in_effect = all_of(premises)
    lift = _lift(reach, in_effect, running)
    if ended and ended.day <= day and not running:
        lift, because = Lift.ENDED, f"ended by {state.rulebook.routes[ended.route].title} on {ended.day}"
    return Cell(
        measure=measure.id,
        route=route.id,
        lift=lift,
        because=because,
        question=rule.question,
        supported=supported,
        certified=certified,
        orders=orders,
        in_effect=in_effect,
        premises=premises,
        practice=practice(state, measure, route, day, in_effect),
    )


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


def _orders(state: LegalState, measure: Measure, route: Route, day: date) -> tuple[Order, ...]:
    """What is ordered by the route: an end, an order for all, or orders for targets; else one still to begin."""
    # § 9252 needs no order: the certification is what ends the measure.
    ends = sorted(each for each in state.endings.get(measure.id, ()) if each.route == route.id)
    if ends:
        return (Order(act=ends[0].act, upon=(ends[0].act,), running=ends[0].day <= day),)
    if not state.is_law(measure.id, day):
        return ()
    keys = sorted(key for key in state.periods if (key.route, key.measure) == (route.id, measure.id))
    running = [_order(key, period, run_of(state, key, day)) for key in keys if (period := state.covering(key, day))]
    if running:
        # An order for all, which is sorted first, makes those for targets superfluous.
        return tuple(running if running[0].target else running[:1])
    waiting = [_order(key, period, None) for key in keys for period in state.periods[key] if period.start > day]
    return tuple(waiting[:1])


def _order(key: Key, period: Period, run: Span | None) -> Order:
    """An order with the run of days of which it is part; without one it has not begun."""
    until = None if run is None or run.end == NEVER else run.end
    upon = tuple(dict.fromkeys(filter(None, (period.first, period.upon))))  # that of the first order, of the renewal
    return Order(act=period.order, upon=upon, running=run is not None, until=until, target=key.target)
