"""`compliance history`: the dated record of one matter, or of all."""

from enum import StrEnum
from typing import Annotated

import typer

from ..problem import Code, Problem, did_you_mean
from .shared import RulesOption, app, colour, columns, day_of, opened, rulebook_in


class Lines(StrEnum):
    """The formats of the annals."""

    TEXT = "text"
    JSON = "json"


@app.command("history")
def history_command(
    matter: Annotated[str, typer.Argument(metavar="MATTER", help="One matter; all of them without.")] = "",
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="Whose record.")] = "record",
    reading: Annotated[str, typer.Option("--reading", metavar="NAME", help="How the law is read.")] = "plain",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Known by this day.")] = None,
    form: Annotated[Lines, typer.Option("--format", help="How to print it.")] = Lines.TEXT,
    rules: RulesOption = None,
) -> None:
    """Print the annals: what happened, who verified it, what it moved or undid, what it was worth then and now."""
    from ..explanation.words import day
    from ..judgement.annals import annals
    from ..report import annals as report

    rulebook = rulebook_in(rules)
    problems = rulebook.unknown_reading(reading)
    if matter and matter not in rulebook.ladders:
        hint = did_you_mean(matter, rulebook.ladders)
        message = f"no matter `{matter[:60]}`{hint}; there are {', '.join(rulebook.ladders)}"
        problems.append(Problem(Code.NO_MATTER, message))
    loaded = opened(case, problems)
    when = day_of(as_of, "--as-of") or loaded.as_of
    told = [
        report.Told(rulebook.ladders[name], annals(name, rulebook, reading, loaded.facts, loaded.actions, as_of=when))
        for name in ([matter] if matter else rulebook.ladders)
    ]
    if form is Lines.JSON:
        typer.echo(report.json(told, case=loaded.id, as_of=when.isoformat(), reading=reading), nl=False)
        return
    shown = report.text(
        told, loaded.sources, case=loaded.id, as_of=day(when), reading=reading, width=columns(), colour=colour()
    )
    typer.echo(shown, nl=False)
