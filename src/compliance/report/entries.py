"""The entries of a record as JSON."""

from collections.abc import Iterable

from ..case.model import Case
from ..case.table import EntryRow
from ..numbers import Number, show_number
from .json import case_shape
from .shapes.record import EntriesShape, RowShape


def shape(rows: Iterable[EntryRow], case: Case) -> EntriesShape:
    """As plain values for JSON: numbers exact, a fraction as the text `1/3`."""
    return {"format": 2, "case": case_shape(case), "entries": [_shape(row) for row in rows]}


def _shape(row: EntryRow) -> RowShape:
    return {
        "id": row.id,
        "matter": row.matter,
        "field": row.field,
        "kind": row.kind,
        "low": _shown(row.low),
        "high": _shown(row.high),
        "date": row.date,
        "published": row.published,
        "supposed": row.supposed,
        "verification": row.verification,
        "verifier": row.verifier,
        "confidence": row.confidence,
        "provenance": row.provenance,
        "sources": list(row.sources),
        "action_type": row.action,
        "note": row.note,
        "written": row.written,
    }


def _shown(number: Number | None) -> int | str | None:
    return None if number is None else show_number(number)
