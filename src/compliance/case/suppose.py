"""Entries typed in one line, as `--suppose` takes them: `TYPE key=value …`, or of a fact `FIELD=VALUE key=value …`.

A value runs to the next ` key=` that the type knows, so that nothing inside is quoted. What this writes it reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ..numbers import show_number
from ..problem import Code, Problem, did_you_mean, named_like
from ..record.evidence import Fact, Verification
from ..record.field import Field, FieldKind
from ..record.vocabulary import Action, action_types, fields, matching

Section = Literal["facts", "actions"]
_WORD = re.compile(r"(?:^|\s+)([A-Za-z][A-Za-z_-]*)=")
_RANGE = re.compile(r"([0-9][0-9/.]*?)\.\.([0-9][0-9/.]*)?")
_NUMBER = re.compile(r"[0-9]+(?:/[0-9]+|\.[0-9]+)?")
_GRADED = {f"{grade}_by": grade.value for grade in Verification}
_YES = {"yes": True, "true": True, "no": False, "false": False}
_PROSE = frozenset({"note", "law", "proof"})  # in which a word and a `=` may stand
_HIDDEN = frozenset({"type", "id", "field", "value", "low", "high", "unknown", "basis"})  # said otherwise, or given


class Typed(NamedTuple):
    """One entry as a case file writes it, and in which list it stands."""

    section: Section
    entry: dict[str, Any]


def read(text: str, place: str, day: date) -> tuple[Typed | None, list[Problem]]:
    """The entry that a line is, dated on the day where it says none; or nothing, and every problem of it."""
    line = " ".join(text.split())
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = line[1:-1].strip()
    head, _, rest = line.partition(" ")
    if not head:
        return None, [
            Problem(Code.MISSING_KEY, "says nothing: expected TYPE key=value … or FIELD=VALUE …", place=place)
        ]
    if "=" in head:
        return _fact(line, place, day)
    return _action(head, rest, place, day)


def _action(head: str, rest: str, place: str, day: date) -> tuple[Typed | None, list[Problem]]:
    word = head.replace("-", "_")
    model = action_types().get(word)
    if model is None:
        known = [*action_types(), *fields()]
        hint = did_you_mean(word, known) or "; `compliance actions` lists them"
        return None, [Problem(Code.UNKNOWN_ACTION, f"unknown action or field `{head[:60]}`{hint}", place=place)]
    keys = keys_of(word)
    found, problems = _pairs(rest, keys, place)
    entry: dict[str, Any] = {"type": word}
    for key, value in found:
        entry |= _of_action(key, value, keys)
    entry.setdefault("date", day.isoformat())
    if not entry.get("verification") and _is_favourable(model, entry):
        problems.append(_ungraded(place))
    return (Typed("actions", entry) if not problems else None), problems


def _fact(line: str, place: str, day: date) -> tuple[Typed | None, list[Problem]]:
    path, _, said = line.partition("=")
    if not matching(path):
        hint = named_like(path, fields()) or "; `compliance fields` lists them"
        return None, [Problem(Code.UNKNOWN_FIELD, f"unknown field `{path[:80]}`{hint}", place=place)]
    field = fields()[matching(path)[0][1]]
    keys = keys_of("")
    value, _, rest = said.partition(" ")
    found, problems = _pairs(rest, keys, place)
    entry: dict[str, Any] = {"field": path, **_value(value, field)}
    for key, each in found:
        entry |= _of_fact(key, each)
    if "basis" in entry and entry.keys() & {"from", "to"}:
        pass  # it says over what was searched
    elif field.kind is FieldKind.STOCK or "basis" in entry:
        entry.setdefault("date", day.isoformat())
    elif "from" not in entry:
        message = f"`{path[:60]}` adds up over time: say from=… and to=…"
        problems.append(Problem(Code.MISSING_KEY, message, place=place))
    else:
        entry.setdefault("to", day.isoformat())
    if not entry.get("verification") and not _is_adverse(entry, field):
        problems.append(_ungraded(place))
    return (Typed("facts", entry) if not problems else None), problems


def _is_adverse(entry: Mapping[str, Any], field: Field) -> bool:
    """Whether a fact can only speak against compliance, or says that nothing is known."""
    if "basis" in entry or entry.get("unknown"):
        return True
    nothing = entry.get("value", entry.get("high")) in (0, False)
    return nothing if field.better == "more" else not nothing and field.better == "less"


def _ungraded(place: str) -> Problem:
    message = "says nobody who stands behind it, and so would show nothing: add verified-by=… (or observed-by=…)"
    return Problem(Code.MISSING_KEY, message, place=place)


@cache
def keys_of(word: str) -> Mapping[str, Any]:
    """The keys that a line may give, as files write them, each with what it takes: of an action type, or of a fact."""
    model = action_types()[word] if word else Fact
    known = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
    return {key: kind for key, kind in known.items() if key not in _HIDDEN} | dict.fromkeys(_GRADED, str)


def _pairs(rest: str, keys: Mapping[str, Any], place: str) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The keys and values of a line; a word before a `=` that is no key belongs to the text before it, or is a slip."""
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for match in _WORD.finditer(rest):
        key = match[1].replace("-", "_")
        if key in keys:
            found.append((key, rest[match.end() :]))
        elif not found or found[-1][0] not in _PROSE or did_you_mean(key, keys):
            known = ", ".join(map(_typed, keys))
            message = f"unknown key `{match[1][:60]}`{did_you_mean(key, keys) or f': known are {known}'}"
            problems.append(Problem(Code.UNKNOWN_KEY, message, place=place))
    ends = [len(rest) - len(value) for _, value in found]
    values = []
    for number, (key, value) in enumerate(found):
        until = len(rest) if number + 1 == len(found) else ends[number + 1] - len(found[number + 1][0]) - 1
        values.append((key, value[: until - ends[number]].strip()))
    first = rest[: (ends[0] - len(found[0][0]) - 1) if found else len(rest)].strip()
    if first and not problems:
        problems.append(Problem(Code.WRONG_VALUE, f"expected key=value, found `{first[:60]}`", place=place))
    doubled = {key for key, _ in values if [each for each, _ in values].count(key) > 1}
    problems += [Problem(Code.DUPLICATE_KEY, f"`{_typed(key)}` is given twice", place=place) for key in sorted(doubled)]
    return values, problems


