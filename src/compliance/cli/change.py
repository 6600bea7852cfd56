"""`compliance plan`: which smallest changes would support a goal."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..problem import Code, Problem, UnusableError, did_you_mean
from . import completion
from .app import judging, refuse
from .options import AnswerOption, CaseArgument, OtherwiseOption, RulesOption, SupposeOption, asked, day_of
from .printing import Format, FormatOption, OutputOption, give, saved

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "plan", short_help="Say what would support a goal", epilog="Example: compliance plan all-but-captives suspension"
)
def plan_command(
    case: CaseArgument,
    goal: Annotated[
        str, typer.Argument(metavar="GOAL", autocompletion=completion.goals, help="suspension or termination.")
    ] = "suspension",
    form: FormatOption = Format.TEXT,
    full: Annotated[bool, typer.Option("--full", help="Every way of every condition.")] = False,
    reading: Annotated[
        str,
        typer.Option(
            "--reading",
            metavar="NAME|all|FILE",
            autocompletion=completion.readings,
            help="With all, ways that hold under every reading.",
        ),
    ] = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day by which; the case's own by default.")
    ] = None,
    catalogue: Annotated[
        str | None,
        typer.Option("--catalogue", metavar="packaged|FILE", help="Named acts beside the changes that tests suggest."),
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Say under how many combinations of answers each way holds; takes longer.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the case with the smallest way to a new file.")
    ] = None,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Say which smallest changes would support a goal."""
    from ..explanation.catalogue import load_catalogue
    from ..explanation.plan import plan
    from ..explanation.robust import robust
    from ..report import plan as report

    day = day_of(as_of, "--as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    if goal not in rulebook.goals:
        hint = did_you_mean(goal, rulebook.goals) or f"; there are {', '.join(rulebook.goals)}"
        refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{goal[:60]}`{hint}")])
    try:
        acts = load_catalogue(catalogue) if catalogue else ()
    except UnusableError as error:
        refuse(error.problems)
    with judging(case):
        found = plan(loaded, goal, rulebook, reading=readings, as_of=day, catalogue=acts)
    if save is not None:
        if found.smallest is None:
            refuse([Problem(Code.WRONG_VALUE, f"no way to {goal} is known: there is nothing to save", "--save")])
        saved(found.supposed(), save)
    with judging(case):
        carries = robust(found, rulebook) if count else None
    page = partial(report.page, found, case, every=full, robust=carries)
    give(form, output, page, lambda: report.shape(found, carries), paged=True)
