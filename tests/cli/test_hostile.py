"""Hostile and half-right input: exit 5, every problem on standard error, nothing on standard output, no traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.files.resources import rules_folder
from told import told

HEAD = {"format": 1, "id": "x", "title": "T", "as_of": "2026-01-01"}
PROMISE = {"id": "a", "type": "promise", "date": "2025-01-01", "subject": "censorship"}


def refused(given: str, *more: str) -> str:
    result = CliRunner().invoke(app, ["evaluate", "-", *more], input=given)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "Traceback" not in result.stderr
    return told(result.stderr)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"actions": [PROMISE | {"id": ""}]}, "wrong-value"),
        ({"actions": [{"id": "a", "type": "reverse", "of": "b", "date": "2025-01-01"}, {"id": "b", "type": "reverse", "of": "a", "date": "2025-01-01"}]}, "circular"),
        ({"actions": [{"id": "g", "type": "grant_access", "date": "2025-01-01", "to": "special_rapporteur", "staff": 3}]}, "wrong-value"),
        ({"actions": [{"id": "g", "type": "grant_access", "date": "2025-01-01", "to": "aid_monitors"}]}, "missing-key"),
        ({"actions": [{"id": "p", "type": "permit", "date": "2025-01-01", "what": []}]}, "wrong-value"),
        ({"actions": [{"id": "r", "type": "release_prisoners", "date": "2025-01-01", "place": "camps", "count": 1, "families": 2}]}, "bad-range"),
        ({"actions": [PROMISE | {"verification": "verified", "verifier": "Government of North Korea"}]}, "wrong-value"),
        ({"acts": [{"id": "u", "date": "2025-01-01", "type": "waive", "of": "x", "by": "P"}]}, "unknown-provision"),
        ({"format": True}, "wrong-value"),
        ({"facts": [{"field": "captives.japan.held", "value": 10**40}]}, "wrong-type"),
        ({"facts": [{"field": "captives.japan.held", "value": "١/3"}]}, "wrong-type"),
        ({"facts": [{"field": "captives.*.*.*.*", "basis": "search", "note": "n"}]}, "unknown-field"),
        ({"baseline": "a" * 300}, "unknown-case"),
        ({"baseline": "-"}, "unknown-case"),
    ],
)  # fmt: skip
def test_a_case_that_says_something_impossible_is_refused(keys: dict[str, Any], code: str) -> None:
    assert f"[{code}]" in refused(json.dumps(HEAD | keys))


CLOSED = {"id": "a", "type": "close_camp", "date": "2025-01-01", "camp": "Camp 25", "released": 50}
AGAIN = CLOSED | {"id": "b", "date": "2025-06-01", "camp": " camp  25"}
REOPENED = {"id": "r", "type": "reverse", "date": "2025-03-01", "of": "a"}


def test_the_people_of_a_camp_are_not_released_twice() -> None:
    refusal = refused(json.dumps(HEAD | {"actions": [CLOSED, AGAIN]}))
    assert "`a` closed that camp already: keep one of them, or reverse the other first [duplicate-id]" in refusal
    both = HEAD | {"actions": [CLOSED, REOPENED, AGAIN]}
    assert CliRunner().invoke(app, ["evaluate", "-"], input=json.dumps(both)).exit_code == 0


@pytest.mark.parametrize("number", ["1E+99999999999999999999999", "0." + "3" * 5000, "9" * 4000, "-" + "9" * 4000])
def test_a_number_of_any_length_is_refused_at_once(number: str) -> None:
    text = json.dumps(HEAD | {"facts": [{"field": "captives.japan.held", "value": 0}]})
    refused(text.replace('"value": 0', f'"value": {number}'))


def test_a_problem_is_one_line_whatever_the_file_says() -> None:
    shown = refused(json.dumps(HEAD | {"facts": [{"field": "x\nfake.json: $.y", "value": 1}]}))
    assert len(shown.splitlines()) == 1


def test_an_open_share_is_printed_as_a_share() -> None:
    case = HEAD | {"facts": [{"field": "weapons.nuclear.dismantled", "low": 0.5, "date": "2026-01-01"}]}
    result = CliRunner().invoke(app, ["evaluate", "-", "--full"], input=json.dumps(case))
    assert result.exit_code == 0
    assert "half to the whole" in " ".join(result.stdout.split())


def test_a_title_is_one_line() -> None:
    case = HEAD | {"title": "a\nSuspension  NKSPEA § 401(a)  MET"}
    assert CliRunner().invoke(app, ["evaluate", "-"], input=json.dumps(case)).stdout.startswith("a Suspension")


def test_what_is_not_a_regular_file_is_refused(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "pipe.json", tmp_path / "loop.json"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path, code in ((pipe, 5), (loop, 5), (tmp_path, 2)):  # a folder is no file, and nothing of that name is known
        result = CliRunner().invoke(app, ["evaluate", str(path)])
        assert (result.exit_code, result.stdout) == (code, ""), told(result.stderr)
    assert CliRunner().invoke(app, ["evaluate", ""]).exit_code == 2


@pytest.mark.parametrize("columns", ["1", "abc", "99999999999999999999999", "1000000000"])
def test_any_width_of_terminal_is_borne(columns: str) -> None:
    result = CliRunner(env={"COLUMNS": columns}).invoke(app, ["evaluate", "-"], input=json.dumps(HEAD))
    assert result.exit_code == 0


def test_a_reader_who_stops_reading_is_no_error() -> None:
    command = f"{sys.executable} -c 'from compliance.cli.app import run; run()' evaluate record-2026-03-15 | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout == "The record on 15 March 2026 · plain reading\n"
    assert "Traceback" not in done.stderr


RULES = [
    ("us/usc/t22/s9252.toml", 'refers_to = "/us/usc/t22/s9251/a"', 'refers_to = "/us/usc/t22/s9252"'),
    ("us/usc/t22/s9252.toml", 'refers_to = "/us/usc/t22/s9251/a"', 'refers_to = "/us/usc/t22/s9251/b"'),
    ("us/usc/t22/s9251.toml", '"/us/usc/t22/s9221c"]', '"garbage"]'),
    ("us/usc/t22/s9251.toml", 'matter = "camp_conditions"', 'matter = "camp_conditions"\nrefers_to = "/us/usc/t22/s9252"'),
    ("questions.toml", "camp_improvements = 1", "camp_improvements = 0"),
    ("questions.toml", "camp_improvements = 1", 'camp_improvements = "1/2"'),
    ("questions.toml", "access_terms = 1", "access_terms = 5"),
    ("questions.toml", "captives = 2 }", "captives = 99 }"),
    ("questions.toml", "conditions = 24", "conditions = -12"),
    ("questions.toml", 'prisoners = ["camps", "other_detention"]', 'prisoners = ["nope"]'),
    ("questions.toml", 'prisoners = "political_prisoners.held_at_base.*"', 'prisoners = "captives.*.held"'),
    ("questions.toml", 'dead_detainees = ["armistice_detainees.*.identified"]', 'dead_detainees = ["captives.japan.taken"]'),
    ("questions.toml", '"/us/usc/t22/s9251/a/6" = "steps"', '"/us/usc/t22/s9251/a/6" = "as-suspension"'),
    ("questions.toml", 'sets.connective = { "/us/usc/t22/s9251/a" = "all" }', 'sets.connective = { "/us/usc/t22/s9251/a" = "at_least" }'),
    ("ladders.toml", 'window = "previous-24-months"', 'window = "previous-24-months-x"'),
    ("goals.toml", 'provision = "/us/usc/t22/s9251/a"', 'provision = "/us/usc/t22/s9251/b"'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), RULES, ids=[f"{index}" for index in range(len(RULES))])
def test_rules_that_cannot_work_are_refused(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    refused(json.dumps(HEAD), "--rules", str(folder))


WORDS = [
    ("us/usc/t22/s9251.toml", "start_period = 2016-02-18", "start_period = { day = 2016-02-18 }", "level[0].start_period: expected a date such as 2018-05-24, 2018-05 or 2018; found an object [wrong-value]"),
    ("us/usc/t22/s9251.toml", "start_period = 2016-02-18", "start_period = 2016-02-18T07:32:00", "level[0].start_period: expected a date such as 2018-05-24, 2018-05 or 2018; found `2016-02-18 07:32:00` [wrong-value]"),
    ("us/usc/t22/s9251.toml", 'heading = "', 'heading = 2016-02-18 # "', ".heading: expected text, found `2016-02-18` [wrong-type]"),
    ("ladders.toml", 'across = "@', 'across = "', "across: expected one of each, any; found `"),
    ("ladders.toml", 'at_least = "@', 'at_least = "', "at_least: expected an exact number such as 12, 0.5 or \"1/3\"; found `"),
    ("questions.toml", 'id = "Q1"', 'id = "Q1"\nof = "x"\nasks = "y"\nanswer = []\n[[question]]\nid = "Q99"', "`Q1` has no answer `all-six`; it has none [unknown-id]"),
    ("ladders.toml", 'field = "camps.pledged"', "field = []", "camp_conditions, commitment: a test names the field that it tests [bad-test]"),
    ("goals.toml", "[[goal]]", "a." * 20_000 + "a = 1\n[[goal]]", "goals.toml: is nested more than 32 deep [too-deep]"),
    ("goals.toml", "[[goal]]", '"\\"" . ' * 20_000 + "a = 1\n[[goal]]", "goals.toml: is nested more than 32 deep [too-deep]"),
    ("questions.toml", "conditions = 24", "conditions = 0x" + "f" * 5000, "evidence_age.conditions: holds a number with too many digits [wrong-value]"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), WORDS, ids=[f"{index}" for index in range(len(WORDS))])
def test_rules_of_the_wrong_type_are_refused_in_plain_words(
    file: str, old: str, new: str, words: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert words in refused(json.dumps(HEAD), "--rules", str(folder))


EXPECTED = {"provision": "/us/usc/t22/s9251/a", "reading": "plain", "status": "met"}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"expect": [EXPECTED | {"degree": ["steps"] * 3}]}, "$.expect[0].degree: expected at most 2 in the list; found a list [wrong-value]"),
        ({"expect": [EXPECTED | {"degree": ["steps"]}]}, "$.expect[0].degree[1]: an item is missing [missing-key]"),
        ({"actions": [{"id": "p", "type": "permit", "date": "2025-01-01", "what": []}]}, "$.actions[0].what: expected at least 1 in the list; found a list [wrong-value]"),
        ({"id": "A B"}, "$.id: expected text of the form `^[a-z0-9][a-z0-9._-]{0,79}$`; found `A B` [wrong-value]"),
        ({"as_of": None}, "$.as_of: expected a date such as 2018-05-24, 2018-05 or 2018; found null [wrong-value]"),
        ({"actions": [{"id": "a", "type": None}]}, "$.actions[0].type: expected text, found null [wrong-type]"),
        ({"as_of": True}, "$.as_of: expected a date such as 2018-05-24, 2018-05 or 2018; found `true` [wrong-value]"),
        ({"format": "1"}, "$.format: expected one of 1; found `1` [wrong-value]"),
    ],
)  # fmt: skip
def test_a_case_of_the_wrong_type_is_refused_in_plain_words(keys: dict[str, Any], words: str) -> None:
    assert words in refused(json.dumps(HEAD | keys))


def test_of_thousands_of_unknown_names_all_are_refused_and_guessed_at_once_a_list() -> None:
    fields = [{"field": f"captives.japan.held{index}", "value": 1} for index in range(5000)]
    held = {"field": "captives.japan.held", "value": 1, "date": "2026-01-01"}
    sources = [held | {"sources": [f"visit{index}" for index in range(5000)]}]
    shown = refused(json.dumps(HEAD | {"sources": {"visit": {"title": "A visit"}}, "facts": fields + sources}))
    problems = shown.splitlines()
    assert len(problems) == 10_000
    assert all("did you mean `captives.japan.held`?" in problem for problem in problems[:5000])
    assert ["did you mean `visit`?" in problem for problem in problems[5000:5003]] == [True, False, False]


def test_a_name_is_never_said_to_be_meant_by_itself(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    path = folder / "readings" / "plain.toml"
    path.write_text(path.read_text().replace("[[choice]]", '[[choice]]\nid = "x"', 1))
    assert "unknown key `id` [unknown-key]" in refused(json.dumps(HEAD), "--rules", str(folder))


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_rules_without_a_reading_are_refused_and_meet_no_goal(form: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    shutil.rmtree(folder / "readings")
    asked = ("--reading", "all", "--check", "suspension", "--format", form)
    assert refused(json.dumps(HEAD), "--rules", str(folder), *asked) == "readings: holds no reading [unreadable]"
