"""A column is a number wherever its draws agree, and parts them where they do not."""

from fractions import Fraction
from functools import partial
from typing import cast

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as some

from compliance.record.standard import UNBOUNDED, Bound
from compliance.scale.column import MOST, Column, Ends, Rows, SplitError, TooLargeError, spread

numbers = some.lists(some.integers(-50, 50), min_size=1, max_size=8)
single = some.one_of(some.integers(-50, 50), some.fractions(-5, 5, max_denominator=12))


def column(values: list[int], denominator: int = 1) -> Column:
    return Column(numpy.array(values, numpy.int64), denominator)


def shown(found: object, count: int) -> list[Fraction | int | float]:
    if isinstance(found, Column):
        return [Fraction(int(each), found.denominator) for each in found.numerators]
    assert isinstance(found, int | float | Fraction)
    return [found] * count


@given(numbers, some.integers(1, 6), single)
def test_sums_differences_and_products_are_those_of_each_draw(
    values: list[int], denominator: int, other: int | Fraction
) -> None:
    held = column(values, denominator)
    each = [Fraction(value, denominator) for value in values]
    assert shown(held + other, len(each)) == [value + other for value in each]
    assert shown(other - held, len(each)) == [other - value for value in each]
    assert shown(other * held, len(each)) == [other * value for value in each]
    assert shown(held + held, len(each)) == [value + value for value in each]


def _asked(whole: Column, ask: str, other: int | Fraction, rows: Rows) -> bool:
    return bool(getattr(whole.at(rows), ask)(other))


@given(numbers, some.integers(1, 6), single)
def test_a_question_is_answered_for_every_draw_once(values: list[int], denominator: int, other: int | Fraction) -> None:
    whole = column(values, denominator)
    for ask in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
        answers: dict[int, bool] = {}
        for rows, found in spread(numpy.arange(len(values)), partial(_asked, whole, ask, other)):
            answers |= {int(row): found for row in rows}
        assert answers == {
            row: getattr(Fraction(value, denominator), ask)(Fraction(other)) for row, value in enumerate(values)
        }


@given(numbers, numbers)
def test_the_most_and_the_least_of_two_columns_are_those_of_each_draw(one: list[int], two: list[int]) -> None:
    count = min(len(one), len(two))
    first, second = column(one[:count]), column(two[:count])
    pieces = list(spread(numpy.arange(count), lambda rows: cast(Bound, max(first.at(rows), second.at(rows)))))
    assert shown(Ends.laid(count, pieces).column, count) == list(map(max, one[:count], two[:count]))


def test_what_has_no_limit_stays_without_one() -> None:
    held = column([1, 2])
    assert held + UNBOUNDED == UNBOUNDED
    assert UNBOUNDED - held == UNBOUNDED
    assert held < UNBOUNDED
    assert held != UNBOUNDED


def test_an_end_that_has_a_limit_in_some_draws_alone_parts_them() -> None:
    ends = Ends.laid(3, [(numpy.array([0, 2]), 7), (numpy.array([1]), UNBOUNDED)])
    with pytest.raises(SplitError):
        ends.at(numpy.arange(3))
    assert ends.at(numpy.array([1])) == UNBOUNDED
    assert ends.at(numpy.array([0, 2])) == 7


def test_a_number_too_large_to_be_kept_exactly_is_refused_and_never_rounded() -> None:
    held = column([MOST])
    assert shown(held * 2**20, 1) == [MOST * 2**20]
    with pytest.raises(TooLargeError):
        held * 2**30
    with pytest.raises(TooLargeError):
        held + 2**63


def test_a_column_is_compared_with_numbers_alone() -> None:
    with pytest.raises(TypeError, match="not with str"):
        assert column([1]) < "2"
