"""The case file: what its parts are, as pydantic reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StrictBool, StrictStr

from ..days import Day
from ..frozen import Frozen
from ..record.acts import ActsSearch, Id, InReturn, UsAct
from ..record.evidence import Source
from ..record.fold import NOWHERE, Folded, Stated, fold
from ..record.origins import Origins, Otherwise
from ..record.vocabulary import Action
from .expected import Expected


def _whole(raw: object) -> object:
    """Not true for 1, nor 1.0."""
    return raw if type(raw) is int else None


class Head(Frozen):
    """The keys of a case that are not lists; the lists are read entry by entry, so that every problem is found."""

    format: Annotated[Literal[1], BeforeValidator(_whole)]
    id: Id
    title: StrictStr
    about: StrictStr = ""
    hypothetical: StrictBool = True
    as_of: Day
    law_as_of: Day | None = None
    as_if_in_force: StrictBool = False
    baseline: StrictStr = ""
    otherwise: Otherwise | None = None
    in_return: tuple[InReturn, ...] = ()
    acts_search: ActsSearch | None = None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a case may hold, with its baselines: what a person writes is far below, what hangs a machine is above.

    `facts` counts a pattern once for every field that it names. `text` is the length of any one text. `day_entries` is
    the work of a timeline: its days by the facts and actions of the case; `pairs` that of whatever looks at many days:
    the entries of each field by themselves, added up, for each of them can change the field and all are read again.
    """

    facts: int = 50_000
    actions: int = 10_000
    acts: int = 100  # a day's state looks at all of them
    sources: int = 10_000
    expectations: int = 1_000
    text: int = 20_000
    day_entries: int = 20_000_000
    pairs: int = 400_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Case:
    """A case with its baselines joined: what is judged, and what reports print of it.

    `facts`, `actions` and `acts` are those of the baselines first, then its own; `sources` are by id. `folder` is
    where its file lies, for the cases that its expectations name; `origins` is the chain of cases on which it stands,
    and `parts` what each of them states by itself. `version` is the hash of all their texts, line ends apart.
    """

    id: str
    title: str
    about: str = ""
    hypothetical: bool = False
    as_of: date
    law_as_of: date | None = None
    as_if_in_force: bool = False
    baselines: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: tuple[Stated, ...] = ()
    actions: tuple[Action, ...] = ()
    acts: tuple[UsAct, ...] = ()
    acts_search: ActsSearch | None = None
    in_return: tuple[InReturn, ...] = ()
    expect: tuple[Expected, ...] = ()
    folder: Path = Path()
    origins: Origins = NOWHERE
    limits: Limits = Limits()
    parts: tuple[Any, ...] = field(default=(), compare=False)
    version: str = field(default="", compare=False)

    def __repr__(self) -> str:
        kind = "hypothetical, " if self.hypothetical else ""
        return f"<Case {self.id} {self.as_of}: {kind}{len(self.facts)} facts, {len(self.actions)} actions>"

    def suppose(self, *changes: object) -> "Case":
        """What if, and nothing else happens: a hypothetical case on top of this one, with these entries of its own.

        A change is a line (`"release_prisoners count=80 place=camps verified-by=ICRC date=2027-06"`), an action of
        `compliance.actions`, a `Fact`, or a mapping as a case file has it. Without a date it is of this case's day; a
        later one moves that day. UnusableError with every problem of all of them.
        """
        from .load import case_supposing

        return case_supposing(self, changes, "suppose")

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "Case":
        """The case that a file with these keys and values would be; its baseline is a packaged case.

        UnusableError with every problem found.
        """
        from .load import case_from

        return case_from(raw)

    def law_day(self, as_of: date, enacted: date) -> date | None:
        """The day whose law the case asks for; where it asks so, the Act's first for days before it. None: its own."""
        return self.law_as_of or (enacted if self.as_if_in_force and as_of < enacted else None)

    def folded(
        self,
        *,
        as_of: date | None = None,
        hindsight: bool = False,
        include_unverified: bool = False,
        otherwise: Otherwise | None = None,
    ) -> Folded:
        """The case's record on a day; its own `as_of` unless another is given, and supposing what it says it does."""
        return fold(
            self.facts,
            self.actions,
            as_of=as_of or self.as_of,
            hindsight=hindsight,
            include_unverified=include_unverified,
            origins=self.origins.supposing(otherwise),
        )
