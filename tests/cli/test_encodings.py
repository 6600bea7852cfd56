"""What programs read is UTF-8 with LF, and what people read never crashes, whatever the encoding of the output."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.cli.terminal import for_machines

MACHINE = [
    ("evaluate", "record-2026-03-15", "--format", "json"),
    ("evaluate", "record-2026-03-15", "--format", "markdown"),
    ("evaluate", "record-2026-03-15", "--reading", "all", "--format", "json"),
    ("timeline", "suspension-not-termination", "--format", "json"),
    ("timeline", "suspension-not-termination", "--format", "html"),
    ("relief", "suspension-not-termination", "--format", "json"),
    ("agenda", "record", "--format", "json"),
    ("agenda", "record", "--format", "markdown"),
    ("crosswalk", "--format", "markdown"),
    ("history", "camp_conditions", "--format", "json"),
    ("record", "export"),
    ("record", "export", "--format", "json"),
    ("record", "bibliography", "--format", "markdown"),
    ("schema", "case"),
]
TEXT = {("record", "bibliography"): 0, ("evaluate", "recörd-한국"): 2}


def ran(arguments: tuple[str, ...], encoding: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from compliance.cli.app import run; run()", *arguments]
    return subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=False)


@pytest.mark.parametrize("arguments", MACHINE, ids=" ".join)
def test_what_programs_read_is_utf_8_under_every_encoding(arguments: tuple[str, ...]) -> None:
    shown, usual = (CliRunner(charset=each).invoke(app, arguments).stdout_bytes for each in ("cp1252", "utf-8"))
    assert shown == usual
    assert shown.decode("utf-8")
    assert b"\r" not in shown


@pytest.mark.parametrize("encoding", ["cp1252", "ascii:strict", "utf-16"])
@pytest.mark.parametrize(("arguments", "code"), TEXT.items(), ids=lambda each: "")
def test_text_never_crashes_on_an_encoding(arguments: tuple[str, ...], code: int, encoding: str) -> None:
    shown = ran(arguments, encoding)
    assert shown.returncode == code
    assert b"Traceback" not in shown.stderr


def test_a_new_case_written_under_another_encoding_is_one_that_evaluate_reads(tmp_path: Path) -> None:
    assert ran(("new", str(tmp_path / "new.json")), "cp1252").returncode == 0
    assert ran(("evaluate", str(tmp_path / "new.json")), "cp1252").returncode == 0
    assert json.loads((tmp_path / "new.json").read_bytes())["id"] == "new"


def test_a_stream_that_ends_lines_otherwise_ends_none_of_these(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    for_machines("§ 401\n수용소\n")
    assert raw.getvalue() == "§ 401\n수용소\n".encode()


def test_a_closed_output_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    for_machines("text")
