"""An address is a scenario, and a scenario is a command line."""

import json
import shlex
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from compliance import Status, UnusableError, judge, load_case
from compliance.cli.app import app
from compliance.web.levers import acts, levers, matched, set_
from compliance.web.pages import answer
from compliance.web.scenario import Scenario, judged, read_scenario

LINES = (
    "surrender_equipment pieces=3 verified-by=United States Secret Service",
    "release_prisoners place=camps count=8000 date=2027-03-01 verified-by=ICRC & others, 100%",
    "captives.*.taken=0 from=2016-02-18 verified-by=ICRC",
)
ASKED = Scenario(suppose=LINES, reading="strict", as_of="2027-06-01", answer=("Q5=gross",), otherwise="unknown")


def test_the_address_that_says_a_scenario_is_read_as_the_same() -> None:
    assert read_scenario(parse_qsl(ASKED.query)) == ASKED
    assert read_scenario(()) == Scenario()


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)))
def test_any_line_comes_through_an_address_as_it_is(lines: list[str]) -> None:
    said = Scenario(suppose=tuple(each for each in lines if each.strip()))
    assert read_scenario(parse_qsl(said.query)) == said


def test_the_command_of_a_scenario_gives_the_verdicts_of_its_page() -> None:
    words = shlex.split(ASKED.command)[1:]
    ran = CliRunner().invoke(app, [*words, "--format", "json", "--engines", "specification"])
    found = judged(ASKED).document.assessment
    shown = {each["provision"]: each["status"] for each in json.loads(ran.stdout)["conditions"]}
    assert shown
    for number, status in shown.items():
        assert found[number].status.value == status


def test_the_case_file_of_a_scenario_gives_the_verdicts_of_its_page(tmp_path: Path) -> None:
    scenario = Scenario(suppose=LINES, as_of="2027-06-01")
    path = tmp_path / "my-case.json"
    path.write_text(answer("/case.json", parse_qsl(scenario.query)).text)
    own, found = judge(load_case(path)), judged(scenario).document.assessment
    assert own.as_of == found.as_of
    for result in found.results:
        for each in result.finding.walk():
            other = own.finding(each.path)
            assert other is not None and other.status is each.status


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("case=nothing", "no packaged case `nothing`"),
        ("case=../../etc/passwd", "no packaged case `../../etc/passwd`"),
        ("case=record&case=record", "`case` is given 2 times"),
        ("reading=hawk", "unknown reading `hawk`"),
        ("as_of=tomorrow", "expected a day such as 2027-06-01"),
        ("otherwise=perhaps", "expected one of as-recorded, unknown, found `perhaps`"),
        ("answer=Q5", "expected Q=ANSWER such as Q5=gross"),
        ("answer=Q5=gross&answer=Q5=net", "`Q5` is answered twice: `gross` and `net`"),
        ("answer=Q5=gross&answer=Q5=gross", "`Q5` is answered twice: `gross` and `gross`"),
        ("answer=Q999=x", "answers an unknown question `Q999`"),
        ("sppose=x", "unknown key `sppose`; did you mean `suppose`?"),
        ("&".join(["suppose=x"] * 101), "101 suppositions; the most is 100"),
        (f"suppose={'x' * 501}", "501 letters; the most is 500"),
    ],
)
def test_an_address_that_says_nothing_that_is_known_is_refused_with_every_problem(query: str, expected: str) -> None:
    with pytest.raises(UnusableError) as raised:
        read_scenario(parse_qsl(query))
    assert any(expected in str(problem) for problem in raised.value.problems)


# Levers


def test_every_act_of_the_catalogue_is_a_lever_and_stands_once() -> None:
    groups, others = levers(Scenario())
    assert sorted(each.act.id for group in groups for each in group.levers) == sorted(acts())
    assert others == ()


@pytest.mark.parametrize("name", acts())
def test_a_lever_that_is_pulled_is_its_lines_and_is_known_again(name: str) -> None:
    pulled = set_(Scenario(), {"on": [name]})
    assert pulled.suppose == acts()[name].lines
    assert matched(pulled.suppose) == ({name: acts()[name].lines}, ())


@pytest.mark.parametrize("name", acts())
def test_a_lever_that_is_pulled_can_be_judged(name: str) -> None:
    assert judged(set_(Scenario(), {"on": [name]})).document.assessment.results


def test_how_many_when_and_by_whom_are_set_in_the_line() -> None:
    form = {
        "on": ["half-the-prisoners-freed"],
        "half-the-prisoners-freed.count": ["8000"],
        "half-the-prisoners-freed.date": ["2027-03-01"],
        "half-the-prisoners-freed.by": ["the ICRC"],
    }
    (line,) = set_(Scenario(), form).suppose
    assert line == "release_prisoners date=2027-03-01 place=camps count=8000 verified-by=the ICRC"
    assert levers(Scenario(suppose=(line,)))[1] == (line,)  # 8,000 are not half of the prisoners
    form["half-the-prisoners-freed.count"] = ["40000"]
    (line,) = set_(Scenario(), form).suppose
    (lever,) = [each for group in levers(Scenario(suppose=(line,)))[0] for each in group.levers if each.pulled]
    assert (lever.many, lever.day, lever.by) == ("40000", "2027-03-01", "the ICRC")


def test_what_is_no_lever_is_kept_and_another_line_is_added() -> None:
    form = {"on": ["aid-standards"], "keep": ["camps.operating=3 observed-by=KINU"], "add": [" ", LINES[2]]}
    assert set_(Scenario(), form).suppose == (
        *acts()["aid-standards"].lines,
        "camps.operating=3 observed-by=KINU",
        LINES[2],
    )


def test_pulling_levers_until_a_suspension_is_supported_and_back() -> None:
    case = "all-but-captives"
    assert judged(Scenario(case)).document.assessment.result("suspension").status is Status.UNKNOWN
    pulled = set_(Scenario(case), {"on": ["japanese-home"]})
    assert judged(pulled).document.assessment.result("suspension").status is Status.MET
    assert judged(set_(pulled, {})).document.assessment.result("suspension").status is Status.UNKNOWN
