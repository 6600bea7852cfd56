"""The Effect: what the acts so far mean in law on one day, measure by measure, and what stands beside it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..days import NEVER, next_day
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


def effect(docket: LegalState, day: date) -> Effect:
    """What is in force, suspended, lapsed or terminated on a day; exactly one of them for each measure."""
    states = {each.id: docket.state(each, day) for each in docket.rulebook.measures.values() if each.in_force(day)}
    until = {
        name: None if last == NEVER else last
        for name, state in states.items()
        if state in (MeasureState.SUSPENDED, MeasureState.DOUBTFUL) and not _is_doubtfully_ended(docket, name, day)
        for last in [_last(docket, name, day)]
        if last is not None
    }
    return Effect(day, states, until, tuple(_reliefs(docket, day)))


def _is_doubtfully_ended(docket: LegalState, measure: str, day: date) -> bool:
    ended = docket.ended(measure, doubtful=True)
    return ended is not None and ended.day <= day


def _last(docket: LegalState, measure: str, day: date) -> date | None:
    """The last day of the unbroken run of suspended days of which this one is part."""
    found = [run for name in docket.suspension_routes() if (run := run_of(docket, Key(name, measure, ""), day))]
    return max((run[1] for run in found), default=None)


def run_of(docket: LegalState, key: Key, day: date) -> tuple[date, date] | None:
    """The first and last of the days without a gap around a day, or None where the day is not covered."""
    for start, end in runs(docket.periods.get(key, [])):
        if start <= day <= end:
            return start, end
    return None


def runs(periods: list[Period]) -> list[tuple[date, date]]:
    """Days ordered, without gaps between them: periods that touch or overlap are one."""
    joined = list[tuple[date, date]]()
    for period in sorted(periods):
        if joined and (joined[-1][1] == NEVER or (period.start - joined[-1][1]).days <= 1):
            joined[-1] = joined[-1][0], max(joined[-1][1], period.end)
        else:
            joined.append((period.start, period.end))
    return joined


def _reliefs(docket: LegalState, day: date) -> Iterator[Relief]:
    law = {each.id: each for each in docket.law(day)}
    for key in sorted(docket.periods):
        route = docket.rulebook.routes[key.route]
        if not docket.periods[key] or key.measure not in law or (route.does == "suspends" and not key.target):
            continue
        period = docket.covering(key, day)
        run = run_of(docket, key, day) if period else None
        if period and run:
            doubtful = docket.reach(law[key.measure], route) is Reach.DOUBTFUL
            yield Relief(key.route, key.measure, key.target, run[1], period.order, doubtful)


def turning_days(docket: LegalState) -> tuple[date, ...]:
    """Every day on which the Effect may differ from that of the day before."""
    days: set[date] = set()
    for periods in docket.periods.values():
        for period in periods:
            days.add(period.start)
            if period.end != NEVER:
                days.add(next_day(period.end))
    days |= {each.day for endings in docket.endings.values() for each in endings}
    for measure in docket.rulebook.measures.values():
        days.add(measure.since)
        if measure.until:
            days.add(next_day(measure.until))
    return tuple(sorted(days))
