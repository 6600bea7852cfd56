"""What a case can expect, and what is said where it is not so."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import UnusableError, expectations, load_case

A6 = {"provision": "/us/usc/t22/s9251/a/6", "reading": "plain"}
WATCHED = {"verification": "verified", "verifier": "ICRC"}
FREED = {"field": "captives.japan.returned", "from": "2027-01-01", "to": "2027-12-31", **WATCHED}


def differences(folder: Path, *expected: dict[str, Any], **rest: Any) -> tuple[str, ...]:
    case = {"format": 1, "id": "small", "title": "Small", "hypothetical": True, "as_of": "2028-06-01", **rest}
    (folder / "small.json").write_text(json.dumps({**case, "expect": expected}), "utf-8")
    checked = expectations(load_case(str(folder / "small.json")))
    assert checked.expected == len(expected)
    return checked.differences


def test_of_a_list_of_statuses_one_is_found(tmp_path: Path) -> None:
    assert differences(tmp_path, A6 | {"status": ["unmet", "unknown"]}, A6 | {"status": "unknown"}) == ()
    assert differences(tmp_path, A6 | {"status": ["met", "unmet"]}) == (
        "/us/usc/t22/s9251/a/6 (plain): expected met or unmet, found unknown",
    )


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"value": 3}, ()),
        ({"low": 3, "high": 3}, ()),
        ({"value": 2}, ("captives.japan.returned: expected 2, found 3",)),
        ({"low": 3}, ("captives.japan.returned: expected 3 to any number, found 3",)),
    ],
)
def test_a_field_goes_as_far_as_expected(tmp_path: Path, expected: dict[str, Any], said: tuple[str, ...]) -> None:
    facts = [FREED | {"value": 3}, FREED | {"value": 0, "from": "0001-01-01", "to": "2026-12-31"}]
    facts += [FREED | {"value": 0, "from": "2028-01-01", "to": "2028-06-01"}]
    found = differences(tmp_path, {"field": "captives.japan.returned"} | expected, facts=facts)
    assert found == said


@pytest.mark.parametrize(
    "seen",
    [
        {"low": 3},
        {"grade": "observed", "low": 0},
        {"window": "previous-12-months", "value": 0},
    ],
)
def test_a_field_is_seen_by_a_grade_and_over_a_window(tmp_path: Path, seen: dict[str, Any]) -> None:
    fact = {**FREED, "to": "2027-05-01", "value": 3, "verification": "reported"}
    assert differences(tmp_path, {"field": FREED["field"], **seen}, facts=[fact]) == ()


@pytest.mark.parametrize(
    ("expected", "problem"),
    [
        ({"value": 1, "low": 1}, "expects exactly one of `value`, and `low` with or without `high`"),
        ({}, "expects exactly one of `value`, and `low` with or without `high`"),
        ({"value": True}, "`captives.japan.returned` takes a number"),
        ({"low": 3, "high": 2}, "`low` is above `high`"),
        ({"value": 1, "window": "lately"}, "no window `lately`: expected standing, ever, since-enactment or"),
        ({"value": 1, "field": "captives.japn.returned"}, "unknown field `captives.japn.returned`; did you mean"),
    ],
)
def test_an_expectation_of_a_field_that_cannot_be_is_refused(
    tmp_path: Path, expected: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UnusableError) as caught:
        differences(tmp_path, {"field": "captives.japan.returned"} | expected)
    assert any(problem in each.message for each in caught.value.problems)


def test_a_case_finds_what_the_case_it_stands_on_finds(tmp_path: Path) -> None:
    on_record = {"baseline": "record", "as_of": load_case("record").as_of.isoformat()}
    assert differences(tmp_path, {"same_as": "record"}, **on_record) == ()
    found = differences(tmp_path, {"same_as": "record", "reading": "plain"})
    assert len(found) > 10
    assert found[0].startswith("/us/usc/t22/s9251/a (plain): expected as in record, unmet; found unknown")


def test_a_case_named_in_an_expectation_lies_beside_the_file_or_is_packaged(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    differences(tmp_path / "below", title="Below")
    assert differences(tmp_path, {"same_as": "below/small.json"}) == ()
    assert differences(tmp_path / "below", {"same_as": "../small.json"}) == (
        "`../small.json` is no packaged case, and no `.json` file at or below the folder of this one",
    )
    assert differences(tmp_path, {"same_as": "recrod"})[0].endswith("did you mean `record`?")


@pytest.mark.parametrize(("rest", "refused"), [({}, True), ({"verifier": "n/a"}, True), ({"verifier": "WFP"}, False)])
def test_what_is_observed_is_observed_by_somebody(tmp_path: Path, rest: dict[str, Any], refused: bool) -> None:
    """Else a field that nobody saw would hold a condition that asks for observation."""
    fact = {"field": "humanitarian.random_visits", "value": True, "date": "2028-01-01", "verification": "observed"}
    if not refused:
        assert differences(tmp_path, facts=[fact | rest]) == ()
        return
    with pytest.raises(UnusableError) as caught:
        differences(tmp_path, facts=[fact | rest])
    assert [each.place for each in caught.value.problems] == ["$.facts[0].verifier"]
