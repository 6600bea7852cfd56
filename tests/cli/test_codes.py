"""Every Problem code has its broken file; those that no file alone can show have their command."""

import json
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.files.parse import MAX_BYTES
from compliance.problem import Code
from told import told

sys.path.append(str(Path(__file__).parents[1] / "rulebook"))
from test_broken_rules import EDITS

BROKEN = Path(__file__).parents[1] / "case" / "broken"
CASE = {"format": 1, "id": "b", "title": "Broken", "as_of": "2026-03-15"}
COMMANDS = {
    Code.UNKNOWN_GOAL: (["--check", "suspensoin"], json.dumps(CASE)),
    Code.TOO_EARLY: (["--as-of", "2016-02-17"], json.dumps(CASE)),
    Code.TOO_LARGE: ([], json.dumps(CASE | {"about": "x" * MAX_BYTES})),
}


@pytest.mark.parametrize("code", COMMANDS, ids=lambda code: code.value)
def test_a_command_is_refused_with_its_code(code: Code, snapshot: SnapshotAssertion) -> None:
    options, given = COMMANDS[code]
    result = CliRunner().invoke(app, ["evaluate", "-", *options], input=given)
    assert (result.exit_code, result.stdout) == (2 if code is Code.UNKNOWN_GOAL else 5, "")  # 2: of what was typed
    assert told(result.stderr).rstrip().endswith(f"[{code}]")
    assert told(result.stderr).splitlines() == snapshot


def test_every_code_has_its_broken_file_or_command() -> None:
    files = {Code(path.stem) for path in BROKEN.glob("*.json")}
    of_tables = {Code.ANOTHER_KIND}  # tests/case/test_import.py
    assert files | of_tables | {edit.code for edit in EDITS} | set(COMMANDS) == set(Code)
