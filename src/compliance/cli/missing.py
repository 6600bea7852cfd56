"""`compliance missing`: what is open, who would know, and what of it would settle a goal."""

from functools import partial
from typing import Annotated

import typer

from ..judging import judge
from . import completion
from .app import judging
from .options import (
    AnswerOption,
    AsOfOption,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    judged_provision,
    only_one,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "missing", short_help="Say what is open, and who would know", epilog="Example: compliance missing record"
)
def missing_command(
    case: Annotated[
        str, typer.Argument(metavar="CASE", autocompletion=completion.cases, help="A path, a packaged id, or -.")
    ] = "record",
    form: FormatOption = Format.TEXT,
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    settles: Annotated[
        str | None,
        typer.Option(
            "--settles",
            metavar="GOAL|PROVISION",
            autocompletion=completion.goals_and_provisions,
            help="Which open facts settle it most often: suspension, 401a4.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Say which tests are open, why, and who would know; with --settles, which open facts decide a goal most often."""
    from ..explanation.missing import missing
    from ..explanation.settling import settling
    from ..report import missing as report
    from ..report import settling as settling_report
    from ..report.document import Document

    only_one(reading)
    day = day_of(as_of, "--as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    if settles is not None:
        with judging(case), judged_provision(settles, rulebook):
            ranked = settling(loaded, settles, rulebook, reading=readings[0], as_of=day)
        give(
            form,
            output,
            lambda: settling_report.page(ranked),
            lambda: settling_report.shape(ranked, rulebook.version),
            paged=True,
        )
        return
    with judging(case):
        found = judge(loaded, rulebook, reading=readings[0], as_of=day)
    listed, document = missing(found, rulebook), Document(loaded, found, rulebook)
    page = partial(report.page, listed, document)
    give(form, output, page, lambda: report.shape(listed, document), paged=True)
