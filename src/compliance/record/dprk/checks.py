"""What is wrong with actions by the Government of North Korea: one by itself, and several seen together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...names import same_name
from ...problem import Code, Problem, did_you_mean
from .actions import Action, CloseCamp, Promise, Reverse
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
    for move in action.moves():
        if move.field not in fields():
            yield Problem(Code.UNKNOWN_FIELD, f"moves `{move.field}`, which is not kept for that country", place="")
            return


class Placed(NamedTuple):
    """An action with the file and the place where it stands."""

    file: str
    place: str
    action: Action


def reversal_problems(own: Sequence[Placed], known: Mapping[str, Action]) -> Iterator[Problem]:
    """Reversals of the unknown, of each other, or from before what they reverse; `known` are by id, `own` included."""
    for each in own:
        if isinstance(each.action, Reverse):
            yield from _reversal_problems(each, each.action, known)


def _reversal_problems(placed: Placed, action: Reverse, known: Mapping[str, Action]) -> Iterator[Problem]:
    file, place, undone = placed.file, placed.place, known.get(action.of)
    if undone is None or undone is action:
        hint = did_you_mean(action.of, (name for name in known if name != action.id))
        yield Problem(Code.UNKNOWN_ID, f"reverses an unknown action `{action.of[:60]}`{hint}", file, f"{place}.of")
    elif isinstance(undone, Reverse) and undone.of == action.id:
        yield Problem(Code.CIRCULAR, f"`{action.id}` and `{undone.id}` reverse each other", file, f"{place}.of")
    elif action.date.end < undone.date.end:
        message = f"reverses `{action.of}` before it was done on {undone.date}"
        yield Problem(Code.BAD_SPAN, message, file, f"{place}.date")


def closure_problems(placed: Sequence[Placed]) -> Iterator[Problem]:
    """A camp closed twice would count its people twice: the earlier closure is reversed, or it is the same one."""
    undone = {each.action.of for each in placed if isinstance(each.action, Reverse)}
    closed: dict[str, str] = {}
    for file, place, action in placed:
        if not isinstance(action, CloseCamp) or action.id in undone:
            continue
        camp = same_name(action.camp)
        if camp in closed:
            message = f"`{closed[camp]}` closed that camp already: keep one of them, or reverse the other first"
            yield Problem(Code.DUPLICATE_ID, message, file, f"{place}.camp")
        closed[camp] = action.id
