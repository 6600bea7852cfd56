"""`compliance compare`: cases side by side, and of two the entries that moved what differs."""

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app


def shown(*arguments: str, code: int = 0) -> str:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["compare", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_what_a_supposition_moved_is_named_and_marked() -> None:
    said = shown("record", "--suppose", "close_camp camp=16 released=9 transferred=0 unexplained=0 verified-by=ICRC")
    row = next(line for line in said.splitlines() if "(6) Prison camps" in line)
    assert row.split()[0] == "*"
    assert "✗  ✓" in row
    assert "only in record.1, 2026-11-23: ▲ supposed" in said


def test_of_cases_that_agree_no_row_is_starred_and_no_entry_named() -> None:
    said = shown("record", "record")
    assert not [line for line in said.splitlines() if line.startswith("  *") and "the cases differ" not in line]
    assert "only in" not in said


def test_three_cases_have_a_column_each() -> None:
    said = shown("record-2018-08-01", "record-2026-03-15", "nuclear-only")
    assert [line.split()[0] for line in said.splitlines() if line[2:4] in ("A ", "B ", "C ")][:3] == ["A", "B", "C"]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_other_formats_name_both_cases(form: str) -> None:
    said = shown("record-2026-03-15", "nuclear-only", "--format", form)
    assert "record-2026-03-15" in said
    assert "nuclear-only" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["record"], "name two cases"),
        (["record", "nuclear-only", "--suppose", "open_camp camp=1"], "goes with one case"),
        (["record"] * 7, "at most 6"),
        (["record", "nuclear-only", "--reading", "all"], "one reading at a time"),
        (["record", "recrod"], "did you mean"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments: list[str], says: str) -> None:
    assert says in " ".join(shown(*arguments, code=2).replace("│", " ").split())
