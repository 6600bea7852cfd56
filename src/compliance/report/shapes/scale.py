"""What `sweep` prints with `--format json`."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import CaseShape, StatusWord


class AxisShape(TypedDict):
    """One thing that varies, and over how many places; `as_column` says that its numbers were judged together."""

    name: str
    places: int
    first: str
    last: str
    as_column: bool


class ProvisionSharesShape(TypedDict):
    """Of a provision in how many draws it is met, unknown and unmet; of random draws each share's interval at 95 %."""

    path: str
    provision: str
    met: int
    unknown: int
    unmet: int
    intervals: dict[str, list[float]] | None


class TallyShape(TypedDict):
    """The draws under one reading; `goals` are the paths of the goals by name."""

    reading: str
    goals: dict[str, str]
    provisions: list[ProvisionSharesShape]


class RunShape(TypedDict):
    """Places of an axis, one after another, at which a goal has one status; both ends are counted."""

    first: str
    last: str
    status: StatusWord


class DriverShape(TypedDict):
    """How an axis bears on a goal: alone, with the others at their centre, and as Spearman's rank correlation."""

    axis: str
    reading: str
    goal: str
    correlation: float | None
    alone: list[RunShape]


class SweepShape(TypedDict):
    """In what share of the draws each provision is met, unknown and unmet. Shares are of draws alone: `of_draws`.

    `checked` is how many draws were judged one by one as well, and found the same.
    """

    format: Literal[2]
    notice: str
    of_draws: str
    case: CaseShape
    as_of: str
    rulebook: str
    compliance: str
    title: str
    draws: int
    grid: bool
    seed: int
    checked: int
    axes: list[AxisShape]
    readings: list[TallyShape]
    drivers: list[DriverShape]
