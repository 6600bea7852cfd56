"""A batch that is stopped, however it is, goes on where it was: its result is that of one that was not."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

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
from many import case_json, what_if

# Chunks of four rows, so that there are parts early. Interruptions are minded also in the background of a shell.
RUN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import compliance.scale.chunk
from compliance.cli.entry import run
compliance.scale.chunk._ROWS = 4
run()
"""
ROWS = 40
Contents = tuple[bytes, bytes]  # of the verdicts, and of the problems
IDS = [f"row-{number}" for number in range(ROWS)]


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.scale.chunk._ROWS", 4)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Forty cases, and a last row that is none."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{case_json(number)}\n" for number in range(ROWS)) + "{\n", encoding="utf-8")
    return path


@pytest.fixture
def whole(given: Path, tmp_path: Path) -> Contents:
    """What a run writes that is not stopped."""
    assert ran(given, tmp_path / "whole.jsonl").exit_code == 5
    return contents(tmp_path / "whole.jsonl")


def ran(given: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["batch", str(given), "-o", str(out), "--workers", "1", *options])


def contents(out: Path) -> Contents:
    return out.read_bytes(), out.with_name(f"{out.name}.problems.jsonl").read_bytes()


def ids(out: Path) -> list[str]:
    return [json.loads(line)["id"] for line in out.read_text().splitlines()]


def started(given: Path, out: Path, workers: str = "2") -> "subprocess.Popen[str]":
    """A run of its own that has written some parts and not all."""
    words = [sys.executable, "-c", RUN, "batch", str(given), "-o", str(out), "--workers", workers]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while len(list(Parts(out).folder.glob("*.part"))) < 2 and time.monotonic() < until:
        time.sleep(0.005)
    return process


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(given: Path, whole: Contents, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(given, out)
    process.kill()
    process.communicate()
    assert not out.exists()
    done = len(list(Parts(out).folder.glob("*.part")))
    assert 2 <= done <= 10
    result = ran(given, out)
    assert result.exit_code == 5
    assert f"out.jsonl: 40 rows judged ({min(done * 4, 41)} of 41 rows before)" in result.stdout
    assert contents(out) == whole
    assert ids(out) == IDS
    assert not Parts(out).folder.exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there are no processes to look at")
def test_who_kills_a_run_leaves_none_of_its_processes_behind(given: Path, tmp_path: Path) -> None:
    process = started(given, tmp_path / "out.jsonl")
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    process.kill()
    process.communicate()
    until = time.monotonic() + 20
    children = [Path("/proc", pid) for pid in listed.stdout.split()]
    assert children
    while any(child.exists() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert [child for child in children if child.exists()] == []


def test_who_interrupts_a_run_is_told_how_it_goes_on(given: Path, whole: Contents, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(given, out)
    process.send_signal(signal.SIGINT)
    printed, told = process.communicate()
    assert (process.returncode, printed) == (130, "")
    first, second = told.splitlines()
    assert first == "compliance: interrupted"
    assert second.startswith("  help: the same command again goes on from what is in ")
    assert ran(given, out).exit_code == 5
    assert contents(out) == whole


def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(
    given: Path, whole: Contents, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n" + RUN
    words = [sys.executable, "-c", limited, "batch", str(given), "-o", str(out), "--workers", "1"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "out.jsonl: cannot be written: file too large" in done.stderr
    assert "the same command again goes on" in done.stderr
    assert not out.exists()
    assert not list(tmp_path.rglob("*.tmp"))
    assert ran(given, out).exit_code == 5
    assert contents(out) == whole


def test_a_process_that_is_ended_from_outside_stops_the_run_which_can_be_gone_on_with(
    given: Path, whole: Contents, tmp_path: Path
) -> None:
    def killing(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
        def some() -> Iterator[Chunk]:
            for chunk in chunks:
                if chunk.number == 6:
                    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
                yield chunk

        return locally(options, some(), workers=2)

    rows = source(given)
    batch = Batch(rows, Options(folder=str(rows.folder)), tmp_path / "out.jsonl", lambda rows: None)
    with pytest.raises(StoppedError, match="was ended from outside"):
        batch.run(killing)
    assert ran(given, tmp_path / "out.jsonl").exit_code == 5
    assert contents(tmp_path / "out.jsonl") == whole


def test_the_command_says_that_a_process_was_ended(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(options: Options, chunks: Iterable[Chunk], workers: int) -> Generator[Part, None, None]:
        raise StoppedError("a process was ended")
        yield

    monkeypatch.setattr(command, "locally", ended)
    result = ran(given, tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("compliance: a process was ended\n  help: the same command again goes on")


def stopped_after(parts: int, given: Path, out: Path, **options: str) -> None:
    """A run in this process that stops when it has written so many parts."""

    def some(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
        for number, part in enumerate(locally(options, chunks, workers=1)):
            if number == parts:
                raise StoppedError("as asked")
            yield part

    rows = source(given)
    with pytest.raises(StoppedError):
        Batch(rows, Options(folder=str(rows.folder), **options), out, lambda rows: None).run(some)  # type: ignore[arg-type]


def test_what_is_judged_already_is_not_judged_again(given: Path, tmp_path: Path) -> None:
    stopped_after(3, given, tmp_path / "out.jsonl")
    judged: list[int] = []

    def counting(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
        for part in locally(options, chunks, workers=1):
            judged.append(part.number)
            yield part

    rows = source(given)
    Batch(rows, Options(folder=str(rows.folder)), tmp_path / "out.jsonl", lambda rows: None).run(counting)
    assert judged == [*range(3, 11)]


CHANGES: dict[str, tuple[tuple[str, ...], str]] = {
    "another reading": (("--reading", "strict"), "another reading"),
    "an answer": (("--answer", "Q5=gross"), "another answers"),
    "another day": (("--as-of", "2031-01-01"), "another as_of"),
    "other suppositions": (("--otherwise", "unknown"), "another otherwise"),
    "two options": (("--hindsight", "--include-unverified"), "another hindsight, include_unverified"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_with_another_option_nothing_is_gone_on_with_and_nothing_is_lost(
    name: str, given: Path, tmp_path: Path
) -> None:
    options, words = CHANGES[name]
    stopped_after(2, given, tmp_path / "out.jsonl")
    before = sorted(Parts(tmp_path / "out.jsonl").folder.iterdir())
    result = ran(given, tmp_path / "out.jsonl", *options)
    assert result.exit_code == 5
    assert f"holds what was judged with {words}: remove the folder to begin anew" in result.stderr
    assert sorted(Parts(tmp_path / "out.jsonl").folder.iterdir()) == before


def test_with_another_input_nothing_is_gone_on_with(given: Path, tmp_path: Path) -> None:
    stopped_after(2, given, tmp_path / "out.jsonl")
    given.write_text(given.read_text() + case_json(99))
    assert "judged with another input" in ran(given, tmp_path / "out.jsonl").stderr


def test_with_other_rules_of_the_same_folder_nothing_is_gone_on_with(given: Path, tmp_path: Path) -> None:
    stopped_after(2, given, tmp_path / "out.jsonl")
    manifest = Parts(tmp_path / "out.jsonl").folder / "manifest"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"rules": "0", "program": "0"}))
    assert "judged with another program, rules" in ran(given, tmp_path / "out.jsonl").stderr


def test_on_a_baseline_that_was_changed_nothing_is_gone_on_with(tmp_path: Path) -> None:
    mine = {"format": 1, "id": "mine", "title": "Mine", "as_of": "2027-06-01"}
    (tmp_path / "mine.json").write_text(json.dumps(mine))
    rows = tmp_path / "a.csv"
    rows.write_text("id,baseline,suppose\n" + "".join(f"r{number},mine.json,\n" for number in range(12)))
    stopped_after(2, rows, tmp_path / "out.jsonl")
    (tmp_path / "mine.json").write_text(json.dumps(mine | {"as_of": "2028-06-01"}))
    result = ran(rows, tmp_path / "out.jsonl")
    assert result.exit_code == 5
    assert f"rests on the baseline `{tmp_path / 'mine.json'}`, which was changed" in result.stderr


def test_a_folder_of_something_else_in_the_place_of_the_parts_is_left_alone(given: Path, tmp_path: Path) -> None:
    mine = tmp_path / "out.jsonl.parts" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    result = ran(given, tmp_path / "out.jsonl")
    assert result.exit_code == 5
    assert "is there, and holds no parts" in result.stderr
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("harm", ["a row lost", "a row doubled", "a part lost"])
def test_parts_that_were_tampered_with_are_never_put_together(harm: str, given: Path, tmp_path: Path) -> None:
    def harming(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
        for part in locally(options, chunks, workers=1):
            if part.number != 3:
                yield part
            elif harm != "a part lost":
                yield part._replace(lines=part.lines[1:] if harm == "a row lost" else (*part.lines, part.lines[-1]))

    rows = source(given)
    batch = Batch(rows, Options(folder=str(rows.folder)), tmp_path / "out.jsonl", lambda rows: None)
    with pytest.raises((RuntimeError, FileNotFoundError)):
        batch.run(harming)
    assert not (tmp_path / "out.jsonl").exists()


def test_two_runs_do_not_write_the_same_parts(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.files.save.MOST_SECONDS", 0.1)
    stopped_after(2, given, tmp_path / "out.jsonl")
    rows = source(given)
    batch = Batch(rows, Options(folder=str(rows.folder)), tmp_path / "out.jsonl", lambda rows: None)

    def meanwhile(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
        with pytest.raises(UnusableError, match="another has held it"):
            Batch(rows, options, tmp_path / "out.jsonl", lambda rows: None).run(partial(locally, workers=1))
        return locally(options, chunks, workers=1)

    assert batch.run(meanwhile).judged == ROWS


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
def test_a_terminal_shows_how_far_it_has_come(given: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", RUN, "batch", str(given), "-o", str(tmp_path / "out.jsonl"), "--workers", "1"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=False, env=os.environ | {"COLUMNS": "80"})
    shown = os.read(ours, 1_000_000).decode()
    os.close(ours)
    os.close(theirs)
    assert done.stdout.decode() == f"{tmp_path / 'out.jsonl'}: 40 rows judged\n"
    assert "41/41" in shown


def judged_at_once(options: Options, chunks: Iterable[Chunk]) -> Generator[Part, None, None]:
    """An engine that judges nothing: it gives every row the same verdict."""
    same = {
        "suspension": "unmet",
        "termination": "unmet",
        "provisions": {f"/us/{number}": "met" for number in range(9)},
    }
    for chunk in chunks:
        yield Part(chunk.number, {}, tuple(json.dumps({"row": row.number, "id": row.id} | same) for row in chunk.rows))


def highest(count: int, out: Path) -> int:
    """The most memory that a run over so many rows takes."""

    def rows() -> Iterator[Row]:
        for number in range(1, count + 1):
            row = what_if(number % 50)
            yield Row(number, f"r{number}", None, row["baseline"], tuple(row["suppose"].split("\n")))

    tracemalloc.start()
    result = Batch(Source("", count, Path(), rows), Options(), out, lambda rows: None).run(judged_at_once)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert result.judged == count
    return most


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_memory_does_not_grow_with_the_rows(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.scale.chunk._ROWS", 256)
    monkeypatch.setattr("compliance.scale.output._GROUP", 256)
    highest(300, tmp_path / f"warm.{ending}")
    few, many = (highest(count, tmp_path / f"{count}.{ending}") for count in (1_000, 8_000))
    assert many < 1.5 * few + 300_000
