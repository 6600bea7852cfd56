"""Where the values of a JSON text stand in it."""

import json
import re
from decimal import Decimal
from typing import Any, NamedTuple

_DECODER = json.JSONDecoder(parse_float=Decimal)
_STEP = re.compile(r"\.([^.\[\]]+)|\[([0-9]+)\]")


class Member(NamedTuple):
    """A key of an object or an item of a list (whose key is empty), and where its value stands in the text.

    It begins `at` its key.
    """

    key: str
    start: int
    end: int
    value: Any
    at: int = 0


def members(text: str, start: int) -> list[Member]:
    """What stands in the object or list that begins at `start` of a text that is JSON."""
    closing = "}" if text[start] == "{" else "]"
    found: list[Member] = []
    at = after_space(text, start + 1)
    while text[at] != closing:
        key, begin = "", at
        if closing == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = after_space(text, after_space(text, at) + 1)  # the colon
        value, end = _DECODER.raw_decode(text, at)
        found.append(Member(key, at, end, value, begin))
        at = after_space(text, end)
        at = after_space(text, at + 1) if text[at] == "," else at
    return found


def after_space(text: str, at: int) -> int:
    """The first place from there on where no space stands."""
    while text[at] in " \t\r\n":
        at += 1
    return at


def located(text: str, place: str, *, key: bool = False) -> tuple[int, int] | None:
    """From where to where the value at a place such as `$.actions[2].type` stands, or the nearest that is there.

    With `key` it is the key that is meant, not what it says. None where the place is none of this text.
    """
    if not place.startswith("$"):
        return None
    start = after_space(text, 0)
    end = len(text)
    last: Member | None = None
    for name, index in _STEP.findall(place[1:]):
        if text[start] not in "{[":
            break
        listed = members(text, start)
        if index:
            step = listed[int(index)] if text[start] == "[" and int(index) < len(listed) else None
        else:
            step = next((each for each in listed if each.key == name), None)
        last = step
        if step is None:
            break
        start, end = step.start, step.end
    return (last.at, last.at + len(last.key) + 2) if key and last is not None and last.key else (start, end)
