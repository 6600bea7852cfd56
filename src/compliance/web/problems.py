"""What is wrong with what is asked of the API, in the form of RFC 9457, with every problem at once."""

import json
from collections.abc import Sequence
from typing import Any, NotRequired

from typing_extensions import TypedDict

from ..problem import Problem

KIND = "application/problem+json"
MOST_LISTED = 100  # problems: who sees so many mends the first ones


class ProblemItem(TypedDict):
    """One problem: its code, what is wrong, and where."""

    code: str
    message: str
    place: str


class ProblemDocument(TypedDict):
    """RFC 9457: what went wrong, and every problem of it; where there are very many, the first, and how many more."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[ProblemItem]
    more: NotRequired[int]


def document(status: int, title: str, detail: str, problems: Sequence[Problem] = ()) -> ProblemDocument:
    """The document of a failure; `about:blank`, for the status says what it is."""
    listed: list[ProblemItem] = [
        {"code": each.code.value, "message": each.message, "place": each.place or each.file}
        for each in problems[:MOST_LISTED]
    ]
    found: ProblemDocument = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "problems": listed,
    }
    if len(problems) > MOST_LISTED:
        found["more"] = len(problems) - MOST_LISTED
    return found


def lines(problems: Sequence[Problem]) -> list[str]:
    """The problems as a page lists them: the first, and how many more there are."""
    said = [f"{each.place}: {each.message}" if each.place else each.message for each in problems[:MOST_LISTED]]
    more = len(problems) - MOST_LISTED
    return [*said, f"and {more:,} more"] if more > 0 else said


def text(found: ProblemDocument) -> str:
    """As JSON."""
    said: dict[str, Any] = dict(found)
    return json.dumps(said, ensure_ascii=False)
