"""A row of characters never says more of a slice of days than is so on every day of it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compliance.report.page import Stretch
from compliance.report.strip import axis, slices, strip, ticks

FIRST = date(2028, 1, 1)


def part(start: date, end: date, mark: str) -> Stretch:
    return Stretch(start, end, mark, "", "")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@given(days=st.integers(1, 4000), width=st.integers(1, 300))
def test_slices_cover_every_day_once_and_none_is_empty(days: int, width: int) -> None:
    cut = slices(FIRST, day(days - 1), width)
    assert [each for start, end in cut for each in range(start.toordinal(), end.toordinal() + 1)] == list(
        range(FIRST.toordinal(), day(days - 1).toordinal() + 1)
    )
    assert len(cut) == min(width, days)


def test_a_slice_in_which_something_changes_is_a_wave_and_an_uncovered_one_is_blank() -> None:
    parts = [part(day(0), day(4), "+"), part(day(5), day(9), "x")]
    assert strip(parts, day(0), day(9), 10) == "+++++xxxxx"
    assert strip(parts, day(0), day(9), 3) == "+~x"
    assert strip(parts, day(0), day(12), 13) == "+++++xxxxx   "
    assert strip(parts, day(5), day(12), 2) == "x~"


def test_a_slice_shows_the_act_on_one_of_its_days_or_a_star_for_several() -> None:
    parts = [part(day(1), day(1), "c"), part(day(8), day(8), "c"), part(day(9), day(9), "s")]
    assert ticks(parts, day(0), day(9), 5) == "c   *"


def test_years_stand_where_they_begin_and_never_run_into_one_another() -> None:
    assert axis(date(2027, 7, 1), date(2029, 7, 1), 24) == "2027  2028        2029"
    assert axis(date(2020, 1, 1), date(2029, 12, 31), 12) == "2020  2025"
