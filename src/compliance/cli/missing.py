"""`compliance missing`: what is open, and who would know."""

from functools import partial
from typing import Annotated

import typer

from ..judging import judge
from . import completion
from .app import judging
from .options import AnswerOption, AsOfOption, OneReadingOption, RulesOption, SupposeOption, asked, day_of, only_one
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
    as_of: AsOfOption = None,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Say which tests are open, why, and who would know."""
    from ..explanation.missing import missing
    from ..report import missing as report
    from ..report.document import Document

    only_one(reading)
    day = day_of(as_of, "--as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose)
    with judging(case):
        found = judge(loaded, rulebook, reading=readings[0], as_of=day)
    listed, document = missing(found, rulebook), Document(loaded, found, rulebook)
    page = partial(report.page, listed, document)
    give(form, output, page, lambda: report.shape(listed, document), paged=True)
