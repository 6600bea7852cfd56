"""What must hold of any rules: more compliance never loses, knowing more never contradicts, no condition is idle."""

from collections.abc import Iterator

import numpy

from ..judgement.tree import Provision
from ..law.degree import Degree
from ..status import Status
from .checked import Checked, in_words
from .space import ORDER, Space, better

_MONOTONE = "More compliance with one condition never makes a provision less than it was."
_RESOLVING = "What is met or unmet stays so, whatever is found out of what is not known."
_DECISIVE = "Every condition decides its goal somewhere: none is idle, and none stands in another."


def structure(space: Space) -> tuple[Checked, ...]:
    """The three, each at every valuation."""
    return _monotone(space), _resolving(space), _decisive(space)


def _monotone(space: Space) -> Checked:
    tried = 0
    for number, found in enumerate(space.found):
        for axis, places in enumerate(space.places.values()):
            if found.shape[axis] == 1:
                continue
            along = numpy.moveaxis(found, axis, 0)
            for place, above in better(places).items():
                for other in above:
                    tried += along[place].size
                    if index := _where(space, axis, place, along[other] < along[place]):
                        return _failed(space, "monotone", _MONOTONE, tried, index, number, axis, other)
    return Checked("monotone", _MONOTONE, space.tree.interpretation.name, True, tried)


def _resolving(space: Space) -> Checked:
    tried = 0
    for number, found in enumerate(space.found):
        for axis, places in enumerate(space.places.values()):
            if found.shape[axis] == 1:
                continue
            along = numpy.moveaxis(found, axis, 0)
            for place, statuses in enumerate(places):
                for other in _resolved(places, statuses):
                    tried += along[place].size
                    contradicts = (along[place] != 1) & (along[other] != along[place])
                    if index := _where(space, axis, place, contradicts):
                        return _failed(space, "resolving", _RESOLVING, tried, index, number, axis, other)
    return Checked("resolving", _RESOLVING, space.tree.interpretation.name, True, tried)


def _resolved(places: list[tuple[Status, ...]], statuses: tuple[Status, ...]) -> list[int]:
    """The places at which one unknown condition of these is known, and the others as they are."""
    known: list[int] = []
    for at, status in enumerate(statuses):
        if status is Status.UNKNOWN:
            changed = [(*statuses[:at], each, *statuses[at + 1 :]) for each in (Status.MET, Status.UNMET)]
            known += [places.index(each) for each in changed if each in places]
    return known


def _decisive(space: Space) -> Checked:
    tried, idle = 0, list[str]()
    for goal, number in space.tree.goals.items():
        for condition in dict.fromkeys(_conditions(space, number)):
            tried += space.found[number].size
            if not _decides(space, number, *condition[:2]):
                idle.append(f"{condition[2]} never decides {goal}")
    name = space.tree.interpretation.name
    return Checked("decisive", _DECISIVE, name, not idle, tried, tuple(idle))


def _conditions(space: Space, number: int) -> Iterator[tuple[str, Degree, str]]:
    """The conditions of a provision: the matter, the degree asked for, the place in the Act."""
    for each in space.tree.under(number):
        asked: Provision = space.tree.provisions[each]
        if asked.matter and asked.required is not Degree.NONE:
            yield asked.matter, asked.required, asked.number


def _decides(space: Space, number: int, matter: str, degree: Degree) -> bool:
    """Whether a provision differs somewhere by this condition alone."""
    axis = list(space.places).index(matter)
    along, at = numpy.moveaxis(space.found[number], axis, 0), space.asked[matter].index(degree)
    if along.shape[0] == 1:
        return False
    places = space.places[matter]
    alone = (
        (one, two)
        for one, own in enumerate(places)
        for two, other in enumerate(places)
        if one < two and [*own[:at], *own[at + 1 :]] == [*other[:at], *other[at + 1 :]]
    )
    return any(bool((along[one] != along[two]).any()) for one, two in alone)


def _where(space: Space, axis: int, place: int, wrong: numpy.typing.NDArray[numpy.bool_]) -> tuple[int, ...]:
    """The valuation at which something is wrong at a place of an axis; empty where it is nowhere."""
    if not wrong.any():
        return ()
    back = numpy.unravel_index(int(wrong.argmax()), wrong.shape)
    index = [int(each) for each in back]
    return (*index[:axis], place, *index[axis:])


def _failed(
    space: Space, name: str, says: str, tried: int, index: tuple[int, ...], number: int, axis: int, other: int
) -> Checked:
    """The valuation at which it fails, and the one beside it at which it should have held."""
    beside = (*index[:axis], other, *index[axis + 1 :])
    found = space.found[number]

    def status(at: tuple[int, ...]) -> Status:
        return ORDER[int(numpy.broadcast_to(found, space.shape)[at])]

    matter = list(space.places)[axis]
    changed = ", ".join(each.value for each in space.places[matter][other])
    lines = in_words(space.conditions(index), [(space.tree.provisions[number].number, status(index))])
    lines += (f"with {matter.replace('_', ' ')} {changed} it is {status(beside).value}",)
    return Checked(name, says, space.tree.interpretation.name, False, tried, lines)
