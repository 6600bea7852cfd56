"""A case from rows, named as `record export` names its columns: every problem at its row."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ..days import read_span
from ..files.table import Row
from ..numbers import thousands
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.acts import ID_PATTERN
from ..record.field import FieldKind
from ..record.vocabulary import action_types, fields, matching
from .load import case_from
from .model import Case
from .suppose import read
from .table import COLUMNS, cells, rows

_KINDS = ("statement", "total", "search")  # of a fact; changes and events are of actions
_WHOLE = re.compile(r"-?[0-9]+")
_SHARE = re.compile(r"([0-9]+)\s*(?:of|/)\s*([0-9]+)")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_SPAN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) to ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_FLAGS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
Raw = dict[str, Any]


def case_from_rows(table: Sequence[Row], head: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> Case:
    """The case that these rows state. UnusableError with every problem of all of them.

    `head` is what a case says beside its lists; `sources` are those from which the cited ones are taken.
    """
    problems = list(_unknown_columns(table))
    if problems:
        raise UnusableError(problems)
    facts: list[tuple[Row, Raw]] = []
    actions: list[tuple[Row, Raw]] = []
    groups: dict[str, list[Row]] = {}
    for row in table:
        if _said(row, "written"):
            groups.setdefault(_said(row, "written"), []).append(row)
        elif kind := _said(row, "action type"):
            problems.append(_action_without_text(row, kind))
        else:
            facts.append((row, _fact(row, problems)))
    for text, group in groups.items():
        raw = _written(group[0], text, problems)
        if raw is not None:
            (actions if "type" in raw else facts).append((group[0], raw))
    raw = _as_file(head, facts, actions, sources)
    try:
        case = case_from(raw)
    except UnusableError as error:
        raise UnusableError([*problems, *(_at_row(each, facts, actions) for each in error.problems)]) from None
    problems += _edited(case, groups, facts, actions)
    if problems:
        raise UnusableError(problems)
    return case


def _as_file(
    head: Mapping[str, Any],
    facts: Sequence[tuple[Row, Raw]],
    actions: Sequence[tuple[Row, Raw]],
    sources: Mapping[str, Mapping[str, Any]],
) -> Raw:
    cited = {key for _, raw in (*facts, *actions) for key in raw.get("sources", ()) if isinstance(key, str)}
    return {
        "format": 1,
        **head,
        "sources": {key: dict(source) for key, source in sources.items() if key in cited},
        "facts": [raw for _, raw in facts],
        "actions": [raw for _, raw in actions],
    }


def _unknown_columns(table: Sequence[Row]) -> Iterator[Problem]:
    named = dict.fromkeys(key for row in table[:1] for key in row.cells)
    for column in named:
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS) or f"; there are {', '.join(COLUMNS)}"
            yield Problem(Code.UNKNOWN_KEY, f"unknown column `{column[:60]}`{hint}", place="row 1")
    for needed in ("field", "date"):
        if named and needed not in named:
            yield Problem(Code.MISSING_KEY, f"the column `{needed}` is missing", place="row 1")


def _said(row: Row, column: str) -> str:
    """What a cell says, without the apostrophe that keeps a spreadsheet from computing it."""
    return row.cells.get(column, "").strip().removeprefix("'")


def _fact(row: Row, problems: list[Problem]) -> Raw:
    """The fact that a row states, as a file writes it."""
    path, kind = _said(row, "field"), _said(row, "kind").lower()
    named = matching(path)
    field = fields()[named[0][1]] if named else None
    flow = field is not None and field.kind is FieldKind.FLOW
    kind = kind or ("total" if flow else "statement")
    if kind not in _KINDS:
        hint = did_you_mean(kind, _KINDS) or f"; of a fact there are {', '.join(_KINDS)}"
        problems.append(Problem(Code.WRONG_VALUE, f"unknown kind `{kind[:40]}`{hint}", place=_place(row, "kind")))
    raw: Raw = {"field": path}
    if re.fullmatch(ID_PATTERN, _said(row, "id")):
        raw["id"] = _said(row, "id")
    raw |= _when(row, kind, flow)
    is_flag = field is not None and field.value == "flag"
    low, high = (_number(row, column, is_flag, problems) for column in ("low", "high"))
    if kind == "search":
        raw["basis"] = "search"
    elif low is None and high is None:
        raw["unknown"] = True
    elif low == high:
        raw["value"] = low
    else:
        raw |= {name: value for name, value in (("low", low), ("high", high)) if value is not None}
    for name in ("published", "verification", "verifier", "confidence", "provenance", "note"):
        if _said(row, name) and not (kind == "search" and name == "published"):
            raw[name] = _said(row, name)
    cited = [each.strip() for each in _said(row, "sources").split(";")]
    return raw | ({"sources": listed} if (listed := [each for each in cited if each]) else {})


def _when(row: Row, kind: str, flow: bool) -> Raw:
    said = _said(row, "date")
    if found := _SPAN.fullmatch(said):
        return {"from": found[1], "to": found[2]}
    if kind == "search" or flow:
        if said.startswith("until "):
            begin = {} if kind == "search" else {"from": date.min.isoformat()}
            return begin | {"to": said.removeprefix("until ")}
        return {"from": said, "to": said} if len(said) == len("2018-05-24") else _of_span(said)
    return {"date": said}


def _of_span(said: str) -> Raw:
    """A month or a year as the days from and to which it runs; what is neither is left for the file's own check."""
    try:
        span = read_span(said)
    except ValueError:
        return {"from": said, "to": said}
    return {"from": span.start.isoformat(), "to": span.end.isoformat()}


