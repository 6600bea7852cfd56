"""The entries of a record as rows, one for each field that a fact or action states or moves: CSV and JSON."""

import csv as csv_module
import io
from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any, NamedTuple

from ..explanation.words import dated
from ..numbers import Number, show_number
from ..record.entries import Written
from ..record.evidence import Entry, EntryKind
from ..record.vocabulary import fields


class Row(NamedTuple):
    """One entry. `matter` is the first step of the field's path; the rest is as the fold takes it.

    `low` and `high` are None where the entry states none: a search, what is stated as unknown, an open end. A change by
    which a stock falls is below zero. `published` of a search is the day on which it was made.
    """

    id: str
    matter: str
    field: str
    kind: str
    low: Number | None
    high: Number | None
    date: str
    published: str
    verification: str | None
    verifier: str
    confidence: str | None
    provenance: str
    sources: tuple[str, ...]
    action: str
    note: str


def rows(written: Iterable[Written]) -> Iterator[Row]:
    """A row for every entry, in the order of the files; what is left out of verdicts is among them."""
    for each in written:
        for entry in each.entries:
            yield _row(entry, each.type)


def _row(entry: Entry, action: str) -> Row:
    low, high = _bounds(entry)
    said = entry.evidence
    return Row(
        id=entry.id,
        matter=fields()[entry.field].matter,
        field=entry.field,
        kind=entry.kind,
        low=low,
        high=high,
        date=dated(entry.span),
        published=entry.published.isoformat(),
        verification=said.verification,
        verifier=said.verifier,
        confidence=said.confidence,
        provenance=said.provenance,
        sources=said.sources,
        action=action,
        note=said.note,
    )


def _bounds(entry: Entry) -> tuple[Number | None, Number | None]:
    if entry.unknown or entry.kind is EntryKind.SEARCH:
        return None, None
    if entry.rises:
        return entry.low, entry.high
    return None if entry.high is None else -entry.high, -entry.low


def csv(rows: Iterable[Row]) -> str:
    """As CSV with a header. Numbers are exact, a fraction as `1 of 3`; sources stand apart by semicolons.

    A spreadsheet computes text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, and takes `1/3` for the
    third of January. Such text has an apostrophe before it, which who reads the rows by program takes away again.
    """
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\n")
    writer.writerow(name.replace("action", "action type") for name in Row._fields)
    writer.writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: Row) -> tuple[object, ...]:
    shown = row._asdict() | {"low": _counted(row.low), "high": _counted(row.high), "sources": "; ".join(row.sources)}
    return tuple(_harmless(value) if isinstance(value, str) else value for value in shown.values())


def _counted(number: Number | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else f"{number.numerator} of {number.denominator}"


# The full-width signs too: a spreadsheet in Japanese computes them. (CWE-1236)
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def _harmless(text: str) -> str:
    """Text as no spreadsheet computes it; what begins with an apostrophe of its own has one more.

    >>> _harmless("=1+1"), _harmless("'tis"), _harmless("IAEA")
    ("'=1+1", "''tis", 'IAEA')
    """
    return f"'{text}" if text.startswith((*_COMPUTED, "'")) else text


def _shown(number: Number | None) -> int | str | None:
    return None if number is None else show_number(number)


def json(rows: Iterable[Row], *, case: str) -> str:
    """As JSON: numbers exact, a fraction as the text `1/3`."""
    shape = {"format": 1, "case": case, "entries": [_shape(row) for row in rows]}
    return dumps(shape, indent=2, ensure_ascii=False) + "\n"


def _shape(row: Row) -> dict[str, Any]:
    shape = row._asdict() | {"low": _shown(row.low), "high": _shown(row.high), "sources": list(row.sources)}
    return {"action_type" if key == "action" else key: value for key, value in shape.items()}
