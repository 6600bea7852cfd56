"""The command line: what it prints where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from compliance.cli.app import app
from compliance.files.resources import packaged_cases
from told import told

CASE = {
    "format": 1,
    "id": "small",
    "title": "A small case",
    "as_of": "2020-01-15",
    "facts": [
        {"field": "counterfeiting.equipment_acts", "basis": "search", "date": "2020-01-10", "note": "newspapers"},
        {"field": "counterfeiting.production_evidenced", "value": False, "date": "2020-01-15",
         "verification": "reported"},
    ],
}  # fmt: skip


def compliance(*arguments: str, given: str | None = None) -> Result:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(app, list(arguments), input=given)


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(CASE))
    return str(path)


def test_evaluate_prints_a_report_and_exits_0_though_conditions_are_unmet(small: str) -> None:
    result = compliance("evaluate", small)
    assert result.exit_code == 0
    assert "On the public record and under this reading, with the case's hypothetical" in result.stdout
    assert "§ 401(a)  ✗ NOT SUPPORTED: ruled out" in result.stdout
    assert "NKSPEA § 401(a)  ✗ UNMET" in compliance("evaluate", small, "--full").stdout
    assert result.stderr == ""


def test_a_case_is_read_from_standard_input() -> None:
    result = compliance("evaluate", "-", given=json.dumps(CASE))
    assert result.exit_code == 0
    assert "small" in result.stdout


@pytest.mark.parametrize(
    ("goal", "facts", "code"),
    [
        ("suspension", CASE["facts"], 3),
        ("termination", CASE["facts"], 3),
        ("suspension", [], 4),
        ("termination", [], 4),
    ],
)
def test_check_exits_by_status(goal: str, facts: list[object], code: int) -> None:
    result = compliance("evaluate", "-", "--check", goal, given=json.dumps(CASE | {"facts": facts}))
    assert result.exit_code == code
    assert result.stdout


def test_check_exits_0_where_the_goal_is_met() -> None:
    assert compliance("evaluate", "suspension-not-termination", "--check", "suspension").exit_code == 0
    assert compliance("evaluate", "suspension-not-termination", "--check", "termination").exit_code == 3


def test_an_unknown_goal_is_refused_with_the_goals_there_are(small: str) -> None:
    result = compliance("evaluate", small, "--check", "suspensoin")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there are suspension, termination" in told(result.stderr)


def test_a_case_that_cannot_be_used_exits_5_with_nothing_on_standard_output() -> None:
    result = compliance("evaluate", "-", given='{"format": 1, "id": "x"}')
    assert (result.exit_code, result.stdout) == (5, "")
    assert "standard input: $.title: `title` is missing [missing-key]" in told(result.stderr)


def test_problems_of_the_rules_and_of_the_case_are_shown_together(tmp_path: Path) -> None:
    result = compliance("evaluate", "nowhere", "--rules", str(tmp_path))
    assert (result.exit_code, result.stdout) == (5, "")
    assert "[unreadable]" in told(result.stderr)
    assert "[unknown-case]" in told(result.stderr)


@pytest.mark.parametrize("arguments", [("evaluate",), ("evaluate", "x", "--as-of", "yesterday"), ("nonsense",)])
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert compliance(*arguments).exit_code == 2


def test_the_day_before_the_act_is_refused_and_the_day_of_it_is_not(small: str) -> None:
    early = compliance("evaluate", small, "--as-of", "2016-02-17")
    assert (early.exit_code, early.stdout) == (5, "")
    assert "was not law on 2016-02-17" in told(early.stderr)
    assert "--law-as-of 2016-02-18" in told(early.stderr)
    assert compliance("evaluate", small, "--as-of", "2016-02-18").exit_code == 0


def test_the_law_may_be_applied_as_if_it_had_been_in_force(small: str) -> None:
    result = compliance("evaluate", small, "--as-of", "2012-03-01", "--law-as-of", "2016-02-18")
    assert result.exit_code == 0
    assert "as if it had been in force" in result.stdout


def test_a_day_after_the_law_was_last_checked_is_warned_of(small: str) -> None:
    assert "checked until 2026-03-26" in compliance("evaluate", small, "--as-of", "2026-03-27").stdout
    assert "Warning" not in compliance("evaluate", small, "--as-of", "2026-03-26").stdout


def test_json_is_one_object_with_case_day_law_reading_and_rulebook(small: str) -> None:
    result = compliance("evaluate", small, "--format", "json")
    shown = json.loads(result.stdout)
    assert shown["case"]["id"] == "small"
    assert shown["as_of"] == "2020-01-15"
    assert shown["law"]["checked_until"] == "2026-03-26"
    assert shown["reading"] == "plain"
    assert len(shown["rulebook"]) == 16
    assert shown["results"]["suspension"]["determining"] == ["/us/usc/t22/s9251/a/1"]
    assert "not a certification" in shown["notice"]


def test_the_same_case_gives_the_same_bytes_whatever_the_hash_seed(small: str) -> None:
    command = [
        sys.executable,
        "-c",
        "from compliance.cli.app import run; run()",
        "evaluate",
        small,
        "--format",
        "json",
    ]
    outputs = {
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_report_keeps_to_the_width(width: int, small: str) -> None:
    result = CliRunner(env={"COLUMNS": str(width)}).invoke(app, ["evaluate", small])
    assert max(len(line) for line in result.stdout.splitlines()) <= width
    assert "\x1b" not in result.stdout


def test_check_command_runs_what_every_packaged_case_expects() -> None:
    result = compliance("check", *packaged_cases())
    assert result.exit_code == 0, told(result.stderr)
    assert len(result.stdout.splitlines()) == len(packaged_cases())


def test_check_command_names_the_expectation_that_does_not_hold() -> None:
    expect = [{"provision": "/us/usc/t22/s9251/a", "reading": "plain", "status": "met"}]
    result = compliance("check", "-", given=json.dumps(CASE | {"expect": expect}))
    assert result.exit_code == 3
    assert "expected met, found unmet" in told(result.stderr)


def test_cases_lists_the_packaged_ones() -> None:
    listed = "".join(
        compliance("cases", *folder).stdout for folder in ((), ("acts",), ("answers",), ("coverage",), ("proposals",))
    )
    assert all(name in listed for name in packaged_cases())


@pytest.mark.parametrize("name", ["/us/usc/t22/s9251/a/6", "9251(a)(6)", "401(a)(6)", "NKSPEA § 401(a)(6)"])
def test_law_finds_a_provision_however_it_is_cited(name: str) -> None:
    result = compliance("law", name)
    assert result.exit_code == 0
    assert "22 U.S.C. § 9251(a)(6)" in result.stdout
    assert "Q12" in result.stdout


def test_law_shows_both_versions_and_the_carve_out() -> None:
    shown = compliance("law", "401(a)").stdout
    assert "in force from 18 February 2016 until 19 December 2019" in shown
    assert "in force from 20 December 2019; Pub. L. 116-92" in shown
    assert "except 22 U.S.C. § 9214(g), 22 U.S.C. § 9221b, 22 U.S.C. § 9221c" in " ".join(shown.split())


def test_law_refuses_what_it_does_not_know() -> None:
    result = compliance("law", "401(z)")
    assert (result.exit_code, result.stdout) == (2, "")


def test_rules_check_counts_what_is_in_the_rulebook() -> None:
    result = compliance("rules", "check")
    assert result.exit_code == 0
    assert "17 ladders with 85 rungs" in result.stdout


def test_an_act_of_the_united_states_after_the_day_is_not_shown() -> None:
    act = {"id": "w", "date": "2020-01-15", "type": "waive", "of": "/us/usc/t22/s9251", "by": "the President"}
    case = json.dumps(CASE | {"acts": [act, act | {"id": "x", "date": "2020-01-16"}]})
    shown = json.loads(compliance("evaluate", "-", "--format", "json", "--full", given=case).stdout)
    assert [each["id"] for each in shown["acts_of_the_united_states"]] == ["w"]


def test_an_answer_given_on_the_command_line_changes_the_reading_and_is_named_in_the_report() -> None:
    plain = compliance("evaluate", "q05-some-freed-more-taken", "--format", "json")
    gross = compliance("evaluate", "q05-some-freed-more-taken", "--format", "json", "--answer", "Q5=gross")
    assert json.loads(plain.stdout)["reading"] == "plain"
    assert json.loads(gross.stdout)["reading"] == "plain, but Q5 gross"
    assert plain.stdout != gross.stdout


@pytest.mark.parametrize("option", ["Q5", "Q5=gros", "Q99=gross"])
def test_an_answer_that_is_none_is_refused(option: str) -> None:
    assert compliance("evaluate", "record", "--answer", option).exit_code == 2


@pytest.mark.parametrize("command", ["evaluate", "timeline", "relief"])
@pytest.mark.parametrize("second", ["net", "gross"])
def test_two_answers_to_one_question_are_refused_and_both_are_named(command: str, second: str) -> None:
    result = compliance(command, "record", "--answer", "Q5=gross", "--answer", f"Q5={second}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told(result.stderr) == f"--answer: `Q5` is answered twice: `gross` and `{second}` [duplicate-id]"


def test_the_cases_of_a_folder_are_listed_apart() -> None:
    assert "answers/" in compliance("cases").stdout
    assert "q05-some-freed-more-taken" not in compliance("cases").stdout
    assert "q05-some-freed-more-taken" in compliance("cases", "answers").stdout
    assert compliance("cases", "nowhere").exit_code == 2
