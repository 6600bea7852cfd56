"""Numbers, dates and fields in the words of a report."""

import math
from datetime import date
from fractions import Fraction

from ..numbers import Number
from ..record.evidence import Verification
from ..record.field import Field
from ..record.standard import Bound, Reason

_SHARES = {
    Fraction(1, 10): "a tenth",
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(9, 10): "nine tenths",
    Fraction(1): "the whole",
}
# Names of our own: those of the calendar follow the locale of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
REASONS = {
    Reason.NOT_STATED: "no data",
    Reason.STATED_UNKNOWN: "the figures are too rough",
    Reason.DISPUTED: "sources differ",
    Reason.STALE: "the evidence is too old for this reading",
    Reason.NOT_ESTABLISHED: "asserted, but not established at the grade that this reading looks for",
}


def share(number: Number) -> str:
    """A share in words where there is one: `a tenth`, else `3/7`."""
    if number == 0:
        return "none"
    return _SHARES.get(Fraction(number), f"{Fraction(number)}")


def percent(some: int, all_: int) -> str:
    """How many of all, in hundredths: never rounded to none or to all.

    >>> percent(0, 10), percent(10, 10), percent(1, 3), percent(1, 1000), percent(999, 1000)
    ('none', 'all', '33%', 'under 1%', 'over 99%')
    """
    if some in (0, all_):
        return "all" if some else "none"
    rounded = round(Fraction(100 * some, all_))
    return {0: "under 1%", 100: "over 99%"}.get(rounded, f"{rounded}%")


def count(bound: Bound) -> str:
    """A count with its thousands apart; a fraction is shown as the next whole one; without limit in words."""
    if math.isinf(bound):
        return "any number"
    return f"{math.ceil(bound):,}"


def amount(field: Field, bound: Bound) -> str:
    """A value of a field, with its unit: `12,000 people`, `half`, `yes`."""
    if field.value == "flag":
        return "yes" if bound else "no"
    if field.value == "share":
        return share(Fraction(bound))
    return (
        f"{count(bound)} {unit(field, bound)}".strip()
        if bound
        else f"no {unit(field, 2)}".strip()
        if field.unit
        else "none"
    )


def unit(field: Field, bound: Bound) -> str:
    """The field's unit, in the singular for one."""
    if bound != 1:
        return field.unit
    if field.unit == "people":
        return "person"
    return field.unit[:-3] + "y" if field.unit.endswith("ies") else field.unit.removesuffix("s")


def span_of(field: Field, low: Bound, high: Bound) -> str:
    """A range of a field's values; open where it has no end."""
    if low == high:
        return amount(field, low)
    if field.value == "flag":
        return "unknown"
    if field.value == "share":
        return f"{share(Fraction(low))} to {share(Fraction(high))}"
    if math.isinf(high):
        return (
            f"{count(low)} or more {field.unit}".strip()
            if low
            else f"any number of {field.unit}"
            if field.unit
            else "unknown"
        )
    return f"{count(low)}–{count(high)} {field.unit}".strip()


def day(when: date) -> str:
    """A date as lawyers write it: `18 February 2016`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def graded(grade: Verification | None) -> str:
    """How a grade is asked for: `observed or better`."""
    return (
        ""
        if grade in (None, Verification.CLAIMED)
        else "verified"
        if grade is Verification.VERIFIED
        else f"{grade} or better"
    )
