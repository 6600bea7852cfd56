"""What is found on every day between two: only days on which it can change are looked at, and only what can move."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ..days import Span, add_months, day_after
from ..judgement.fast import Gauges, Plan, Slot
from ..judgement.tree import Range
from ..law.window import SINCE
from ..record.by_day import RecordByDay
from ..record.evidence import EntryKind
from ..record.field import FieldKind
from ..rulebook.rulebook import Rulebook

_DAY = timedelta(days=1)


def ranges_between(
    plan: Plan, record: RecordByDay, enacted: date, first: date, last: date
) -> Iterator[tuple[date, Mapping[str, Range]]]:
    """The degrees of every matter on `first`, and on every later day up to `last` on which one of them is another.

    What is new counts since `enacted`; before that day, as the reading says.
    """
    if first < enacted <= last:
        yield from ranges_between(plan, record, enacted, first, enacted - _DAY)
        first = enacted
    gauges = Gauges(plan, record.ledgers(first), first, None if first < enacted else enacted, record.gaps)
    shown = dict(gauges.ranges)
    yield first, shown
    due = _due(plan, record, first, last)
    for day in sorted(due):
        for path in {path for slot in due[day] for path in plan.listed[slot].paths}:
            gauges.set_ledger(path, record.ledger(path, day))
        gauges.move(day, due[day])
        if gauges.ranges != shown:
            shown = dict(gauges.ranges)
            yield day, shown


def _due(plan: Plan, record: RecordByDay, first: date, last: date) -> dict[date, set[int]]:
    """For each later day the slots that may show something else on it than on the day before."""
    due: dict[date, set[int]] = {}
    for path, entries in record.entries.items():
        spoken = record.days(path)
        searched = any(entry.kind is EntryKind.SEARCH for entry in entries)
        for slot in plan.of_field.get(path, ()):
            for day in change_days(plan.listed[slot], spoken, searched, record.gaps):
                if first < day <= last:
                    due.setdefault(day, set()).add(slot)
    return due


def change_days(slot: Slot, spoken: Iterable[date], searched: bool = True, gaps: tuple[Span, ...] = ()) -> set[date]:
    """The days on which a slot can show something else, from the days that entries of its field name.

    What is seen compares the day, the first day of a window and the oldest day that evidence may have with the days of
    entries, and with their eves. So it can change on such a day, beside it, and as many months later as a window or an
    age has; months have no one length, so on the day after too. `searched` says whether a search is among the entries.
    """
    near = {beside for day in spoken for beside in (_before(day), day, day_after(day))}
    if slot.months:  # the time before the window begins so much earlier than the window itself
        earlier = {add_months(day, slot.months) for day in near}
        near |= earlier | {day_after(day) for day in earlier}
    aged = {add_months(day, count) for day in near for count in months_of(slot, searched)}
    found = near | aged | {day_after(day) for day in aged}
    # Over a gap in which nothing else happens nothing ages, and windows reach back over it: both may come later by it.
    for gap in gaps:
        found |= {_later(day, (gap.end - gap.start).days + 1) for day in found if day >= gap.start}
    return found


def months_of(slot: Slot, searched: bool) -> set[int]:
    """The length of its window, and the ages that it allows: a stock that cannot relapse knows none but a search's."""
    standard = slot.standard
    named = standard.as_if if standard.window in SINCE else standard.window  # the other matters before the Act alone
    window = re.fullmatch(r"(?:previous|past)-(\d+)-months", named)
    months = {int(window[1])} if window else set()
    months |= {standard.practice} - {0}
    if standard.relapses or searched or slot.field.kind is FieldKind.FLOW:
        months |= {each for each in (standard.evidence_age, standard.against_age) if each is not None}
    return months


def law_days(rulebook: Rulebook) -> set[date]:
    """The days on which the law that is judged may be another than on the day before."""
    levels = [level for levels in rulebook.statute.versions.values() for level in levels]
    ends = {day_after(level.end_period) for level in levels if level.end_period}
    return {level.start_period for level in levels} | ends


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max


def _before(day: date) -> date:
    return day if day == date.min else day - _DAY
