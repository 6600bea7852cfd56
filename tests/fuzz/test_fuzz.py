"""The short part of `make fuzz`: mutants of the packaged files, the same ones every time."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.cli.app import app
from corpus import seeds, values, written
from mutations import bytestrings, structures
from oracle import Outcome, Ran, judge
from target import AGENDA_RUNS, CASE_RUNS, RULES_RUNS, Run, Target, rules_read_once

CASES, RULES = st.sampled_from(CASE_RUNS), st.sampled_from(RULES_RUNS)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with rules_read_once():
        yield Target.within(tmp_path_factory.mktemp("fuzz"))


@settings(max_examples=16)
@given(mutant=structures("cases"), run=CASES)
def test_a_case_of_another_structure_is_answered_or_refused(
    target: Target, mutant: tuple[str, bytes], run: Run
) -> None:
    assert target.case(mutant[1], run) in Outcome


@settings(max_examples=16)
@given(mutant=bytestrings("cases"), run=CASES)
def test_a_case_of_other_bytes_is_answered_or_refused(target: Target, mutant: tuple[str, bytes], run: Run) -> None:
    assert target.case(mutant[1], run) in Outcome


@settings(max_examples=10)
@given(mutant=structures("rules"), run=RULES)
def test_rules_of_another_structure_are_answered_or_refused(
    target: Target, mutant: tuple[str, bytes], run: Run
) -> None:
    assert target.rules(*mutant, run) in Outcome


@settings(max_examples=10)
@given(mutant=bytestrings("rules"), run=RULES)
def test_rules_of_other_bytes_are_answered_or_refused(target: Target, mutant: tuple[str, bytes], run: Run) -> None:
    assert target.rules(*mutant, run) in Outcome


FOUND = Path(__file__).with_name("found")


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.input")), ids=lambda path: path.stem)
def test_what_once_failed_fails_no_more(target: Target, path: Path) -> None:
    kind, name, run = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    data = path.read_bytes()
    found = target.case(data, tuple(run)) if kind == "cases" else target.rules(name, data, tuple(run))
    assert found in Outcome


READS = frozenset({"case", "cases", "file", "rules", "agenda", "reading"})  # parameters that name a file
UNREAD = frozenset(
    {"new", "schema", "cases", "fields", "actions", "measures"}
)  # what they are given is no file to judge


def commands(group: Any, before: Run = ()) -> Iterator[tuple[Run, Any]]:
    """Every command with its words."""
    for name in group.list_commands(None):
        command = group.commands[name]
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name), command


def test_every_command_that_reads_a_file_is_tried() -> None:
    reading = {
        words
        for words, command in commands(typer.main.get_command(app))
        if READS & {parameter.name for parameter in command.params} and words[0] not in UNREAD
    }
    runs = (*CASE_RUNS, *RULES_RUNS, *AGENDA_RUNS, ("rules", "check"))
    reading -= {("record", "import"), ("replay",)}  # of a table and a receipt: test_import.py, test_receipts.py
    reading -= {("batch",), ("export",)}  # of rows, and into a new folder: test_batch.py, test_tables.py
    reading -= {("verify",)}  # it takes seconds: test_verify.py breaks the rules on purpose
    assert reading - {run[:length] for run in runs for length in (1, 2)} == set()


@pytest.mark.parametrize("name", seeds("rules"))
def test_rules_written_out_again_say_the_same(name: str) -> None:
    assert tomllib.loads(written("rules", values("rules")[name]).decode()) == values("rules")[name]


@pytest.mark.parametrize(
    ("arguments", "ran"),
    [
        (("evaluate",), Ran(1, "", "")),
        (("evaluate",), Ran(3, "", "")),
        (("evaluate", "--check", "suspension"), Ran(6, "", "the engines differ")),
        (("evaluate",), Ran(5, "", "")),
        (("evaluate",), Ran(5, "", "something is wrong")),
        (("evaluate",), Ran(5, "", "expected NoneType [wrong-type]")),
        (("evaluate",), Ran(5, "half a report", "expected text [wrong-type]")),
        (("evaluate",), Ran(0, "a report", "a warning")),
        (("evaluate", "--format", "json"), Ran(0, "{", "")),
    ],
)
def test_what_is_neither_an_answer_nor_a_refusal_is_a_failure(arguments: Run, ran: Ran) -> None:
    with pytest.raises((AssertionError, ValueError)):
        judge(arguments, ran)


def test_an_answer_and_a_refusal_are_told_apart(tmp_path: Path) -> None:
    assert judge(("evaluate", "--check", "suspension"), Ran(4, "a report", "")) is Outcome.ANSWERED
    assert judge(("evaluate",), Ran(5, "", "expected text [wrong-type]\n")) is Outcome.REFUSED
