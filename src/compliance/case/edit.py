"""Put an entry and its sources into the text of a case; every other character stays as it is."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import ValidationError

from ..files.members import Member, members
from ..files.resources import beside
from ..record.vocabulary import action_types, fields, matching

Section = Literal["facts", "actions"]


_SECTIONS = ("sources", "facts", "actions", "acts", "expect")


_STANDING = ("published", "verification", "verifier", "confidence", "provenance", "sources")


_BREAK = re.compile(r"\n *")


def inserted(text: str, section: Section, entry: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of the case with the entry in its place among the others, and with these sources after the others.

    The text is that of a case which loads; the entry need not be one that does.
    """
    for key, source in sources.items():
        text = _with_source(text, key, source)
    whole = _list(text, section)
    if whole is None:
        return _with_section(text, section, f"[\n    {_entry(entry, '    ')}\n  ]")
    items = members(text, whole.start)
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
    items = members(text, whole.start)
    if not items:
        return _spliced(text, whole.start, whole.end, f"{{\n    {line}\n  }}")
    return _spliced(text, items[-1].end, items[-1].end, f",\n    {line}")


def _with_section(text: str, name: str, value: str) -> str:
    """The section after the last key that stands before it in a case."""
    later = _SECTIONS[_SECTIONS.index(name) + 1 :]
    end = [member.end for member in members(text, text.index("{")) if member.key not in later][-1]
    return _spliced(text, end, end, f",\n  {_shown(name)}: {value}")


def _list(text: str, name: str) -> Member | None:
    return next((member for member in members(text, text.index("{")) if member.key == name), None)


def _spliced(text: str, start: int, end: int, new: str) -> str:
    """The text with `new` from start to end, its lines ended as the text's are; a text of one line stays one."""
    if "\n" not in text.strip():
        new = _BREAK.sub(" ", new)  # no text in JSON holds a line's end as itself
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


Raw = Mapping[str, Any]


_Key = tuple[int, str]


def place(section: Literal["facts", "actions"], others: Sequence[Raw], entry: Raw) -> tuple[int, bool]:
    """The index that the entry takes, and whether the one that takes the next is of its group where the last is not.

    Actions that are not in the order of their dates are taken to stand by matter, as facts do.
    """
    keys = [_key(section, other, others) for other in (*others, entry)]
    dates = [date for _, date in keys[:-1]]
    if section == "actions" and dates == sorted(dates):
        keys = [(0, date) for _, date in keys]
    *there, new = keys
    index = _index(there, new)
    leans = index == 0 or (there[index - 1][0] != new[0] and index < len(there) and there[index][0] == new[0])
    return index, leans


def _index(there: Sequence[_Key], new: _Key) -> int:
    """After the last of its group that is not later, else before its group, else after the last earlier group."""
    group = [index for index, key in enumerate(there) if key[0] == new[0]]
    not_later = [index for index in group if there[index][1] <= new[1]]
    if group:
        return not_later[-1] + 1 if not_later else group[0]
    earlier = [index for index, key in enumerate(there) if key[0] < new[0]]
    return earlier[-1] + 1 if earlier else 0


def _key(section: Literal["facts", "actions"], raw: Raw, others: Sequence[Raw]) -> _Key:
    field = str(raw.get("field", "")) if section == "facts" else _moved(raw, others)
    date = raw.get("date") or raw.get("from") or raw.get("to") or ""
    named = next((fields()[path].group for _, path in matching(field)), "")
    return _groups().get(named, len(_groups())), str(date)


def _moved(raw: Raw, others: Sequence[Raw]) -> str:
    """The first field that an action moves; a reversal moves what it undoes."""
    if raw.get("type") == "reverse":
        undone = next((other for other in others if other.get("id") == raw.get("of")), {})
        return "" if undone.get("type") == "reverse" else _moved(undone, others)
    model = action_types().get(str(raw.get("type", "")))
    try:
        moves = model.model_validate(raw).moves() if model else ()
    except ValidationError:
        return ""
    return next((move.field for move in moves if move.field in fields()), "")


@cache
def _groups() -> dict[str, int]:
    """The groups of fields in the order of the State: `captives.japan` is one, `camps` another."""
    return {group: index for index, group in enumerate(dict.fromkeys(field.group for field in fields().values()))}


def starter(name: str, as_of: date, provision: str) -> str:
    """The text of a case over the packaged record that explains itself: one fact and one action to replace."""
    said = {
        "@id": name,
        "@as_of": as_of.isoformat(),
        "@month": as_of.replace(day=1).isoformat(),
        "@provision": provision,
    }
    text = beside(__file__, "starter.json")
    for mark, value in said.items():
        text = text.replace(f'"{mark}"', json.dumps(value))
    return text
