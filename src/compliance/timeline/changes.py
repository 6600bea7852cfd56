"""The days on which a judgement can change: nothing else moves between them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..case.model import Case
from ..days import add_months
from ..law.ladder import Test
from ..problem import Code, Problem, UnusableError
from ..record.fold import Stated, action_entries, fact_entry
from ..record.vocabulary import Action
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook

MOST_CHANGES = 2_000  # some twenty seconds of judging

_DAY = timedelta(days=1)


def change_days(
    case: Case, rulebook: Rulebook, interpretation: Interpretation, first: date, last: date
) -> tuple[date, ...]:
    """`first`, and every later day up to `last` on which a finding may differ from that of the day before.

    Findings compare the day, the first day of a window and the oldest day that evidence may have with the days of
    entries, and with their eves: so they can change on such a day, beside it, and as many months later as a window or
    an age has.
    UnusableError where they are too many.
    """
    spoken = set(_days_of(case.facts, case.actions)) | set(_versions(rulebook))
    near = {near for day in spoken if day <= last for near in (_before(day), day, _next(day))}
    months = _months(rulebook, interpretation)
    aged = {add_months(day, count) for day in near for count in months}
    days = near | aged | {_next(day) for day in aged}
    found = (first, *sorted(day for day in days if first < day <= last))
    if len(found) > MOST_CHANGES:
        message = f"what is judged may change on {len(found):,} days from {first} to {last}: ask for fewer of them"
        raise UnusableError([Problem(Code.TOO_LARGE, message)])
    return found


def _before(day: date) -> date:
    return day if day == date.min else day - _DAY


def _next(day: date) -> date:
    return day if day == date.max else day + _DAY


def _days_of(facts: Iterable[Stated], actions: Iterable[Action]) -> Iterator[date]:
    """The days of every entry: its first, its last, and that on which it was published."""
    for fact in facts:
        entry = fact_entry(fact)
        yield from (entry.span.start, entry.span.end, entry.published)
    for action in actions:
        yield from (action.date.start, action.date.end, *([action.published] if action.published else []))
        for entry in action_entries(action):
            yield entry.published


def _versions(rulebook: Rulebook) -> Iterator[date]:
    for levels in rulebook.statute.versions.values():
        for level in levels:
            yield from (level.start_period, *([level.end_period] if level.end_period else []))


def _months(rulebook: Rulebook, interpretation: Interpretation) -> frozenset[int]:
    """The lengths of windows, and the ages of evidence, that the reading sets or a test states for itself."""
    ages = [found.value for (kind, _), found in interpretation.values.items() if kind == "evidence_age"]
    windows = [found.value for (kind, _), found in interpretation.values.items() if kind == "window"]
    tests: Iterator[Test] = (
        test for ladder in rulebook.ladders.values() for rung in ladder.rung for test in rung.tests()
    )
    windows += [test.window for test in tests]
    long = [int(match[1]) for match in (re.fullmatch(r"previous-(\d+)-months", str(each)) for each in windows) if match]
    return frozenset([age for age in ages if isinstance(age, int)] + long)
