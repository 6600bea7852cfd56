"""How long: the last day of a year or of so many days, both ends counted."""

from datetime import date, timedelta
from typing import Literal

from ..amount import add_months

NEVER = date.max  # the last day of what has no end
DAY = timedelta(days=1)


def last_day(start: date, longest: int | Literal["year"], year: str) -> date:
    """The last day of what begins on `start` and lasts so many days, or a year as the rule `year` counts it.

    >>> last_day(date(2028, 2, 29), "year", "anniversary"), last_day(date(2028, 2, 29), "year", "365-days")
    (datetime.date(2029, 2, 28), datetime.date(2029, 2, 27))
    """
    if longest == "year" and year == "anniversary":
        same = add_months(start, 12)
        return same if same.day != start.day else later(same, -1)
    return later(start, (365 if longest == "year" else longest) - 1)


def later(day: date, days: int) -> date:
    """So many days on, or the last day there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return NEVER


def eve(day: date) -> date:
    """The day before; there is none before the first."""
    return day if day == date.min else day - DAY


def next_day(day: date) -> date:
    """The day after; there is none after the last."""
    return later(day, 1)
