"""What may vary in a sweep, and over what: each axis is a row of places, of which a draw takes one."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy
from numpy.typing import NDArray

from ..numbers import Number, show_number, simplest
from .column import Column

Places = NDArray[numpy.int64]  # of each draw, the number of its place on an axis
Value = Number | bool | date | str
Shape = Literal["uniform", "triangular", "weighted"]


@dataclass(frozen=True, eq=False)
class Row:
    """The places of an axis, in order: numbers in equal steps, days in equal steps, or whatever a list says."""

    listed: tuple[Value, ...] = ()
    first: Number | date = 0
    step: Number = 1
    count: int = 0
    shape: Shape = "uniform"
    weights: tuple[Number, ...] = ()
    mode: int = 0

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.listed) or self.count

    @property
    def are_numbers(self) -> bool:
        """Whether every place is a number, so that the draws of all of them are one column."""
        if self.listed:
            return all(isinstance(each, int | Fraction) and not isinstance(each, bool) for each in self.listed)
        return not isinstance(self.first, date)

    @property
    def ordered(self) -> list[int]:
        """The places from the least to the most; empty where they have no order."""
        if not self.listed:
            return list(range(self.size))
        if not all(isinstance(each, int | Fraction) for each in self.listed):
            return []
        return sorted(range(self.size), key=lambda place: Fraction(self.listed[place]))  # type: ignore[arg-type]

    @property
    def central(self) -> int:
        """The place that stands for the axis where another is looked at alone: the mode, the heaviest, the middle."""
        if self.shape == "triangular":
            return self.mode
        if self.shape == "weighted":
            return max(range(self.size), key=lambda place: self.weights[place])
        return (self.size - 1) // 2

    def value(self, place: int) -> Value:
        """What stands at a place."""
        if self.listed:
            return self.listed[place]
        if isinstance(self.first, date):
            return self.first + timedelta(days=int(self.step) * place)
        return simplest(self.first + self.step * place)

    def column(self, places: Places) -> Column:
        """The numbers at the places of the draws. TooLargeError where one is too large to be kept exactly."""
        if self.listed:
            numbers = [each for each in self.listed if isinstance(each, int | Fraction)]
            denominator = lcm(*(each.denominator for each in numbers))
            held = numpy.array([each.numerator * (denominator // each.denominator) for each in numbers], numpy.int64)
            return Column(held[places], denominator)
        assert not isinstance(self.first, date)
        denominator = lcm(self.first.denominator, self.step.denominator)
        first, step = (int(each * denominator) for each in (self.first, self.step))
        return Column(places * step + first, denominator)

    def drawn(self, source: numpy.random.Generator, count: int) -> Places:
        """So many draws of a place."""
        if self.shape == "weighted":
            weights = numpy.array([float(each) for each in self.weights])
            return source.choice(self.size, count, p=weights / weights.sum()).astype(numpy.int64)
        if self.shape == "triangular" and self.size > 1:
            exact = source.triangular(0, self.mode, self.size - 1, count)
            return numpy.rint(exact).astype(numpy.int64)  # to the nearest step
        return source.integers(0, self.size, count, dtype=numpy.int64)


def said(value: Value) -> str:
    """The value as a line of `--suppose` says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else str(show_number(value))
