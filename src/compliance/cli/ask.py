"""Questions on the terminal, each asked again until its answer can be read."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import typer

from ..case.check import value_problems
from ..days import read_span
from ..numbers import read_number, show_number, thousands
from ..problem import did_you_mean
from ..record.evidence import Fact
from ..record.field import Field

_NUMBER = r"[0-9]+(?:\.[0-9]+)?|[0-9]+/[1-9][0-9]*"
_VALUE = re.compile(rf"(?P<low>{_NUMBER})(?:(?P<open>\+)|\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?")

# `80,000` is eighty thousand; `80,0000` and `0,500` are slips or other countries' decimals.
_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9.,])")


def ask(question: str, read: Callable[[str], Any] = str.strip, *, optional: bool = True) -> Any:
    """The answer as `read` makes it; an empty one where it is optional is the empty text."""

    def taken(answer: str) -> Any:
        return read(answer.strip()) if answer.strip() else ""

    return typer.prompt(question, default="" if optional else None, show_default=False, value_proc=taken)


def one_of(known: Iterable[str], what: str) -> Callable[[str], str]:
    """Reads one of these words; suggests the nearest."""
    listed = tuple(known)

    def read(answer: str) -> str:
        if answer in listed:
            return answer
        raise typer.BadParameter(f"unknown {what} `{answer[:80]}`{did_you_mean(answer, listed)}")

    return read


def date(answer: str) -> str:
    """Reads a day, a month or a year, and keeps it as written."""
    try:
        read_span(answer)
    except ValueError as error:
        raise typer.BadParameter(f"{error}: `{answer[:40]}`") from error
    return answer


def day(answer: str) -> str:
    """Reads a day."""
    if len(date(answer)) < len("2018-05-24"):
        raise typer.BadParameter(f"expected a day such as 2018-05-24: `{answer}`")
    return answer


def value(answer: str) -> dict[str, Any]:
    """Reads what a fact says of its field: a flag, a number, a range, `unknown` or `search`.

    >>> value("3-5"), value("1/3"), value("12+"), value("search")
    ({'low': 3, 'high': 5}, {'value': '1/3'}, {'low': 12}, {'basis': 'search'})
    """
    match answer:
        case "true" | "false":
            return {"value": answer == "true"}
        case "unknown":
            return {"unknown": True}
        case "search":
            return {"basis": "search"}
        case _:
            return bounds(answer, "value")


def value_of(answer: str, field: Field) -> dict[str, Any]:
    """Reads what is said of a field; refused, and so asked again at once, where the field cannot hold it."""
    said = value(answer)
    fact = Fact.model_validate({"field": field.path, "note": "asked for later", **said})
    for problem in value_problems(fact, field):
        raise typer.BadParameter(f"{problem.message}: `{answer[:40]}`")
    return said


def bounds(answer: str, exactly: str) -> dict[str, Any]:
    """Reads a number as the key `exactly`, or a range: `3-5`, or `3+` without an upper end."""
    found = _VALUE.fullmatch(_THOUSANDS.sub(lambda digits: digits[0].replace(",", ""), answer))
    if found is None:
        raise typer.BadParameter(f"expected a number such as 12, 0.5 or 1/3, or a range 3-5 or 3+: `{answer[:40]}`")
    if found["open"]:
        return {"low": number(found["low"])}
    if found["high"]:
        return {"low": number(found["low"]), "high": number(found["high"])}
    return {exactly: number(found["low"])}


def number(text: str) -> int | str:
    """An exact number as a case writes it: whole, or a fraction as text.

    >>> number("0.5"), number("12")
    ('1/2', 12)
    """
    try:
        written = text if "/" in text else Decimal(text)
        if meant := thousands(written):
            plain = text.rstrip("0").rstrip(".")
            raise typer.BadParameter(f"`{text}` may mean {meant} or {plain}: write the one")
        return show_number(read_number(written))
    except (ValueError, ArithmeticError) as error:
        raise typer.BadParameter(f"expected an exact number such as 12, 0.5 or 1/3: `{text[:40]}`") from error
