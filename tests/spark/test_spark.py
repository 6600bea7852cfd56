"""Apache Spark on this machine: the verdicts of the library, row by row, also where a worker is killed."""

import json
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from compliance import Case, judge, judge_batch, load_case
from compliance.cli.app import app
from compliance.scale import spark as engine
from compliance.scale.options import Options
from many import BASELINES, statuses, what_if

pytestmark = pytest.mark.spark
ROWS, DIFFERENT = 20_000, 1_000
EVERY = 2_500  # rows from one bad one to the next
PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Two tasks at a time, each tried up to four times."""
    from pyspark import cloudpickle
    from pyspark.sql import SparkSession

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # a task cannot import the tests
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.pythonExec = sys.executable
    yield session
    session.stop()


def row_of(number: int) -> dict[str, str]:
    row = what_if(number % DIFFERENT) | {"id": f"n{number}"}
    return row | {"baseline": "recrd"} if number % EVERY == EVERY - 1 else row


def killing_once(marks: str, judged: Any, options: Options, batches: Iterable[Any]) -> Iterator[Any]:
    """As the engine's own, but that two tasks end their process on the first try, when some of their work is done."""
    from pyspark import TaskContext

    task = TaskContext.get()
    assert task is not None
    for number, batch in enumerate(judged(options, batches)):
        yield batch
        if task.attemptNumber() == 0 and task.partitionId() in (1, 4) and number == 0:
            Path(marks, f"{task.partitionId()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)


def test_every_row_has_the_verdict_of_judge_though_workers_are_killed(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, own = tmp_path / "marks", engine._judged
    marks.mkdir()
    folder = str(marks)
    monkeypatch.setattr(engine, "_judged", lambda options, batches: killing_once(folder, own, options, batches))
    parquet.write_table(pa.Table.from_pylist([row_of(number) for number in range(ROWS)]), tmp_path / "rows.parquet")
    words = ["batch", str(tmp_path / "rows.parquet"), "-o", str(tmp_path / "out.jsonl"), "--engine", "spark"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 5, result.stderr  # the bad rows
    assert {path.name for path in marks.iterdir()} == {"1", "4"}

    found, bad = (lines_of(tmp_path / name) for name in ("out.jsonl", "out.jsonl.problems.jsonl"))
    good = [number for number in range(ROWS) if row_of(number)["baseline"] != "recrd"]
    assert [row["id"] for row in found] == [f"n{number}" for number in good]
    assert [row["row"] for row in bad] == [*range(EVERY, ROWS + 1, EVERY)]
    assert {problem["code"] for row in bad for problem in row["problems"]} == {"unknown-case"}
    baselines = {name: load_case(name) for name in BASELINES}
    expected = [verdict_of(what_if(number), baselines) for number in range(DIFFERENT)]
    for number, row in zip(good, found, strict=True):
        assert row["provisions"] == expected[number % DIFFERENT], row["id"]


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def verdict_of(row: dict[str, str], baselines: dict[str, Case]) -> dict[str, str]:
    """By path what the definition finds."""
    assessment = judge(baselines[row["baseline"]].suppose(*row["suppose"].split("\n")))
    walked = (finding for result in assessment.results for finding in result.finding.walk())
    return {finding.path: finding.status.value for finding in walked}


@pytest.mark.usefixtures("session")
def test_the_recipe_gives_each_row_what_the_library_gives_it(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([row_of(number) for number in range(EVERY - 50, EVERY + 50)])
    parquet.write_table(table, tmp_path / "what-ifs.parquet")
    (code,) = re.findall(r"^```python spark\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for name in ("what-ifs.parquet", "verdicts"):  # Java stays in the folder in which it was started
        code = code.replace(f'("{name}")', f"({(tmp_path / name).as_uri()!r})")
    exec(compile(code, "docs/batch.md: Spark", "exec"), {"__name__": __name__})
    found = {row["id"]: row for row in parquet.read_table(tmp_path / "verdicts").to_pylist()}
    expected = judge_batch(table, reading="strict").to_pylist()
    assert len(found) == len(expected) == 100
    for row in expected:
        own = found[row["id"]]
        assert (own["suspension"], own["termination"], own["problems"]) == (
            row["suspension"],
            row["termination"],
            row["problems"],
        )
        assert (own["provisions"] is None) == (row["provisions"] is None)
        assert row["provisions"] is None or statuses(own) == statuses(row)


def test_what_spark_gives_up_is_said_and_can_be_gone_on_with(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(options: Options, batches: Iterable[Any]) -> Iterator[Any]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield from batches

    own = engine._judged
    monkeypatch.setattr(engine, "_judged", dying)
    parquet.write_table(pa.Table.from_pylist([what_if(number) for number in range(8)]), tmp_path / "rows.parquet")
    words = ["batch", str(tmp_path / "rows.parquet"), "-o", str(tmp_path / "out.jsonl"), "--engine", "spark"]
    stopped = CliRunner().invoke(app, words)
    assert stopped.exit_code == 1
    assert "Spark gave up" in stopped.stderr
    assert "the same command again goes on" in stopped.stderr
    monkeypatch.setattr(engine, "_judged", own)
    assert CliRunner().invoke(app, words).exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 8
