"""`compliance agenda` and `compliance crosswalk`: a negotiation agenda over a record, and against the law."""

from typing import Annotated

import typer

from ..agenda.model import Agenda
from ..problem import UnusableError
from ..rulebook.rulebook import Rulebook
from . import completion
from .app import refuse
from .options import CaseArgument, RulesOption, day_of, opened, rulebook_in
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


AgendaOption = Annotated[str, typer.Option("--agenda", metavar="ID|FILE", help="A packaged agenda, or a file.")]


@commands.command(
    "agenda", short_help="Judge an agenda's demands over a case", epilog="Example: compliance agenda record"
)
def agenda_command(
    case: CaseArgument,
    agenda: AgendaOption = "cohen-2017",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    reading: Annotated[
        str,
        typer.Option("--reading", metavar="NAME", autocompletion=completion.readings, help="How old evidence may be."),
    ] = "plain",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge.")] = None,
    rules: RulesOption = None,
) -> None:
    """Judge a negotiation agenda over a case, demand by demand: done, begun, not begun or unknown."""
    from ..agenda.judge import judge_agenda
    from ..report import agenda as report

    rulebook = rulebook_in(rules)
    demands, problems = _agenda_in(agenda, rulebook), rulebook.unknown_reading(reading)
    loaded = opened(case, problems)
    judged = judge_agenda(demands, loaded, rulebook, reading=reading, as_of=day_of(as_of, "--as-of"))
    give(form, output, lambda: report.page(judged), lambda: report.shape(judged))


@commands.command(
    "crosswalk", short_help="Which demands advance which provisions", epilog="Example: compliance crosswalk"
)
def crosswalk_command(
    agenda: AgendaOption = "cohen-2017",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Show which demands of an agenda advance which provisions, and which provisions it leaves as they are."""
    from ..agenda.crosswalk import crosswalk
    from ..report import crosswalk as report

    rulebook = rulebook_in(rules)
    demands = _agenda_in(agenda, rulebook)
    crossed = crosswalk(demands, rulebook)
    version = rulebook.version
    give(form, output, lambda: report.page(demands, crossed), lambda: report.shape(demands, crossed, version))


def _agenda_in(reference: str, rulebook: Rulebook) -> Agenda:
    from ..agenda.load import load_agenda

    try:
        return load_agenda(reference, rulebook)
    except UnusableError as error:
        refuse(error.problems)
