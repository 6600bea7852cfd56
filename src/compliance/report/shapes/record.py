"""What `history`, `record bibliography` and `record export` print with `--format json`."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import CaseShape, Exactly, HeadShape


class MomentShape(TypedDict):
    """An entry: what it says, what its matter allowed on the eve and on the day it was known, how it counts now."""

    id: str
    date: str
    published: str
    supposed: bool
    fields: list[str]
    says: str
    verification: str | None
    verifier: str
    provenance: str
    sources: list[str]
    before: list[str]
    after: list[str]
    counts: str
    undone_by: str | None


class MatterShape(TypedDict):
    """A matter and what happened in it."""

    matter: str
    title: str
    moments: list[MomentShape]


class HistoryShape(HeadShape):
    """The dated record of matters."""

    matters: list[MatterShape]


class CitedShape(TypedDict):
    """A source, and how many entries rest on it."""

    id: str
    title: str
    publisher: str
    date: str
    href: str
    speaks_for: str
    note: str
    entries: int


class BibliographyShape(TypedDict):
    """The sources of a record."""

    format: Literal[2]
    case: CaseShape
    used: list[CitedShape]
    unused: list[CitedShape]


class RowShape(TypedDict):
    """One entry of one field; numbers exact, a share as the text `1/3`, null where none is stated."""

    id: str
    matter: str
    field: str
    kind: str
    low: Exactly
    high: Exactly
    date: str
    published: str
    supposed: bool
    verification: str | None
    verifier: str
    confidence: str | None
    provenance: str
    sources: list[str]
    action_type: str
    note: str
    written: str


class EntriesShape(TypedDict):
    """Every entry of a record."""

    format: Literal[2]
    case: CaseShape
    entries: list[RowShape]
