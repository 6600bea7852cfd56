"""Numbers and dates are read exactly or not at all."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.days import Span, add_months, month_of, read_span
from compliance.numbers import read_number, show_number

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("raw", "number"),
    [(0, 0), (-3, -3), (Decimal("0.1"), Fraction(1, 10)), ("1/3", Fraction(1, 3)), ("4/2", 2), (Fraction(6, 3), 2)],
)
def test_a_number_is_read_exactly(raw: Any, number: int | Fraction) -> None:
    assert read_number(raw) == number
    assert type(read_number(raw)) is type(number)


@pytest.mark.parametrize(
    "raw",
    [
        True,
        False,
        0.5,
        1e9,
        "12",
        "1/0",
        "-1/3",
        "1/3 ",
        "",
        None,
        [],
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1e100"),
    ],
)
def test_what_is_no_exact_number_is_refused_and_not_coerced(raw: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_number(raw)


def test_a_decimal_just_below_the_limit_of_digits_is_read() -> None:
    assert read_number(Decimal("1e30")) == 10**30
    with pytest.raises(ValueError, match="exact number"):
        read_number(Decimal("1e31"))


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=10**6))
def test_a_number_that_is_shown_can_be_read_again(number: Fraction) -> None:
    assert read_number(show_number(read_number(number))) == number


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018-05-24", date(2018, 5, 24), date(2018, 5, 24)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(text: str, start: date, end: date) -> None:
    assert read_span(text) == Span(start, end)
    assert str(read_span(text)) == text


@pytest.mark.parametrize(
    "raw", ["2017-02-29", "2018-13", "0000", "18", "2018-5-4", "2018-05-24T00:00", "24.5.2018", 2018, None]
)
def test_what_is_no_date_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match=r"date|month|year|day"):
        read_span(raw)


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_a_span_prints_as_it_was_written(day: date, form: str) -> None:
    text = day.strftime(form)
    assert str(read_span(text)) == text
    assert Span(day, day).inside(read_span(text))


def test_a_span_of_other_length_names_both_its_ends() -> None:
    assert str(Span(date(2018, 1, 1), date(2018, 12, 30))) == "2018-01-01 to 2018-12-30"


def test_spans_overlap_from_the_first_day_they_share() -> None:
    may = read_span("2018-05")
    assert may.overlaps(Span(date(2018, 5, 31), date(2018, 6, 1)))
    assert not may.overlaps(Span(date(2018, 6, 1), date(2018, 6, 1)))


def test_a_span_lies_inside_another_up_to_its_last_day() -> None:
    assert read_span("2018-12").inside(read_span("2018"))
    assert not Span(date(2018, 12, 1), date(2019, 1, 1)).inside(read_span("2018"))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 15), -24, date(2024, 3, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(1, 1, 1), -1, date.min),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-120, 120))
def test_months_added_land_in_the_month_so_many_on_and_never_on_a_later_day(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, month_of(moved).end.day)


@given(DAYS)
def test_a_month_begins_on_its_first_day_and_ends_before_the_next(day: date) -> None:
    month = month_of(day)
    assert month.start.day == 1
    assert (month.end + timedelta(days=1)).day == 1
    assert month.start <= day <= month.end
