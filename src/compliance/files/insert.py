"""Put an entry and its sources into the text of a case, every other character of which stays as it is."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from .order import place

Section = Literal["facts", "actions"]

_SECTIONS = ("sources", "facts", "actions", "acts", "expect")
_STANDING = ("published", "verification", "verifier", "confidence", "provenance", "sources")
_DECODER = json.JSONDecoder(parse_float=Decimal)


class _Member(NamedTuple):
    """A key of an object or an item of a list (whose key is empty), and where its value stands in the text."""

    key: str
    start: int
    end: int
    value: Any


def inserted(text: str, section: Section, entry: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of the case with the entry in its place among the others, and with these sources after the others.

    The text is that of a case which loads; the entry need not be one that does.
    """
    for key, source in sources.items():
        text = _with_source(text, key, source)
    whole = _list(text, section)
    if whole is None:
        return _with_section(text, section, f"[\n    {_entry(entry, '    ')}\n  ]")
    items = _members(text, whole.start)
    if not items:
        return _spliced(text, whole.start, whole.end, f"[\n    {_entry(entry, '    ')}\n  ]")
    indent = _indent(text, items[0].start)
    index, leans_on_next = place(section, [item.value for item in items], entry)
    if leans_on_next:
        return _spliced(text, items[index].start, items[index].start, f"{_entry(entry, indent)},\n{indent}")
    end = items[index - 1].end
    return _spliced(text, end, end, f",\n{indent}{_entry(entry, indent)}")


def _with_source(text: str, key: str, source: Mapping[str, Any]) -> str:
    line = f"{_shown(key)}: {{ {', '.join(_pair(*pair) for pair in source.items())} }}"
    whole = _list(text, "sources")
    if whole is None:
        return _with_section(text, "sources", f"{{\n    {line}\n  }}")
    items = _members(text, whole.start)
    if not items:
        return _spliced(text, whole.start, whole.end, f"{{\n    {line}\n  }}")
    return _spliced(text, items[-1].end, items[-1].end, f",\n    {line}")


def _with_section(text: str, name: str, value: str) -> str:
    """The section after the last key that stands before it in a case."""
    later = _SECTIONS[_SECTIONS.index(name) + 1 :]
    end = [member.end for member in _members(text, text.index("{")) if member.key not in later][-1]
    return _spliced(text, end, end, f",\n  {_shown(name)}: {value}")


def _list(text: str, name: str) -> _Member | None:
    return next((member for member in _members(text, text.index("{")) if member.key == name), None)


def _members(text: str, start: int) -> list[_Member]:
    """What stands in the object or list that begins at `start`."""
    closing = "}" if text[start] == "{" else "]"
    found: list[_Member] = []
    at = _after_space(text, start + 1)
    while text[at] != closing:
        key = ""
        if closing == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)  # the colon
        value, end = _DECODER.raw_decode(text, at)
        found.append(_Member(key, at, end, value))
        at = _after_space(text, end)
        at = _after_space(text, at + 1) if text[at] == "," else at
    return found


def _after_space(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at


def _spliced(text: str, start: int, end: int, new: str) -> str:
    """The text with `new` from start to end, its lines ended as the text's are."""
    return text[:start] + (new.replace("\n", "\r\n") if "\r\n" in text else new) + text[end:]


def _indent(text: str, at: int) -> str:
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before if before.isspace() else "    "


def _entry(entry: Mapping[str, Any], indent: str) -> str:
    """An entry on three lines: what it says of when, its standing, its note."""
    keys = (
        [key for key in entry if key not in (*_STANDING, "note")],
        [key for key in _STANDING if key in entry],
        ["note"] if "note" in entry else [],
    )
    lines = [", ".join(_pair(key, entry[key]) for key in line) for line in keys if line]
    return "{ " + f",\n{indent}  ".join(lines) + " }"


def _pair(key: str, value: Any) -> str:
    return f"{_shown(key)}: {_shown(value)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
