"""`compliance batch`: rows of every kind of input into every kind of output; what is wrong stands aside."""

import csv
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from compliance.cli.app import app
from compliance.files.parse import MAX_BYTES
from compliance.files.resources import rules_folder
from many import case_json, what_if

HEAD = {"format": 1, "id": "x", "title": "X", "as_of": "2027-06-01"}
FREED = "release_prisoners count=80 place=camps verified-by=ICRC date=2027-06"
NUMBERS = range(12)


def ran(given: Path | str, out: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["batch", str(given), "-o", str(out), "--workers", "1", *options])


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def aside(out: Path) -> list[tuple[int, str | None, list[str]]]:
    """The rows that could not be used, with their codes."""
    found = lines_of(out.with_name(f"{out.name}.problems.jsonl"))
    return [(each["row"], each["id"], [problem["code"] for problem in each["problems"]]) for each in found]


def as_lines(path: Path) -> Path:
    path.write_text("".join(f"{case_json(number)}\n" for number in NUMBERS), encoding="utf-8")
    return path


def as_folder(path: Path) -> Path:
    path.mkdir()
    for number in NUMBERS:  # by name, so that row-10 comes after row-9
        (path / f"{number:03}.json").write_text(case_json(number), encoding="utf-8")
    return path


def as_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, ["id", "baseline", "suppose"])
        rows.writeheader()
        rows.writerows(map(what_if, NUMBERS))
    return path


def as_parquet(path: Path) -> Path:
    parquet.write_table(pa.Table.from_pylist([what_if(number) for number in NUMBERS]), path)
    return path


def as_texts(path: Path) -> Path:
    """Whole cases in a table."""
    rows = [{"id": f"row-{number}", "case_json": case_json(number)} for number in NUMBERS]
    if path.suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist(rows), path)
        return path
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, ["id", "case_json"], delimiter="\t")
        table.writeheader()
        table.writerows(rows)
    return path


# A case file is judged on a later day than a what-if, so each kind is compared with its like.
KINDS: dict[str, Callable[[Path], Path]] = {
    "a.jsonl": as_lines,
    "a": as_folder,
    "a.csv": as_csv,
    "a.parquet": as_parquet,
    "b.parquet": as_texts,
    "b.csv": as_texts,
}


@pytest.mark.parametrize(
    ("one", "other"), [("a.jsonl", "a"), ("a.csv", "a.parquet"), ("a.jsonl", "b.parquet"), ("a.jsonl", "b.csv")]
)
def test_the_same_rows_have_the_same_verdicts_from_whatever_they_are_read(one: str, other: str, tmp_path: Path) -> None:
    for name in (one, other):
        result = ran(KINDS[name](tmp_path / name), tmp_path / f"{name}.out.jsonl")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.endswith("out.jsonl: 12 rows judged\n")
    rows = lines_of(tmp_path / f"{one}.out.jsonl")
    assert rows == lines_of(tmp_path / f"{other}.out.jsonl")
    assert [row["id"] for row in rows] == [f"row-{number}" for number in NUMBERS]
    assert not list(tmp_path.glob("*.problems.jsonl")) + list(tmp_path.glob("*.parts"))


def test_every_output_says_the_same(tmp_path: Path) -> None:
    given = as_csv(tmp_path / "a.csv")
    for ending in ("jsonl", "csv", "parquet"):
        assert ran(given, tmp_path / f"out.{ending}").exit_code == 0
    rows = lines_of(tmp_path / "out.jsonl")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert [row | {"provisions": dict(row["provisions"])} for row in table.to_pylist()] == rows
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        wide = list(csv.DictReader(stream))
    flat = [{key: row[key] for key in ("id", "suspension", "termination")} | row["provisions"] for row in rows]
    assert wide == flat


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.scale.chunk._ROWS", 3)
    given = as_lines(tmp_path / "a.jsonl")
    for workers in ("1", "2"):
        assert ran(given, tmp_path / f"{workers}.parquet", "--workers", workers).exit_code == 0
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()


