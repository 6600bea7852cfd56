"""The packaged cases and rules as seeds: their bytes, their values, and values written out again."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Any, Literal

from compliance.files.resources import packaged_cases, rules_folder

Kind = Literal["cases", "rules"]


class Again(str):
    """A key that can stand twice in one object: it is equal to no other."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@cache
def seeds(kind: Kind) -> Mapping[str, bytes]:
    """The packaged files by name: a case's id, or a rule file's path in its folder."""
    if kind == "cases":
        return {name: path.read_bytes() for name, path in packaged_cases().items()}
    root = rules_folder()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.toml"))}


@cache
def values(kind: Kind) -> Mapping[str, Any]:
    """The packaged files as plain values, by name."""
    read = json.loads if kind == "cases" else tomllib.loads
    return {name: read(data.decode()) for name, data in seeds(kind).items()}


def written(kind: Kind, value: Any) -> bytes:
    """The value as a file of this kind; what TOML has no word for stands in it as JSON would have it."""
    text = json.dumps(value, ensure_ascii=False, default=str) if kind == "cases" else _toml(value)
    return text.encode("utf-8", "surrogatepass")


def _toml(value: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(each)}\n" for key, each in value.items())


def _inline(value: Any) -> str:
    match value:
        case date() | time():
            return value.isoformat()
        case dict():
            pairs = (f"{json.dumps(key, ensure_ascii=False)} = {_inline(each)}" for key, each in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(_inline, value))}]"
        case float():
            return repr(value)
        case int() if abs(value) > 10**4000:  # TOML has words for numbers that Python does not write
            return hex(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
