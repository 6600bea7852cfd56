"""Days, months and spans as files write them, and how long a term lasts. Nothing here knows what day it is."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")


class Span(NamedTuple):
    """The days from `start` to `end`, both included: a day, a month, a year, or a stated span."""

    start: date
    end: date

    def __str__(self) -> str:
        if self.start == self.end:
            return self.start.isoformat()
        if self == month_of(self.start):
            return self.start.isoformat()[:7]
        if (self.start, self.end) == (date(self.start.year, 1, 1), date(self.start.year, 12, 31)):
            return f"{self.start.year:04}"
        return f"{self.start.isoformat()} to {self.end.isoformat()}"

    @property
    def days(self) -> int:
        """How many days, both ends counted; none where it would end before it begins."""
        return max(0, (self.end - self.start).days + 1)

    def overlaps(self, other: "Span") -> bool:
        """Whether any day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def inside(self, other: "Span") -> bool:
        """Whether every day of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end


def month_of(day: date) -> Span:
    """The calendar month in which the day lies."""
    return Span(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def dated(span: Span) -> str:
    """The date of an entry; only its end where it has no beginning."""
    return f"until {span.end.isoformat()}" if span.start == date.min else str(span)


def read_span(raw: object) -> Span:
    """`"2018-05-24"`, `"2018-10"` or `"2016"`; ValueError for anything else and for days that do not exist.

    >>> str(read_span("2016-02")), read_span("2016-02").end.day
    ('2016-02', 29)
    """
    if isinstance(raw, Span):
        return raw
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return Span(raw, raw)
    text = raw if isinstance(raw, str) else ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        day = date.fromisoformat(text)
        return Span(day, day)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return month_of(date.fromisoformat(f"{text}-01"))
    if re.fullmatch(r"[0-9]{4}", text):
        return Span(date.fromisoformat(f"{text}-01-01"), date.fromisoformat(f"{text}-12-31"))
    raise ValueError("expected a date such as 2018-05-24, 2018-05 or 2018")


def read_day(raw: date | str | None) -> date | None:
    """A day, as it is or as text writes it: `2018-05-24`; None stays None. ValueError for a month, a year, no date."""
    if raw is None:
        return None
    span = read_span(raw)
    if span.start != span.end:
        raise ValueError(f"expected a day such as 2018-05-24, found {raw}")
    return span.start


def day_after(day: date) -> date:
    """The next day; the last day that there is has none, and is itself."""
    return day if day == date.max else day + timedelta(days=1)


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """The same day so many months on (or back), or the last day of that month where it has no such day.

    >>> add_months(date(2028, 2, 29), -12)
    datetime.date(2027, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _span(raw: Any) -> Span:
    try:
        return read_span(raw)
    except ValueError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": str(error)}) from error


def _day(raw: Any) -> date:
    span = _span(raw)
    if span.start != span.end:
        raise PydanticCustomError("date", "expected a day such as 2018-05-24")
    return span.start


_WHEN = {
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "a day, a month or a year: 2018-05-24, 2018-05, 2018",
}


_DAY = {"type": "string", "format": "date", "description": "a day: 2018-05-24"}


When = Annotated[Span, BeforeValidator(_span), PlainSerializer(str), WithJsonSchema(_WHEN)]


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY)]


NEVER = date.max  # the last day of what has no end


DAY = timedelta(days=1)


def last_day(start: date, longest: int | Literal["year", "open"], year: str) -> date:
    """The last day of what begins on `start` and lasts so many days, or a year as the rule `year` counts it; or none.

    >>> last_day(date(2028, 2, 29), "year", "anniversary"), last_day(date(2028, 2, 29), "year", "365-days")
    (datetime.date(2029, 2, 28), datetime.date(2029, 2, 27))
    """
    if longest == "open":
        return NEVER
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


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that follow on one another as one."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].end >= eve(span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def equal_days(moments: Sequence[tuple[date, T]], last: date) -> Iterator[tuple[Span, T]]:
    """Days on end with one value: what is said of a day holds until the next day of which something is said.

    >>> [str(days) for days, _ in equal_days([(date(2028, 2, 1), "a"), (date(2028, 3, 1), "a")], date(2028, 3, 2))]
    ['2028-02-01 to 2028-03-02']
    """
    ends = [*(day - DAY for day, _ in moments[1:]), last]
    for value, group in groupby(zip(moments, ends, strict=True), key=lambda each: each[0][1]):
        same = list(group)
        yield Span(same[0][0][0], same[-1][1]), value
