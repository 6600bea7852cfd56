"""Each paragraph is necessary: without what the record says of it, neither section is supported."""

import pytest

from compliance import Finding, evaluate, load_case, load_rules
from compliance.judgement.finding import Assessment
from compliance.record.fold import Folded
from compliance.status import Status

RULES = load_rules()
CASE = load_case("suspension-and-termination")
FOLDED = CASE.folded()


def judged(folded: Folded) -> Assessment:
    return evaluate(RULES, folded, as_of=CASE.as_of)


def leaves(goal: str) -> list[Finding]:
    return [leaf for leaf in judged(FOLDED).result(goal).leaves() if ">" not in leaf.path]


def looked_at(finding: Finding) -> set[str]:
    """Every field that any rung of the finding looked at."""
    tests = [test for rung in finding.rungs for test in rung.group.tests()]
    return {extent.field.path for test in tests for extent in test.looked_at}


def without(finding: Finding) -> Folded:
    """The record with nothing said of the fields that this finding looks at."""
    silent = looked_at(finding)
    return FOLDED._replace(ledgers={path: each for path, each in FOLDED.ledgers.items() if path not in silent})


def test_the_whole_package_supports_both_sections() -> None:
    assert [result.finding.status for result in judged(FOLDED).results] == [Status.MET, Status.MET]


@pytest.mark.parametrize("leaf", leaves("suspension"), ids=lambda leaf: leaf.act_form)
def test_each_of_the_six_paragraphs_is_necessary_for_suspension(leaf: Finding) -> None:
    assessment = judged(without(leaf))
    assert assessment.result("suspension").status is Status.UNKNOWN
    assert leaf.path in assessment.result("suspension").residual


@pytest.mark.parametrize("leaf", leaves("termination"), ids=lambda leaf: leaf.act_form)
def test_each_item_of_the_second_paragraph_is_necessary_for_termination(leaf: Finding) -> None:
    assessment = judged(without(leaf))
    assert assessment.result("termination").status is Status.UNKNOWN
    assert leaf.path in assessment.result("termination").residual


@pytest.mark.parametrize("leaf", leaves("suspension"), ids=lambda leaf: leaf.act_form)
def test_each_of_the_six_paragraphs_is_necessary_for_termination_too(leaf: Finding) -> None:
    assert judged(without(leaf)).result("termination").status is not Status.MET


def test_there_are_six_paragraphs_and_five_items() -> None:
    assert len(leaves("suspension")) == 6
    assert len(leaves("termination")) == 5


@pytest.mark.parametrize("leaf", [*leaves("suspension"), *leaves("termination")], ids=lambda leaf: leaf.act_form)
def test_a_matter_of_which_nothing_is_recorded_is_unknown(leaf: Finding) -> None:
    finding = judged(without(leaf)).finding(leaf.path)
    assert finding is not None
    assert finding.status is Status.UNKNOWN
    assert [reason.value for reason in finding.reasons] == ["not-stated"]
