"""What `ranges_between` says of a day the specification says too, whether the day is named or lies between."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.case.load import load_case
from compliance.case.model import Case
from compliance.judgement.context import context_on
from compliance.judgement.fast import Plan, Slot
from compliance.judgement.gauge import gauge
from compliance.judgement.tree import Range
from compliance.record.by_day import RecordByDay
from compliance.record.evidence import Fact
from compliance.record.vocabulary import fields
from compliance.rulebook.rulebook import Rulebook
from compliance.timeline.changes import change_days, ranges_between
from conftest import fact, search, stated, total


def of_facts(*facts: Fact) -> Case:
    """A case that says this and nothing else."""
    return Case(id="record", title="R", as_of=date(2029, 6, 1), facts=tuple(stated(facts)))


def as_specified(case: Case, rulebook: Rulebook, reading: str, day: date) -> Mapping[str, Range]:
    """The degrees of every matter as the specification finds them on a day."""
    interpretation = rulebook.interpretations[reading]
    folded = case.folded(as_of=day)
    context = context_on(day, folded.ledgers, rulebook, interpretation, folded.gaps)
    return {matter: gauge(matter, rungs, context)[:2] for matter, rungs in interpretation.ladders.items()}


def by_days(case: Case, rulebook: Rulebook, reading: str, first: date, last: date) -> dict[date, Mapping[str, Range]]:
    plan = Plan(rulebook.interpretations[reading].ladders)
    record = RecordByDay(case.facts, case.actions, case.origins)
    return dict(ranges_between(plan, record, rulebook.enacted, first, last))


def known_on(changes: Mapping[date, Mapping[str, Range]], day: date) -> Mapping[str, Range]:
    return changes[max(change for change in changes if change <= day)]


@pytest.mark.parametrize(
    ("name", "reading", "first"),
    [
        ("suspension-and-termination", "plain", date(2028, 2, 1)),
        ("suspension-and-termination", "strict", date(2028, 5, 15)),
        ("record", "plain", date(2016, 1, 20)),
        ("record", "plain", date(2018, 4, 1)),
        ("record", "lenient", date(2026, 2, 1)),
        ("from-leap-day", "strict", date(2029, 5, 1)),
        ("steps-reversed", "plain", date(2026, 1, 1)),
    ],
)
def test_every_day_of_a_packaged_case_is_as_the_specification_has_it(
    name: str, reading: str, first: date, rulebook: Rulebook
) -> None:
    case, last = load_case(name), first + timedelta(days=100)
    changes = by_days(case, rulebook, reading, first, last)
    for shift in range(101):
        day = first + timedelta(days=shift)
        assert known_on(changes, day) == as_specified(case, rulebook, reading, day), day


FIELDS = ("un_verification.unannounced_visits", "captives.japan.returned", "counterfeiting.equipment_acts")
STOCKS = ("humanitarian.standards_accepted", "weapons.nuclear.production_running", "censorship.press_permitted")


@st.composite
def records(draw: st.DrawFn) -> list[Fact]:
    """A few facts, of which most span days, end on month ends or are searches."""
    day = st.dates(date(2025, 1, 1), date(2027, 12, 31))
    found: list[Fact] = []
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(day), draw(day)))
        grade = draw(st.sampled_from(("claimed", "observed", "verified")))
        match draw(st.integers(0, 2)):
            case 0:
                value = draw(st.integers(0, 2))
                found.append(total(draw(st.sampled_from(FIELDS)), value, f"{start}", f"{end}", grade, verifier="x"))
            case 1:
                value = draw(st.booleans())
                found.append(fact(draw(st.sampled_from(STOCKS)), value, f"{start}", grade, verifier="x"))
            case _:
                found.append(search(draw(st.sampled_from(STOCKS)), f"{start}"))
    return found


@settings(max_examples=8)
@given(facts=records(), reading=st.sampled_from(("plain", "strict", "lenient")))
def test_every_day_of_a_record_of_a_few_facts_is_as_the_specification_has_it(
    facts: Sequence[Fact], reading: str, rulebook: Rulebook
) -> None:
    first, last = date(2026, 6, 1), date(2029, 6, 1)
    case = of_facts(*facts)
    changes = by_days(case, rulebook, reading, first, last)
    spots = {day + timedelta(days=shift) for day in changes for shift in (-1, 0, 1)}
    spots |= {first + timedelta(days=31 * month) for month in range(36)}
    for day in sorted(day for day in spots if first <= day <= last):
        assert known_on(changes, day) == as_specified(case, rulebook, reading, day), day


def test_a_window_that_begins_on_the_day_of_a_total_is_seen_to_begin(rulebook: Rulebook) -> None:
    """The day on which a year's window no longer reaches the eve of a total is one on which coverage changes."""
    spoken = {date(2027, 3, 16), date(2027, 12, 31)}
    tests = [
        test
        for rungs in rulebook.interpretations["strict"].ladders.values()
        for rung in rungs
        for test in rung.group.tests()
    ]
    field = fields()["un_verification.unannounced_visits"]
    standards = {test.standard for test in tests if field in test.parts.fields}
    days = {day for standard in standards for day in change_days(Slot(field, standard, "field"), spoken)}
    assert date(2028, 3, 15) in days


def test_what_does_not_change_is_named_on_the_first_day_alone(rulebook: Rulebook) -> None:
    day = date(2027, 5, 5)
    assert list(by_days(of_facts(), rulebook, "plain", day, date(2040, 1, 1))) == [day]


def test_no_number_of_days_is_too_many(rulebook: Rulebook) -> None:
    """A span of a hundred years over a record of hundreds of entries is walked, and only changes are kept."""
    case = load_case("record")
    changes = by_days(case, rulebook, "plain", date(2000, 1, 1), date(2099, 12, 31))
    assert 20 < len(changes) < 2_000
