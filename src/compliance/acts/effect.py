"""The Effect: what the acts so far mean in law on one day, measure by measure, and what stands beside it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..days import NEVER, Span, next_day
from ..law.measure import Reach
from .legal_state import Key, LegalState, MeasureState, Period


class Relief(NamedTuple):
    """An order in effect that lifts a measure by a waiver, or for one target, and does not change its own state."""

    route: str
    measure: str
    target: str
    until: date
    order: str
    doubtful: bool


class Effect(NamedTuple):
    """One day: each measure's state, the last day of a suspension (None: no end), and the reliefs beside."""

    day: date
    states: dict[str, MeasureState]
    until: dict[str, date | None]
    reliefs: tuple[Relief, ...]


def effect(state: LegalState, day: date) -> Effect:
    """What is in force, suspended, lapsed or terminated on a day; exactly one of them for each measure."""
    law = [each for each in state.rulebook.measures.values() if each.in_force(day)]
    states = {each.id: state.measure_state(each, day) for each in law}
    held = [name for name, found in states.items() if found in (MeasureState.SUSPENDED, MeasureState.DOUBTFUL)]
    ends = {name: state.ended(name, doubtful=True) for name in held}  # a doubtful end has no last day
    ordered = [name for name, end in ends.items() if not (end and end.day <= day)]
    until = {name: None if last == NEVER else last for name in ordered if (last := _last(state, name, day))}
    return Effect(day, states, until, tuple(_reliefs(state, day)))


def _last(state: LegalState, measure: str, day: date) -> date | None:
    """The last day of the unbroken run of suspended days of which this one is part."""
    found = [run_of(state, Key(route.id, measure, ""), day) for route in state.suspension_routes()]
    return max((run.end for run in found if run), default=None)


def run_of(state: LegalState, key: Key, day: date) -> Span | None:
    """The days without a gap around a day, or None where the day is not covered."""
    return next((run for run in runs(state.periods.get(key, ())) if run.start <= day <= run.end), None)


def runs(periods: Iterable[Period]) -> list[Span]:
    """Days ordered, without gaps between them: periods that touch or overlap are one."""
    joined = list[Span]()
    for period in sorted(periods):
        if joined and period.start <= next_day(joined[-1].end):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(Span(period.start, period.end))
    return joined


def _reliefs(state: LegalState, day: date) -> Iterator[Relief]:
    """The waivers, and what is lifted for one target alone: orders beside a measure's own state."""
    law = {each.id: each for each in state.law(day)}
    for key in sorted(state.periods):
        route = state.rulebook.routes[key.route]
        if key.measure not in law or (route.does == "suspends" and not key.target):
            continue
        period, run = state.covering(key, day), run_of(state, key, day)
        if period and run:
            doubtful = state.reach(law[key.measure], route) is Reach.DOUBTFUL
            yield Relief(*key, until=run.end, order=period.order, doubtful=doubtful)


def turning_days(state: LegalState) -> tuple[date, ...]:
    """Every day on which the Effect may differ from that of the day before."""
    ordered = [each for periods in state.periods.values() for each in periods]
    measures = state.rulebook.measures.values()
    begins = {each.start for each in ordered} | {each.since for each in measures}
    over = {next_day(each.end) for each in ordered if each.end != NEVER}
    over |= {next_day(each.until) for each in measures if each.until}
    return tuple(sorted(begins | over | {each.day for endings in state.endings.values() for each in endings}))
