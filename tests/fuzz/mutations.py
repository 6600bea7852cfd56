"""Mutants of the packaged files: their structure changed, or their bytes."""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from corpus import Again, Kind, seeds, values, written

Mutation = Callable[[st.DrawFn, Kind, Any, Any], None]

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 99, 2**31, 2**63, 10**29, 10**30, 10**4000, -(10**4000),
    0.0, -0.0, 0.5, 1.0, 1e-300, 1e300, float("inf"), float("nan"),
    "", " ", "\n", "\t", "x", "X" * 300, "a b " * 5000, "é", "İ", "ß", "𝟙", "١/3", "가", "e\u0301",
    "\u202e", "\x00", "\x7f", "\ud800", "\ufeff", "`", "'", '"', "{0}", "%s", "[x]", "<b>", "|", "\\", "$.facts[0]",
    "-", ".", "..", "/", ">", "~",
    "0001-01-01", "9999-12-31", "2016-02-17", "2016-02-18", "2024-02-29", "2023-02-29", "2016", "0000", "0001", "9999",
    "9999-12", "2016-13", "2016-00", "1/3", "0/1", "1/0", "3/2", "1/99999999999999999999", "@", "@x", "@progress",
    "@conditions", "*", "*.*", "*.*.*", "captives.*", "captives.*.held", "captives.japan.held", "weapons.*.tests",
    "political_prisoners.held_at_base.*", "/us/usc/t22/s9251", "/us/usc/t22/s9251/a", "/us/usc/t22/s9251/a/6",
    "/us/usc/t22/s9252", "/us/usc/t22", "/us/usc", "/us/usc/t22/s9252>/us/usc/t22/s9251/a", "s9251", "401(a)",
    "previous-12-months", "previous-999-months", "previous-0-months", "standing", "ever", "since-enactment", "no-limit",
    "as-suspension", "at_least", "all", "any", "each", "search", "none", "complete", "record", "plain",
    [], {}, [[]], [{}], [None], {"": None}, {"pooled": "camp_conditions"}, ["captives.japan.held"],
    date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 18), date(2019, 12, 20), datetime(2016, 2, 18), time(7, 32),
)  # fmt: skip
PIECES = (
    b"", b" ", b"\n", b"\r", b"\t", b"\x00", b"\x1b", b"\x7f", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b'"', b'""', b'"""', b"'", b"'''", b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"{}", b"[", b"]",
    b"[]", b"[" * 40, b"[" * 5000, b'{"a":' * 40, b"[[", b"]]", b",", b":", b"=", b".", b"#", b"@", b"*", b"-", b"+",
    b"/", b">", b"0", b"1", b"9", b"9" * 30, b"9" * 5000, b"0.5", b"1e9", b"1e999999999", b"1E-400", b"0x1f", b"1_0",
    b"NaN", b"nan", b"-Infinity", b"inf", b"true", b"false", b"null", b"2016-02-18", b"9999-12-31", b"0001-01-01",
    b"07:32:00", b"1979-05-27T07:32:00Z", b"a.b.c = 1\n", b"[a]\n", b"[[a]]\n",
)  # fmt: skip


@st.composite
def structures(draw: st.DrawFn, kind: Kind) -> tuple[str, bytes]:
    """A packaged file by name, some places of its structure changed."""
    name = draw(st.sampled_from(sorted(values(kind))))
    value = copy.deepcopy(values(kind)[name])
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 4]))):
        places = list(_places(value))
        if places:
            inside, key = places[draw(st.integers(0, len(places) - 1))]
            draw(st.sampled_from(MUTATIONS))(draw, kind, inside, key)
    return name, written(kind, value)


