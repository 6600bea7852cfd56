"""Acts of the United States: recorded beside the conditions, never part of them."""

from typing import Annotated, Literal

from pydantic import Field, StrictStr

from ..amount import Frozen, When

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]{0,79}$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class InReturn(Frozen):
    """What a proposal asked for in return, and whether the sections judged control it at all."""

    what: StrictStr
    controlled: Literal["yes", "in part", "no"]
    because: StrictStr
    sources: tuple[str, ...] = ()


class UsAct(Frozen):
    """An act of the United States: recorded and shown. What follows from it in law is not judged here."""

    id: Id
    date: When
    type: Literal["notify", "certify", "suspend", "renew", "revoke", "waive"]
    of: StrictStr
    by: StrictStr
    sources: tuple[str, ...] = ()
    note: str = ""
