"""Bytes to plain values, exactly: JSON and TOML with every problem named, and pydantic's errors as Problems."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from unicodedata import category

from pydantic import BaseModel, ValidationError

from ..problem import Code, Problem, UnusableError, did_you_mean
from .exact import decimal, parse_toml

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32
MAX_BITS = 14_000  # some 4,200 digits; Python writes no number of more than 4,300
# A key of so many parts takes the TOML reader the square of their number: minutes for a few ten thousand.
_DOTTED = re.compile(
    rf"""(?<![\w\\-])(?:(?:[\w-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}[\w"'-]""",
    re.ASCII,
)
# What is no letter, mark, sign or space that a reader sees: controls, formats, private use and halves of a pair, by
# their categories, and fillers, which are letters in name only. A tab and a new line are text. Signs that Arabic,
# Syriac and Kaithi write before their numbers are seen, though formats. A test holds this class to the categories.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff]"
)
# The joiners without which Persian, Hindi and their like cannot be spelled: between letters of such a script.
_JOINABLE = (
    "[\u0600-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\ua8ff\ua980-\ua9df\uaa60-\uaa7f\uabc0-\uabff\U00011000-\U00011fff]"
)
_JOINED = re.compile(rf"(?<={_JOINABLE})[\u200c\u200d](?={_JOINABLE})")
# The same as it can stand in a file: as itself, or escaped. A carriage return that stands as itself ends a line of the
# file: neither JSON nor TOML lets one into a value. An escape by number may be harmless, which the walk then finds.
_CONTROL_AS_ITSELF = re.compile(_CONTROL.pattern.replace(r"\x0b-\x1f", r"\x0b\x0c\x0e-\x1f"))
_ESCAPE = re.compile(r"\\[befruxU]")
M = TypeVar("M", bound=BaseModel)


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file; UnusableError where it cannot be read or is over 4 MiB."""
    try:
        if path.exists() and not path.is_file():
            raise UnusableError([Problem(Code.UNREADABLE, "is not a regular file", name)])
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnusableError([_unread(error, name)]) from error


def read_input(name: str) -> bytes:
    """The bytes of standard input; UnusableError where it cannot be read."""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnusableError([_unread(error, name)]) from error


def _unread(error: OSError | ValueError, name: str) -> Problem:
    reason = (getattr(error, "strerror", None) or "not a file that can be read").lower()
    return Problem(Code.UNREADABLE, f"cannot be read: {reason}", name)


def decode(data: bytes, name: str) -> str:
    """The text of these bytes; UnusableError where they are too many or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise UnusableError([Problem(Code.TOO_LARGE, f"is over {MAX_BYTES // 1024 // 1024} MiB", name)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableError([Problem(Code.NOT_UTF8, f"is not UTF-8 at byte {error.start}", name)]) from error


def read_json(data: bytes, name: str) -> dict[str, Any]:
    """The object in a JSON file, with exact numbers. Duplicate keys, NaN and deep nesting are refused."""
    text, problems = decode(data, name), list[Problem]()

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in found:
            if key in seen:
                problems.append(Problem(Code.DUPLICATE_KEY, f"key `{_shown(key)}` stands twice in one object", name))
            seen.add(key)
        return dict(found)

    def constant(word: str) -> None:
        problems.append(Problem(Code.WRONG_VALUE, f"`{word}` is not a number", name))

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=decimal, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnusableError([*problems, Problem(Code.NOT_JSON, _not_json(text, error), name, place)]) from error
    except RecursionError as error:
        raise UnusableError([Problem(Code.TOO_DEEP, f"is nested more than {MAX_DEPTH} deep", name)]) from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise UnusableError([Problem(Code.WRONG_VALUE, "holds a number with too many digits", name)]) from error
    problems += text_problems(text, value, name)
    if not isinstance(value, dict):
        problems.append(Problem(Code.WRONG_TYPE, f"expected an object, found {_kind(value)}", name, "$"))
    if problems or not isinstance(value, dict):
        raise UnusableError(problems)
    return value


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    """Why a text is no JSON, as who wrote it would say."""
    if not text.strip():
        return "is empty: a case begins with `{`"
    before, after = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    if after.startswith(","):  # where Python 3.13 sees the fault; older ones see it behind the comma
        before, after = f"{before},", after[1:].lstrip()
    if before.endswith(",") and after[:1] in ("}", "]"):
        return f"is not JSON: a comma stands before the `{after[0]}` that closes"
    return f"is not JSON: {error.msg.lower()}"


def read_toml(data: bytes, name: str, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """The table in a TOML file, with exact numbers; UnusableError where it is not TOML.

    `known` is what these bytes are known to say. It spares the reading, and no check of what was read.
    """
    text = decode(data, name)
    value = _read_toml(text, name) if known is None else known
    problems = text_problems(text, value, name)
    if problems:
        raise UnusableError(problems)
    return value


def _read_toml(text: str, name: str) -> dict[str, Any]:
    from tomllib import TOMLDecodeError  # as late as in `parse_toml`

    if _DOTTED.search(text):
        raise UnusableError([Problem(Code.TOO_DEEP, f"is nested more than {MAX_DEPTH} deep", name)])
    try:
        return parse_toml(text)
    except (TOMLDecodeError, RecursionError) as error:
        raise UnusableError(
            [Problem(Code.NOT_TOML, f"is not TOML: {_shown(str(error), 120).lower()}", name)]
        ) from error
    except ValueError as error:
        raise UnusableError([Problem(Code.WRONG_VALUE, "holds a number with too many digits", name)]) from error


def text_problems(text: str, value: object, name: str) -> list[Problem]:
    """What `walked` finds in a value, which was read from this text; the walk is left out where it can find nothing."""
    if not (_CONTROL_AS_ITSELF.search(text) or _ESCAPE.search(text)) and _is_moderate(value):
        return []
    return list(walked(value, name))


def _is_moderate(value: object) -> bool:
    """Whether nothing is nested too deep, and no number too long: level by level is much faster than place by place."""
    level: list[Any] = [[value]]
    for _ in range(MAX_DEPTH + 1):
        level = [
            each
            for here in level
            for each in (here.values() if type(here) is dict else here)
            if type(each) is dict or type(each) is list or (type(each) is int and each.bit_length() > MAX_BITS)
        ]
        if not level:
            return True
        if any(type(each) is int for each in level):
            return False
    return False


def walked(value: object, name: str) -> Iterator[Problem]:
    """Nesting that is too deep, numbers that are too long, and text that no terminal should be sent."""
    waiting: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    while waiting:
        here, steps = waiting.pop()
        if len(steps) > MAX_DEPTH:
            yield Problem(Code.TOO_DEEP, f"is nested more than {MAX_DEPTH} deep", name)
            return
        if isinstance(here, dict):
            waiting += [(key, steps) for key in here]
            waiting += [(inner, (*steps, str(key))) for key, inner in here.items()]
        elif isinstance(here, list):
            waiting += [(inner, (*steps, index)) for index, inner in enumerate(here)]
        elif isinstance(here, str) and (unseen := unseen_in(here)):
            yield Problem(Code.WRONG_VALUE, f"holds {unseen}", name, f"${_path(steps)}")
        elif isinstance(here, int) and here.bit_length() > MAX_BITS:  # TOML's 0x… is read at any length
            yield Problem(Code.WRONG_VALUE, "holds a number with too many digits", name, f"${_path(steps)}")


def unseen_in(text: str) -> str:
    """The first letter that is none to a reader, by its number and what it is; nothing where there is none.

    >>> unseen_in("a\\u202eb"), unseen_in("\u0645\u06cc\\u200c\u062e"), unseen_in("a\\u200cb")
    ('U+202E, a character that cannot be seen', '', 'U+200C, a character that cannot be seen')
    """
    if text.isascii() and text.isprintable():
        return ""
    found = _CONTROL.search(text)
    if found and found[0] in "\u200c\u200d":
        found = next((each for each in _CONTROL.finditer(text) if not _JOINED.match(text, each.start())), None)
    if found is None:
        return ""
    number = ord(found[0])
    kinds = {"Cc": "a control character", "Cs": "half of a character", "Co": "a character of private use"}
    return f"U+{number:04X}, {kinds.get(category(found[0]), 'a character that cannot be seen')}"


def _path(steps: Iterable[str | int]) -> str:
    """The steps as a place: `.actions[2].type`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{_shown(step)}" for step in steps)


def _shown(text: str, most: int = 60) -> str:
    """The user's words, short enough and safe to print."""
    safe = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


def validated(model: type[M], raw: object, place: str, problems: list[Problem]) -> M | None:
    """The value as the model reads it, or None with its problems appended."""
    try:
        return model.model_validate(raw, by_alias=True, by_name=False)  # a file has one name for each key
    except ValidationError as error:
        problems += [_problem(found, model, raw, place) for found in error.errors(include_url=False)]
        return None


_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "tuple_type": "a list",
    "list_type": "a list",
}
_CODES = {
    "number": Code.WRONG_TYPE,
    "date": Code.WRONG_VALUE,
    "days": Code.WRONG_VALUE,
    "day": Code.WRONG_VALUE,
    "range": Code.BAD_RANGE,
    "count": Code.MISSING_KEY,
}
_WORDS = {
    "string_pattern_mismatch": "expected text of the form `{pattern}`",
    "too_short": "expected at least {min_length} in the list",
    "too_long": "expected at most {max_length} in the list",
}


def _problem(found: Any, model: type[BaseModel], whole: object, place: str) -> Problem:
    kind, loc, context = found["type"], found["loc"], found.get("ctx", {})
    steps, raw = _followed(whole, loc)
    where = place + _path(steps)
    if kind == "missing":
        what = "an item" if isinstance(loc[-1], int) else f"`{loc[-1]}`"
        return Problem(Code.MISSING_KEY, f"{what} is missing", place=where + _path(loc[-1:]))
    if kind == "extra_forbidden":
        message = f"unknown key `{_shown(loc[-1])}`{did_you_mean(loc[-1], _keys(model, loc[:-1]))}"
        return Problem(Code.UNKNOWN_KEY, message, place=where)
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'", str(context["expected"])) or [str(context["expected"])]
        hint = did_you_mean(raw, allowed) if isinstance(raw, str) else ""
        message = f"expected one of {', '.join(allowed)}; found {worded(raw)}{hint}"
        return Problem(Code.WRONG_VALUE, message, place=where)
    if kind in _EXPECTED:
        return Problem(Code.WRONG_TYPE, f"expected {_EXPECTED[kind]}, found {worded(raw)}", place=where)
    if kind in _CODES:
        shown = f"; found {worded(raw)}" if kind in ("number", "date", "days") else ""
        hint = did_you_mean(raw, context.get("words", ())) if isinstance(raw, str) else ""
        return Problem(_CODES[kind], f"{found['msg']}{shown}{hint}", place=where)
    message = _WORDS[kind].format(**context) if kind in _WORDS else found["msg"][:1].lower() + found["msg"][1:]
    return Problem(Code.WRONG_VALUE, f"{message}; found {worded(raw)}", place=where)


def _followed(whole: object, loc: Sequence[str | int]) -> tuple[list[str | int], object]:
    """The steps of a place that the file itself takes, and what stands there; the kinds tried on the way are none."""
    steps, here = list[str | int](), whole
    for step in loc:
        listed = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if listed or (isinstance(here, dict) and step in here):
            steps.append(step)
            here = here[step]  # type: ignore[index]  # one of the two, by the line above
    return steps, here


def _keys(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that may stand at this place of a model, by any of the kinds that its value could be of."""
    here: list[Any] = [model]
    for step in loc:
        inner = [kind for outer in here for found in _inside(outer, step) for kind in _kinds(found)]
        here = inner or here  # a kind tried on the way is named among the steps, and is none in the file
    return [key for kind in here for key in _annotated(kind)]


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """What stands one step inside a value of this kind."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(step, int):
        yield arguments[0]
    elif origin is dict and isinstance(step, str):
        yield arguments[1]
    elif step in _annotated(kind):
        yield _annotated(kind)[str(step)]


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """Each kind of a union, or the one that it is."""
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _annotated(kind: Any) -> dict[str, Any]:
    """The keys of a model, each with its annotation; none of what is no model."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return {}
    hints = get_type_hints(kind)
    return {info.alias or name: hints[name] for name, info in kind.model_fields.items()}


def worded(raw: object) -> str:
    """What a file holds, as a message tells it: the user's own words, or what kind of value it is."""
    if isinstance(raw, str | bool | int | Decimal | date | time):
        if isinstance(raw, int) and abs(raw) >= 10**60:
            return "a number of many digits"
        return f"`{_shown(str(raw).lower() if isinstance(raw, bool) else str(raw))}`"
    return _kind(raw)


def _kind(raw: object) -> str:
    if raw is None:
        return "null"
    return {dict: "an object", list: "a list", str: "text", bool: "true or false"}.get(type(raw), "a number")
