"""`compliance timeline` and `compliance relief`: what acts did on every day; what is lifted by which route."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..case.model import Case
from ..problem import Code, Problem
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..timeline.case_history import CaseHistory
from . import completion
from .app import judging, refuse
from .options import (
    AnswerOption,
    CaseArgument,
    EnginesOption,
    Otherwise,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    answering,
    day_of,
    engines_asked,
    prepared,
    supposing,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)

MOST_DAYS = 36_525  # a hundred years


ReadingOption = Annotated[
    str,
    typer.Option(
        "--reading", metavar="NAME|FILE", autocompletion=completion.readings, help="How the law's open words are read."
    ),
]


def _asked(
    rules: Path | None,
    case: str,
    reading: str,
    answer: list[str] | None,
    suppose: list[str] | None,
    otherwise: Otherwise | None,
) -> tuple[Rulebook, Case, Interpretation]:
    if reading == "all":
        raise typer.BadParameter("one reading at a time", param_hint="--reading")
    rulebook, loaded, readings = prepared(rules, case, reading)
    readings = answering(rulebook, readings, answer)
    if not rulebook.routes:
        refuse([Problem(Code.MISSING_KEY, "these rules hold no routes: `routes.toml` and `measures.toml` are needed")])
    return rulebook, supposing(loaded, suppose, otherwise), readings[0]


def _span(history: CaseHistory, first: date | None, last: date | None) -> tuple[date, date]:
    """The days to show, as asked for or as the case suggests."""
    begin, end = first or history.span[0], last or history.span[1]
    hint = "--from" if first else "--to"
    if begin > end:
        raise typer.BadParameter(f"the days would end on {end}, before they begin on {begin}", param_hint=hint)
    if (end - begin).days > MOST_DAYS:
        message = f"{(end - begin).days:,} days from {begin} to {end}; the most is {MOST_DAYS:,}"
        raise typer.BadParameter(message, param_hint=hint)
    return begin, end


@commands.command("timeline", short_help="Show a case over time", epilog="Example: compliance timeline from-leap-day")
def timeline_command(
    case: CaseArgument,
    form: FormatOption = Format.TEXT,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day shown.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day shown.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="What was done and known by then.")
    ] = None,
    reading: ReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    output: OutputOption = None,
    rules: RulesOption = None,
    engines: EnginesOption = None,
) -> None:
    """Show a case over time: each condition, what was in force, what acts did and could not do, the next deadlines."""
    from ..report import timeline as report
    from ..report import timeline_json
    from ..timeline.spans import timeline

    begin, end, day = day_of(first, "--from"), day_of(last, "--to"), day_of(as_of, "--as-of")
    rulebook, loaded, interpretation = _asked(rules, case, reading, answer, suppose, otherwise)
    history = CaseHistory(loaded, rulebook, interpretation, day, engines_asked(engines))
    begin, end = _span(history, begin, end)
    with judging(case):
        shown = timeline(history, begin, end)
    give(form, output, lambda: report.page(shown), lambda: timeline_json.shape(shown))


@commands.command(
    "relief",
    short_help="Show what is, could or must be lifted",
    epilog="Example: compliance relief termination-without-suspension",
)
def relief_command(
    case: CaseArgument,
    form: FormatOption = Format.TEXT,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day; the case's by default.")
    ] = None,
    reading: ReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    output: OutputOption = None,
    rules: RulesOption = None,
    engines: EnginesOption = None,
) -> None:
    """Show measure by route what is lifted, could be lifted, stays or is doubtful; and what a termination leaves."""
    from ..report import relief as report
    from ..report import relief_json
    from ..timeline.relief import relief

    day = day_of(as_of, "--as-of")
    rulebook, loaded, interpretation = _asked(rules, case, reading, answer, suppose, otherwise)
    asked = engines_asked(engines)
    with judging(case):
        mapped = relief(loaded, rulebook, reading=interpretation, as_of=day, engines=asked)
    give(form, output, lambda: report.page(mapped), lambda: relief_json.shape(mapped))
