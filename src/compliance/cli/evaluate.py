"""`compliance evaluate`: judge a case, print the report, exit by goal if asked."""

from enum import StrEnum
from functools import partial
from json import dumps
from typing import Annotated

import typer

from ..judging import judge
from ..problem import Code, Problem
from ..report import compared, json, text
from ..report.document import Document
from ..status import Status, all_of
from .app import UNKNOWN, UNMET, judging, refuse
from .options import AnswerOption, CaseArgument, EnginesOption, RulesOption, answering, day_of, engines_asked, prepared
from .terminal import colour, columns, for_machines

commands = typer.Typer()

GOAL_EXITS = {Status.MET: 0, Status.UNMET: UNMET, Status.UNKNOWN: UNKNOWN}


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@commands.command("evaluate")
def evaluate_command(
    case: CaseArgument,
    check: Annotated[
        str | None, typer.Option("--check", metavar="GOAL", help="Exit 0 if the goal is met, 3 if unmet, 4 if unknown.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the report.")] = Format.TEXT,
    reading: Annotated[
        str, typer.Option("--reading", metavar="NAME|all|FILE", help="How the law's open words are read.")
    ] = "plain",
    answer: AnswerOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge; the case's own by default.")
    ] = None,
    law_as_of: Annotated[
        str | None, typer.Option("--law-as-of", metavar="DATE", help="Use the law of this day, as if in force.")
    ] = None,
    rules: RulesOption = None,
    hindsight: Annotated[bool, typer.Option("--hindsight", help="Know also what was published after the day.")] = False,
    include_unverified: Annotated[
        bool,
        typer.Option("--include-unverified", help="Let entries marked unverified or inferred bear on the verdict."),
    ] = False,
    engines: EnginesOption = None,
) -> None:
    """Judge a case under NKSPEA §§ 401-402, provision by provision, and say why."""
    day, law_day = day_of(as_of, "--as-of"), day_of(law_as_of, "--law-as-of")
    rulebook, loaded, readings = prepared(rules, case, reading)
    readings = answering(rulebook, readings, answer)
    known = (*rulebook.goals, *rulebook.apart)
    if check is not None and check not in known:
        refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{check[:60]}`; there are {', '.join(known)}")])
    ask = partial(
        judge,
        loaded,
        rulebook,
        as_of=day,
        law_as_of=law_day,
        hindsight=hindsight,
        include_unverified=include_unverified,
        engines=engines_asked(engines),
    )
    with judging(case):
        found = [ask(reading=each) for each in readings]
        # What stands apart is no part of this report; `relief` shows it.
        apart = check if check in rulebook.apart else None
        checked = [ask(reading=each, goal=apart) for each in readings] if apart else found
    documents = [Document(loaded, assessment, rulebook) for assessment in found]
    rendered = _rendered(documents, form, reading == "all")
    if form is Format.TEXT:
        typer.echo(rendered, nl=False)
    else:
        for_machines(rendered)
    if check is not None:
        raise typer.Exit(GOAL_EXITS[all_of(assessment.result(check).status for assessment in checked)])


def _rendered(documents: list[Document], form: Format, every: bool) -> str:
    if form is Format.JSON:
        if not every:
            return json.render(documents[0])
        shapes = {document.assessment.reading: json.shape(document) for document in documents}
        return dumps({"format": 1, "readings": shapes}, indent=2, ensure_ascii=False) + "\n"
    if form is Format.MARKDOWN:
        from ..report import markdown

        return "\n".join(map(markdown.render, documents))
    if every:
        return compared.render(documents, width=columns(), colour=colour())
    return text.render(documents[0], width=columns(), colour=colour())
