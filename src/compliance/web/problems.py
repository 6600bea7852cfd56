"""What is wrong with what is asked of the API, in the form of RFC 9457, with every problem at once."""

import json
from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict

from ..problem import Problem

KIND = "application/problem+json"


class ProblemItem(TypedDict):
    """One problem: its code, what is wrong, and where."""

    code: str
    message: str
    place: str


class ProblemDocument(TypedDict):
    """RFC 9457: what went wrong, and every problem of it."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[ProblemItem]


def document(status: int, title: str, detail: str, problems: Sequence[Problem] = ()) -> ProblemDocument:
    """The document of a failure; `about:blank`, for the status says what it is."""
    listed: list[ProblemItem] = [
        {"code": each.code.value, "message": each.message, "place": each.place or each.file} for each in problems
    ]
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "problems": listed}


def text(found: ProblemDocument) -> str:
    """As JSON."""
    said: dict[str, Any] = dict(found)
    return json.dumps(said, ensure_ascii=False)
