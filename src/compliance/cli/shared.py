"""What the commands share: the application, options, exits, the terminal."""

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..amount import read_span
from ..files import Case, load_case, load_rules
from ..law.rulebook import Rulebook
from ..problem import Problem, UnusableError

UNMET, UNKNOWN, UNUSABLE, DIFFER = 3, 4, 5, 6

app = typer.Typer(
    name="compliance",
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What must be true before U.S. sanctions on North Korea may be suspended or must terminate."""
    if version:
        typer.echo(metadata.version("nkspea-compliance"))
        raise typer.Exit


RulesOption = Annotated[Path | None, typer.Option("--rules", help="A folder of rules instead of the packaged one.")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or - for standard input.")]


def refuse(problems: Sequence[Problem]) -> NoReturn:
    """Every problem on standard error, and exit 5."""
    for problem in problems:
        typer.echo(str(problem), err=True)
    raise typer.Exit(UNUSABLE)


def rulebook_in(rules: Path | None, readings: Sequence[Path] = ()) -> Rulebook:
    """The rulebook, or its problems and exit 5."""
    try:
        return load_rules(rules, readings)
    except UnusableError as error:
        refuse(error.problems)


def opened(case: str, problems: Sequence[Problem] = ()) -> Case:
    """The case; or every problem of it, after those found already, and exit 5."""
    try:
        loaded = load_case(case)
    except UnusableError as error:
        refuse([*problems, *error.problems])
    if problems:
        refuse(problems)
    return loaded


def day_of(text: str | None, option: str) -> date | None:
    """The day an option names; exit 2 if it names none."""
    if text is None:
        return None
    try:
        span = read_span(text)
        if span.start == span.end:
            return span.start
    except ValueError:
        pass
    raise typer.BadParameter(f"expected a day such as 2018-08-01, found {text[:40]}", param_hint=option)


def one_line(text: str, most: int = 1_000) -> str:
    """The text as one line that any terminal can take, and not for ever."""
    safe = "".join(letter if letter.isprintable() else " " for letter in text)
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


def is_terminal() -> bool:
    """Whether standard output is a terminal; a closed one is none."""
    return sys.stdout is not None and sys.stdout.isatty()


def columns() -> int:
    """The terminal's columns, or `COLUMNS`; 80 where there is neither, never under 40."""
    known = is_terminal() or "COLUMNS" in os.environ
    try:
        wide = shutil.get_terminal_size((80, 24)).columns if known else 80
    except (OverflowError, ValueError):
        wide = 80
    return min(max(wide, 40), 400)


def colour() -> bool:
    """Whether to colour: on a terminal that can, unless `NO_COLOR` is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
