"""Every valuation of the conditions at once: what each provision comes to, as one array a provision.

An axis is a matter; its places are the statuses that the conditions on it can have together. Where two provisions ask
for two degrees of one matter, the higher is never better than the lower: six places in the stead of nine.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import prod

import numpy
from numpy.typing import NDArray

from ..judgement.tree import Tree
from ..law.degree import Degree
from ..status import Status

Statuses = NDArray[numpy.int8]  # of each valuation: 0 unmet, 1 unknown, 2 met
ORDER = (Status.UNMET, Status.UNKNOWN, Status.MET)
MOST = 2**24  # valuations


class TooManyError(Exception):
    """A reading asks for more at once than can be tried."""


class Space:
    """The provisions of one law day under one interpretation, over all valuations of their conditions."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        asked: dict[str, set[Degree]] = {}
        for each in tree.provisions:
            if each.matter and each.required is not Degree.NONE:
                asked.setdefault(each.matter, set()).add(each.required)
        self.asked = {matter: sorted(degrees, key=lambda each: each.rank) for matter, degrees in asked.items()}
        self.places = {matter: _places(len(degrees)) for matter, degrees in self.asked.items()}
        self.shape = tuple(map(len, self.places.values()))
        self.size = prod(self.shape)
        if self.size > MOST:
            raise TooManyError(f"{self.size:,} valuations are more than {MOST:,}")
        self.found: list[Statuses] = []
        for each in tree.provisions:
            if not each.matter:
                self.found.append(self._joined(each.needed, [self.found[child] for child in each.below]))
            elif each.required is Degree.NONE:
                self.found.append(numpy.full([1] * len(self.shape), 2, numpy.int8))
            else:
                self.found.append(self._condition(each.matter, each.required))

    def _condition(self, matter: str, required: Degree) -> Statuses:
        at = self.asked[matter].index(required)
        statuses = numpy.array([ORDER.index(place[at]) for place in self.places[matter]], numpy.int8)
        return statuses.reshape([-1 if each == matter else 1 for each in self.places])

    def _joined(self, needed: int, below: Sequence[Statuses]) -> Statuses:
        """At least so many, as `status.at_least` says of one valuation."""
        shape = numpy.broadcast_shapes(*(each.shape for each in below)) if below else (1,) * len(self.shape)
        met, possible = numpy.zeros(shape, numpy.int8), numpy.zeros(shape, numpy.int8)
        for each in below:
            met += each == 2
            possible += each != 0
        return numpy.where(met >= needed, 2, numpy.where(possible < needed, 0, 1)).astype(numpy.int8)

    def at(self, index: Sequence[int]) -> dict[tuple[str, Degree], Status]:
        """The statuses of a valuation, by matter and degree asked for."""
        return {
            (matter, degree): places[place][number]
            for (matter, places), place in zip(self.places.items(), index, strict=True)
            for number, degree in enumerate(self.asked[matter])
        }

    def first(self, where: NDArray[numpy.bool_]) -> tuple[int, ...] | None:
        """A valuation at which something is so, the last of them and so one with much met; None where it is nowhere."""
        whole = numpy.broadcast_to(where, numpy.broadcast_shapes(where.shape, (1,) * len(self.shape)))
        back = whole.ravel()[::-1]
        at = int(back.argmax())
        if not back[at]:
            return None
        return tuple(int(each) for each in numpy.unravel_index(back.size - 1 - at, whole.shape))

    def conditions(self, index: Sequence[int]) -> Iterator[tuple[str, Status]]:
        """Each condition by its place in the Act, once, with its status in a valuation."""
        statuses, said = self.at(index), set[tuple[str, Degree]]()
        for each in self.tree.provisions:
            key = each.matter, each.required
            if key in statuses and key not in said:
                said.add(key)
                yield (
                    each.number if len(self.asked[each.matter]) == 1 else f"{each.number} ({each.required})",
                    statuses[key],
                )


def _places(degrees: int) -> list[tuple[Status, ...]]:
    """The statuses that conditions on one matter can have together, the lowest degree first: worst first."""
    every = product(range(3), repeat=degrees)
    ordered = [each for each in every if all(higher <= lower for lower, higher in pairwise(each))]
    return [tuple(ORDER[status] for status in each) for each in sorted(ordered, key=lambda each: (sum(each), each))]


def better(places: Sequence[tuple[Status, ...]]) -> Mapping[int, list[int]]:
    """For each place on an axis those at which one condition is one step better, and no other worse."""
    ranks = [tuple(map(ORDER.index, place)) for place in places]
    return {
        number: [
            other
            for other, above in enumerate(ranks)
            if sum(above) == sum(own) + 1 and all(one <= two for one, two in zip(own, above, strict=True))
        ]
        for number, own in enumerate(ranks)
    }
