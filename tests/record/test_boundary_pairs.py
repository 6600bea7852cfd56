"""Boundary pairs of reading a record: values that only one step tells apart."""

import json
from pathlib import Path

import pytest

from compliance import judge, load_case
from compliance.explanation.why import shows
from compliance.judgement import finding
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status

PAIRS = Path(__file__).parent / "boundary_pairs"


def found_of(case: str, field: str, rulebook: Rulebook) -> finding.TestFinding:
    """The first finding for a test of this field alone."""
    found = judge(load_case(str(PAIRS / f"{case}.json")), rulebook)
    tests = (
        test
        for result in found.results
        for leaf in result.finding.leaves()
        for rung in leaf.rungs
        for test in rung.group.tests()
    )
    return next(test for test in tests if [each.field.path for each in test.extents] == [field])


def test_more_released_than_half_of_the_most_that_were_held_is_met_though_nobody_may_have_been(
    rulebook: Rulebook,
) -> None:
    found = judge(load_case(str(PAIRS / "whole-from-nothing.json")), rulebook).finding("/us/usc/t22/s9252/2/B")
    assert found is not None
    assert found.status is Status.MET


def test_those_admitted_later_are_there_and_those_before_the_window_may_have_gone(rulebook: Rulebook) -> None:
    test = found_of("inspectors-admitted-twice", "un_verification.inspectors", rulebook)
    assert (test.extents[0].worst, test.extents[0].best) == (3, float("inf"))


def test_who_was_detained_in_the_month_of_a_count_may_be_in_it(rulebook: Rulebook) -> None:
    """They are one, and not two: the one detained may be the one who was counted."""
    found = judge(load_case(str(PAIRS / "detained-in-the-month-of-a-count.json")), rulebook)
    leaf = found.finding("/us/usc/t22/s9251/a/4")
    assert leaf is not None
    tests = [test for rung in leaf.rungs for test in rung.group.tests() if test.needed is None]
    said = [
        shows(test) for test in tests if "captives.united_states.taken" in {each.field.path for each in test.against}
    ]
    assert said != []
    assert all("1 or more newly taken" in each for each in said)


@pytest.mark.parametrize("path", sorted(PAIRS.glob("*.json")), ids=lambda path: path.stem)
def test_an_edge_says_what_it_is_about(path: Path) -> None:
    assert len(json.loads(path.read_text(encoding="utf-8"))["about"]) > 20
