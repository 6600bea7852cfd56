"""`compliance replay`: judge again what a receipt says was judged, and say whether the same is found."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ..days import read_day
from ..files.parse import read_bytes, read_json
from ..judging import SPECIFICATION, judge
from ..problem import Code, Problem, UnusableError
from ..report.document import Document
from ..report.receipt import Asked, differences, receipt
from .app import UNMET, judging, refuse
from .options import Otherwise, RulesOption, asked
from .terminal import one_line

commands = typer.Typer(rich_markup_mode=None)


@commands.command("replay", short_help="Judge a receipt again", epilog="Example: compliance replay receipt.json")
def replay_command(
    file: Annotated[Path, typer.Argument(metavar="RECEIPT", help="What `evaluate --receipt FILE` wrote.")],
    rules: RulesOption = None,
) -> None:
    """Judge again what a receipt says was judged: exit 0 where the same is found byte for byte, 3 with what differs."""
    try:
        text = read_bytes(file, str(file))
        given = read_json(text, str(file))
        typed = _typed(given, str(file))
        day, law_day = _day(typed.as_of, "as_of", str(file)), _day(typed.law_as_of, "law_as_of", str(file))
    except UnusableError as error:
        refuse(error.problems)
    rulebook, case, readings = asked(
        rules, typed.case, typed.reading, list(typed.answers), list(typed.suppose), _otherwise(typed, str(file))
    )
    with judging(typed.case):
        found = judge(
            case,
            rulebook,
            reading=readings[0],
            as_of=day,
            law_as_of=law_day,
            hindsight=typed.hindsight,
            include_unverified=typed.include_unverified,
            engines=(SPECIFICATION,),
        )
    again = receipt(typed, Document(case, found, rulebook))
    if again.encode() == text:
        typer.echo(f"{file}: the same, byte for byte")
        return
    differ = differences(given, read_json(again.encode(), "again"))
    for line in differ or ["the bytes differ, and nothing that they say"]:
        typer.echo(one_line(f"{file}: {line}"))
    raise typer.Exit(UNMET)


def _day(text: str, key: str, name: str) -> date | None:
    """A day of what was asked, or none; UnusableError where it is no day."""
    try:
        return read_day(text or None)
    except ValueError as error:
        message = f"expected a day such as 2018-08-01, found `{text[:40]}`"
        raise UnusableError([Problem(Code.WRONG_VALUE, message, name, f"$.asked.{key}")]) from error


def _otherwise(typed: Asked, name: str) -> Otherwise | None:
    """What was supposed of all else; exit 5 where that is nothing that can be."""
    if typed.otherwise not in ("", *Otherwise):
        message = f"expected one of {', '.join(Otherwise)}, found `{typed.otherwise[:40]}`"
        refuse([Problem(Code.WRONG_VALUE, message, name, "$.asked.otherwise")])
    return Otherwise(typed.otherwise) if typed.otherwise else None


def _typed(given: dict[str, Any], name: str) -> Asked:
    """What was asked; UnusableError where this is no receipt."""
    typed = given.get("asked")
    kinds = {key: type(value) for key, value in Asked("")._asdict().items()}
    of_ours = type(given.get("receipt")) is int and given["receipt"] == 1
    if not of_ours or not isinstance(typed, dict) or typed.keys() != kinds.keys():
        raise UnusableError([Problem(Code.ANOTHER_KIND, "is no receipt of `evaluate --receipt`", name)])
    for key, kind in kinds.items():
        listed = kind is tuple and isinstance(typed[key], list) and all(isinstance(each, str) for each in typed[key])
        if not listed and not isinstance(typed[key], kind):
            raise UnusableError([Problem(Code.WRONG_TYPE, "is not what a receipt has there", name, f"$.asked.{key}")])
    values: dict[str, Any] = {key: tuple(typed[key]) if kind is tuple else typed[key] for key, kind in kinds.items()}
    return Asked(**values)
