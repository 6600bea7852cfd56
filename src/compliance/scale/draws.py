"""The draws of a sweep as a table: a row a draw, with what varied and the status of every provision that was kept."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from json import dumps
from pathlib import Path
from typing import Any

import numpy

from ..case.table import harmless
from ..files.columnar import arrow, write_parquet
from ..files.parts import taking_the_place_of, text_at
from ..problem import Code, Problem, UnusableError
from .across import ORDER
from .axes import Row, Value, said
from .column import Rows
from .sweep import NOT_JUDGED, Sweep

ROWS = 2**16  # of a batch


def draws_schema(swept: Sweep) -> Any:
    """The Arrow schema of the table. UnusableError without pyarrow.

    `draw` is the number of the draw; each axis has a column of its name: whole numbers as int64, days as date32, the
    rest as text, so that no fraction is rounded. A status is a word; null where the provision was no law on the day.
    """
    pa = arrow()
    columns = [pa.field("draw", pa.int64(), nullable=False)]
    columns += [pa.field(axis.name, _kind(axis.row), nullable=False) for axis in swept.axes]
    word = pa.dictionary(pa.int8(), pa.string())
    columns += [pa.field(name, word) for name, _, _ in _kept(swept)]
    return pa.schema(columns)


def draws(swept: Sweep) -> Iterator[Any]:
    """The draws as Arrow record batches, in their order."""
    pa = arrow()
    schema = draws_schema(swept)
    words = pa.array([status.value for status in ORDER])
    for begin in range(0, swept.draws, ROWS):
        rows = numpy.arange(begin, min(begin + ROWS, swept.draws))
        columns = [pa.array(rows)]
        columns += [
            _values(axis.row, swept.places[number], rows, schema.field(number + 1).type)
            for number, axis in enumerate(swept.axes)
        ]
        for _, codes, _ in _kept(swept):
            some = codes[rows]
            indices = pa.array(numpy.where(some == NOT_JUDGED, 0, some), mask=some == NOT_JUDGED)
            columns.append(pa.DictionaryArray.from_arrays(indices, words))
        yield pa.record_batch(columns, schema=schema)


def _kept(swept: Sweep) -> Iterator[tuple[str, Any, str]]:
    """The columns of statuses: `plain suspension`, `plain /us/usc/t22/s9251/a/1`, with the codes and the path."""
    for tally in swept.tallies:
        names = {path: name for name, path in tally.goals.items()}
        for path, codes in tally.kept.items():
            yield f"{tally.reading} {names.get(path, path)}", codes, path


def _kind(row: Row) -> Any:
    pa = arrow()
    places = {type(row.value(place)) for place in (range(row.size) if row.listed else (0, row.size - 1))}
    if row.are_numbers and places == {int} and (row.listed or not Fraction(row.step).denominator > 1):
        return pa.int64()
    return pa.date32() if places == {date} else pa.string()


def _values(row: Row, places: Any, rows: Rows, kind: Any) -> Any:
    pa = arrow()
    if kind == pa.int64():
        return pa.array(row.column(places[rows]).numerators)
    distinct, inverse = numpy.unique(places[rows], return_inverse=True)
    values: list[Value] = [row.value(int(place)) for place in distinct]
    shown = values if kind == pa.date32() else list(map(said, values))
    return pa.array(shown, kind).take(pa.array(inverse.ravel()))


def write_draws(swept: Sweep, out: Path) -> None:
    """Write the draws to a `.parquet`, `.csv` or `.jsonl` file, whole or not at all. UnusableError if it cannot be."""
    must_be_table(out)
    try:
        with taking_the_place_of(out) as path:
            _FORMATS[out.suffix.lower()](path, swept)
    except OSError as error:
        reason = (error.strerror or str(error) or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(out))]) from error


def must_be_table(out: Path) -> None:
    """UnusableError for a file whose ending says no format in which draws are written, or without pyarrow."""
    if out.suffix.lower() not in _FORMATS:
        message = f"its ending says how to write it: {', '.join(_FORMATS)}"
        raise UnusableError([Problem(Code.ANOTHER_KIND, message, str(out))])
    arrow()


def _parquet(path: Path, swept: Sweep) -> None:
    write_parquet(path, draws_schema(swept), draws(swept))


def _csv(path: Path, swept: Sweep) -> None:
    with text_at(path) as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(map(harmless, draws_schema(swept).names))
        for batch in draws(swept):
            rows.writerows(zip(*(map(_cell, column.to_pylist()) for column in batch.columns), strict=True))


_FRACTION = re.compile(r"([0-9]+)/([0-9]+)")


def _cell(value: object) -> object:
    """As a table of entries shows it: a spreadsheet takes `1/3` for the third of January."""
    return harmless(_FRACTION.sub(r"\1 of \2", value)) if isinstance(value, str) else value


def _jsonl(path: Path, swept: Sweep) -> None:
    with text_at(path) as stream:
        for batch in draws(swept):
            stream.writelines(dumps(row, default=str, ensure_ascii=False) + "\n" for row in batch.to_pylist())


_FORMATS: Mapping[str, Callable[[Path, Sweep], None]] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}
