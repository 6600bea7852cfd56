"""`compliance timeline` and `compliance relief`: what acts did on every day; what is lifted by which route."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ..consequence.course import Course
from ..consequence.support import Record
from ..files import Case
from ..judgement.finding import Assessment
from ..law.rulebook import Rulebook
from ..problem import Code, Problem, UnusableError
from ..status import Status
from .prepared import AnswerOption, answering, confirmed, prepared
from .shared import DIFFER, CaseArgument, RulesOption, app, colour, columns, day_of, refuse

MOST_DAYS = 36_525  # a hundred years


class Picture(StrEnum):
    """The formats of a timeline."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


ReadingOption = Annotated[
    str, typer.Option("--reading", metavar="NAME|FILE", help="How the law's open words are read.")
]


class _Asked(NamedTuple):
    """What both commands judge: a case by a reading of a rulebook, up to a day."""

    rulebook: Rulebook
    reading: str
    case: Case
    as_of: date


def _asked(rules: Path | None, case: str, reading: str, answer: list[str] | None, as_of: date | None) -> _Asked:
    if reading == "all":
        raise typer.BadParameter("one reading at a time", param_hint="--reading")
    rulebook, loaded, names = prepared(rules, case, reading)
    rulebook, names = answering(rulebook, names, answer or [])
    if not rulebook.routes:
        refuse([Problem(Code.MISSING_KEY, "these rules hold no routes: `routes.toml` and `measures.toml` are needed")])
    return _Asked(rulebook, names[0], loaded, as_of or loaded.as_of)


def _law_day(asked: _Asked) -> Callable[[date], date | None]:
    return lambda day: asked.case.law_day(day, asked.rulebook.enacted)


def _engines(found: set[str]) -> str:
    if found == {"specification", "durable_rules"}:
        return "specification and durable_rules, which agree"
    return "specification; the second engine, durable_rules, is not installed here" if found else "none was asked"


def _course(asked: _Asked) -> Course:
    record = Record(asked.rulebook, asked.reading, asked.case.facts, asked.case.actions)
    return Course(record, asked.case.acts, asked.as_of)


def _span(course: Course, first: date | None, last: date | None) -> tuple[date, date]:
    """The days to show, as asked for or as the case suggests."""
    begin, end = first or course.span[0], last or course.span[1]
    hint = "--from" if first else "--to"
    if begin > end:
        raise typer.BadParameter(f"the days would end on {end}, before they begin on {begin}", param_hint=hint)
    if (end - begin).days > MOST_DAYS:
        message = f"{(end - begin).days:,} days from {begin} to {end}; the most is {MOST_DAYS:,}"
        raise typer.BadParameter(message, param_hint=hint)
    return begin, end


@app.command("timeline")
def timeline_command(
    case: CaseArgument,
    form: Annotated[Picture, typer.Option("--format", help="How to print it.")] = Picture.TEXT,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day shown.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day shown.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="What was done and known by then.")
    ] = None,
    reading: ReadingOption = "plain",
    answer: AnswerOption = None,
    rules: RulesOption = None,
) -> None:
    """Show a case over time: each condition, what was in force, what acts did and could not do, the next deadlines."""
    from ..consequence.timeline import timeline
    from ..report import timeline as report

    begin, end = day_of(first, "--from"), day_of(last, "--to")
    asked = _asked(rules, case, reading, answer, day_of(as_of, "--as-of"))
    rulebook, loaded = asked.rulebook, asked.case
    engines: set[str] = set()

    def confirm(assessment: Assessment) -> Assessment:
        made = confirmed(assessment)
        engines.update(made.engines)
        return made

    course = _course(asked)
    begin, end = _span(course, begin, end)
    try:
        found = timeline(course, begin, end, _law_day(asked), confirm)
    except UnusableError as error:
        refuse([problem.within("standard input" if case == "-" else case) for problem in error.problems])
    shown = report.Shown(
        loaded.id, loaded.title, loaded.hypothetical, asked.reading, rulebook, _engines(engines),
        rulebook.warnings(asked.as_of), loaded.acts_search, found,
    )  # fmt: skip
    match form:
        case Picture.TEXT:
            typer.echo(report.text(shown, width=columns(), colour=colour()), nl=False)
        case Picture.JSON:
            from ..report import timeline_json

            typer.echo(timeline_json.render(shown), nl=False)
        case Picture.HTML:
            from ..report import timeline_html

            typer.echo(timeline_html.render(shown), nl=False)


class Sheet(StrEnum):
    """The formats of a relief map."""

    TEXT = "text"
    JSON = "json"


@app.command("relief")
def relief_command(
    case: CaseArgument,
    form: Annotated[Sheet, typer.Option("--format", help="How to print it.")] = Sheet.TEXT,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day; the case's by default.")
    ] = None,
    reading: ReadingOption = "plain",
    answer: AnswerOption = None,
    rules: RulesOption = None,
) -> None:
    """Show measure by route what is lifted, could be lifted, stays or is doubtful; and what a termination leaves."""
    from ..consequence.confirmed import confirmed as confirmed_map
    from ..consequence.relief import relief_map
    from ..consequence.timeline import told_of
    from ..judgement.durable import EnginesDifferError
    from ..judgement.evaluate import evaluate
    from ..report import relief as report

    asked = _asked(rules, case, reading, answer, day_of(as_of, "--as-of"))
    rulebook, loaded, day = asked.rulebook, asked.case, asked.as_of
    course = _course(asked)
    supported: dict[str, Status] = {}
    engines: set[str] = {"specification"}
    law_day = _law_day(asked)(day)
    if law_day or day >= rulebook.enacted:
        folded = loaded.folded(as_of=day)
        certified = course.docket.certified(day)
        try:
            found = evaluate(rulebook, folded, as_of=day, reading=asked.reading, law_as_of=law_day, certified=certified)
        except UnusableError as error:
            refuse([problem.within("standard input" if case == "-" else case) for problem in error.problems])
        made = confirmed(found)
        supported = {result.goal.name: result.finding.status for result in made.results}
        engines = set(made.engines)
    try:
        cells = confirmed_map(relief_map(course.docket, day, supported))
    except EnginesDifferError as error:
        for difference in error.differences:
            typer.echo(f"the engines differ: {difference}", err=True)
        raise typer.Exit(DIFFER) from error
    mapped = report.Mapped(
        loaded.id, loaded.title, loaded.hypothetical, day, asked.reading, rulebook, _engines(engines),
        rulebook.warnings(day), cells, course.docket, told_of(course.docket, course.supported), loaded.acts_search,
    )  # fmt: skip
    if form is Sheet.JSON:
        from ..report import relief_json

        typer.echo(relief_json.render(mapped), nl=False)
        return
    typer.echo(report.text(mapped, width=columns(), colour=colour()), nl=False)
