"""A batch that is stopped, however it is, goes on where it was: its result is that of one that was not."""

import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from many import case_json, what_if
from typer.testing import CliRunner

from compliance import UnusableError
from compliance.cli import batch as command
from compliance.cli.app import app
from compliance.files.parts import Parts
from compliance.scale.batch import Batch
from compliance.scale.chunk import Chunk, Part
from compliance.scale.local import StoppedError, locally
from compliance.scale.options import Options
from compliance.scale.row import Row
from compliance.scale.source import Source, source

# Chunks of four rows, so that there are parts early.
RUN = """
import compliance.scale.chunk
from compliance.cli.entry import run
compliance.scale.chunk._ROWS = 4
if __name__ == "__main__":
    run()
"""
ROWS = 40


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.scale.chunk._ROWS", 4)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{case_json(number)}\n" for number in range(ROWS)) + "{\n", encoding="utf-8")
    return path


@pytest.fixture
def whole(given: Path, tmp_path: Path) -> tuple[bytes, bytes]:
    """What a run writes that is not stopped."""
    assert ran(given, tmp_path / "whole.jsonl").exit_code == 5  # the last row is no case
    return contents(tmp_path / "whole.jsonl")


def ran(given: Path, out: Path, *options: str) -> "object":
    return CliRunner().invoke(app, ["batch", str(given), "-o", str(out), "--workers", "1", *options])


def contents(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(f"{out.name}.problems.jsonl").read_bytes()
