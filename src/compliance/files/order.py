"""Where an entry belongs among the others of a case: facts by matter, then date; actions by date."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import ValidationError

from ..record.dprk.actions import kinds
from ..record.dprk.state import fields, matching

Raw = Mapping[str, Any]
_Key = tuple[int, str]
_NO_DATE = "9999"  # a fact without a date speaks of the day of its case, the latest there is


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
    date = raw.get("date") or raw.get("from") or raw.get("to") or _NO_DATE
    return _matters().get(_first(field).rpartition(".")[0], len(_matters())), str(date)


def _first(pattern: str) -> str:
    """The first field that a pattern names."""
    return next((path for _, path in matching(pattern)), "")


def _moved(raw: Raw, others: Sequence[Raw]) -> str:
    """The first field that an action moves; a reversal moves what it undoes."""
    if raw.get("type") == "reverse":
        undone = next((other for other in others if other.get("id") == raw.get("of")), {})
        return "" if undone.get("type") == "reverse" else _moved(undone, others)
    model = kinds().get(str(raw.get("type", "")))
    try:
        moves = model.model_validate(raw).moves() if model else ()
    except ValidationError:
        return ""
    return next((move.field for move in moves if move.field in fields()), "")


@cache
def _matters() -> dict[str, int]:
    """The groups of fields in the order of the State: `captives.japan` is one, `camps` another."""
    return {matter: index for index, matter in enumerate(dict.fromkeys(path.rpartition(".")[0] for path in fields()))}
