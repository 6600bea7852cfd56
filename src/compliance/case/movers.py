"""Which action moves a field, and how it is typed: found by trying the examples with their choices changed."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import ValidationError

from ..numbers import Number, show_number
from ..record.vocabulary import Move, action_types, fields
from .examples import example_of

_AMOUNTS = ("count", "share", "pieces", "camps", "released", "contested_seats", "staff", "left")
_WITNESS = ("verification", "verifier")
AMONG_MANY = "ICRC"  # who can verify for any country; an example's verifier is of the example's country


class Mover(NamedTuple):
    """An action that moves a field: its keys as a file writes them, and the key that says by how much, if one does.

    Where it `sets` the field, the amount is what it is set to.
    """

    type: str
    keys: Mapping[str, Any]
    amount: str
    sets: bool

    def entry(self, amount: Number) -> dict[str, Any]:
        """The action that moves the field by so much, or to so much."""
        said = {"type": self.type, **self.keys}
        if self.amount:
            said[self.amount] = show_number(amount)
        else:  # it is not what moves the field
            said |= {key: 1 for key in ("count", "share") if key in said}
        return said


def mover_of(path: str, up: bool) -> Mover | None:
    """The action that raises a field (or sets it to yes), or that lowers it; None where no type does.

    Of several the one that is nearest to its type's example, then the one that moves least else.
    """
    return _movers().get((path, up))


@cache
def _movers() -> Mapping[tuple[str, bool], Mover]:
    found: dict[tuple[str, bool], tuple[tuple[int, int], Mover]] = {}
    for kind in action_types():
        for changed, keys in _variants(kind):
            try:
                action = action_types()[kind].model_validate({"id": "s1", "type": kind, "date": "2027-06-01", **keys})
            except ValidationError:
                continue
            moves = list(action.moves())
            for move in moves:
                if move.how in ("rise", "event") and not move.low:
                    continue  # it only may
                place, rank = (move.field, _raises(move)), (changed, len(moves))
                if move.field in fields() and (place not in found or rank < found[place][0]):
                    found[place] = (rank, Mover(kind, keys, _amount_of(kind, move, keys), move.how == "set"))
    return {place: mover for place, (_, mover) in found.items()}


def _raises(move: Move) -> bool:
    return bool(move.low) if move.how == "set" else move.how != "fall"


def _amount_of(kind: str, move: Move, keys: Mapping[str, Any]) -> str:
    """The key whose value is by how much the field is moved."""
    if fields()[move.field].value == "flag":
        return ""
    if "count" not in keys and "count" in action_types()[kind].model_fields and move.low == 1:
        return "count"  # one, where nothing is said
    return next((key for key in _AMOUNTS if key in keys and str(keys[key]) == str(show_number(move.low))), "")


def _variants(kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The example, then with one of its choices changed, then with two; with how many were.

    Each also with nothing beside what the type requires, where the example's other keys do not go with a choice.
    """
    model = action_types()[kind]
    said = example_of(kind).model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)
    example = {key: value for key, value in said.items() if key not in ("id", "type", "date")}
    required = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    bare = {key: value for key, value in example.items() if key in required or key in _WITNESS}
    for base in (example, bare):
        yield from (each for each in _changed(kind, base) if _is_told_alike(each[1], example))


def _is_told_alike(keys: Mapping[str, Any], example: Mapping[str, Any]) -> bool:
    """Whether what the example says in words goes with what was chosen: a law's name, with its subject."""
    return "law" not in keys or keys.get("subject") == example.get("subject")


def _changed(kind: str, example: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    model = action_types()[kind]
    choices = [
        (key, value)
        for name, info in model.model_fields.items()
        if (key := info.alias or name) not in ("type", "verification", "provenance", "confidence")
        for value in _choices(info.annotation)
        if example.get(key) != value
    ]
    yield 0, example
    for key, value in choices:
        yield 1, _with(example, ((key, value),))
    for index, (key, value) in enumerate(choices):
        for other, second in choices[index + 1 :]:
            if other != key:
                yield 2, _with(example, ((key, value), (other, second)))


def _with(example: Mapping[str, Any], changed: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    keys = dict(example) | dict(changed)
    return keys | ({"verifier": AMONG_MANY} if any(key in ("country", "to") for key, _ in changed) else {})


def _choices(kind: Any) -> Iterator[Any]:
    """The words that a key takes; of a list, each by itself."""
    if kind is bool:
        yield True
    elif get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) is tuple:
        for each in get_args(kind):
            yield from ([word] for word in _choices(each))
    else:
        for each in get_args(kind):
            yield from _choices(each)
