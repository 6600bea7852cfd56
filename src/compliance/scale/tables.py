"""The rules, the record and every finding as Parquet tables in a folder, for whoever asks in SQL."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ..case.load import below, load_case
from ..case.model import Case
from ..files.columnar import arrow, write_parquet
from ..files.resources import packaged_cases
from ..files.save import whole_folder
from ..judging import Rules, rulebook_of
from ..problem import Code, Problem, UnusableError
from .table_rows import ROWS, Row
from .table_specs import TABLES, Kind, TableSpec

_GROUP = 16_384  # rows that Parquet holds together


def export_tables(out: Path, cases: Sequence[str] = (), rules: Rules = None) -> dict[str, int]:
    """Write a Parquet file for each table into a new folder, and say how many rows each has.

    `cases` are packaged ids or paths, and bring what they stand on; without any, all packaged cases. The same input
    gives the same bytes. UnusableError with every problem of the cases, for one of a day on which a goal was not law,
    where the folder holds something or cannot be written (nothing is left then), and without pyarrow.
    """
    arrow()
    rulebook, loaded = rulebook_of(rules), _loaded(cases or sorted(packaged_cases()))
    counts = dict[str, int]()
    with whole_folder(out) as folder:
        for name, spec in TABLES.items():
            rows = _Counted(ROWS[name](rulebook, loaded))
            write_parquet(folder / f"{name}.parquet", schema_of(spec), _batches(spec, rows))
            counts[name] = rows.count
    return counts


def _loaded(names: Sequence[str]) -> list[Case]:
    """The cases and all that they stand on, each once; UnusableError with every problem of all."""
    problems, found = list[Problem](), dict[str, Case]()
    for name in dict.fromkeys(names):
        try:
            chain = list(_chain(load_case(name)))
        except UnusableError as error:
            problems += error.problems
            continue
        for case in chain:
            if found.setdefault(case.id, case).version != case.version:
                message = f"the id `{case.id}` is that of another case too, which says something else"
                problems.append(Problem(Code.DUPLICATE_ID, message, name))
    if problems:
        raise UnusableError(problems)
    return list(found.values())


def _chain(case: Case) -> Iterator[Case]:
    """The case, and what it stands on, one below the other."""
    yield case
    while len(case.parts) > 1:
        case = below(case)
        yield case


def schema_of(spec: TableSpec) -> Any:
    """The Arrow schema of a table, with what it and its columns mean. UnusableError without pyarrow."""
    pa = arrow()
    fields = [
        pa.field(column.name, _type(column.kind), nullable=column.empty, metadata={"comment": column.meaning})
        for column in spec.columns
    ]
    return pa.schema(fields, metadata={"comment": f"{spec.rows}; key: {', '.join(spec.key)}"})


def _type(kind: Kind) -> Any:
    pa = arrow()
    return {
        "text": pa.string(),
        "number": pa.int64(),
        "yes or no": pa.bool_(),
        "day": pa.date32(),
        "list of text": pa.list_(pa.field("element", pa.string())),  # as Parquet calls it
    }[kind]


class _Counted:
    """Rows, counted as they are taken."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _batches(spec: TableSpec, rows: _Counted) -> Iterator[Any]:
    pa, schema, each = arrow(), schema_of(spec), iter(rows)
    while group := list(islice(each, _GROUP)):
        columns = zip(*group, strict=True)
        arrays = [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def schema_page() -> str:
    """What every table and column means, as Markdown."""
    parts = list[str]()
    for spec in TABLES.values():
        parts += [f"### `{spec.name}`", "", f"A row for {spec.rows}. Key: {_quoted(spec.key)}.", ""]
        parts += ["| column | type | meaning |", "|---|---|---|"]
        for column in spec.columns:
            refers = f" (`{column.of}`)" if column.of else ""
            kind = f"{column.kind}, or null" if column.empty else column.kind
            parts.append(f"| `{column.name}` | {kind} | {column.meaning}{refers} |")
        parts.append("")
    return "\n".join(parts)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
