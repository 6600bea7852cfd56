"""Sweeps and batches: what a draw and a row cost, in one process, on all cores and in DuckDB."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
from many_cases import SWEEP, SWEPT, case_json, rows_of
from table import Table, figure, ratio

from compliance import judge, judge_batch, load_case, load_rules, load_sweep, sweep
from compliance.case.load import case_from
from compliance.cli.app import app
from compliance.files.parse import read_json
from compliance.scale.drivers import drivers
from compliance.scale.options import Options
from compliance.scale.row import Judge

DRAWS, ROWS, ONE_BY_ONE = 1_000_000, 20_000, 60


def tables() -> list[Table]:
    """What so many draws and rows take, and how many a second that is."""
    single = _one_by_one()
    rows = [("judge, a case read by itself", ONE_BY_ONE, single), *_swept(), *_batched()]
    base = single / ONE_BY_ONE
    shown = tuple(
        (name, f"{count:,}", figure(seconds), figure(count / seconds), ratio(seconds / count / base))
        for name, count, seconds in rows
    )
    about = (
        f"A million draws of eight numbers over {SWEPT}; rows are whole cases on the record, as JSON. The last column "
        "is the time of one draw or row beside that of one case read and judged by itself. The least of three runs."
    )
    return [Table("Many draws and many rows", about, ("", "how many", "s", "a second", "to one by itself"), shown)]


def _least(work: Callable[[], object], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _one_by_one() -> float:
    rules = load_rules()
    texts = [case_json(number).encode() for number in range(1, ONE_BY_ONE + 1)]
    return _least(lambda: [judge(case_from(read_json(text, "row")), rules) for text in texts])


def _swept() -> Iterator[tuple[str, int, float]]:
    case, file, rules = load_case(SWEPT), load_sweep(SWEEP), load_rules()
    found = sweep(case, file, rules)
    assert found.draws == DRAWS
    yield "sweep, one reading", DRAWS, _least(lambda: sweep(case, file, rules))
    yield "what drives it", DRAWS, _least(lambda: drivers(found))


def _batched() -> Iterator[tuple[str, int, float]]:
    one = Judge(Options())
    rows = list(rows_of(4_000))
    yield "batch, rows in one process", len(rows), _least(lambda: [one.judged(row) for row in rows])
    yield "DuckDB, judge_batch", ROWS, _least(_in_duckdb, 1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("".join(f"{case_json(number)}\n" for number in range(1, ROWS + 1)), encoding="utf-8")
        yield "compliance batch, all cores", ROWS, _least(lambda: _command(path), 1)


def _command(path: Path) -> None:
    app(["batch", str(path), "-o", str(path.with_name("verdicts.parquet"))], standalone_mode=False)


def _in_duckdb() -> Any:
    """The verdicts by a function over Arrow that DuckDB calls, counted."""
    import duckdb
    from duckdb import func

    def verdict(ids: Any, cases: Any) -> Any:
        return judge_batch(pyarrow.table([ids, cases], ["id", "case_json"])).column("suspension")

    texts = pyarrow.table({"id": [f"row-{n}" for n in range(1, ROWS + 1)], "case_json": _texts()})
    with duckdb.connect() as connection:
        connection.register("cases", texts)
        connection.create_function(
            "verdict", verdict, ["VARCHAR", "VARCHAR"], "VARCHAR", type=func.ARROW, null_handling=func.SPECIAL
        )
        return connection.sql("SELECT verdict(id, case_json) AS found, count(*) FROM cases GROUP BY found").fetchall()


def _texts() -> list[str]:
    return [case_json(number) for number in range(1, ROWS + 1)]
