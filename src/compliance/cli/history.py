"""`compliance history`: the dated record of one matter, or of all."""

from enum import StrEnum
from typing import Annotated

import typer

from ..problem import Code, Problem, did_you_mean
from .options import RulesOption, day_of, opened, rulebook_in
from .terminal import colour, columns, for_machines

commands = typer.Typer()


class Lines(StrEnum):
    """The formats of a history."""

    TEXT = "text"
    JSON = "json"


@commands.command("history", short_help="Print what happened, and how it counts")
def history_command(
    matter: Annotated[str, typer.Argument(metavar="MATTER", help="One matter; all of them without.")] = "",
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="Whose record.")] = "record",
    reading: Annotated[str, typer.Option("--reading", metavar="NAME", help="How the law is read.")] = "plain",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Known by this day.")] = None,
    form: Annotated[Lines, typer.Option("--format", help="How to print it.")] = Lines.TEXT,
    rules: RulesOption = None,
) -> None:
    """Print the history: what happened, who verified it, what it moved or undid, what it was worth then and now."""
    from ..report import history as report
    from ..timeline.case_history import CaseHistory
    from ..timeline.history import matter_history

    rulebook = rulebook_in(rules)
    problems = rulebook.unknown_reading(reading)
    if matter and matter not in rulebook.ladders:
        hint = did_you_mean(matter, rulebook.ladders)
        message = f"no matter `{matter[:60]}`{hint}; there are {', '.join(rulebook.ladders)}"
        problems.append(Problem(Code.NO_MATTER, message))
    loaded = opened(case, problems)
    history = CaseHistory(loaded, rulebook, rulebook.interpretations[reading], day_of(as_of, "--as-of"))
    told = [
        report.MatterHistory(rulebook.ladders[name], matter_history(name, history))
        for name in ([matter] if matter else rulebook.ladders)
    ]
    if form is Lines.JSON:
        for_machines(report.json(told, history))
        return
    typer.echo(report.text(told, history, width=columns(), colour=colour()), nl=False)
