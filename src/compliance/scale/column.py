"""Numbers that many draws have in one place: a column is exact, and behaves as a number wherever the draws agree.

What is written for one number runs for all of them at once. Where it asks a question that the draws answer otherwise,
it is run again for those of each answer by themselves: the code that judges one case judges a million.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeVar, cast

import numpy
from numpy.typing import NDArray

from ..numbers import Number
from ..record.standard import UNBOUNDED, Bound

Numerators = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]
Rows = NDArray[numpy.intp]
MOST = 2**40  # of a numerator, drawn: sums and products of these stay within 64 bits, and larger ones are refused
_OVERFLOW = 2**62
Found = TypeVar("Found")


class SplitError(Exception):
    """A question that some draws answer with yes and others with no."""

    def __init__(self, mask: Mask) -> None:
        super().__init__("the draws answer this otherwise than one another")
        self.mask = mask


class TooLargeError(ArithmeticError):
    """A number of some draw is larger than is kept exactly."""


class Column:
    """A number of each draw: numerators over one denominator. Of these a question is answered only if all agree."""

    __slots__ = ("_most", "denominator", "numerators")

    def __init__(self, numerators: Numerators, denominator: int = 1, most: int | None = None) -> None:
        self.numerators, self.denominator = numerators, denominator
        self._most = int(numpy.abs(numerators).max(initial=0)) if most is None else most
        if self._most > _OVERFLOW or denominator > MOST:
            raise TooLargeError("a number of some draw is larger than is kept exactly")

    def at(self, rows: Rows | Mask) -> "Column":
        """The same number of these draws alone."""
        return Column(self.numerators[rows], self.denominator, self._most)

    def scaled(self, denominator: int) -> Numerators:
        """The numerators over a multiple of the denominator."""
        by = denominator // self.denominator
        if self._most * by > _OVERFLOW:
            raise TooLargeError("a number of some draw is larger than is kept exactly")
        return self.numerators if by == 1 else self.numerators * by

    def __hash__(self) -> int:
        return 0  # equal columns must agree; how they differ is asked of `==`

    def __neg__(self) -> "Column":
        return Column(-self.numerators, self.denominator, self._most)

    def __add__(self, other: object) -> "Bound | Column":
        if _is_unbounded(other):
            return cast(Bound, other)
        if not isinstance(other, int | Fraction | Column):
            return NotImplemented
        if isinstance(other, Column):
            denominator = lcm(self.denominator, other.denominator)
            most = self._most * (denominator // self.denominator) + other._most * (denominator // other.denominator)
            return Column(self.scaled(denominator) + other.scaled(denominator), denominator, most)
        denominator = lcm(self.denominator, other.denominator)
        more = other.numerator * (denominator // other.denominator)
        most = self._most * (denominator // self.denominator) + abs(more)
        _within(most)
        return Column(self.scaled(denominator) + more, denominator, most)

    __radd__ = __add__

    def __sub__(self, other: object) -> "Bound | Column":
        if isinstance(other, Column | int | Fraction | float):
            return self.__add__(-other)
        return NotImplemented

    def __rsub__(self, other: object) -> "Bound | Column":
        return (-self).__add__(other)

    def __mul__(self, other: object) -> "Column":
        if isinstance(other, Column):
            most = self._most * other._most
            _within(most)
            return Column(self.numerators * other.numerators, self.denominator * other.denominator, most)
        if isinstance(other, int | Fraction):
            most = self._most * abs(other.numerator)
            _within(most)
            return Column(self.numerators * other.numerator, self.denominator * other.denominator, most)
        return NotImplemented

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return not agreed(self.numerators == 0)

    def __eq__(self, other: object) -> bool:
        sides = self._beside(other)
        return sides is not None and agreed(sides[0] == sides[1])

    def __lt__(self, other: object) -> bool:
        return self._compared(other, numpy.less, UNBOUNDED)

    def __le__(self, other: object) -> bool:
        return self._compared(other, numpy.less_equal, UNBOUNDED)

    def __gt__(self, other: object) -> bool:
        return self._compared(other, numpy.greater, -UNBOUNDED)

    def __ge__(self, other: object) -> bool:
        return self._compared(other, numpy.greater_equal, -UNBOUNDED)

    def _compared(self, other: object, ask: Callable[..., Mask], above: float) -> bool:
        if _is_unbounded(other):
            return bool(other == above)
        sides = self._beside(other)
        if sides is None:
            raise TypeError(f"a column is compared with numbers, not with {type(other).__name__}")
        return agreed(ask(*sides))

    def _beside(self, other: object) -> tuple[Numerators, Numerators | int] | None:
        """Both over one denominator; None for what is no exact number."""
        if isinstance(other, Column):
            denominator = lcm(self.denominator, other.denominator)
            return self.scaled(denominator), other.scaled(denominator)
        if isinstance(other, int | Fraction):
            denominator = lcm(self.denominator, other.denominator)
            right = other.numerator * (denominator // other.denominator)
            _within(abs(right))
            return self.scaled(denominator), right
        return None


def _is_unbounded(value: object) -> bool:
    return isinstance(value, float) and abs(value) == UNBOUNDED


def _within(most: int) -> None:
    if most > _OVERFLOW:
        raise TooLargeError("a number of some draw is larger than is kept exactly")


def agreed(mask: Mask) -> bool:
    """The answer that all draws give; SplitError where they differ, with those that say yes."""
    if not mask.size:
        return True
    first = bool(mask[0])
    if mask.all() if first else not mask.any():
        return first
    raise SplitError(mask)


def spread(rows: Rows, run: Callable[[Rows], Found]) -> Iterator[tuple[Rows, Found]]:
    """What `run` finds for the draws; where they part, for those of each answer by themselves."""
    waiting = [rows]
    while waiting:
        some = waiting.pop()
        try:
            found = run(some)
        except SplitError as split:
            waiting += [some[~split.mask], some[split.mask]]
        else:
            yield some, found


class Ends(NamedTuple):
    """A quantity of every draw, one end of its range: a column, but for those draws in which it has no limit."""

    column: Column
    unbounded: Mask | None

    @classmethod
    def laid(cls, count: int, pieces: list[tuple[Rows, Bound]]) -> "Ends":
        """One column of what was found for parts of the draws."""
        if len(pieces) == 1 and isinstance(whole := cast(object, pieces[0][1]), Column):
            return cls(whole, None)
        denominator = lcm(*(_denominator(found) for _, found in pieces))
        numerators = numpy.zeros(count, numpy.int64)
        unbounded = numpy.zeros(count, numpy.bool_)
        for rows, found in pieces:
            if _is_unbounded(found):
                unbounded[rows] = True
            else:
                numerators[rows] = _numerators(cast("Number | Column", found), denominator)
        return cls(Column(numerators, denominator), unbounded if unbounded.any() else None)

    def at(self, rows: Rows) -> Bound:
        """The end as one number of these draws; they must have a limit, or have none, together."""
        if self.unbounded is not None and agreed(self.unbounded[rows]):
            return UNBOUNDED
        return cast(Bound, self.column if len(rows) == len(self.column.numerators) else self.column.at(rows))


def _denominator(found: object) -> int:
    return found.denominator if isinstance(found, Column | int | Fraction) else 1


def _numerators(found: "Number | Column", denominator: int) -> Numerators | int:
    if isinstance(found, Column):
        return found.scaled(denominator)
    return found.numerator * (denominator // found.denominator)
