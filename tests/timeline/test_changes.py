"""Between the days that `change_days` names nothing that is judged changes."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.case.load import load_case
from compliance.case.model import Case
from compliance.judgement.evaluate import evaluate
from compliance.problem import UnusableError
from compliance.record.evidence import Fact
from compliance.rulebook.rulebook import Rulebook
from compliance.timeline import changes
from compliance.timeline.changes import change_days
from conftest import fact, folded, search, stated, total

DAY = timedelta(days=1)


def judged(case: Case, rulebook: Rulebook, reading: str, day: date) -> list[object]:
    assessment = evaluate(rulebook, case.folded(as_of=day), as_of=day, reading=reading)
    return [
        (finding.path, finding.status, finding.lowest, finding.highest)
        for result in assessment.results
        for finding in result.finding.walk()
    ]


@pytest.mark.parametrize(
    ("name", "reading", "first"),
    [
        ("suspension-and-termination", "plain", date(2028, 2, 1)),
        ("suspension-and-termination", "strict", date(2028, 5, 15)),
        ("record", "plain", date(2018, 4, 1)),
        ("record", "lenient", date(2026, 2, 1)),
        ("from-leap-day", "strict", date(2029, 5, 1)),
    ],
)
def test_a_packaged_case_changes_on_no_other_day(name: str, reading: str, first: date, rulebook: Rulebook) -> None:
    case, last = load_case(name), first + timedelta(days=100)
    days = change_days(rulebook, rulebook.parameters[reading], case.facts, case.actions, first, last)
    before = judged(case, rulebook, reading, first)
    day = first + DAY
    while day <= last:
        now = judged(case, rulebook, reading, day)
        assert now == before or day in days, day
        before, day = now, day + DAY


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
def test_a_record_of_a_few_facts_changes_on_no_other_day(
    facts: Sequence[Fact], reading: str, rulebook: Rulebook
) -> None:
    first, last = date(2026, 6, 1), date(2029, 6, 1)
    days = set(change_days(rulebook, rulebook.parameters[reading], stated(facts), (), first, last))
    spots = {day + timedelta(days=shift) for day in days for shift in (-2, -1, 0, 1, 2)} | {
        first + timedelta(days=31 * month) for month in range(36)
    }
    looked = sorted(day for day in spots if first <= day <= last)

    def found(day: date) -> list[object]:
        made = evaluate(rulebook, folded(*facts, as_of=day), as_of=day, reading=reading)
        walked = [each for result in made.results for each in result.finding.walk()]
        return [(each.path, each.status, each.lowest, each.highest) for each in walked]

    before, known = found(looked[0]), looked[0]
    for day in looked[1:]:
        now = found(day)
        assert now == before or any(known < change <= day for change in days), (known, day)
        before, known = now, day


def test_a_window_that_begins_on_the_day_of_a_total_is_seen_to_begin(rulebook: Rulebook) -> None:
    """The day on which a year's window no longer reaches the eve of a total is one on which coverage changes."""
    said = stated([total("un_verification.unannounced_visits", 0, "2027-03-16", "2027-12-31")])
    days = change_days(rulebook, rulebook.parameters["strict"], said, (), date(2027, 1, 1), date(2029, 1, 1))
    assert date(2028, 3, 15) in days


def test_too_many_days_are_refused(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 10)
    case = load_case("record")
    with pytest.raises(UnusableError, match=r"may change on .* days .*too-large"):
        change_days(rulebook, rulebook.parameters["plain"], case.facts, case.actions, date(2017, 1, 1), case.as_of)


def test_the_first_day_is_always_among_them(rulebook: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text(json.dumps({"format": 1, "id": "empty", "title": "E", "as_of": "2028-01-01"}))
    case = load_case(str(path))
    day = date(2027, 5, 5)
    assert change_days(rulebook, rulebook.parameters["plain"], case.facts, case.actions, day, day) == (day,)
