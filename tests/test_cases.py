"""Every packaged case is an example and a test."""

import json
from dataclasses import replace
from datetime import date

import pytest

from compliance.case.expected import Expectation
from compliance.case.load import load_case
from compliance.files.resources import packaged_cases
from compliance.judgement import durable
from compliance.judgement.finding import Assessment
from compliance.judging import judge
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from compliance.testing import expectations


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules()


def assessed(name: str, rulebook: Rulebook, as_of: date | None = None) -> Assessment:
    return judge(load_case(name), rulebook, as_of=as_of)


@pytest.mark.parametrize("name", packaged_cases())
def test_a_packaged_case_meets_what_it_expects(name: str, rulebook: Rulebook) -> None:
    checked = expectations(load_case(name), rulebook)
    assert checked.differences == ()
    assert checked.expected > 0


@pytest.mark.skipif(not durable.is_available(), reason="durable_rules is not installed here")
@pytest.mark.parametrize("name", packaged_cases())
def test_both_engines_agree_on_a_packaged_case_under_every_reading(name: str, rulebook: Rulebook) -> None:
    case = load_case(name)
    for reading in ("plain", "strict", "lenient"):
        assessment = judge(case, rulebook, reading=reading, engines=("specification", "durable_rules"))
        assert assessment.engines == ("specification", "durable_rules")


@pytest.mark.parametrize("name", packaged_cases())
def test_a_packaged_case_is_named_after_its_file(name: str) -> None:
    assert json.loads(packaged_cases()[name].read_text())["id"] == name


def test_every_weapon_gone_changes_the_weapons_and_nothing_else(rulebook: Rulebook) -> None:
    before = assessed("record", rulebook)
    after = assessed("nuclear-only", rulebook)
    changed = [
        finding.path
        for result in after.results
        for finding in result.finding.leaves()
        for was in [before.finding(finding.path)]
        if was is not None and was.status is not finding.status
    ]
    assert "/us/usc/t22/s9252/2/A" in changed
    # A declaration to inspectors is also a step towards verification; nothing else moves.
    assert set(changed) <= {
        "/us/usc/t22/s9252/2/A",
        "/us/usc/t22/s9251/a/3",
        "/us/usc/t22/s9252/1>/us/usc/t22/s9251/a/3",
    }


def test_low_hanging_fruit_moves_no_provision_at_all(rulebook: Rulebook) -> None:
    before = assessed("record", rulebook)
    after = assessed("upr-low-hanging-fruit", rulebook)
    for result in after.results:
        for finding in result.finding.walk():
            was = before.finding(finding.path)
            assert was is not None
            assert (was.status, was.lowest, was.highest) == (finding.status, finding.lowest, finding.highest)


STEPS = (
    "presses-destroyed",
    "apg-visit",
    "partial-declaration",
    "japanese-return",
    "korean-return",
    "standards-accepted",
    "monitors-in",
    "camp-food",
)


@pytest.mark.parametrize("action", STEPS)
def test_each_step_of_the_smallest_package_is_needed(action: str, rulebook: Rulebook) -> None:
    case = load_case("suspension-not-termination")
    without = replace(case, actions=tuple(each for each in case.actions if each.id != action))
    assert len(without.actions) == len(case.actions) - 1
    assessment = judge(without, rulebook)
    assert assessment.result("suspension").status is not Status.MET


@pytest.mark.parametrize("name", packaged_cases())
def test_what_is_met_under_a_stricter_reading_is_met_under_a_more_lenient_one(name: str, rulebook: Rulebook) -> None:
    case = load_case(name)
    strict, plain, lenient = (judge(case, rulebook, reading=each) for each in ("strict", "plain", "lenient"))
    for stricter, laxer in ((strict, plain), (plain, lenient)):
        for result in stricter.results:
            for finding in result.finding.walk():
                other = laxer.finding(finding.path)
                if finding.status is Status.MET and other is not None:
                    assert other.status is Status.MET, finding.path


def test_no_date_of_the_record_meets_either_section(rulebook: Rulebook) -> None:
    for year in range(2017, 2027):
        assessment = assessed("record", rulebook, date(year, 1, 31))
        assert [result.finding.status for result in assessment.results] == [Status.UNMET, Status.UNMET]


PROPOSALS = [name for name, path in packaged_cases().items() if path.parent.name == "proposals"]


@pytest.mark.parametrize("name", PROPOSALS)
def test_a_proposal_says_what_was_asked_in_return_and_whether_the_sections_control_it(name: str) -> None:
    case = load_case(name)
    assert case.hypothetical
    assert case.in_return
    assert {each.reading for each in case.expect if isinstance(each, Expectation)} == {"plain", "strict", "lenient"}
    own = json.loads(packaged_cases()[name].read_text())["actions"]
    assert all(action["sources"] for action in own)


@pytest.mark.parametrize("name", PROPOSALS)
def test_no_proposal_known_would_support_either_section_under_the_plain_reading(name: str, rulebook: Rulebook) -> None:
    assessment = judge(load_case(name), rulebook)
    assert [result.finding.status for result in assessment.results] == [Status.UNMET, Status.UNMET]
