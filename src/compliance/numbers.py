"""Exact numbers as files write them. Nothing here rounds, defaults or coerces."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

Number = int | Fraction


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


def thousands(raw: object) -> str:
    """What a number written with a point and just three digits after it may mean instead; empty for any other.

    Half the world writes eighty thousand as `80.000`. What a data frame writes (`80000.0`) is left alone.

    >>> thousands(Decimal("80.000")), thousands(Decimal("80000.0")), thousands(Decimal("0.500"))
    ('80000', '', '')
    """
    text = str(raw) if isinstance(raw, Decimal) else ""
    return text.replace(".", "") if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text) else ""


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
