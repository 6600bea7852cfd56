"""The engine of Apache Spark: it sends chunks to its tasks, tries again where one fails, and gives back parts.

What judges is the same function as on one machine, so that the verdicts are. PySpark is the extra `spark`.
"""

import os
import sys
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from ..files.columnar import ParquetIn, arrow, write_parquet
from ..problem import Code, Problem, UnusableError
from .chunk import Chunk, Part, judged_chunk
from .local import StoppedError
from .options import Options

_AT_ONCE = 8  # chunks that are held together
_TASKS = 4  # for each core: a task that fails costs a fraction of a core's work
_SCHEMA = "number bigint, text string"


def by_spark(options: Options, chunks: Iterable[Chunk], *, session: Any, folder: Path) -> Generator[Part, None, None]:
    """The parts in any order. The folder must be one that every machine of the cluster reaches.

    StoppedError where a task failed as often as Spark tries it.
    """
    given, found = folder / "given.parquet", folder / "judged"
    write_parquet(given, _arrow_schema(), _batches(chunks))
    if not ParquetIn(given).rows:
        return
    tasks = _TASKS * session.sparkContext.defaultParallelism
    frame = session.read.parquet(given.absolute().as_uri()).repartition(tasks)
    judged = frame.mapInArrow(partial(_judged, options), _SCHEMA)
    try:
        judged.write.mode("overwrite").parquet(found.absolute().as_uri())
    except Exception as error:  # PySpark has an error of its own for each of Java's
        raise StoppedError(f"Spark gave up: {str(error).partition(chr(10))[0]}") from error
    for path in sorted(found.glob("*.parquet")):
        for batch in ParquetIn(path).batches(_AT_ONCE):
            for each in batch.to_pylist():
                yield Part.from_json(each["number"], each["text"])


def session() -> Any:
    """The session that is open, else one as the environment configures it. UnusableError where PySpark is not here."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        message = "Spark needs PySpark, which the extra `spark` brings: pip install 'nkspea-compliance[spark]'"
        raise UnusableError([Problem(Code.UNREADABLE, message)]) from error
    opened = SparkSession.builder.appName("compliance batch").getOrCreate()
    if opened.sparkContext.master.startswith("local") and "PYSPARK_PYTHON" not in os.environ:
        opened.sparkContext.pythonExec = sys.executable  # else it takes any python3, in which this is not installed
    opened.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_AT_ONCE))
    return opened


def _judged(options: Options, batches: Iterable[Any]) -> Iterator[Any]:
    """What a task does: each row that it is given is a chunk, each that it gives back a part."""
    for batch in batches:
        parts = (judged_chunk(options, Chunk.from_json(each["number"], each["text"])) for each in batch.to_pylist())
        yield _batch((part.number, part.to_json()) for part in parts)


def _batches(chunks: Iterable[Chunk]) -> Iterator[Any]:
    each = iter(chunks)
    while group := list(islice(each, _AT_ONCE)):
        yield _batch((chunk.number, chunk.to_json()) for chunk in group)


def _batch(pairs: Iterable[tuple[int, str]]) -> Any:
    numbers, texts = zip(*pairs, strict=True)
    return arrow().RecordBatch.from_arrays([list(numbers), list(texts)], schema=_arrow_schema())


def _arrow_schema() -> Any:
    pa = arrow()
    return pa.schema([("number", pa.int64()), ("text", pa.string())])
