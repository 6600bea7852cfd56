"""A command writes over none of the files that it names, and a dash is the standard output."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app

EMPTY = {"format": 1, "id": "e", "title": "Empty", "as_of": "2027-06-01", "hypothetical": True}


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", "{}", "--receipt", "{}"),
        ("evaluate", "{}", "-o", "{}"),
        ("evaluate", "{}", "-o{}"),
        ("evaluate", "record", "--output={}", "--receipt", "{}"),
        ("compare", "{}", "record", "--output", "{}"),
        ("fragility", "{}", "suspension", "-o", "{}"),
    ],
)
def test_a_file_that_a_command_names_twice_is_not_written(words: tuple[str, ...], tmp_path: Path) -> None:
    case = tmp_path / "e.json"
    case.write_text(json.dumps(EMPTY))
    ran = CliRunner().invoke(app, [word.format(case) for word in words])
    assert ran.exit_code == 5
    assert "is named twice, and one would be written over the other" in ran.stderr
    assert json.loads(case.read_text()) == EMPTY


def test_a_bare_name_written_twice_is_not_written_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["evaluate", "nuclear-only", "-o", "z", "--receipt", "z"])
    assert ran.exit_code == 5
    assert not (tmp_path / "z").exists()


def test_a_dash_is_the_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    receipt = CliRunner().invoke(app, ["evaluate", "nuclear-only", "-q", "--receipt", "-"])
    assert json.loads(receipt.stdout)["receipt"] == 1
    page = CliRunner().invoke(app, ["evaluate", "nuclear-only", "-o", "-"])
    assert page.stdout == CliRunner().invoke(app, ["evaluate", "nuclear-only"]).stdout
    assert list(tmp_path.iterdir()) == []
