"""Where the rows of a batch come from: JSON Lines, a folder of cases, CSV or Parquet, read as a stream."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..files.columnar import ParquetIn
from ..files.lines import digest_of, is_utf16, lines
from ..files.parse import MAX_BYTES, read_bytes
from ..files.resources import cases_folder
from ..problem import Code, Problem, UnusableError
from .columns import column_problems, row_of, rows_of, schema_must_do
from .row import Row

_BATCH = 256


@dataclass(frozen=True)
class Source:
    """The rows of an input: each call of `rows` gives them from the start. `total` is how many, where that is known.

    `digest` is the hash of all that is read, `folder` that in which baselines lie. `rows` raises UnusableError where
    the input breaks off.
    """

    digest: str
    total: int | None
    folder: Path
    rows: Callable[[], Iterator[Row]]


def source(path: Path) -> Source:
    """The rows of a file by its ending, of a folder, or of a folder of packaged cases by its name.

    UnusableError where it is none of these, or cannot be used whatever its rows say.
    """
    packaged = cases_folder() / path
    if path.is_dir() or (not path.exists() and packaged.is_dir()):
        return _of_folder(path if path.is_dir() else packaged)
    kinds = {".jsonl": _of_lines, ".ndjson": _of_lines, ".csv": _of_csv, ".parquet": _of_parquet}
    if path.suffix.lower() not in kinds:
        message = f"what it holds is told by its ending: {', '.join(kinds)}, or it is a folder"
        raise UnusableError([Problem(Code.ANOTHER_KIND, message, str(path))])
    return kinds[path.suffix.lower()](path)


def _of_folder(folder: Path) -> Source:
    """Every case in the folder and below, by name."""
    paths = [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*.json")) if path.is_file()]
    if not paths:
        raise UnusableError([Problem(Code.MISSING_KEY, "holds no case: no file ends in `.json`", str(folder))])
    return Source(digest_of(paths)[0], len(paths), folder.absolute(), partial(_files, paths))


def _files(paths: list[tuple[str, Path]]) -> Iterator[Row]:
    for number, (name, path) in enumerate(paths, 1):
        try:
            data = read_bytes(path, name)
        except UnusableError as error:
            yield Row(number, name=name, wrong=error.problems)
        else:
            wrong = (_too_large(),) if len(data) > MAX_BYTES else ()
            yield Row(number, case="" if wrong else _text(data), name=name, wrong=wrong)


def _of_lines(path: Path) -> Source:
    digest, ends = _text_file(path)
    return Source(digest, ends, path.absolute().parent, partial(_json_lines, path))


def _json_lines(path: Path) -> Iterator[Row]:
    for line in lines(path):
        if line.data.strip():
            wrong = (_too_large(),) if line.cut else ()
            yield Row(line.number, case="" if line.cut else _text(line.data), wrong=wrong)


def _of_csv(path: Path) -> Source:
    digest, _ = _text_file(path)
    return Source(digest, None, path.absolute().parent, partial(_csv_rows, path))


def _csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, with the numbers under which a spreadsheet shows them: the header is row 1."""
    header: list[str] = []
    for number, cells in _csv(path):
        if not header:
            header = [cell.strip().lower() for cell in cells]
            if problems := [each._replace(file=str(path), place="row 1") for each in column_problems(header)]:
                raise UnusableError(problems)
        elif len(cells) != len(header):
            message = f"has {len(cells)} cells, and there are {len(header)} columns"
            yield Row(number, wrong=(Problem(Code.WRONG_VALUE, message),))
        else:
            yield row_of(number, dict(zip(header, cells, strict=True)))


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers; the header says what stands between cells."""
    csv.field_size_limit(MAX_BYTES)
    texts = _csv_texts(path)
    first = next(texts, "")
    rows = csv.reader(_joined(first, texts), delimiter=max(",;\t", key=first.count), strict=True)
    number = 0
    try:
        for cells in rows:
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:  # what comes after it might be taken for rows that nobody wrote
        raise UnusableError(
            [Problem(Code.WRONG_VALUE, f"is no CSV: {error}", str(path), f"row {number + 1}")]
        ) from error


def _csv_texts(path: Path) -> Iterator[str]:
    for line in lines(path):
        if line.cut:
            raise UnusableError([_too_large()._replace(file=str(path), place=f"line {line.number}")])
        yield _text(line.data.removeprefix(BOM_UTF8) if line.number == 1 else line.data) + "\n"


def _joined(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _of_parquet(path: Path) -> Source:
    digest, _ = digest_of([("", path)])
    table = ParquetIn(path)
    try:
        schema_must_do(table.schema)
    except UnusableError as error:
        raise UnusableError(problem.within(str(path)) for problem in error.problems) from None
    return Source(digest, table.rows, path.absolute().parent, partial(_parquet_rows, path))


def _parquet_rows(path: Path) -> Iterator[Row]:
    first = 1
    for batch in ParquetIn(path).batches(_BATCH):
        yield from rows_of(batch, first)
        first += batch.num_rows


def _text_file(path: Path) -> tuple[str, int]:
    """The hash of a file of text, and its lines. UnusableError where it is UTF-16 or cannot be read."""
    if is_utf16(path):
        raise UnusableError([Problem(Code.NOT_UTF8, "is UTF-16: save it as UTF-8", str(path))])
    return digest_of([("", path)])


def _text(data: bytes) -> str:
    """The text of these bytes, from which they can be had again."""
    return data.decode("utf-8", "surrogateescape")


def _too_large() -> Problem:
    return Problem(Code.TOO_LARGE, f"is over {MAX_BYTES // 1024 // 1024} MiB")
