"""What cannot be is asked again at once, and what was not tested is no pass."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from compliance.cli.app import app

HEAD: dict[str, Any] = {"format": 1, "id": "t", "title": "T", "as_of": "2026-01-01"}


def ran(*arguments: str, given: str = "") -> Any:
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, list(arguments), input=given)


@pytest.mark.parametrize(
    ("field", "wrong", "right", "stored"),
    [
        ("society.contested_seats", "50", "0.5", "1/2"),
        ("camps.operating", "0.5", "4", 4),
        ("camps.operating", "true", "4", 4),
        ("camps.operating", "5-3", "4", 4),
        ("society.free_travel", "1", "false", False),
    ],
)
def test_a_value_that_the_field_cannot_hold_is_asked_again_at_once(
    field: str, wrong: str, right: str, stored: object, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(HEAD))
    answers = "\n".join(["fact", field, wrong, right, "2025-01-01", *[""] * 7, ""])
    result = ran("record", "add", str(path), given=answers)
    assert result.exit_code == 0, result.output
    assert f"`{wrong}`" in result.output
    assert json.loads(path.read_text())["facts"][0]["value"] == stored


def test_a_case_that_expects_nothing_is_not_a_pass(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(HEAD))
    result = ran("check", str(path))
    assert result.exit_code == 4
    assert "nothing was tested" in result.stdout
    assert ran("check", str(path), "nuclear-only").exit_code == 4
    assert ran("check", "nuclear-only").exit_code == 0


def test_a_bibliography_in_korean_is_no_wider_than_the_terminal(tmp_path: Path) -> None:
    source = {"title": "북한인권백서 " * 20, "publisher": "통일연구원", "href": "https://example.org/"}
    path = tmp_path / "case.json"
    fact = {"field": "camps.operating", "value": 4, "date": "2025-01-01", "sources": ["s"]}
    path.write_text(json.dumps(HEAD | {"sources": {"s": source}, "facts": [fact]}))
    shown = ran("record", "bibliography", str(path)).stdout
    assert "북한인권백서" in shown
    assert max(map(cell_len, shown.splitlines())) <= 80
