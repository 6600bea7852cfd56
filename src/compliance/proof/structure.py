"""What must hold of any rules: more compliance never loses, knowing more never contradicts, no condition is idle."""

from collections.abc import Callable, Iterator

import numpy
from numpy.typing import NDArray

from ..judgement.tree import Provision
from ..law.degree import Degree
from ..status import Status
from .checked import Checked, in_words
from .space import ORDER, Space, Statuses, better

Flags = NDArray[numpy.bool_]
Places = list[tuple[Status, ...]]
_MONOTONE = "More compliance with one condition never makes a provision less than it was."
_RESOLVING = "What is met or unmet stays so, whatever is found out of what is not known."
_DECISIVE = "Every condition decides its goal somewhere: none is idle, and none stands in another."


def structure(space: Space) -> tuple[Checked, ...]:
    """The three, each at every valuation."""
    return _monotone(space), _resolving(space), _decisive(space)


def _monotone(space: Space) -> Checked:
    def steps(places: Places) -> Iterator[tuple[int, int]]:
        return ((place, other) for place, above in better(places).items() for other in above)

    return _stepwise(space, Checked("monotone", _MONOTONE, "", None, 0), steps, lambda here, there: there < here)


def _resolving(space: Space) -> Checked:
    def steps(places: Places) -> Iterator[tuple[int, int]]:
        return ((place, other) for place, each in enumerate(places) for other in _resolved(places, each))

    def contradicts(here: Statuses, there: Statuses) -> Flags:
        found: Flags = (here != 1) & (there != here)
        return found

    return _stepwise(space, Checked("resolving", _RESOLVING, "", None, 0), steps, contradicts)


def _stepwise(
    space: Space,
    asked: Checked,
    steps: Callable[[Places], Iterator[tuple[int, int]]],
    wrong: Callable[[Statuses, Statuses], Flags],
) -> Checked:
    """Each provision, at every valuation and at the one beside it, a step further on one axis."""
    asked, tried = asked._replace(reading=space.tree.interpretation.name), 0
    for number, found in enumerate(space.found):
        for axis, places in enumerate(space.places.values()):
            along = numpy.moveaxis(found, axis, 0)
            for place, other in steps(places) if found.shape[axis] > 1 else ():
                tried += along[place].size
                at = wrong(along[place], along[other])
                if at.any():
                    back = numpy.unravel_index(int(at.argmax()), at.shape)
                    index = [int(each) for each in back]
                    index.insert(axis, place)
                    lines = _beside(space, number, index, axis, other)
                    return asked._replace(holds=False, tried=tried, counterexample=lines)
    return asked._replace(holds=True, tried=tried)


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


def _beside(space: Space, number: int, index: list[int], axis: int, other: int) -> tuple[str, ...]:
    """The valuation at which something fails, in words, and the one beside it."""
    found = numpy.broadcast_to(space.found[number], space.shape)
    beside = (*index[:axis], other, *index[axis + 1 :])
    here, there = (ORDER[int(found[tuple(at)])] for at in (index, beside))
    matter = list(space.places)[axis]
    changed = ", ".join(each.value for each in space.places[matter][other])
    lines = in_words(space.conditions(index), [(space.tree.provisions[number].number, here)])
    return (*lines, f"with {matter.replace('_', ' ')} {changed} it is {there.value}")
