"""`compliance record …`: look after a record rather than judge it."""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..files.resources import packaged_cases
from ..problem import UnusableError
from ..record.acts import ID_PATTERN
from ..record.entries import written
from . import completion
from .add import add_command
from .app import UNMET, judging, refuse
from .missing import missing_command
from .options import RulesOption, day_of, opened, rulebook_in
from .printing import Format, FormatOption, OutputOption, give, saved, send

commands = typer.Typer(rich_markup_mode=None)
record_app = typer.Typer(
    help="Look after a record: its doubts, sources, entries.", no_args_is_help=True, rich_markup_mode=None
)
commands.add_typer(record_app, name="record")


class Rows(StrEnum):
    """The formats of the entries."""

    CSV = "csv"
    JSON = "json"


RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", autocompletion=completion.cases, help="A path, a packaged id, or - for standard input."
    ),
]


@record_app.command("check", hidden=True)
@record_app.command("lint", short_help="Remark on what is doubtful in it")
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


@record_app.command("bibliography", short_help="List its sources")
def bibliography_command(
    case: RecordArgument = "record", form: FormatOption = Format.TEXT, output: OutputOption = None
) -> None:
    """List the sources by publisher and title, with links, whose word they are, and how many entries cite them."""
    from ..record.bibliography import bibliography
    from ..report import bibliography as report

    loaded = opened(case)
    made = written(loaded.facts, loaded.actions)
    cited = [each.evidence.sources for each in made] + [act.sources for act in loaded.acts]
    listed = bibliography(loaded.sources, [*cited, *(asked.sources for asked in loaded.in_return)])
    give(form, output, lambda: report.page(listed, loaded), lambda: report.shape(listed, loaded), paged=True)


@record_app.command("export", short_help="Print every entry as a row")
def export_command(
    case: RecordArgument = "record",
    form: Annotated[Rows, typer.Option("--format", help="How to print them.")] = Rows.CSV,
    own: Annotated[bool, typer.Option("--own", help="Only what the case itself states, not its baselines.")] = False,
    output: OutputOption = None,
) -> None:
    """Print every entry as a row: patterns and actions in the fields that they state or move, numbers exact.

    In CSV a share is `1 of 3`, and text that a spreadsheet would compute has an apostrophe before it.
    """
    from ..case.table import csv, rows
    from ..report import entries as report
    from ..report.json import dumped

    loaded = opened(case)
    listed = rows(loaded, own=own)
    send(csv(listed) if form is Rows.CSV else dumped(report.shape(listed, loaded)), output)


@record_app.command("import", short_help="Write a case from a table")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, or an .xlsx, with the columns of `export`.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="CASE.json", help="The new case.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day of the case; today by default.")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What a reader would call it.")] = "",
    baseline: Annotated[str, typer.Option("--baseline", metavar="CASE", help="A packaged case to stand on.")] = "",
    sources: Annotated[
        str, typer.Option("--sources", metavar="CASE", help="The case whose sources the rows cite: record.")
    ] = "",
    of_record: Annotated[
        bool, typer.Option("--of-record", help="Not hypothetical: every row names a source or is a search.")
    ] = False,
) -> None:
    """Write a case from a table; every row is checked, and nothing is written unless all of them load."""
    from ..case.from_table import case_from_rows
    from ..case.table import COLUMNS
    from ..files.table import read_table

    name = output.stem
    if not re.fullmatch(ID_PATTERN, name) or name in packaged_cases():
        message = f"`{name[:60]}` becomes the id: lower case letters, digits, dots, hyphens, and no packaged case"
        raise typer.BadParameter(message, param_hint="--output")
    day = day_of(as_of, "--as-of") or date.today()
    head = {
        "id": name,
        "title": title or f"Imported from {file.name}",
        "hypothetical": not of_record,
        "as_of": day.isoformat(),
        **({"baseline": baseline} if baseline else {}),
    }
    known = opened(sources).sources if sources else {}
    try:
        case = case_from_rows(
            read_table(file, COLUMNS),
            head,
            {key: each.model_dump(exclude_defaults=True) for key, each in known.items()},
        )
    except UnusableError as error:
        refuse([problem.within(str(file)) for problem in error.problems])
    saved(case, output)
    typer.echo(f"{output}: facts and actions {len(case.parts[-1].facts) + len(case.parts[-1].actions)}")


record_app.command("missing", hidden=True)(missing_command)
record_app.command("add", short_help="Ask for an entry, and write it")(add_command)