def test_rules_and_readings_may_be_files_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = (rules_folder() / "readings" / "strict.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(strict.replace('id = "strict"', 'id = "mine"'), encoding="utf-8")
    shutil.copytree(rules_folder(), tmp_path / "rules")
    given = as_csv(tmp_path / "a.csv")
    monkeypatch.chdir(tmp_path)
    assert ran(given, Path("packaged.jsonl"), "--reading", "strict").exit_code == 0
    assert ran(given, Path("own.jsonl"), "--reading", "mine.toml", "--rules", "rules").exit_code == 0
    assert lines_of(Path("own.jsonl")) == lines_of(Path("packaged.jsonl"))


def test_a_baseline_may_be_a_file_beside_the_input_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(json.dumps(HEAD | {"id": "mine", "baseline": "everything"}))
    (tmp_path / "a.csv").write_text('id,baseline,suppose\nr1,mine.json,\nr2,../mine.json,""\n')
    result = ran(tmp_path / "a.csv", tmp_path / "out.jsonl")
    assert result.exit_code == 5
    assert [row["id"] for row in lines_of(tmp_path / "out.jsonl")] == ["r1"]
    assert aside(tmp_path / "out.jsonl") == [(3, "r2", ["unknown-case"])]


def test_the_problem_of_a_row_has_its_place_and_its_words_and_in_a_folder_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "bad.json").write_text(json.dumps(HEAD | {"actions": [{"type": "relase_prisoners"}]}))
    (folder / "good.json").write_text(json.dumps(HEAD | {"id": "y"}))
    result = ran(folder, tmp_path / "out.jsonl")
    assert result.exit_code == 5
    assert "1 row judged" in result.stdout
    assert "out.jsonl.problems.jsonl: 1 row could not be used" in result.stderr
    (bad,) = lines_of(tmp_path / "out.jsonl.problems.jsonl")
    assert bad == {
        "row": 1,
        "id": "x",
        "problems": [
            {
                "code": "unknown-action",
                "message": "unknown action `relase_prisoners`; did you mean `release_prisoners`?",
                "file": "bad.json",
                "place": "$.actions[0].type",
            }
        ],
    }


def test_an_id_that_stands_twice_is_judged_once_and_the_other_row_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,baseline,suppose\nr1,record,\nr2,record,\nr1,record,{FREED}\n")
    assert ran(tmp_path / "a.csv", tmp_path / "out.jsonl").exit_code == 5
    assert [row["id"] for row in lines_of(tmp_path / "out.jsonl")] == ["r1", "r2"]
    (twice,) = lines_of(tmp_path / "out.jsonl.problems.jsonl")
    assert (twice["row"], twice["problems"][0]["message"]) == (4, "the id `r1` is that of row 2 too")


