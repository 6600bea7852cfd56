"""Cases judged batch by batch, from Arrow to Arrow: what DuckDB, Polars, pandas, Spark and Ray call."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..days import read_day
from ..files.columnar import arrow
from ..judging import DayLike
from ..record.origins import Otherwise
from .columns import rows_of
from .options import Options
from .row import GOALS, Judge, Judged

if TYPE_CHECKING:
    import pyarrow as pa


def judge_batch(
    batch: "pa.RecordBatch | pa.Table",
    *,
    rules: str | None = None,
    reading: str = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
    law_as_of: DayLike | None = None,
    hindsight: bool = False,
    include_unverified: bool = False,
    otherwise: Otherwise | None = None,
    folder: str | None = None,
) -> "pa.RecordBatch":
    """The verdict on every row of a record batch, or of a table, in its order.

    The columns are `id` and `case_json`, a case file's text; or `id`, `baseline`, `suppose` and, if need be, `as_of`:
    a packaged case (with `folder` also a `.json` file in it or below), what is supposed on it as `--suppose` takes it,
    one change a line or a list of them, and the day to judge (text, or dates). All of them are text and nothing is
    taken for text that is none. The options are those of `judge`; `rules` is a folder, `reading` a name or a file.

    The result has the columns of `verdict_schema()`. A row with a problem has no verdict: `suspension`, `termination`
    and `provisions` are null, and `problems` says what is wrong, one text a problem. Ids may repeat. The function
    keeps nothing but what it has read of rules and baselines, and with options bound by `functools.partial` it can be
    pickled.

    UnusableError where the columns are other ones, or there is no such reading, question or answer, and where pyarrow
    (the extra `scale`) is not installed; ValueError where a text is no day.
    """
    options = Options(
        rules=rules,
        reading=reading,
        answers=tuple(sorted((answers or {}).items())),
        as_of=_day(as_of),
        law_as_of=_day(law_as_of),
        hindsight=hindsight,
        include_unverified=include_unverified,
        otherwise=otherwise,
        folder=folder,
    )
    judge = judge_of(options)
    return _batch([judge.judged(row) for row in rows_of(batch)])


@lru_cache(maxsize=4)
def judge_of(options: Options) -> Judge:
    """What judges so, made once in a process."""
    return Judge(options)


def verdict_schema() -> "pa.Schema":
    """The columns of a result: id, suspension, termination, provisions (status by path), problems (texts)."""
    pa = arrow()
    return pa.schema([*verdict_fields(), ("problems", pa.list_(pa.string()))])


def verdict_fields() -> list[tuple[str, Any]]:
    """The columns of what was judged, with their Arrow types."""
    pa = arrow()
    statuses = pa.map_(pa.string(), pa.string())
    return [("id", pa.string()), *((name, pa.string()) for name in GOALS), ("provisions", statuses)]


def _day(day: DayLike | None) -> str | None:
    read = read_day(day)
    return read.isoformat() if read else None


def _batch(judged: Iterable[Judged]) -> Any:
    listed = list(judged)
    columns = [
        [each.id for each in listed],
        *([each.goal(name) for each in listed] for name in GOALS),
        [None if (found := each.provisions()) is None else list(found.items()) for each in listed],
        [[str(problem) for problem in each.problems] for each in listed],
    ]
    pa, schema = arrow(), verdict_schema()
    arrays = [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
