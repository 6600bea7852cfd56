"""The case file: what its parts are, as pydantic reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, StrictBool, StrictStr

from ..acts.legal_state import MeasureState
from ..acts.objection import ObjectionCode, Standing
from ..acts.relief import Lift
from ..days import Day
from ..frozen import Frozen
from ..law.degree import Degree
from ..record.acts import ActsSearch, Id, InReturn, UsAct
from ..record.evidence import Source
from ..record.fold import Folded, Stated, fold
from ..record.standard import Reason
from ..record.vocabulary import Action
from ..status import Status


class Expectation(Frozen):
    """What the case is expected to show: the status exactly, determining provisions and reasons among those found.

    With `answers` the reading is changed first: `{"Q5": "gross"}` answers that question so.
    """

    provision: StrictStr
    reading: StrictStr
    answers: dict[str, StrictStr] = {}
    status: Status
    degree: tuple[Degree, Degree] | None = None
    determining: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    because: str = ""


class EffectExpectation(Frozen):
    """What acts are expected to do: the state of a measure on a day, what a route makes of it, what is found of an act.

    `on` and `measure` go with `state` (and `until`), or with `route` and `lift` or `practice`. `act` goes with
    `effective`, `standing`, `supported` and `findings`, the codes of everything that the law and the record have to say
    of it; without `act`, `findings` are those of no act. `deadline` is a day that comes next as of the case's own.
    """

    reading: StrictStr = "plain"
    answers: dict[str, StrictStr] = {}
    on: Day | None = None
    measure: StrictStr = ""
    state: MeasureState | None = None
    until: Day | None = None
    route: StrictStr = ""
    lift: Lift | None = None
    practice: Literal["no", "doubtful", "unknown", "expected"] | None = None
    target: StrictStr = ""
    act: StrictStr = ""
    effective: StrictBool | None = None
    standing: Standing | None = None
    supported: Status | None = None
    findings: tuple[ObjectionCode, ...] | None = None
    deadline: Day | None = None
    because: str = ""


def _whole(raw: object) -> object:
    """Not true for 1, nor 1.0."""
    return raw if type(raw) is int else None


class Head(Frozen):
    """The keys of a case that are not lists; the lists are read entry by entry, so that every problem is found."""

    format: Annotated[Literal[1], BeforeValidator(_whole)]
    id: Id
    title: StrictStr
    about: StrictStr = ""
    hypothetical: StrictBool = False
    as_of: Day
    law_as_of: Day | None = None
    as_if_in_force: StrictBool = False
    baseline: StrictStr = ""
    in_return: tuple[InReturn, ...] = ()
    acts_search: ActsSearch | None = None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a case may hold, with its baselines: what a person writes is far below, what hangs a machine is above.

    `facts` counts a pattern once for every field that it names. `text` is the length of any one text. `day_entries` is
    the work of a timeline: its days by the facts and actions of the case.
    """

    facts: int = 50_000
    actions: int = 10_000
    acts: int = 100  # a day's state looks at all of them
    sources: int = 10_000
    expectations: int = 1_000
    text: int = 20_000
    day_entries: int = 20_000_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Case:
    """A case with its baselines joined: what is judged, and what reports print of it.

    `facts`, `actions` and `acts` are those of the baselines first, then its own; `sources` are by id.
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
    expect: tuple[Expectation, ...] = ()
    expect_effects: tuple[EffectExpectation, ...] = ()
    limits: Limits = Limits()

    def __repr__(self) -> str:
        kind = "hypothetical, " if self.hypothetical else ""
        return f"<Case {self.id} {self.as_of}: {kind}{len(self.facts)} facts, {len(self.actions)} actions>"

    def law_day(self, as_of: date, enacted: date) -> date | None:
        """The day whose law the case asks for; where it asks so, the Act's first for days before it. None: its own."""
        return self.law_as_of or (enacted if self.as_if_in_force and as_of < enacted else None)

    def folded(self, *, as_of: date | None = None, hindsight: bool = False, include_unverified: bool = False) -> Folded:
        """The case's record on a day; its own `as_of` unless another is given."""
        return fold(
            self.facts,
            self.actions,
            as_of=as_of or self.as_of,
            hindsight=hindsight,
            include_unverified=include_unverified,
        )