GOOD = json.dumps(HEAD).encode()
# Each with the rows that are judged, and those that are not: their numbers and codes.
BAD_LINES: dict[str, tuple[str, bytes, list[str], list[tuple[int, list[str]]]]] = {
    "mixed encodings": (
        "a.jsonl",
        GOOD + b"\n" + GOOD.replace(b'"X"', b'"caf\xe9"') + b"\n\xef\xbb\xbf" + GOOD.replace(b'"x"', b'"y"'),
        ["x", "y"],
        [(2, ["not-utf-8"])],
    ),
    "a huge line": (
        "a.jsonl",
        GOOD[:-1] + b', "about": "' + b"x" * MAX_BYTES + b'"}\n' + GOOD + b"\n",
        ["x"],
        [(1, ["too-large"])],
    ),
    "blank lines, and a last one that was cut off": (
        "a.jsonl",
        b"\n\n" + GOOD + b"\n  \n" + GOOD[:30],
        ["x"],
        [(5, ["not-json"])],
    ),
    "cells of mixed encodings": (
        "a.csv",
        b"id,baseline,suppose\nr1,record,\nr2,record,detain note=caf\xe9 country=united_states count=1\n",
        ["r1"],
        [(3, ["not-utf-8"])],
    ),
    "a letter that cannot be seen": (
        "a.csv",
        f"id,baseline,suppose\nr1,record,\nr2,record,{FREED} note=a\u202eb\n".encode(),
        ["r1"],
        [(3, ["wrong-value"])],
    ),
    "too few and too many cells": (
        "a.csv",
        b"id,baseline,suppose\nr1,record\nr2,record,,\n\nr3,record,\n",
        ["r3"],
        [(2, ["wrong-value"]), (3, ["wrong-value"])],
    ),
    "a cell of several lines, in a table with semicolons and a mark": (
        "a.csv",
        b'\xef\xbb\xbfID;baseline;suppose\r\nr1;record;"' + FREED.encode() + b'\r\n\r\nrelase"\r\nr2;record;\r\n',
        ["r2"],
        [(2, ["unknown-action"])],
    ),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_rows_that_cannot_be_used_stand_aside_and_all_others_are_judged(name: str, tmp_path: Path) -> None:
    file, data, judged, bad = BAD_LINES[name]
    (tmp_path / file).write_bytes(data)
    assert ran(tmp_path / file, tmp_path / "out.jsonl").exit_code == 5
    assert [row["id"] for row in lines_of(tmp_path / "out.jsonl")] == judged
    assert [(row, codes) for row, _, codes in aside(tmp_path / "out.jsonl")] == bad


def truncated(path: Path) -> None:
    as_parquet(path)
    path.write_bytes(path.read_bytes()[:-100])


def broken_inside(path: Path) -> None:
    as_parquet(path)
    data = bytearray(path.read_bytes())
    data[4:200] = bytes(196)
    path.write_bytes(bytes(data))


def typed_wrongly(path: Path) -> None:
    parquet.write_table(pa.table({"id": [1], "baseline": ["record"], "supose": [""]}), path)


def text(content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


NO_INPUT: dict[str, tuple[str, Callable[[Path], object], list[str]]] = {
    "empty lines": ("a.jsonl", text("\n\n"), ["the input is empty"]),
    "an empty file": ("a.jsonl", text(""), ["the input is empty"]),
    "an empty table": ("a.csv", text(""), ["the input is empty"]),
    "a header alone": ("a.csv", text("id,baseline,suppose\n"), ["the input is empty"]),
    "a table without rows": (
        "a.parquet",
        lambda path: parquet.write_table(pa.Table.from_pylist([what_if(1)]).slice(1), path),
        ["the input is empty"],
    ),
    "an empty folder": ("a", Path.mkdir, ["holds no case"]),
    "a truncated Parquet": ("a.parquet", truncated, ["is no Parquet file that can be read"]),
    "a Parquet that breaks off": ("a.parquet", broken_inside, ["is no Parquet file that can be read"]),
    "a Parquet that is none": ("a.parquet", text("PAR2"), ["is no Parquet file that can be read"]),
    "columns of other types and names": (
        "a.parquet",
        typed_wrongly,
        ["unknown column `supose`", "`suppose` is missing", "`id` holds int64"],
    ),
    "other columns": (
        "a.csv",
        text("id,baselin,suppose,note\n"),
        ["unknown column `baselin`", "unknown column `note`", "`baseline` is missing"],
    ),
    "a column twice": ("a.csv", text("id,id,baseline,suppose\n"), ["two columns are called `id`"]),
    "a quote that is not closed": ("a.csv", text('id,baseline,suppose\nr1,record,"x\nr2,record,\n'), ["is no CSV"]),
    "a huge line of a table": ("a.csv", text("id,baseline,suppose\n" + "x" * (MAX_BYTES + 2)), ["is over 4 MiB"]),
    "UTF-16": ("a.csv", text("id,baseline,suppose\n".encode("utf-16")), ["is UTF-16: save it as UTF-8"]),
    "another ending": ("a.xlsx", text("x"), ["what it holds is told by its ending"]),
    "nothing of the name": ("a.csv", lambda path: None, ["cannot be read: no such file"]),
}


@pytest.mark.parametrize("name", NO_INPUT)
def test_an_input_that_cannot_be_used_is_refused_with_every_problem(name: str, tmp_path: Path) -> None:
    file, made, expected = NO_INPUT[name]
    made(tmp_path / file)
    result = ran(tmp_path / file, tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.count("error[") == len(expected)
    for words in expected:
        assert words in result.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []


@pytest.mark.parametrize(
    ("options", "exit_code", "words"),
    [
        (("--reading", "strikt"), 2, "did you mean `strict`?"),
        (("--reading", "all"), 2, "one reading at a time"),
        (("--answer", "Q5=grss"), 2, "did you mean `gross`?"),
        (("--as-of", "2027-06"), 2, "expected a day"),
        (("--rules", "nowhere"), 5, "nowhere"),
        (("--workers", "0"), 2, "greater than or equal to 1"),
    ],
    ids=str,
)
def test_an_option_that_is_none_is_refused(
    options: tuple[str, ...], exit_code: int, words: str, tmp_path: Path
) -> None:
    result = ran(as_csv(tmp_path / "a.csv"), tmp_path / "out.jsonl", *options)
    assert result.exit_code == exit_code
    assert words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("out.txt", "its ending says how to write it: .jsonl, .csv, .parquet"),
        ("a.csv", "is named twice, and one would be written over the other"),
        ("a", "its ending says how to write it"),
        ("none/out.csv", "cannot be written: there is no such folder"),
    ],
)
def test_an_output_that_is_none_is_refused_before_anything_is_judged(out: str, words: str, tmp_path: Path) -> None:
    given = as_csv(tmp_path / "a.csv")
    before = given.read_bytes()
    result = ran(given, tmp_path / out)
    assert result.exit_code == 5
    assert words in result.stderr
    assert given.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_the_problems_of_one_run_are_not_written_over_while_they_are_read(tmp_path: Path) -> None:
    given = as_lines(tmp_path / "out.jsonl.problems.jsonl")
    result = ran(given, tmp_path / "out.jsonl")
    assert result.exit_code == 5
    assert "is read, and would be written over" in result.stderr


def test_what_an_earlier_run_wrote_is_written_over_with_its_problems(tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_bytes(b"{\n" + GOOD)
    assert ran(given, tmp_path / "out.jsonl").exit_code == 5
    given.write_bytes(GOOD)
    assert ran(given, tmp_path / "out.jsonl").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_without_pyspark_its_engine_says_what_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    refused = ran(as_csv(tmp_path / "a.csv"), tmp_path / "out.csv", "--engine", "spark")
    assert refused.exit_code == 5
    assert "the extra `spark` brings: pip install 'nkspea-compliance[spark]'" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_without_pyarrow_what_needs_it_says_so_and_the_rest_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    given = as_csv(tmp_path / "a.csv")
    refused = ran(given, tmp_path / "out.parquet")
    assert refused.exit_code == 5
    assert "the extra `scale` brings: pip install 'nkspea-compliance[scale]'" in refused.stderr
    assert ran(given, tmp_path / "out.csv").exit_code == 0
