"""`compliance record …`: look after a record rather than judge it."""

from enum import StrEnum
from typing import Annotated

import typer

from ..problem import UnusableError
from .agenda import Page, PageOption
from .shared import UNMET, RulesOption, app, colour, columns, day_of, opened, refuse, rulebook_in

record_app = typer.Typer(help="A record: what is doubtful in it, its sources, its entries.", no_args_is_help=True)
app.add_typer(record_app, name="record")


class Rows(StrEnum):
    """The formats of the entries."""

    CSV = "csv"
    JSON = "json"


RecordArgument = Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or - for standard input.")]


@record_app.command("check")
def check_command(
    case: RecordArgument = "record",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if there is anything to remark on.")] = False,
    rules: RulesOption = None,
) -> None:
    """Remark on what is doubtful: missing links, days and names, what is left out, what one source alone decides."""
    from ..explanation.reliance import reliances
    from ..explanation.remarks import Record, remarks
    from ..record.written import written

    rulebook, loaded = rulebook_in(rules), opened(case)
    law_day = loaded.law_day(loaded.as_of, rulebook.enacted)
    try:
        resting = reliances(rulebook, loaded.facts, loaded.actions, as_of=loaded.as_of, law_as_of=law_day)
    except UnusableError as error:
        refuse([problem.within(case) for problem in error.problems])
    made = written(loaded.facts, loaded.actions)
    found = remarks(Record(made, loaded.sources, loaded.as_of, resting))
    for remark in found:
        typer.echo(str(remark))
    typer.echo(f"{loaded.id}: facts and actions {len(made)}, remarks {len(found)}")
    raise typer.Exit(UNMET if strict and found else 0)


@record_app.command("bibliography")
def bibliography_command(case: RecordArgument = "record", form: PageOption = Page.TEXT) -> None:
    """List the sources by publisher and title, with links, whose word they are, and how many entries cite them."""
    from ..record.bibliography import bibliography
    from ..record.written import written
    from ..report import bibliography as report

    loaded = opened(case)
    made = written(loaded.facts, loaded.actions)
    cited = [each.evidence.sources for each in made] + [act.sources for act in loaded.acts]
    listed = bibliography(loaded.sources, [*cited, *(asked.sources for asked in loaded.in_return)])
    match form:
        case Page.TEXT:
            typer.echo(report.text(listed, case=loaded.id, width=columns()), nl=False)
        case Page.JSON:
            typer.echo(report.json(listed, case=loaded.id), nl=False)
        case Page.MARKDOWN:
            typer.echo(report.markdown(listed, case=loaded.id), nl=False)


@record_app.command("export")
def export_command(
    case: RecordArgument = "record",
    form: Annotated[Rows, typer.Option("--format", help="How to print them.")] = Rows.CSV,
) -> None:
    """Print every entry as a row: patterns and actions in the fields that they state or move, numbers exact."""
    from ..record.written import written
    from ..report import entries as report

    loaded = opened(case)
    rows = report.rows(written(loaded.facts, loaded.actions))
    typer.echo(report.csv(rows) if form is Rows.CSV else report.json(rows, case=loaded.id), nl=False)


@record_app.command("missing")
def missing_command(
    case: RecordArgument = "record",
    reading: Annotated[str, typer.Option("--reading", metavar="NAME", help="How the law is read.")] = "plain",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge.")] = None,
    rules: RulesOption = None,
) -> None:
    """Say of every unknown or unmet provision which tests are open, why, and who would know."""
    from ..explanation.inquiry import inquiries
    from ..explanation.words import day
    from ..judgement.evaluate import evaluate
    from ..report import inquiry as report

    rulebook = rulebook_in(rules)
    loaded = opened(case, rulebook.unknown_reading(reading))
    when = day_of(as_of, "--as-of") or loaded.as_of
    law_day = loaded.law_day(when, rulebook.enacted)
    try:
        found = evaluate(rulebook, loaded.folded(as_of=when), as_of=when, reading=reading, law_as_of=law_day)
    except UnusableError as error:
        refuse([problem.within(case) for problem in error.problems])
    shown = report.text(
        inquiries(found, rulebook), case=loaded.id, hypothetical=loaded.hypothetical, as_of=day(when), reading=reading,
        width=columns(), colour=colour(),
    )  # fmt: skip
    typer.echo(shown, nl=False)
