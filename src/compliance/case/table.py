"""The entries of a record as rows, one for each field that a fact or action states or moves; and as CSV."""

import csv as csv_module
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..days import dated
from ..numbers import Number
from ..record.entries import Written, written
from ..record.evidence import Entry, EntryKind
from ..record.vocabulary import fields
from .model import Case
from .write import one_line


class EntryRow(NamedTuple):
    """One entry. `supposed` says that a hypothetical states it.

    `written` is how its file writes it, where one row cannot say that: an action, a pattern, a fact that replaces
    another. An action that makes no entry, as a reversal, has no field.

    `matter` is the first step of the field's path; the rest is as the fold takes it.

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
    supposed: bool
    sources: tuple[str, ...]
    action: str
    note: str
    written: str


COLUMNS = tuple(name.replace("action", "action type") for name in EntryRow._fields)


def rows(case: Case, *, own: bool = False) -> Iterator[EntryRow]:
    """A row for every entry, in the order of the files; only the case's `own` if so asked.

    What is left out of verdicts is among them.
    """
    supposed = {part.head.id for part in case.parts if part.head.hypothetical}
    stated_in = {action.id: part.head.id for part in case.parts for _, action in part.actions}
    actions = {action.id: action for action in case.actions}
    in_file = {f"{part.head.id}: {place}": fact for part in case.parts for place, fact in part.facts}
    for each in written(case.facts, case.actions):
        origin = stated_in[each.place] if each.type else each.entries[0].case
        if own and origin != case.id:
            continue
        text = ""
        if each.type:
            text = one_line(actions[each.place])
        elif (fact := in_file.get(each.place)) is not None and ("*" in fact.field or fact.replaces):
            text = one_line(fact)
        for entry in each.entries or (None,):
            yield _row(each, entry, origin in supposed, text)


def _row(each: Written, entry: Entry | None, supposed: bool, text: str) -> EntryRow:
    """The row of an entry, or of an action that makes none."""
    said = each.evidence
    low, high = (None, None) if entry is None else _bounds(entry)
    return EntryRow(
        id=each.place if entry is None else entry.id,
        matter="" if entry is None else fields()[entry.field].matter,
        field="" if entry is None else entry.field,
        kind="" if entry is None else entry.kind,
        low=low,
        high=high,
        date=dated(each.span if entry is None else entry.span),
        published=(each.published if entry is None else entry.published).isoformat(),
        verification=said.verification,
        verifier=said.verifier,
        confidence=said.confidence,
        provenance=said.provenance,
        supposed=supposed,
        sources=said.sources,
        action=each.type,
        note=said.note,
        written=text,
    )


def _bounds(entry: Entry) -> tuple[Number | None, Number | None]:
    if entry.unknown or entry.kind is EntryKind.SEARCH:
        return None, None
    if entry.rises:
        return entry.low, entry.high
    return None if entry.high is None else -entry.high, -entry.low


def csv(rows: Iterable[EntryRow]) -> str:
    """As CSV with a header. Numbers are exact, a fraction as `1 of 3`; sources stand apart by semicolons.

    A spreadsheet computes text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, and takes `1/3` for the
    third of January. Such text has an apostrophe before it, which who reads the rows by program takes away again.
    """
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(row).values() for row in rows)
    return out.getvalue()


def cells(row: EntryRow) -> dict[str, str]:
    """What a table shows of a row, by column."""
    shown = row._asdict() | {"low": _counted(row.low), "high": _counted(row.high), "sources": "; ".join(row.sources)}
    shown["supposed"] = "yes" if row.supposed else "no"
    return dict(zip(COLUMNS, map(_cell, shown.values()), strict=True))


def _cell(value: object) -> str:
    return "" if value is None else harmless(value) if isinstance(value, str) else str(value)


def _counted(number: Number | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else f"{number.numerator} of {number.denominator}"


# The full-width signs too: a spreadsheet in Japanese computes them. (CWE-1236)
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(text: str) -> str:
    """Text as no spreadsheet computes it; what begins with an apostrophe of its own has one more.

    >>> harmless("=1+1"), harmless("'tis"), harmless("IAEA")
    ("'=1+1", "''tis", 'IAEA')
    """
    return f"'{text}" if text.startswith((*_COMPUTED, "'")) else text
