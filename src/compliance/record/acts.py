"""Acts of the United States: recorded beside the conditions, never part of them."""

from typing import Annotated, Literal

from pydantic import Field, StrictStr

from ..days import Day
from ..frozen import Frozen
from ..law.route import ActType, TargetKind

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]{0,79}$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class InReturn(Frozen):
    """What a proposal asked for in return, and whether the sections judged control it at all."""

    what: StrictStr
    controlled: Literal["yes", "in part", "no"]
    because: StrictStr
    sources: tuple[str, ...] = ()


class ActsSearch(Frozen):
    """A search for acts that found no more than the case records: until when, and what was searched."""

    to: Day
    note: Annotated[StrictStr, Field(pattern=r"\S")]


class Target(Frozen):
    """For whom or what alone an order is made; a country, where a waiver is one country's."""

    kind: TargetKind
    name: Annotated[StrictStr, Field(pattern=r"\S")]


class Noticed(Frozen):
    """An action that a notice announces: the act of this case that it is, and the reasons given for it."""

    act: Id
    reasons: Annotated[StrictStr, Field(pattern=r"\S")]


class UsAct(Frozen):
    """An act of the United States, on a day. `docs/acts.md` says what each key means and what each act does."""

    id: Id
    date: Day
    type: ActType
    of: StrictStr
    by: StrictStr
    measures: tuple[StrictStr, ...] = ()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    upon: StrictStr = ""
    ground: StrictStr = ""
    explanation: StrictStr = ""
    target: Target | None = None
    actions: tuple[Noticed, ...] = ()
    to: StrictStr = ""
    cite: StrictStr = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def begins(self) -> Day:
        """The first day of what it orders."""
        return self.from_ or self.date
