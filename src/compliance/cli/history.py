"""`compliance history`: the dated record of one matter, or of all."""

from typing import Annotated

import typer

from ..files.resources import packaged_cases
from ..problem import Code, Problem, named_like
from . import completion
from .app import refuse
from .options import RulesOption, day_of, opened, rulebook_in
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "history",
    short_help="Print what happened, and how it counts",
    epilog="Example: compliance history record camp_conditions",
)
def history_command(
    case: Annotated[
        str, typer.Argument(metavar="CASE", autocompletion=completion.cases, help="A path, a packaged id, or -.")
    ] = "record",
    matter: Annotated[
        str,
        typer.Argument(metavar="MATTER", autocompletion=completion.matters, help="One matter; all of them without."),
    ] = "",
    of_case: Annotated[str, typer.Option("--case", metavar="CASE", hidden=True)] = "",
    reading: Annotated[
        str, typer.Option("--reading", metavar="NAME", autocompletion=completion.readings, help="How the law is read.")
    ] = "plain",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Known by this day.")] = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Print the history: what happened, who verified it, what it moved or undid, what it was worth then and now."""
    from ..report import history as report
    from ..timeline.case_history import CaseHistory
    from ..timeline.history import matter_history

    rulebook = rulebook_in(rules)
    problems = rulebook.unknown_reading(reading)
    if not matter and case not in packaged_cases() and not case.endswith(".json") and case != "-":
        case, matter = of_case or "record", case  # a first word that is no case is a matter of the record
    case = of_case or case
    if matter and matter not in rulebook.ladders:
        hint = named_like(matter, rulebook.ladders) or f"; there are {', '.join(rulebook.ladders)}"
        refuse([Problem(Code.NO_MATTER, f"no matter `{matter[:60]}`{hint}")], typed=True)
    loaded = opened(case, problems)
    history = CaseHistory(loaded, rulebook, rulebook.interpretations[reading], day_of(as_of, "--as-of"))
    told = [
        report.MatterHistory(rulebook.ladders[name], matter_history(name, history))
        for name in ([matter] if matter else rulebook.ladders)
    ]
    give(form, output, lambda: report.page(told, history), lambda: report.shape(told, history), paged=True)
