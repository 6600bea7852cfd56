"""The columns of a table of cases, as rows: a case file's text each, or a baseline and what is supposed on it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..files.columnar import arrow
from ..problem import Code, Problem, UnusableError, did_you_mean
from .row import Row

CASES = ("id", "case_json")
SUPPOSED = ("id", "baseline", "suppose")
COLUMNS = ("id", "case_json", "baseline", "suppose", "as_of")


def column_problems(names: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the columns of a table: one twice, one that is not known, one that is missing."""
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(Code.DUPLICATE_KEY, f"two columns are called `{name[:60]}`")
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f"; there are {', '.join(COLUMNS)}"
            yield Problem(Code.UNKNOWN_KEY, f"unknown column `{name[:60]}`{hint}")
    needed = CASES if "case_json" in names else SUPPOSED
    for name in needed:
        if name not in names:
            yield Problem(Code.MISSING_KEY, f"the column `{name}` is missing")
    if "case_json" in names:
        for name in (*SUPPOSED[1:], "as_of"):
            if name in names:
                yield Problem(Code.UNKNOWN_KEY, f"`{name}` does not go with `case_json`, which says all of a case")


def row_of(number: int, cells: dict[str, str | None], suppose: Iterable[str | None] = ()) -> Row:
    """The row that these cells are. What is supposed is a line for each change, or the texts of a list."""
    name, case = cells["id"] or None, cells.get("case_json")
    if "case_json" in cells:
        wrong = [Problem(Code.MISSING_KEY, f"says no `{key}`", place=key) for key in CASES if not cells[key]]
        return Row(number, name, case, wrong=tuple(wrong))
    listed = [*suppose]
    wrong = [Problem(Code.MISSING_KEY, "holds a null in its list", place="suppose")] if None in listed else []
    said = [*(cells.get("suppose") or "").split("\n"), *(each or "" for each in listed)]
    lines = tuple(line.strip() for line in said if line.strip())
    return Row(number, name, None, cells.get("baseline"), lines, cells.get("as_of") or "", wrong=tuple(wrong))


def rows_of(batch: Any, first: int = 1) -> Iterator[Row]:
    """The rows of a record batch, numbered from the first. UnusableError with every problem of its columns."""
    schema_must_do(batch.schema)
    said = {name: list(_texts(batch.column(name))) for name in batch.schema.names if not _is_list(batch, name)}
    lists = list(_lists(batch.column("suppose"))) if _is_list(batch, "suppose") else [()] * batch.num_rows
    for at in range(batch.num_rows):
        yield row_of(first + at, {name: cells[at] for name, cells in said.items()}, lists[at])


def schema_must_do(schema: Any) -> None:
    """UnusableError with every problem of the columns and of their types: nothing is taken for text that is none."""
    problems = list(column_problems(schema.names))
    for field in schema:
        allowed = _allowed(field.name)
        if field.name in COLUMNS and not any(test(field.type) for test in allowed.values()):
            message = f"the column `{field.name}` holds {field.type}; expected {' or '.join(allowed)}"
            problems.append(Problem(Code.WRONG_TYPE, message))
    if problems:
        raise UnusableError(problems)


def _allowed(name: str) -> dict[str, Any]:
    types = arrow().types
    more = {"suppose": {"a list of text": _is_list_of_text}, "as_of": {"dates": types.is_date}}
    return {"text": _is_text, **more.get(name, {})}


def _is_text(kind: Any) -> bool:
    types = arrow().types
    if types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_list_of_text(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_list(kind) or types.is_large_list(kind)) and _is_text(kind.value_type)


def _is_list(batch: Any, name: str) -> bool:
    return name in batch.schema.names and _is_list_of_text(batch.schema.field(name).type)


def _texts(column: Any) -> Iterator[str | None]:
    """The texts of a column; a byte that is no UTF-8 stays one."""
    pa = arrow()
    if pa.types.is_date(column.type):
        yield from (None if day is None else day.isoformat() for day in column.to_pylist())
        return
    for data in column.cast(pa.large_string()).cast(pa.large_binary()).to_pylist():
        yield None if data is None else data.decode("utf-8", "surrogateescape")


def _lists(column: Any) -> Iterator[tuple[str | None, ...]]:
    """The texts of every list of a column; none where there is no list."""
    for each in column:
        yield tuple(_texts(each.values)) if each.is_valid else ()
