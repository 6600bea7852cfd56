"""`compliance export`: the rules, the record and every finding as tables for a warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from ..problem import UnusableError
from . import completion
from .app import refuse
from .options import RulesOption, rulebook_in

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "export",
    short_help="Write rules, record and findings as tables",
    epilog="Example: compliance export record nuclear-only --tables warehouse",
)
def export_command(
    tables: Annotated[Path, typer.Option("--tables", metavar="FOLDER", help="A new folder for the Parquet files.")],
    cases: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASE]...", autocompletion=completion.cases, help="All packaged cases without any."),
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Write the law, the questions, the record, its sources, the measures and every finding as Parquet tables."""
    from ..scale.tables import export_tables

    rulebook = rulebook_in(rules)
    try:
        counts = export_tables(tables, cases or (), rulebook)
    except UnusableError as error:
        refuse(error.problems)
    for name, count in counts.items():
        typer.echo(f"{tables / name}.parquet: {count:,} rows")
