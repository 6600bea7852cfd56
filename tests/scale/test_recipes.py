"""The recipes of docs/batch.md run, and give each row what `judge_batch` gives it."""

import csv
import re
import shlex
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from compliance import judge_batch
from compliance.cli.app import app
from many import what_if

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
RECIPES = {
    title.strip(): code for title, code in re.findall(r"^### ([^\n]+)\n.*?^```python\n(.*?)^```", PAGE, re.M | re.S)
}
BAD = {"id": "bad", "baseline": "recrd", "suppose": None}


TABLE = pa.Table.from_pylist([*(what_if(number) for number in range(200)), BAD])


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """What the library gives each row; the last cannot be used."""
    rows: list[dict[str, Any]] = judge_batch(TABLE).to_pylist()
    assert [row["id"] for row in rows if row["problems"]] == ["bad"]
    return rows


@pytest.fixture(autouse=True)
def _where_recipes_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(TABLE, "what-ifs.parquet")


def run(name: str) -> None:
    exec(compile(RECIPES[name], f"docs/batch.md: {name}", "exec"), {})


def test_the_page_has_the_recipes_that_are_tested_here() -> None:
    assert set(RECIPES) == {"DuckDB", "Polars", "pandas"}


@pytest.mark.parametrize("name", ["DuckDB", "Polars"])
def test_a_recipe_gives_each_row_what_the_library_gives_it(name: str, expected: list[dict[str, Any]]) -> None:
    run(name)
    assert parquet.read_table("verdicts.parquet").to_pylist() == expected


def test_the_recipe_of_pandas_does_too(expected: list[dict[str, Any]]) -> None:
    run("pandas")
    with open("suspension.csv", encoding="utf-8", newline="") as stream:
        found = [(row["id"], row["suspension"] or None) for row in csv.DictReader(stream)]
    assert found == [(row["id"], row["suspension"]) for row in expected]


@pytest.mark.long
def test_twenty_thousand_rows_have_in_duckdb_the_verdicts_of_the_library() -> None:
    rows = [what_if(number) for number in range(20_000)]
    parquet.write_table(pa.Table.from_pylist(rows), "what-ifs.parquet")
    run("DuckDB")
    found = parquet.read_table("verdicts.parquet").to_pylist()
    assert found == judge_batch(pa.Table.from_pylist(rows)).to_pylist()
    assert [row["id"] for row in found] == [row["id"] for row in rows]


def test_the_command_on_the_page_prints_what_the_page_shows() -> None:
    (block,) = re.findall(r"^```console\n\$ compliance (.*?)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    typed, shown = block
    assert CliRunner().invoke(app, shlex.split(typed)).stdout == shown
