"""The parts of a batch put together: verdicts in one file, in the order of the input, and what is wrong in another."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ..files.columnar import arrow, write_parquet
from ..files.parts import Parts, taking_the_place_of, text_at
from ..files.seen import Seen
from ..problem import Code, Problem, UnusableError
from .arrow import verdict_fields
from .row import GOALS

_GROUP = 4_096  # rows that Parquet holds together
Record = Mapping[str, Any]


class Written(NamedTuple):
    """How many rows have a verdict, and how many a problem; these stand `aside`."""

    judged: int
    bad: int
    aside: Path


class Assembly:
    """The records of all parts, told apart."""

    def __init__(self, parts: Parts, count: int) -> None:
        self.parts, self.count = parts, count
        self.judged = self.bad = 0

    def records(self) -> Iterator[Record]:
        """Every row of every part, in order. A RuntimeError for rows out of it: none is lost or there twice."""
        last = 0
        for number in range(self.count):
            for line in self.parts.rows(number):
                record = json.loads(line)
                if record["row"] <= last:
                    raise RuntimeError(f"row {record['row']} comes after row {last}")
                last = record["row"]
                yield record

    def verdicts(self, aside: Callable[[str], object]) -> Iterator[Record]:
        """The rows that have a verdict; the others are put `aside`, and so is a row whose id stands above it."""
        with closing(Seen()) as seen:
            for record in self.records():
                first = seen.before(record["id"], record["row"]) if record["id"] else None
                problems = [*record.get("problems", ())]
                if first is not None:
                    message = f"the id `{record['id'][:80]}` is that of row {first} too"
                    problems.append({"code": Code.DUPLICATE_ID, "message": message, "place": "id"})
                if problems:
                    self.bad += 1
                    kept = {"row": record["row"], "id": record["id"], "problems": problems}
                    aside(json.dumps(kept, ensure_ascii=False) + "\n")
                else:
                    self.judged += 1
                    yield record


def written(parts: Parts, count: int, rows: int, out: Path) -> Written:
    """Put the parts together into `out` and, where rows have problems, into a file beside it; each whole or not there.

    OSError where they cannot be written; RuntimeError where the parts hold other rows than so many.
    """
    assembly = Assembly(parts, count)
    beside = aside_of(out)
    with taking_the_place_of(out) as path, taking_the_place_of(beside) as other:
        with text_at(other) as stream:
            _FORMATS[out.suffix.lower()](path, assembly, assembly.verdicts(stream.write))
        if assembly.judged + assembly.bad != rows:
            raise RuntimeError(f"the parts hold {assembly.judged + assembly.bad} rows, and there are {rows}")
    if not assembly.bad:
        beside.unlink(missing_ok=True)
    return Written(assembly.judged, assembly.bad, beside)


def aside_of(out: Path) -> Path:
    """The file of the rows that have problems."""
    return out.with_name(f"{out.name}.problems.jsonl")


def must_be_possible(out: Path) -> None:
    """UnusableError where there is no such format or folder, or what the format needs is not installed."""
    if out.suffix.lower() not in _FORMATS:
        message = f"its ending says how to write it: {', '.join(_FORMATS)}"
        raise UnusableError([Problem(Code.ANOTHER_KIND, message, str(out))])
    if not out.parent.is_dir():
        raise UnusableError([Problem(Code.UNREADABLE, "cannot be written: there is no such folder", str(out))])
    if out.suffix.lower() == ".parquet":
        arrow()


def _jsonl(path: Path, assembly: Assembly, verdicts: Iterator[Record]) -> None:
    with text_at(path) as stream:
        for record in verdicts:
            shown = {name: record[name] for name in ("id", *GOALS, "provisions")}
            stream.write(json.dumps(shown, ensure_ascii=False) + "\n")


def _csv(path: Path, assembly: Assembly, verdicts: Iterator[Record]) -> None:
    """A column for each provision; the cell of one that was no law on the day of a row is empty."""
    paths = sorted({path for record in assembly.records() for path in record.get("provisions", ())})
    with text_at(path) as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["id", *GOALS, *paths])
        for record in verdicts:
            found = record["provisions"]
            rows.writerow([record["id"], *(record[name] for name in GOALS), *(found.get(path, "") for path in paths)])


def _parquet(path: Path, assembly: Assembly, verdicts: Iterator[Record]) -> None:
    pa = arrow()
    fields = verdict_fields()
    write_parquet(path, pa.schema(fields), (_batch(pa, fields, group) for group in _grouped(verdicts)))


def _batch(pa: Any, fields: list[tuple[str, Any]], records: list[Record]) -> Any:
    columns = {name: [record[name] for record in records] for name, _ in fields}
    columns["provisions"] = [list(each.items()) for each in columns["provisions"]]
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[name], kind) for name, kind in fields], schema=pa.schema(fields)
    )


def _grouped(verdicts: Iterable[Record]) -> Iterator[list[Record]]:
    each = iter(verdicts)
    while group := list(islice(each, _GROUP)):
        yield group


_FORMATS: Mapping[str, Callable[[Path, Assembly, Iterator[Record]], None]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
