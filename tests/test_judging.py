"""The library and the command line judge alike: what `judge` finds is what `compliance evaluate` shows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from compliance import Assessment, Case, UnusableError, judge, load_case
from compliance.cli.app import UNUSABLE, app
from compliance.files.resources import packaged_cases
from compliance.judgement.finding import Finding
from told import told

CASES = {name: load_case(name) for name in packaged_cases()}
READINGS = ("plain", "strict", "lenient")
Told = Mapping[str, Any]  # what is compared, as JSON has it


def asks_more(case: Case) -> bool:
    """Whether more than its record is judged: acts that may certify, or the law of another day."""
    return bool(case.acts or case.as_if_in_force or case.law_as_of)


# Those that ask more, and of the others so many that a third of all is compared each time.
THIRD = [name for name, case in CASES.items() if asks_more(case)]
THIRD += [name for name, case in CASES.items() if not asks_more(case)][::6]


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, ["evaluate", *arguments, "--format", "json", "--full"])


def counted(finding: Finding) -> Iterator[Finding]:
    """Every finding, the views of pooled ones included."""
    for each in finding.walk():
        yield each
        yield from each.views


def found_by_library(assessment: Assessment) -> Told:
    every = [each for result in assessment.results for each in counted(result.finding)]
    return {
        "as_of": str(assessment.as_of),
        "law": str(assessment.law_day),
        "reading": assessment.reading,
        "rulebook": assessment.rulebook,
        "goals": {goal: status.value for goal, status in assessment.statuses.items()},
        "statuses": {each.path: each.status.value for each in every},
        "degrees": {each.path: [each.lowest, each.highest] for each in every if each.decided},
        "left_out": [(left.why, left.entry.field, left.entry.id) for left in assessment.left_out],
    }


def shown(finding: Told) -> Iterator[Told]:
    """Every finding of the JSON, the views included."""
    yield finding
    for each in (*finding.get("children", ()), *finding.get("views", ())):
        yield from shown(each)


def found_by_command(assessment: Told) -> Told:
    every = [each for result in assessment["results"].values() for each in shown(result)]
    return {
        "as_of": assessment["as_of"],
        "law": assessment["law"]["as_of"],
        "reading": assessment["reading"],
        "rulebook": assessment["rulebook"],
        "goals": {goal: result["status"] for goal, result in assessment["results"].items()},
        "statuses": {each["path"]: each["status"] for each in every},
        "degrees": {each["path"]: each["reached_degree"] for each in every if "reached_degree" in each},
        "left_out": [(left["why"], left["field"], left["entry"]) for left in assessment["left_out"]],
    }


def assert_alike_under_every_reading(name: str) -> None:
    result = run(name, "--reading", "all")
    assert result.exit_code == 0, told(result.stderr)
    readings = json.loads(result.stdout)["readings"]
    assert set(readings) == set(READINGS)
    for reading in READINGS:
        assert found_by_command(readings[reading]) == found_by_library(judge(CASES[name], reading=reading)), reading


@pytest.mark.parametrize("name", THIRD)
def test_the_command_line_shows_what_the_library_finds(name: str) -> None:
    assert_alike_under_every_reading(name)


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_the_command_line_shows_what_the_library_finds_of_every_packaged_case(name: str) -> None:
    assert_alike_under_every_reading(name)


def test_a_third_is_compared_each_time_and_whatever_asks_more_is_in_it() -> None:
    assert {name for name, case in CASES.items() if asks_more(case)} <= set(THIRD)
    assert len(CASES) / 3 <= len(set(THIRD)) == len(THIRD) < len(CASES) / 2


# The day, and whose knowledge of it; the law; the reading. Each row finds something else than its case by itself does.
OPTIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("record", "--as-of 2018-08-01", {"as_of": "2018-08-01"}),
    ("record", "--as-of 2016-02-17", {"as_of": "2016-02-17"}),  # this case asks for the law as if it had been in force
    ("record", "--as-of 2012-12-31 --reading strict", {"as_of": date(2012, 12, 31), "reading": "strict"}),
    ("everything", "--as-of 2016-02-18", {"as_of": "2016-02-18"}),
    ("nuclear-only", "--law-as-of 2019-12-19", {"law_as_of": "2019-12-19"}),
    ("leap-day-2012", "--law-as-of 2019-12-20", {"law_as_of": date(2019, 12, 20)}),
    ("everything", "--as-of 2012-03-01 --law-as-of 2016-02-18", {"as_of": "2012-03-01", "law_as_of": "2016-02-18"}),
    ("q05-some-freed-more-taken", "--answer Q5=gross", {"answers": {"Q5": "gross"}}),
    (
        "q05-some-freed-more-taken",
        "--reading lenient --answer Q5=any-regression-defeats --answer Q43=no-limit",
        {"reading": "lenient", "answers": {"Q5": "any-regression-defeats", "Q43": "no-limit"}},
    ),
    ("record", "--as-of 2022-01-01 --hindsight", {"as_of": "2022-01-01", "hindsight": True}),
    ("record-2026-03-15", "--include-unverified", {"include_unverified": True}),
    (
        "record",
        "--as-of 2014-01-01 --hindsight --include-unverified",
        {"as_of": "2014-01-01", "hindsight": True, "include_unverified": True},
    ),
]


@pytest.mark.parametrize(("name", "options", "asked"), OPTIONS, ids=lambda value: value if type(value) is str else "")
def test_an_option_of_the_command_line_asks_what_the_librarys_argument_asks(
    name: str, options: str, asked: dict[str, Any]
) -> None:
    result = run(name, *options.split())
    assert result.exit_code == 0, told(result.stderr)
    found = found_by_library(judge(CASES[name], **asked))
    assert found_by_command(json.loads(result.stdout)) == found
    assert found != found_by_library(judge(CASES[name]))


@pytest.mark.parametrize("flag", ["hindsight", "include_unverified"])
def test_either_flag_changes_more_than_what_the_day_alone_does(flag: str) -> None:
    case, day = CASES["record"], "2014-01-01"
    asked: dict[str, Any] = {flag: True}
    assert judge(case, as_of=day, **asked).left_out != judge(case, as_of=day).left_out


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("everything", "--as-of 2016-02-17", {"as_of": "2016-02-17"}),
    ("everything", "--as-of 2012-03-01 --hindsight", {"as_of": "2012-03-01", "hindsight": True}),
    ("everything", "--law-as-of 2016-02-17", {"law_as_of": "2016-02-17"}),
    ("record", "--as-of 2012-03-01 --law-as-of 2012-03-01", {"as_of": "2012-03-01", "law_as_of": "2012-03-01"}),
    ("record", "--reading plian", {"reading": "plian"}),
    ("record", "--answer Q5=gros", {"answers": {"Q5": "gros"}}),
    ("record", "--answer Q99=gross", {"answers": {"Q99": "gross"}}),
]


@pytest.mark.parametrize(("name", "options", "asked"), REFUSED, ids=lambda value: value if type(value) is str else "")
def test_what_the_library_refuses_the_command_line_refuses_in_the_same_words(
    name: str, options: str, asked: dict[str, Any]
) -> None:
    with pytest.raises(UnusableError) as caught:
        judge(CASES[name], **asked)
    result = run(name, *options.split())
    typed_wrong = "reading" in asked or "answers" in asked  # names that are not known; the others are of the case
    assert (result.exit_code, result.stdout) == (2 if typed_wrong else UNUSABLE, "")
    lines = told(result.stderr).splitlines()
    assert lines
    for line, problem in zip(lines, caught.value.problems, strict=True):
        assert line in (str(problem), str(problem.within(name)))


def test_what_is_no_day_is_refused_by_either() -> None:
    with pytest.raises(ValueError, match="expected a date such as"):
        judge(CASES["record"], as_of="yesterday")
    assert run("record", "--as-of", "yesterday").exit_code == 2


def test_a_certification_that_stands_decides_where_the_reading_lets_it() -> None:
    """So among the cases compared there is one on which the acts of a case are not lost on the way to either."""
    case = CASES["q20-certified-before"]
    assert case.id in THIRD
    assert judge(case, reading="lenient").statuses != judge(replace(case, acts=()), reading="lenient").statuses
