"""What `timeline --format json` prints. Days are ISO dates, both ends counted."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import CaseShape, StatusWord


class RemarkShape(TypedDict):
    code: str
    provision: str
    message: str
    weight: str
    question: str
    measures: list[str]


GivesShape = TypedDict("GivesShape", {"from": str, "to": str | None, "measures": int})


class SupportShape(TypedDict):
    """What the record shows of the conditions of an act on its day, and by which provisions."""

    status: StatusWord
    how: str
    deciding: list[str]
    open: list[str]


class ActShape(TypedDict):
    """An act as `recorded`, with what it gives, what the record showed and what the law says of it."""

    id: str
    recorded: dict[str, object]
    effective: bool
    standing: str
    by_delegation: str
    gives: GivesShape | None
    record_supports: SupportShape | None
    findings: list[RemarkShape]


_StatusSpan = TypedDict("_StatusSpan", {"from": str, "to": str, "status": StatusWord, "degree": list[str]})


class StripShape(TypedDict):
    """A condition over time."""

    path: str
    act: str
    heading: str
    spans: list[_StatusSpan]


_StateSpan = TypedDict("_StateSpan", {"from": str, "to": str, "state": str, "until": str | None})


class BandShape(TypedDict):
    """Measures that stood alike over time."""

    measures: list[str]
    spans: list[_StateSpan]


ReliefSpanShape = TypedDict(
    "ReliefSpanShape",
    {"from": str, "to": str, "route": str, "target": str, "doubtful": bool, "measures": list[str]},
)


class DeadlineShape(TypedDict):
    """A day by which something lapses or is due."""

    day: str
    what: str
    provision: str
    measures: list[str]


TimelineShape = TypedDict(
    "TimelineShape",
    {
        "format": Literal[2],
        "notice": str,
        "case": CaseShape,
        "reading": str,
        "rulebook": str,
        "compliance": str,
        "engines": str,
        "warnings": list[str],
        "acts_search": dict[str, object] | None,
        "from": str,
        "to": str,
        "as_of": str,
        "conditions": list[StripShape],
        "effects": list[BandShape],
        "reliefs": list[ReliefSpanShape],
        "acts": list[ActShape],
        "remarks": list[RemarkShape],
        "deadlines": list[DeadlineShape],
    },
)
