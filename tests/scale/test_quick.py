"""The verdicts of many cases are those of `judge`, whichever were judged before and whatever they stand on."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from compliance import Case, judge, load_case
from compliance.case.load import case_supposing
from compliance.files.resources import packaged_cases
from compliance.problem import UnusableError
from compliance.scale.quick import Quick

READINGS = ("lenient", "plain", "strict")
QUICK = {reading: Quick(reading=reading) for reading in READINGS}


def differing(quick: Quick, case: Case, **options: Any) -> dict[str, tuple[object, object]]:
    """The provisions of which the two find different statuses."""
    judged = judge(case, **options)
    verdict = quick.verdict(case)
    found = {path: verdict.statuses[number] for path, number in verdict.tree.numbers.items()}
    expected = {finding.path: finding.status for result in judged.results for finding in result.finding.walk()}
    assert found.keys() == expected.keys()
    return {path: (found[path], expected[path]) for path in found if found[path] is not expected[path]}


@pytest.mark.parametrize(
    "reading", ["plain", *(pytest.param(name, marks=pytest.mark.long) for name in ("lenient", "strict"))]
)
def test_of_every_packaged_case_each_provision_has_the_status_that_judge_finds(reading: str) -> None:
    for name in packaged_cases():
        assert differing(QUICK[reading], load_case(name), reading=reading) == {}, name


LINES = (
    "release_prisoners count=7 place=camps verified-by=ICRC",
    "release_prisoners count=40000 place=camps verified-by=ICRC",
    "detain country=japan count=2",
    "repatriate country=japan count=9 voluntary=yes gravely-harmed=0 verified-by=ICRC",
    "improve_conditions category=food camp=14 verified-by=ICRC",
    "expel_inspectors",
    "renounce_verification",
    "leave_body body=APG",
    "surrender_equipment pieces=3 verified-by=Interpol",
    "captives.*.taken=0 from=2017-01-01 to=2026-01-01 verified-by=ICRC",
    "captives.japan.taken=unknown from=2026-01-01 to=2027-12-31",
    "political_prisoners.held_now.camps=40000 verified-by=ICRC",
    "test_weapon programme=nuclear date=2028-02-01",
    "reverse of=moratorium-2018",
    "reverse of=apg-observer-2014",
)
BASES = (
    "record",
    "suspension-not-termination",
    "suspension-and-termination",
    "nuclear-only",
    "renewed-twice-then-lapses",
)


@settings(max_examples=60, deadline=None)
@given(
    some.sampled_from(READINGS),
    some.sampled_from(BASES),
    some.lists(some.sampled_from(LINES), min_size=1, max_size=4, unique=True),
    some.booleans(),
)
def test_whatever_is_supposed_is_judged_as_by_itself(reading: str, base: str, lines: list[str], twice: bool) -> None:
    try:
        case = case_supposing(load_case(base), lines)
        if twice:
            case = case_supposing(case, lines[:1])
    except UnusableError:  # what was supposed twice, or reversed before it was done
        return
    assert differing(QUICK[reading], case, reading=reading) == {}


OPTIONS: dict[str, dict[str, Any]] = {
    "another day": {"as_of": "2028-06-30"},
    "the law of another day": {"law_as_of": "2018-01-01"},
    "all that is known since": {"hindsight": True},
    "what is unverified": {"include_unverified": True},
    "nothing else supposed": {"otherwise": "unknown"},
    "another answer": {"answers": {"Q5": "gross"}},
}


@pytest.mark.parametrize("named", OPTIONS)
def test_an_option_says_the_same_to_both(named: str) -> None:
    quick = Quick(**OPTIONS[named])
    for base in BASES[:4]:
        for lines in (LINES[:2], LINES[2:4], LINES[8:9]):
            assert differing(quick, case_supposing(load_case(base), lines), **OPTIONS[named]) == {}


def test_the_law_of_each_day_on_which_it_changes_is_told_apart_from_that_of_its_eve() -> None:
    case = load_case("suspension-not-termination")
    levels = [level for versions in QUICK["plain"].rulebook.statute.versions.values() for level in versions]
    turns = {level.start_period for level in levels}
    turns |= {level.end_period + timedelta(days=1) for level in levels if level.end_period}
    days = sorted({day - timedelta(days=eve) for day in turns for eve in (0, 1)})
    quick = Quick()
    after = [day for day in days if day >= quick.rulebook.enacted]
    for quick.law_as_of in after:
        assert differing(quick, case, law_as_of=quick.law_as_of) == {}, quick.law_as_of
    assert len(after) > 2


def test_more_grounds_than_are_kept_are_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.scale.grounds.MOST", 1)
    quick = Quick()
    for name in ("record", "suspension-not-termination", "record"):
        assert differing(quick, case_supposing(load_case(name), LINES[:1])) == {}