@st.composite
def bytestrings(draw: st.DrawFn, kind: Kind) -> tuple[str, bytes]:
    """A packaged file by name, some of its bytes changed."""
    name = draw(st.sampled_from(sorted(seeds(kind))))
    data = seeds(kind)[name]
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 4]))):
        start = draw(st.integers(0, len(data)))
        end = min(start + draw(st.sampled_from([0, 0, 1, 1, 2, 8, 64, len(data)])), len(data))
        other = draw(st.integers(0, max(len(data) - 64, 0)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4), st.just(data[other : other + 64])))
        data = data[:start] + piece + data[end:]
    return name, data


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value: the object or list, and the key or index."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict | list):
            keys: Sequence[Any] = list(here) if isinstance(here, dict) else range(len(here))
            yield from ((here, key) for key in keys)
            waiting += [here[key] for key in keys]


@cache
def _pool(kind: Kind) -> Mapping[Any, Sequence[Any]]:
    """What stands under each key anywhere in the packaged files; under None, what stands in lists."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for inside, key in _places(list(values(kind).values())):
        found[key if isinstance(key, str) else None].append(inside[key])
    return found


def _drop(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    del inside[key]


def _twice(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    if isinstance(inside, list):
        inside.insert(key, copy.deepcopy(inside[key]))
    else:
        inside[Again(key)] = copy.deepcopy(inside[key])


def _add(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    """A key from anywhere with what stands under it there, or a further item."""
    names = [each for each in _pool(kind) if each is not None] if isinstance(inside, dict) else [None]
    name = draw(st.sampled_from(names))
    value = copy.deepcopy(draw(st.sampled_from(_pool(kind)[name])))
    if name is None:
        inside.insert(key, value)
    else:
        inside[name] = value


def _rename(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    if isinstance(inside, dict):
        names = [each for each in (*_pool(kind), *ODD) if isinstance(each, str)]
        inside[draw(st.sampled_from([*names, key[1:], key + "s"]))] = inside.pop(key)


def _like(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    """What stands under the same key elsewhere."""
    others = _pool(kind).get(key if isinstance(key, str) else None, ODD)
    inside[key] = copy.deepcopy(draw(st.sampled_from(others)))


def _any(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    """What stands anywhere."""
    other = draw(st.sampled_from(sorted(_pool(kind), key=str)))
    inside[key] = copy.deepcopy(draw(st.sampled_from(_pool(kind)[other])))


def _odd(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    odd = ODD if kind == "cases" else (*ODD, 16**5000)
    inside[key] = copy.deepcopy(draw(st.one_of(st.sampled_from(odd), st.text(max_size=8), st.integers(-9, 99))))


def _nudge(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    """A little more or less than it was."""
    by, value = draw(st.sampled_from([-366, -2, -1, 1, 2, 366])), inside[key]
    match value:
        case bool():
            inside[key] = not value
        case int() | float():
            inside[key] = value + by
        case str() if len(value) == 10 and value[:4].isdigit() and value[4] == "-":
            inside[key] = _days_on(value, by)
        case str():
            inside[key] = value[1:] if by < 0 else value + value[:1]
        case list():
            inside[key] = value[::-1] if by < 0 else value[1:]
        case _:
            pass


def _days_on(text: str, days: int) -> str:
    """The date so many days on, or a 30 February where there is none."""
    try:
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return text[:4] + "-02-30"


def _wrap(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    name = draw(st.sampled_from(["", "all", "any", "of", "pooled"]))
    for _ in range(draw(st.sampled_from([1, 1, 2, 10, 29, 33, 200]))):
        inside[key] = {name: inside[key]} if name else [inside[key]]


def _many(draw: st.DrawFn, kind: Kind, inside: Any, key: Any) -> None:
    """A list or a text many times over."""
    times, value = draw(st.sampled_from([2, 3, 20, 100])), inside[key]
    if isinstance(value, list | str):
        inside[key] = copy.deepcopy(value * min(times, 1 + 100_000 // len(written("rules", {"": value}))))


MUTATIONS: tuple[Mutation, ...] = (
    _drop, _twice, _add, _add, _rename, _like, _like, _like, _like, _any, _odd, _odd, _odd, _nudge, _nudge, _wrap,
    _many,
)  # fmt: skip
