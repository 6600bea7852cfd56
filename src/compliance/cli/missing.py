"""`compliance missing`: what is open, and who would know."""

from typing import Annotated

import typer

from ..judging import judge
from .app import judging
from .options import AnswerOption, RulesOption, SupposeOption, answering, day_of, prepared, supposing
from .printing import Format, OutputOption, Pages, PagesOption, show

commands = typer.Typer()


@commands.command("missing", short_help="Say what is open, and who would know")
def missing_command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or -.")] = "record",
    form: PagesOption = Pages.TEXT,
    reading: Annotated[str, typer.Option("--reading", metavar="NAME|FILE", help="How the law is read.")] = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge.")] = None,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Say which tests are open, why, and who would know."""
    from ..explanation.missing import missing
    from ..report import missing as report
    from ..report.document import Document

    if reading == "all":
        raise typer.BadParameter("one reading at a time", param_hint="--reading")
    day = day_of(as_of, "--as-of")
    rulebook, loaded, readings = prepared(rules, case, reading)
    readings = answering(rulebook, readings, answer)
    loaded = supposing(loaded, suppose)
    with judging(case):
        found = judge(loaded, rulebook, reading=readings[0], as_of=day)
    shown = report.page(missing(found, rulebook), Document(loaded, found, rulebook))
    show(shown, Format(form), output, paged=True)
