"""A negotiation agenda: what somebody asks for, by whom it is to be done, and by which tests it shows in the record."""

from functools import cached_property
from typing import Literal

from ..days import Day
from ..frozen import Frozen
from ..law.degree import Degree
from ..law.ladder import Group, Ladder, Rung

Actor = Literal["Government of North Korea", "United States", "United Nations", "other states"]
Kind = Literal["demand", "approach", "incentive", "pressure", "aside"]


class Demand(Frozen):
    """One point of an agenda, in our own words.

    `begun` tests for a first step, `done` for the whole; without either it is told and not judged. `advances` names the
    provisions whose tests look at the same fields, `instruments` what else carries it.
    """

    id: str
    asks: str
    by: tuple[Actor, ...]
    kind: Kind
    begun: Group | None = None
    done: Group | None = None
    advances: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    because: str

    @property
    def judged(self) -> bool:
        """Whether the record can show it."""
        return self.begun is not None or self.done is not None

    @cached_property
    def ladder(self) -> Ladder:
        """Its tests as a ladder of two rungs: `steps` for what is begun, `complete` for what is done."""
        rungs = ((Degree.STEPS, self.begun), (Degree.COMPLETE, self.done))
        made = tuple(
            Rung.model_construct(degree=degree, **{**group.__dict__, "because": self.because})
            for degree, group in rungs
            if group is not None
        )
        return Ladder(matter=self.id, title=self.asks, rung=made)


class Claim(Frozen):
    """Something the author says that can be computed, in our own words, and whether record and law bear it out."""

    id: str
    says: str
    outcome: Literal["holds", "holds in part", "differs from the source"]
    because: str
    cases: tuple[str, ...] = ()


class Agenda(Frozen):
    """`rules/agenda/*.toml`: a list of demands, by one author, of one day, and what can be computed of its claims."""

    id: str
    title: str
    author: str
    published: Day
    source: str
    demand: tuple[Demand, ...]
    claim: tuple[Claim, ...] = ()
