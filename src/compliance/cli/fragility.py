"""`compliance fragility`: what a verdict rests on, and what would turn it."""

from typing import Annotated

import typer

from ..problem import Code, Problem, did_you_mean
from . import completion
from .app import judging, refuse
from .options import (
    AnswerOption,
    AsOfOption,
    CaseArgument,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    only_one,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "fragility",
    short_help="Say what a verdict rests on",
    epilog="Example: compliance fragility suspension-not-termination",
)
def fragility_command(
    case: CaseArgument,
    goal: Annotated[
        str, typer.Argument(metavar="GOAL", autocompletion=completion.goals, help="suspension or termination.")
    ] = "suspension",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
) -> None:
    """Say which entry, source, grade, number or day would turn the verdict on a goal or one of its conditions."""
    from ..explanation.fragility import fragility
    from ..report import fragility as report

    only_one(reading)
    day = day_of(as_of, "--as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    if goal not in rulebook.goals:
        hint = did_you_mean(goal, rulebook.goals) or f"; there are {', '.join(rulebook.goals)}"
        refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{goal[:60]}`{hint}")])
    with judging(case):
        found = fragility(loaded, goal, rulebook, reading=readings[0], as_of=day)
    give(form, output, lambda: report.page(found), lambda: report.shape(found, rulebook.version), paged=True)