def _number(row: Row, column: str, is_flag: bool, problems: list[Problem]) -> object:
    """A bound exactly; None where the cell is empty."""
    said = _said(row, column).lower()
    if not said:
        return None
    if is_flag and said in _FLAGS:
        return _FLAGS[said]
    if _WHOLE.fullmatch(said) and len(said) <= 30:
        return int(said)
    if found := _SHARE.fullmatch(said):
        return f"{found[1]}/{found[2]}"
    if _DECIMAL.fullmatch(said) and len(said) <= 30:
        if meant := thousands(Decimal(said)):
            message = f"`{said}` may mean {meant} or {said.rstrip('0').rstrip('.')}: write the one"
            problems.append(Problem(Code.WRONG_VALUE, message, place=_place(row, column)))
            return None
        return Decimal(said)
    message = f"expected a whole number, an exact decimal or a share such as `1 of 3`, found `{said[:40]}`"
    problems.append(Problem(Code.WRONG_VALUE, message, place=_place(row, column)))
    return None


def _written(row: Row, text: str, problems: list[Problem]) -> Raw | None:
    """What the cell `written` holds: an entry as a file writes it, or a line as `--suppose` takes it."""
    place = _place(row, "written")
    if not text.startswith("{"):
        day = _said(row, "date")[:10]
        typed, found = read(text, place, date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else date.max)
        problems += found
        if typed is None:
            return None
        return {**({"id": _said(row, "id")} if typed.section == "actions" else {}), **typed.entry}
    try:
        raw = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        problems.append(Problem(Code.NOT_JSON, "is no JSON of one entry", place=place))
        return None
    return raw if isinstance(raw, dict) else None


def _action_without_text(row: Row, kind: str) -> Problem:
    hint = did_you_mean(kind, action_types()) if kind not in action_types() else ""
    message = (
        f"an action says its keys in the column `written`, as `--suppose` takes them: "
        f"`{kind[:40]} count=3 verified-by=…`{hint}"
    )
    return Problem(Code.MISSING_KEY, message, place=_place(row, "written"))


def _place(row: Row, column: str) -> str:
    return f"row {row.number}, {column}"


_LISTED = re.compile(r"\$\.(facts|actions)\[([0-9]+)\](.*)")


def _at_row(problem: Problem, facts: Sequence[tuple[Row, Raw]], actions: Sequence[tuple[Row, Raw]]) -> Problem:
    """The problem at the row that it is of, in place of the case that the rows would make."""
    found = _LISTED.fullmatch(problem.place)
    if found is None:
        return problem._replace(file="")
    listed = facts if found[1] == "facts" else actions
    row = listed[int(found[2])][0]
    return problem._replace(file="", place=f"row {row.number}{found[3].replace('.', ', ', 1)}")


def _edited(
    case: Case,
    groups: Mapping[str, Sequence[Row]],
    facts: Sequence[tuple[Row, Raw]],
    actions: Sequence[tuple[Row, Raw]],
) -> Iterator[Problem]:
    """Rows that say something else than what they have in `written`: which of the two is meant nobody can know."""
    made: dict[str, list[Mapping[str, str]]] = {}
    for entry in rows(case, own=True):
        made.setdefault(entry.written, []).append(cells(entry))
    checked = ("field", "kind", "low", "high", "date")
    for text, group in groups.items():
        if not text.startswith("{"):
            continue  # a line typed by hand stands for all its rows
        meant = {tuple(each[column] for column in checked) for each in made.get(text, ())}
        for row in group:
            own = tuple(row.cells.get(column, "").strip() for column in checked)
            if any(own[:2]) and own not in meant:
                message = "says something else than `written`: change that too, or empty it where the row is a fact"
                yield Problem(Code.WRONG_VALUE, message, place=f"row {row.number}")
