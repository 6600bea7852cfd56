"""`compliance readings`: what the readings answer, and a case under every answer."""

from typing import Annotated

import typer

from ..problem import Code, Problem, did_you_mean
from . import completion
from .app import judging, refuse
from .options import (
    AnswerOption,
    AsOfOption,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    only_one,
    rulebook_in,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "readings",
    short_help="List the readings, or a case under all answers",
    epilog="Example: compliance readings record suspension",
)
def readings_command(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE", autocompletion=completion.cases, help="Counted under every answer; a list without."
        ),
    ] = "",
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
    """List the readings with every answer and its reason; or count a case under every answer.

    Of a case: exactly under how many combinations of answers a goal is met, open and ruled out, which questions matter
    to which condition, and the fewest answers that would turn the verdict.
    """
    from ..report import readings, under_answers

    if not case:
        rulebook = rulebook_in(rules)
        give(form, output, lambda: readings.page(rulebook), lambda: readings.shape(rulebook), paged=True)
        return
    from ..explanation import under_answers as counting

    only_one(reading, "it counts all answers")
    day = day_of(as_of, "--as-of")
    book, loaded, interpretations = asked(rules, case, reading, answer, suppose, otherwise)
    if goal not in book.goals:
        hint = did_you_mean(goal, book.goals) or f"; there are {', '.join(book.goals)}"
        refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{goal[:60]}`{hint}")])
    with judging(case):
        found = counting.under_answers(loaded, goal, book, reading=interpretations[0], as_of=day)
    give(
        form,
        output,
        lambda: under_answers.page(found, book.questions),
        lambda: under_answers.shape(found),
        paged=True,
    )
