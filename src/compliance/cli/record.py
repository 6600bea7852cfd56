"""`compliance record …`: look after a record rather than judge it."""

from enum import StrEnum
from typing import Annotated

import typer

from ..record.entries import written
from .add import add_command
from .app import UNMET, judging
from .missing import missing_command
from .options import RulesOption, opened, rulebook_in
from .terminal import columns, for_machines

commands = typer.Typer()
record_app = typer.Typer(help="A record: what is doubtful in it, its sources, its entries.", no_args_is_help=True)
commands.add_typer(record_app, name="record")


class Page(StrEnum):
    """The formats of the bibliography."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Rows(StrEnum):
    """The formats of the entries."""

    CSV = "csv"
    JSON = "json"


PageOption = Annotated[Page, typer.Option("--format", help="How to print it.")]
RecordArgument = Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or - for standard input.")]


@record_app.command("check", hidden=True)
@record_app.command("lint")
def lint_command(
    case: RecordArgument = "record",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if there is anything to remark on.")] = False,
    rules: RulesOption = None,
) -> None:
    """Remark on what is doubtful: missing links, days and names, what is left out, what one source alone decides."""
    from ..explanation.lint import lint

    rulebook, loaded = rulebook_in(rules), opened(case)
    with judging(case):
        found = lint(loaded, rulebook)
    for remark in found:
        typer.echo(str(remark))
    typer.echo(f"{loaded.id}: facts and actions {len(written(loaded.facts, loaded.actions))}, remarks {len(found)}")
    raise typer.Exit(UNMET if strict and found else 0)


@record_app.command("bibliography")
def bibliography_command(case: RecordArgument = "record", form: PageOption = Page.TEXT) -> None:
    """List the sources by publisher and title, with links, whose word they are, and how many entries cite them."""
    from ..record.bibliography import bibliography
    from ..report import bibliography as report

    loaded = opened(case)
    made = written(loaded.facts, loaded.actions)
    cited = [each.evidence.sources for each in made] + [act.sources for act in loaded.acts]
    listed = bibliography(loaded.sources, [*cited, *(asked.sources for asked in loaded.in_return)])
    match form:
        case Page.TEXT:
            typer.echo(report.text(listed, case=loaded.id, width=columns()), nl=False)
        case Page.JSON:
            for_machines(report.json(listed, case=loaded.id))
        case Page.MARKDOWN:
            for_machines(report.markdown(listed, case=loaded.id))


@record_app.command("export")
def export_command(
    case: RecordArgument = "record",
    form: Annotated[Rows, typer.Option("--format", help="How to print them.")] = Rows.CSV,
) -> None:
    """Print every entry as a row: patterns and actions in the fields that they state or move, numbers exact.

    In CSV a share is `1 of 3`, and text that a spreadsheet would compute has an apostrophe before it.
    """
    from ..report import entries as report

    loaded = opened(case)
    rows = report.rows(written(loaded.facts, loaded.actions))
    for_machines(report.csv(rows) if form is Rows.CSV else report.json(rows, case=loaded.id))


record_app.command("missing", hidden=True)(missing_command)
record_app.command("add")(add_command)
