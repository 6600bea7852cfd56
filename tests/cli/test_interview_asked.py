"""`compliance interview`, answered on standard input."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.cli.app import app


def interview(given: str, *words: str) -> str:
    ran = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["interview", *words], input=given)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_an_answer_that_settles_it_ends_it_and_is_given_back_as_a_command() -> None:
    said = interview("2\nIAEA\n", "record", "401(a)(3)")
    assert "1. declarations or data delivered to a verifying body, from 18 February 2016" in said
    assert "401(a)(3): it is met, whatever were found of the rest." in said
    assert "--suppose 'un_verification.declarations=2 from=2016-02-18 to=2026-11-23 observed-by=IAEA'" in said


def test_what_is_not_known_is_not_asked_again_and_leaves_it_open() -> None:
    said = interview("\n", "record", "401a3")
    assert said.count("declarations or data") == 1
    assert "it is still unknown: what is not known leaves it so" in said


@pytest.mark.parametrize("given", ["stop\n", ""])
def test_it_can_be_stopped_at_any_question(given: str) -> None:
    assert "401(a)(4): it is still unknown." in interview(given, "record", "401a4")


def test_what_the_field_cannot_hold_is_asked_again() -> None:
    said = interview("perhaps\n-1\nyes\n1\nIAEA\n", "record", "401a3")
    assert said.count("12, 3-5, 3+; empty: not known") == 4
    assert "it is met" in said


def test_an_answer_that_nobody_stands_behind_is_asked_again_where_it_would_speak_for_compliance() -> None:
    said = interview("1\n\n1\nIAEA\n", "record", "401a3")
    assert "says nobody who stands behind it" in said
    assert "it is met" in said


def test_the_answers_are_written_as_a_case_that_is_judged_the_same(tmp_path: Path) -> None:
    path = tmp_path / "what-i-know.json"
    interview("1\nIAEA\n", "record", "401a3", "--save", str(path))
    written = load_case(path)
    assert json.loads(path.read_text())["hypothetical"] is True
    assert judge(written)["401(a)(3)"].status.value == "met"


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "there.json"
    path.write_text("mine")
    ran = CliRunner().invoke(app, ["interview", "record", "401a3", "--save", str(path)], input="1\nIAEA\n")
    assert (ran.exit_code, path.read_text()) == (5, "mine")
    assert "declarations" not in ran.output


def test_a_goal_that_is_settled_asks_nothing() -> None:
    assert "§ 401(a): it is ruled out, whatever were found of the rest." in interview("", "record")


@pytest.mark.parametrize("words", [["interview", "record", "401a9"], ["missing", "record", "--settles", "401a9"]])
def test_what_is_not_judged_is_named(words: list[str]) -> None:
    ran = CliRunner().invoke(app, words)
    assert ran.exit_code == 2
    assert "error[unknown-provision]: `401a9` is not judged by itself" in ran.stderr
