"""Every number, date, grade and reach of the rules stands in `edges/`, and each is where a judgement turns.

The tables are the rules' text written out for reading beside the law: a rule that changes must be changed there too.
That a number is the edge is tried at the number, below and above it, under every answer to every question.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from outlines import acts, answers, ladders, law

from compliance.days import Span, add_months
from compliance.judgement.context import Context, context_on
from compliance.judgement.gauge import judge_test
from compliance.numbers import Number
from compliance.record.evidence import Entry, EntryKind, Verification
from compliance.record.field import Field, FieldKind
from compliance.rulebook.interpretation import Interpretation
from compliance.rulebook.load import load_rules
from compliance.rulebook.resolve import ResolvedTest
from compliance.status import Status
from conftest import AS_OF, entry, ledger

EDGES = Path(__file__).parent / "edges"
RULES = load_rules()
WRITTEN = {
    "ladders": lambda: ladders(RULES),
    "answers": lambda: answers(RULES),
    "law": lambda: law(RULES),
} | {name: lambda name=name: acts(name) for name in ("goals", "routes", "measures", "authorities")}
TOP = Verification.VERIFIED
GRADES = (Verification.CLAIMED, Verification.REPORTED, Verification.OBSERVED, Verification.VERIFIED)
LONG_AGO = date(1990, 1, 1)
A_YEAR_AND_MORE = add_months(AS_OF, -13)  # what is a practice has stood so long
Asked = tuple[str, str, ResolvedTest, Interpretation]


@pytest.mark.parametrize("name", WRITTEN)
def test_what_the_rules_say_stands_written_out(name: str) -> None:
    written = (EDGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in WRITTEN[name]() if line] == [line for line in written if line]


@cache
def asked() -> tuple[Asked, ...]:
    """Every test that some answer makes of a ladder, those alike once."""
    ways = [RULES.interpretations[name] for name in RULES.readings]
    ways += [RULES.interpretation("plain", {q.id: a.id}) for q in RULES.questions.values() for a in q.answer]
    found: dict[object, Asked] = {}
    for way in ways:
        for matter, rungs in way.ladders.items():
            for rung in rungs:
                for test in rung.group.tests():
                    parts = tuple(field.path for field in chain(test.parts.fields, test.parts.harms))
                    key = (matter, parts, test.constant, test.needed, test.standard, test.net, test.wholes, test.empty)
                    found.setdefault(key, (matter, str(rung.degree), test, way))
    return tuple(found.values())


def start_of(test: ResolvedTest, way: Interpretation) -> date | None:
    return context_on(AS_OF, {}, RULES, way).look(test.standard).view.start


def status(test: ResolvedTest, way: Interpretation, entries: Iterable[Entry]) -> Status:
    by_field: dict[str, list[Entry]] = {}
    for each in entries:
        by_field.setdefault(each.field, []).append(each)
    context: Context = context_on(AS_OF, {path: ledger(found) for path, found in by_field.items()}, RULES, way)
    return judge_test(test, context).status


def amount(field: Field, value: Number, since: date | None, grade: Verification = TOP) -> Iterator[Entry]:
    """That the field is, or in the window added up to, just this."""
    if field.kind is FieldKind.FLOW:
        yield entry(field, EntryKind.TOTAL, value, value, Span(since or LONG_AGO, AS_OF), grade)
        if since is None:
            yield entry(field, EntryKind.TOTAL, 0, 0, Span(date.min, LONG_AGO - timedelta(days=1)), grade)
    else:
        for day in (A_YEAR_AND_MORE, AS_OF):
            yield entry(field, EntryKind.STATEMENT, value, value, Span(day, day), grade)


def beside(test: ResolvedTest, since: date | None) -> Iterator[Entry]:
    """Nothing of the other fields that are added up, no harm, and a whole of a hundred where a share is asked for."""
    first = test.parts.fields[0]
    for field in dict.fromkeys((*test.parts.fields[1:], *test.parts.harms)):
        if field != first:
            yield from amount(field, 0, since)
    for number, (field, on_day) in enumerate(test.wholes):
        day = AS_OF if on_day or since is None else since
        yield entry(field, EntryKind.STATEMENT, 0 if number else 100, 0 if number else 100, Span(day, day), TOP)


def is_plain(test: ResolvedTest) -> bool:
    """Not across members, and of a class that is somebody's: those have tests of their own."""
    return test.needed is None and test.empty is None


