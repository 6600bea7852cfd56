"""What is said of the record: verification, sources, facts as files state them, and the entries they become."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import Field as PydanticField
from pydantic import StrictBool

from ..days import Day, Span, When
from ..frozen import Frozen
from ..numbers import ExactOrFlag, Number
from .acts import Id


class Verification(StrEnum):
    """Who stands behind an entry. The Government of North Korea's own word is `claimed`, in whatever outlet."""

    CLAIMED = "claimed"
    REPORTED = "reported"
    OBSERVED = "observed"
    VERIFIED = "verified"
    REFUTED = "refuted"

    rank: int

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)

    def reaches(self, grade: "Verification") -> bool:
        """Whether it is at least of that grade; what is refuted reaches none."""
        return self is not Verification.REFUTED and self.rank >= grade.rank


class Provenance(StrEnum):
    """How this project came by an entry. Only `seen` bears a verdict unless asked otherwise."""

    SEEN = "seen"
    UNVERIFIED = "unverified"
    INFERRED = "inferred"


class Source(Frozen):
    """Where an entry is published. `speaks_for` names a government whose own word it is."""

    title: str
    publisher: str = ""
    date: str = ""
    href: Annotated[str, PydanticField(pattern=r"^(https?://\S+)?$")] = ""
    speaks_for: str = ""
    note: str = ""


class Evidence(Frozen):
    """What every fact and action says of its own standing."""

    published: Day | None = None
    verification: Verification | None = None
    verifier: str = ""
    confidence: Literal["high", "medium", "low"] | None = None
    provenance: Provenance = Provenance.SEEN
    sources: tuple[str, ...] = ()
    note: str = ""


class Fact(Evidence):
    """One dated statement about one field: a value, a range, `unknown`, or a search that found nothing.

    `date` is for a stock, `from` and `to` for the total of a flow over a span; one of them must be stated.
    A total of 0 (`captives.*.taken`) says that there were no more than the events that the record names one by one.
    A range without `high` is open-ended. With `replaces` it stands in the place of a fact of a baseline, by its `id`.
    """

    id: Id | Literal[""] = ""
    field: str
    value: ExactOrFlag | None = None
    low: ExactOrFlag | None = None
    high: ExactOrFlag | None = None
    unknown: StrictBool = False
    basis: Literal["search"] | None = None
    date: When | None = None
    from_: Day | None = PydanticField(None, alias="from")
    to: Day | None = None
    replaces: Id | Literal[""] = ""


class EntryKind(StrEnum):
    """How an entry speaks of its field."""

    STATEMENT = "statement"  # a stock stood at this value
    CHANGE = "change"  # a stock moved by this much
    TOTAL = "total"  # a flow added up to this over the span
    EVENT = "event"  # this much of a flow came about
    SEARCH = "search"  # nothing further was found


class Dead(NamedTuple):
    """Of those of whom an entry speaks, how many died in custody, and when; `high` is None where that has no end."""

    low: Number
    high: Number | None
    span: Span


class Entry(NamedTuple):
    """One dated statement about one field, ready to be folded. `high` is None where the range is open-ended.

    `case` is the case that states a fact, `action` the action that moves the field; each is empty for the other.
    `tells_of` is the action whose event it tells again, `replaces` the fact in whose place it stands. `dead` are those
    of them who died in custody. `published` is the day since when the public knows it, of a search its own; one that
    `looks_back` speaks of every day it covers.

    `stated_in` is the case that states it, `told_on` that case's day, and `supposed` says that it is a hypothetical.
    `own_word`: it is the word of the government it speaks of. `otherwise`: a hypothetical supposes it and says no more.
    """

    id: str
    field: str
    kind: EntryKind
    low: Number
    high: Number | None
    span: Span
    published: date
    evidence: Evidence
    rises: bool = True
    unknown: bool = False
    case: str = ""
    action: str = ""
    annulled_by: str = ""
    tells_of: str = ""
    dead: Dead | None = None
    told_on: date | None = None
    stated_in: str = ""
    supposed: bool = False
    own_word: bool = False
    otherwise: bool = False
    replaces: str = ""
    looks_back: bool = False

    @property
    def known(self) -> date:
        """From which day it counts: what a search did not find later had not been public earlier either."""
        return self.span.start if self.looks_back else self.published

    @property
    def verification(self) -> Verification | None:
        """Who stands behind it; None where ungraded."""
        return self.evidence.verification


Ledger = tuple[Entry, ...]


Why = Literal[
    "after-as-of", "published-later", "unverified", "inferred", "refuted", "reversed", "replaced", "told-before"
]


class LeftOut(NamedTuple):
    """An entry that does not bear on the verdict, and why; `instead` are those that a case put in its place."""

    entry: Entry
    why: Why
    by: str = ""
    instead: tuple[Entry, ...] = ()
