"""`compliance verify`: what must hold of the rules whatever is recorded, tried."""

from typing import Annotated

import typer

from ..problem import UnusableError
from . import completion
from .app import UNMET, refuse
from .options import RulesOption, rulebook_in
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command("verify", short_help="Try what must hold of the rules", epilog="Example: compliance verify")
def verify_command(
    reading: Annotated[
        str, typer.Option("--reading", metavar="NAME|all|FILE", autocompletion=completion.readings, help="Which.")
    ] = "all",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Try what must hold of the rules at every valuation of the conditions, and on records drawn at random.

    What the rulebook states is in `properties.toml`. Exit 0 where all holds, 3 where something does not.
    """
    from ..proof.verify import verify
    from ..report import verified

    extra = [reading] if reading.endswith(".toml") else []
    rulebook = rulebook_in(rules, extra)
    names = [] if reading == "all" else [list(rulebook.readings)[-1] if extra else reading]
    try:
        found = verify(rulebook, readings=names)
    except UnusableError as error:
        refuse(error.problems)
    give(form, output, lambda: verified.page(found), lambda: verified.shape(found), paged=True)
    if found.failed:
        raise typer.Exit(UNMET)