def _typed(key: str) -> str:
    return key.replace("_", "-")


def _takes_text(kind: Any) -> bool:
    """Whether it takes any words: those who verify, a law, a note."""
    return kind is str or (get_origin(kind) is not Literal and str in get_args(kind))


def _takes_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _of_action(key: str, value: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """What a key and its value are in a file; a range of a count is its `low` and `high`."""
    if key in _GRADED:
        return {"verification": _GRADED[key], "verifier": value}
    if _takes_list(keys[key]):
        return {key: [each.strip() for each in value.split(",") if each.strip()]}
    if _takes_text(keys[key]) or key in ("date", "published", "died", "died_to"):
        return {key: value}
    match = _RANGE.fullmatch(value)
    if key == "count" and match:
        return {"low": _number(match[1])} | ({"high": _number(match[2])} if match[2] else {})
    return {key: _plain(value)}


def _of_fact(key: str, value: str) -> dict[str, Any]:
    if key in _GRADED:
        return {"verification": _GRADED[key], "verifier": value}
    if key == "sources":
        return {key: [each.strip() for each in value.split(",") if each.strip()]}
    return {key: value}


def _value(text: str, field: Field) -> dict[str, Any]:
    """A value, a range, `unknown`, or a search that found nothing."""
    match = _RANGE.fullmatch(text)
    if match:
        return {"low": _number(match[1])} | ({"high": _number(match[2])} if match[2] else {})
    if text in ("unknown", "search"):
        return {"unknown": True} if text == "unknown" else {"basis": "search"}
    return {"value": _plain(text)}


def _plain(text: str) -> Any:
    if text.lower() in _YES:
        return _YES[text.lower()]
    return _number(text) if _NUMBER.fullmatch(text) else text


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() and len(text) < 30 else text


def _is_favourable(model: type[Action], entry: Mapping[str, Any]) -> bool:
    """Whether an action says anything for compliance: what is adverse counts at any grade."""
    try:
        action = model.model_validate({"id": "s1", **entry})
    except ValueError:
        return False  # it is refused for what is wrong with it
    moved = [(move, fields()[move.field]) for move in action.moves() if move.field in fields()]
    return any(
        (field.better == "more") is (move.how in ("rise", "event") or (move.how == "set" and bool(move.low)))
        for move, field in moved
        if field.better != "neutral"
    )


def as_text(entry: Action | Fact) -> str:
    """The line that says the entry; what `read` makes of it is the same."""
    said = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)
    grade, verifier = said.pop("verification", ""), said.pop("verifier", "")
    said.pop("id", None)
    if isinstance(entry, Fact):
        said["date"] = str(entry.date) if entry.date else ""
        head = f"{said.pop('field')}={_shown_value(said)}"
    else:
        said["date"] = str(entry.date)
        head = entry.type.replace("_", "-")
    if "low" in said:
        said["count"] = f"{_text(said.pop('low'))}..{_text(said.pop('high', ''))}"
    parts = [head, *_shown(said)]
    if grade:
        parts.append(f"{grade}-by={verifier}")
    return " ".join(parts)


def _shown_value(said: dict[str, Any]) -> str:
    if said.pop("unknown", False):
        return "unknown"
    if said.pop("basis", ""):
        return "search"
    if "low" in said:
        return f"{_text(said.pop('low'))}..{_text(said.pop('high', ''))}"
    return _text(said.pop("value", ""))


def _shown(said: Mapping[str, Any]) -> Iterator[str]:
    for key, value in said.items():
        if value not in ("", None):
            yield f"{_typed(key)}={_text(value)}"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return str(show_number(value)) if isinstance(value, int) else str(value)


def numbered(entries: Iterable[Typed], taken: Iterable[str]) -> Iterator[Typed]:
    """The entries with ids `s1`, `s2`, … that nothing in the case has."""
    used, number = set(taken), 0
    for section, entry in entries:
        if entry.get("id"):
            used.add(entry["id"])
            yield Typed(section, entry)
            continue
        number += 1
        while f"s{number}" in used:
            number += 1
        yield Typed(section, {**entry, "id": f"s{number}"})
