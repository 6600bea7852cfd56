"""Exact numbers and dates as files write them. Nothing here rounds, defaults or coerces."""

import calendar
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

Number = int | Fraction


class Frozen(BaseModel):
    """A value read from a file: no unknown keys, no coercion, no change afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


_LARGEST = 10**30  # more than anything that is counted here; larger numbers would only slow or break what prints them


def read_number(raw: object) -> Number:
    """An integer, an exact decimal, or a fraction written `"1/3"`; ValueError for anything else, floats included.

    >>> read_number("1/3"), read_number(Decimal("0.5")), read_number(7)
    (Fraction(1, 3), Fraction(1, 2), 7)
    """
    if isinstance(raw, bool):
        raise ValueError("expected a number, found true or false")
    if isinstance(raw, int) and abs(raw) < _LARGEST:
        return raw
    if isinstance(raw, Fraction):
        return simplest(raw)
    if isinstance(raw, Decimal) and raw.is_finite() and len(raw.as_tuple().digits) <= 30 and abs(raw.adjusted()) <= 30:
        return simplest(Fraction(raw))
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,20}/[1-9][0-9]{0,19}", raw):
        return simplest(Fraction(raw))
    raise ValueError('expected an exact number such as 12, 0.5 or "1/3"')


def simplest(number: Number) -> Number:
    """A whole fraction as the integer it is."""
    return int(number) if number == int(number) else number


def show_number(number: Number) -> int | str:
    """As JSON shows it: an integer, or the fraction as a string."""
    return number if isinstance(number, int) else f"{number.numerator}/{number.denominator}"


def _number(raw: object) -> Number:
    try:
        return read_number(raw)
    except ValueError as error:
        raise PydanticCustomError("number", "{reason}", {"reason": str(error)}) from error


def _number_or_flag(raw: object) -> Number | bool:
    return raw if isinstance(raw, bool) else _number(raw)


_FRACTION = {"type": "string", "pattern": "^[0-9]{1,20}/[1-9][0-9]{0,19}$", "description": "an exact fraction"}
_NUMBER = {"anyOf": [{"type": "number"}, _FRACTION]}
Exact = Annotated[Number, BeforeValidator(_number), PlainSerializer(show_number), WithJsonSchema(_NUMBER)]
ExactOrFlag = Annotated[
    bool | Number, BeforeValidator(_number_or_flag), WithJsonSchema({"anyOf": [{"type": "boolean"}, *_NUMBER["anyOf"]]})
]


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

    def overlaps(self, other: "Span") -> bool:
        """Whether any day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def inside(self, other: "Span") -> bool:
        """Whether every day of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end


def month_of(day: date) -> Span:
    """The calendar month in which the day lies."""
    return Span(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


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
