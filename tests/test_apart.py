"""A goal that stands apart is judged by itself, and the two of the Act as if it were not there."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from compliance import Status, judge, load_case
from compliance.cli.app import UNKNOWN, UNMET, UNUSABLE, app
from compliance.judging import engines_here

COMMITMENTS = "/us/usc/t22/s9269b/b/1/A/i"


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, ["evaluate", *arguments])


def test_a_goal_that_stands_apart_is_judged_alone_and_the_two_of_the_act_without_it() -> None:
    case = load_case("commitments")
    assert judge(case).statuses.keys() == {"suspension", "termination"}
    assert judge(case, goal="commitments").statuses == {"commitments": Status.MET}
    assert judge(case).finding(COMMITMENTS) is None


@pytest.mark.parametrize(("day", "law"), [("2019-12-19", False), ("2019-12-20", True)])
def test_it_is_judged_on_the_days_on_which_it_is_law(day: str, law: bool) -> None:
    result = run("record", "--as-of", day, "--check", "commitments")
    assert result.exit_code == (UNKNOWN if law else UNUSABLE)
    assert ("was not law on 2019-12-19: in force since 2019-12-20" in result.stderr) is not law
    assert run("record", "--as-of", day).exit_code == 0


@pytest.mark.parametrize(("given", "status"), [("2019-12-19", Status.UNKNOWN), ("2019-12-20", Status.MET)])
def test_its_window_is_that_of_its_own_act(given: str, status: Status, tmp_path: Path) -> None:
    promises = [
        {
            "id": subject,
            "type": "promise",
            "date": given,
            "subject": f"undertakings.{subject}",
            "verification": "claimed",
        }
        for subject in ("suspension", "talks")
    ]
    text = {"format": 1, "id": "t", "title": "T", "hypothetical": True, "as_of": "2020-06-01", "actions": promises}
    path = tmp_path / "t.json"
    path.write_text(json.dumps(text))
    assert judge(load_case(str(path)), goal="commitments").statuses["commitments"] is status


@pytest.mark.parametrize(
    ("name", "code"), [("commitments", 0), ("no-talks", UNMET), ("no-suspension-pledge", UNMET), ("record", UNKNOWN)]
)
def test_check_exits_by_it_and_the_report_shows_the_two_goals_of_the_act(name: str, code: int) -> None:
    result = run(name, "--check", "commitments")
    assert result.exit_code == code
    assert "7143(b)(1)" not in result.stdout


@pytest.mark.parametrize("reading", ["plain", "strict", "lenient"])
def test_the_second_engine_reaches_it_too(reading: str) -> None:
    found = judge(load_case("no-talks"), reading=reading, goal="commitments", engines=engines_here())
    assert found.statuses == {"commitments": Status.UNMET}


def test_relief_shows_what_the_record_shows_of_it() -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["relief", "no-talks"])
    shown = " ".join(result.stdout.split())
    assert "on ground `commitments` does not support it (unmet); ground `vital-interest` asks for no conduct" in shown
    assert "§ 7143(b)(1)(A)(i)(II) Multilateral talks: unmet; this reading asks for commitment, found none" in shown
    early = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["relief", "record", "--as-of", "2018-08-01"])
    assert (early.exit_code, "7143(b)(1)" in early.stdout) == (0, False)
