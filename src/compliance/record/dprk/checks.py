"""What is wrong with actions by the Government of North Korea: one by itself, and several seen together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...names import same_name
from ...problem import Code, Problem, did_you_mean
from ..nobody import is_nobody
from .actions import Action, CloseCamp, FindFalse, Promise, Reverse
from .actions.base import Act, Move
from .state import fields

# Of whom those released were: by the base date, else by the latest estimate.
RELEASED_OF = {
    f"political_prisoners.released.{place}": tuple(
        f"political_prisoners.{when}.{place}" for when in ("held_at_base", "held_now")
    )
    for place in ("camps", "other_detention")
}


def action_problems(action: Action) -> Iterator[Problem]:
    """An action pledges what can be pledged, and moves fields that are kept."""
    if isinstance(action, Promise) and f"{action.subject}.pledged" not in fields():
        subjects = (path.removesuffix(".pledged") for path in fields() if path.endswith(".pledged"))
        hint = did_you_mean(action.subject, subjects)
        yield Problem(Code.UNKNOWN_FIELD, f"nothing is pledged of `{action.subject[:80]}`{hint}", place=".subject")
        return
    yield from taken_problems(action.moves(), action.date.end, ".class")
    for move in action.moves():
        if move.field not in fields():
            yield Problem(Code.UNKNOWN_FIELD, f"moves `{move.field}`, which is not kept for that country", place="")
            return


# The Armistice ended the fighting in which civilians were abducted (Panmunjom, 27 July 1953).
_ARMISTICE = date(1953, 7, 27)
_WARTIME_TAKEN = re.compile(r"wartime_abductees\.\w+\.taken")


def taken_problems(moved: Iterable[Move], until: date, place: str) -> Iterator[Problem]:
    """Nobody is newly abducted in a war that is over: whoever says so means another class, where it is set against."""
    if until <= _ARMISTICE:
        return
    for move in moved:
        if _WARTIME_TAKEN.fullmatch(move.field) and move.high != 0:
            message = "that war ended on 27 July 1953: whoever was taken later belongs to the class `captives`"
            yield Problem(Code.WRONG_VALUE, message, place=place)


class Placed(NamedTuple):
    """An action with the file and the place where it stands."""

    file: str
    place: str
    action: Action


def reversal_problems(own: Sequence[Placed], known: Mapping[str, Action]) -> Iterator[Problem]:
    """Reversals of the unknown, of each other, or from before what they reverse; `known` are by id, `own` included.

    So of findings that something was false, which somebody made.
    """
    for each in own:
        if isinstance(each.action, Reverse | FindFalse):
            yield from _reversal_problems(each, each.action, known)
        if isinstance(each.action, FindFalse) and is_nobody(each.action.body):
            message = "is found false by nobody: name the `body` that found it"
            yield Problem(Code.MISSING_KEY, message, each.file, f"{each.place}.body")


def _reversal_problems(placed: Placed, action: Reverse | FindFalse, known: Mapping[str, Action]) -> Iterator[Problem]:
    file, place, undone = placed.file, placed.place, known.get(action.of)
    does = "finds false" if isinstance(action, FindFalse) else "reverses"
    if undone is None or undone is action:
        hint = did_you_mean(action.of, (name for name in known if name != action.id))
        yield Problem(Code.UNKNOWN_ID, f"{does} an unknown action `{action.of[:60]}`{hint}", file, f"{place}.of")
    elif isinstance(undone, Reverse | FindFalse) and undone.of == action.id:
        yield Problem(Code.CIRCULAR, f"`{action.id}` and `{undone.id}` undo each other", file, f"{place}.of")
    elif action.date.end < undone.date.end:
        message = f"{does} `{action.of}` before it was done on {undone.date}"
        yield Problem(Code.BAD_SPAN, message, file, f"{place}.date")
    elif undone.tells_of:
        message = f"`{action.of}` tells of `{undone.tells_of}`: reverse that one, and the event is undone"
        yield Problem(Code.WRONG_VALUE, message, file, f"{place}.of")


def telling_problems(own: Sequence[Placed], known: Mapping[str, Action]) -> Iterator[Problem]:
    """Words of an event that is not there, or is another; `known` are by id, `own` included."""
    for file, place, action in own:
        if not action.tells_of:
            continue
        told, where = known.get(action.tells_of), f"{place}.tells_of"
        if told is None or told is action:
            hint = did_you_mean(action.tells_of, (name for name in known if name != action.id))
            message = f"tells of an unknown action `{action.tells_of[:60]}`{hint}"
            yield Problem(Code.UNKNOWN_ID, message, file, where)
        elif told.tells_of:
            message = f"`{told.id}` itself tells of `{told.tells_of}`: name an action that tells of no other"
            yield Problem(Code.CIRCULAR, message, file, where)
        elif type(action).undoes is not Act.undoes:
            yield Problem(Code.WRONG_VALUE, "undoes others: twice is no more than once", file, where)
        elif _says(action) != _says(told) or not action.date.overlaps(told.date):
            # Else a harm could be hidden behind a lesser one.
            message = f"`{told.id}` is another event: not of the same days, or one says what the other does not"
            yield Problem(Code.WRONG_VALUE, message, file, where)


_STANDING = frozenset(Act.model_fields)


def _says(action: Action, *but: str) -> tuple[object, ...]:
    """What was done, to whom, how often: all but when, and on whose word."""
    said = {key: value for key, value in action.model_dump().items() if key not in _STANDING and key not in but}
    return tuple((key, same_name(value) if isinstance(value, str) else value) for key, value in sorted(said.items()))


def told_twice(actions: Iterable[Action]) -> Iterator[tuple[Action, Action]]:
    """Each action that looks like an earlier one, and adds to what that one did: the earlier first."""
    alike: dict[tuple[object, ...], Action] = {}
    for action in sorted(actions, key=lambda each: each.date):
        if action.tells_of or all(move.how == "set" for move in action.moves()):
            continue
        said = _says(action, "families")
        last = alike.get(said)
        if last is not None and last.date.overlaps(action.date):
            yield last, action
        if last is None or action.date.end > last.date.end:
            alike[said] = action


def closure_problems(placed: Sequence[Placed]) -> Iterator[Problem]:
    """A camp closed twice would count its people twice: the earlier closure is reversed, or it is the same one."""
    undone = {each.action.of for each in placed if isinstance(each.action, Reverse)}
    closed: dict[str, str] = {}
    for file, place, action in placed:
        if not isinstance(action, CloseCamp) or action.id in undone or action.tells_of:
            continue
        camp = same_name(action.camp)
        if camp and camp in closed:
            message = f"`{closed[camp]}` closed that camp already: keep one of them, or reverse the other first"
            yield Problem(Code.DUPLICATE_ID, message, file, f"{place}.camp")
        closed[camp] = action.id
