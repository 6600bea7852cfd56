"""A table as rows of text: CSV as people and spreadsheets write it, or the first sheet of an `.xlsx`."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ..problem import Code, Problem, UnusableError
from .foreign import foreign
from .parse import decode, read_bytes

MOST_ROWS = 50_000
_MOST_LETTERS = 131_072  # of a cell


class Row(NamedTuple):
    """A row by its columns, with the number under which a spreadsheet shows it: the header is row 1."""

    number: int
    cells: dict[str, str]


def read_table(path: Path, columns: Collection[str]) -> list[Row]:
    """The rows of a CSV or `.xlsx` file, empty ones left out; UnusableError where it has none of the columns.

    In CSV the header says what stands between cells: a comma, a semicolon or a tab.
    """
    name = str(path)
    data = read_bytes(path, name)
    if data.startswith(b"PK\x03\x04") and path.suffix.casefold() == ".xlsx":
        lines = _sheet(path, name)
    elif said := foreign(data):
        raise UnusableError([Problem(Code.ANOTHER_KIND, said, name)])
    else:
        lines = _csv(decode(data, name), name)
    if not lines:
        raise UnusableError([Problem(Code.MISSING_KEY, "is empty: the first row names the columns", name)])
    return _rows(lines, name, columns)


def _rows(lines: Sequence[Sequence[str]], name: str, columns: Collection[str]) -> list[Row]:
    header = [cell.strip().lower().replace("_", " ") for cell in lines[0]]
    if not set(header) & set(columns):
        message = f"is no table with the columns of `record export`: {', '.join(columns)}"
        raise UnusableError([Problem(Code.ANOTHER_KIND, message, name)])
    problems = [
        Problem(Code.DUPLICATE_KEY, f"two columns are called `{each[:60]}`", name, "row 1")
        for each in dict.fromkeys(header)
        if each and header.count(each) > 1
    ]
    if len(lines) - 1 > MOST_ROWS:
        problems.append(Problem(Code.TOO_LARGE, f"has {len(lines) - 1:,} rows; the most is {MOST_ROWS:,}", name))
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(header):
            message = f"has {len(line)} cells, and there are {len(header)} columns"
            problems.append(Problem(Code.WRONG_VALUE, message, name, f"row {number}"))
        rows.append(Row(number, {key: cell for key, cell in zip(header, line, strict=False) if key}))
    if problems:
        raise UnusableError(problems)
    return rows


def _csv(text: str, name: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    csv.field_size_limit(_MOST_LETTERS)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error as error:
        raise UnusableError([Problem(Code.WRONG_VALUE, f"is no CSV: {error}", name)]) from error


def _sheet(path: Path, name: str) -> list[list[str]]:
    try:
        import openpyxl
    except ImportError as error:
        message = (
            "is a spreadsheet, which the extra `xlsx` reads: pip install 'nkspea-compliance[xlsx]'; or save it as CSV"
        )
        raise UnusableError([Problem(Code.UNREADABLE, message, name)]) from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return [_texts(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # whatever a broken spreadsheet breaks in its reader
        raise UnusableError([Problem(Code.UNREADABLE, f"is no spreadsheet that can be read: {error}", name)]) from error


def _texts(cells: Iterable[object]) -> list[str]:
    """Cells as text; what the spreadsheet took for a day is that day."""
    shown: list[str] = []
    for cell in cells:
        match cell:
            case None:
                shown.append("")
            case datetime():
                shown.append(cell.date().isoformat())
            case date():
                shown.append(cell.isoformat())
            case bool():
                shown.append("yes" if cell else "no")
            case float() if cell.is_integer():
                shown.append(str(int(cell)))
            case _:
                shown.append(str(cell))
    return shown
