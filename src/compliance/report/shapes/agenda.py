"""What `agenda` and `crosswalk` print with `--format json`."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import HeadShape, StatusWord


class DemandTestShape(TypedDict):
    """A test of a demand."""

    test: str
    looks_for: str
    shows: str
    status: StatusWord


class DemandShape(TypedDict):
    """A demand: whether it has begun, whether it is done, and what it would advance."""

    id: str
    asks: str
    by: list[str]
    kind: str
    begun: StatusWord | None
    done: StatusWord | None
    shows: str
    advances: list[str]
    instruments: list[str]
    because: str
    tests: list[DemandTestShape]


class AgendaShape(HeadShape):
    """An agenda judged over a case."""

    agenda: str
    demands: list[DemandShape]
    claims: list[dict[str, object]]


class AskedShape(TypedDict):
    """A demand against the law: which provisions it advances."""

    id: str
    asks: str
    by: list[str]
    kind: str
    provisions: list[str]
    instruments: list[str]


class AdvancedShape(TypedDict):
    """A provision, and which demands advance it."""

    provision: str
    heading: str
    demands: list[str]


class CrosswalkShape(TypedDict):
    """An agenda against the law, from both sides."""

    format: Literal[2]
    agenda: str
    rulebook: str
    compliance: str
    demands: list[AskedShape]
    provisions: list[AdvancedShape]
