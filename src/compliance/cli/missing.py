"""`compliance missing`: what is open, and who would know."""

from typing import Annotated

import typer

from ..judging import judge
from .app import judging
from .options import AnswerOption, AsOfOption, OneReadingOption, RulesOption, SupposeOption, asked, day_of, only_one
from .printing import Format, OutputOption, Pages, PagesOption, show

commands = typer.Typer()


@commands.command("missing", short_help="Say what is open, and who would know")
def missing_command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or -.")] = "record",
    form: PagesOption = Pages.TEXT,
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
    shown = report.page(missing(found, rulebook), Document(loaded, found, rulebook))
    show(shown, Format(form), output, paged=True)