def edge(test: ResolvedTest) -> tuple[Number, Number]:
    """The value at which it turns, and the least step from it."""
    field = test.parts.fields[0]
    if test.wholes:
        return test.constant * 100, 1
    return (test.constant, Fraction(1, 100)) if field.value == "share" else (test.constant, 1)


def named(each: Asked) -> str:
    matter, degree, test, way = each
    return f"{matter} {degree} {test.parts.fields[0].path} {test.constant} {test.standard.window} {way.name}"


def test_each_number_is_where_a_test_turns() -> None:
    tried = 0
    for each in asked():
        _, _, test, way = each
        if not is_plain(test):
            continue
        value, step = edge(test)
        since = start_of(test, way)
        first, flag = test.parts.fields[0], test.parts.fields[0].value == "flag"
        for moved in (-step, 0, step):
            told = value + moved
            if told < 0 or ((flag or first.value == "share") and told > 1):
                continue
            holds = moved >= 0 if test.test.upward else moved <= 0
            found = status(test, way, chain(amount(first, told, since), beside(test, since)))
            assert found is (Status.MET if holds else Status.UNMET), f"{named(each)}: {told}"
            tried += 1
    assert tried > 2_000


def test_each_grade_is_the_least_that_shows_it() -> None:
    tried = 0
    for each in asked():
        _, _, test, way = each
        value, _ = edge(test)
        if not is_plain(test) or not test.standard.grade or (test.test.upward and value == 0):
            continue  # that there is at least nothing needs no proof
        grade = Verification(test.standard.grade)
        since, first = start_of(test, way), test.parts.fields[0]
        for place, known in enumerate(GRADES):
            found = status(test, way, chain(amount(first, value, since, known), beside(test, since)))
            assert (found is Status.MET) is (place >= GRADES.index(grade)), f"{named(each)}: {known}"
            tried += 1
    assert tried > 2_000


def test_each_window_opens_on_its_day() -> None:
    tried = 0
    for each in asked():
        _, _, test, way = each
        since, first = start_of(test, way), test.parts.fields[0]
        value, _ = edge(test)
        if not is_plain(test) or since is None or first.kind is not FieldKind.FLOW or (test.test.upward and not value):
            continue
        for day, within in ((since, True), (since - timedelta(days=1), False)):
            moved = value if test.test.upward else value + 1
            event = entry(first, EntryKind.EVENT, moved, moved, Span(day, day), TOP)
            rest = beside(test, since) if test.test.upward else chain(beside(test, since), amount(first, value, since))
            found = status(test, way, chain([event], rest))
            assert (found is Status.MET) is (within if test.test.upward else not within), f"{named(each)}: {day}"
            tried += 1
    assert tried > 500


def test_across_members_as_many_must_hold_as_are_asked_for() -> None:
    tried = 0
    for each in asked():
        _, _, test, way = each
        if test.needed is None or test.empty is not None:
            continue
        since = start_of(test, way)
        for holding in range(max(test.needed - 1, 0), min(test.needed + 1, len(test.members)) + 1):
            entries = list(_members(test, holding, since))
            found = status(test, way, entries)
            assert found is (Status.MET if holding >= test.needed else Status.UNMET), f"{named(each)}: {holding}"
            tried += 1
    assert tried > 100


def _members(test: ResolvedTest, holding: int, since: date | None) -> Iterator[Entry]:
    for number, (_, parts) in enumerate(test.members):
        for place, field in enumerate(parts.fields):
            value = test.constant if number < holding and not place else 0
            yield from amount(field, value, since)
        for harm in parts.harms:
            yield from amount(harm, 0, since)


def test_months_are_those_of_the_calendar() -> None:
    """The windows that look back so many months open on the day after that day of the month."""
    opened: Mapping[str, date] = {
        "previous-12-months": date(2025, 3, 16),
        "previous-24-months": date(2024, 3, 16),
        "previous-60-months": date(2021, 3, 16),
    }
    for _, _, test, way in asked():
        if test.standard.window in opened:
            assert start_of(test, way) == opened[test.standard.window]
