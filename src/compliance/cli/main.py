"""The command line: print, exit, ask the clock, read the environment, and compose the rest."""

import os
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..amount import read_span
from ..files import Case, load_case, load_rules, packaged_cases
from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment
from ..law.rulebook import Rulebook
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.acts import ID_PATTERN
from ..report import json, text
from ..report.document import Document
from ..status import Status

UNUSABLE = 5
SCHEMAS = ("case", "assessment", "section", "ladders", "questions", "reading", "goals")
DIFFER = 6
GOAL_EXITS = {Status.MET: 0, Status.UNMET: 3, Status.UNKNOWN: 4}

app = typer.Typer(
    name="compliance",
    help="What must be true before U.S. sanctions on North Korea may be suspended or must terminate.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="The rulebook.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"


RulesOption = Annotated[Path | None, typer.Option("--rules", help="A folder of rules instead of the packaged one.")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="A path, a packaged id, or - for standard input.")]


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        typer.echo(str(problem), err=True)
    raise typer.Exit(UNUSABLE)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        span = read_span(text)
        if span.start == span.end:
            return span.start
    except ValueError:
        pass
    raise typer.BadParameter(f"expected a day such as 2018-08-01, found {text}", param_hint=option)


@app.command("evaluate")
def evaluate_command(
    case: CaseArgument,
    check: Annotated[
        str | None, typer.Option("--check", metavar="GOAL", help="Exit 0 if the goal is met, 3 if unmet, 4 if unknown.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the report.")] = Format.TEXT,
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
) -> None:
    """Judge a case under NKSPEA §§ 401-402, provision by provision, and say why."""
    day, law_day = _day(as_of, "--as-of"), _day(law_as_of, "--law-as-of")
    rulebook, loaded = _load(rules, case)
    if check is not None and check not in rulebook.goals:
        _refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{check}`; there are {', '.join(rulebook.goals)}")])
    when = day or loaded.as_of
    folded = loaded.folded(as_of=when, hindsight=hindsight, include_unverified=include_unverified)
    try:
        assessment = _confirmed(evaluate(rulebook, folded, as_of=when, law_as_of=law_day or loaded.law_as_of))
    except UnusableError as error:
        _refuse([problem.within(case) for problem in error.problems])
    _print(_document(loaded, assessment, rulebook), form)
    if check is not None:
        raise typer.Exit(GOAL_EXITS[assessment.result(check).status])


def _confirmed(assessment: Assessment) -> Assessment:
    """The assessment, after the second engine has agreed where there is one; a disagreement is never an answer."""
    from ..judgement import durable

    if not durable.is_available():
        return assessment
    try:
        return durable.confirmed(assessment)
    except durable.EnginesDifferError as error:
        for difference in error.differences:
            typer.echo(f"the engines differ: {difference}", err=True)
        raise typer.Exit(DIFFER) from error


def _load(rules: Path | None, case: str) -> tuple[Rulebook, Case]:
    """Both, with the problems of both."""
    problems: list[Problem] = []
    rulebook = loaded = None
    try:
        rulebook = load_rules(rules)
    except UnusableError as error:
        problems += error.problems
    try:
        loaded = load_case(case)
    except UnusableError as error:
        problems += error.problems
    if rulebook is None or loaded is None:
        _refuse(problems)
    return rulebook, loaded


def _document(case: Case, assessment: Assessment, rulebook: Rulebook) -> Document:
    return Document(case.id, case.title, case.about, case.hypothetical, case.sources, case.acts, assessment, rulebook)


def _print(document: Document, form: Format) -> None:
    if form is Format.JSON:
        typer.echo(json.render(document), nl=False)
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    typer.echo(text.render(document, width=_width(), colour=colour), nl=False)


def _width() -> int:
    """The terminal's columns, or `COLUMNS`; 80 where there is neither, never under 40."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return max(shutil.get_terminal_size((80, 24)).columns if known else 80, 40)


@app.command("check")
def check_command(cases: Annotated[list[str], typer.Argument(metavar="CASE...")], rules: RulesOption = None) -> None:
    """Run what cases expect: exit 0 if every expectation holds, 3 if one does not."""
    from .expectations import differences

    rulebook, failed = _rulebook(rules), 0
    for name in cases:
        try:
            found = differences(load_case(name), rulebook)
        except UnusableError as error:
            _refuse(error.problems)
        for line in found.differences:
            typer.echo(f"{name}: {line}", err=True)
        failed += len(found.differences)
        typer.echo(f"{name}: {found.expected - len(found.differences)} of {found.expected} expectations hold")
    raise typer.Exit(3 if failed else 0)


@app.command("cases")
def cases_command() -> None:
    """List the packaged cases."""
    problems: list[Problem] = []
    for name in packaged_cases():
        try:
            case = load_case(name)
        except UnusableError as error:
            problems += error.problems
            continue
        kind = "hypothetical" if case.hypothetical else "record"
        typer.echo(f"{name:<28} {case.as_of}  {kind:<12}  {case.title}")
    if problems:
        _refuse(problems)


@app.command("law")
def law_command(
    provision: Annotated[
        str, typer.Argument(metavar="PROVISION", help="A USLM path, or a section with its paragraphs.")
    ] = "",
    rules: RulesOption = None,
) -> None:
    """Show a provision: its versions, what it asks in our words, and the open questions about it."""
    from ..report import law

    rulebook = _rulebook(rules)
    identifier = law.identified(provision, rulebook)
    if identifier is None:
        hint = did_you_mean(provision, rulebook.statute.versions)
        _refuse([Problem(Code.UNKNOWN_PROVISION, f"`{provision[:80]}` is not in the rulebook{hint}")])
    typer.echo(law.render(identifier, rulebook, width=_width()), nl=False)


@app.command("schema")
def schema_command(name: Annotated[str, typer.Argument(metavar="NAME", help=", ".join(SCHEMAS))] = "case") -> None:
    """Print the JSON Schema of a case, of an assessment, or of a rule file."""
    from ..files.schema import schema

    if name not in SCHEMAS:
        raise typer.BadParameter(f"there are {', '.join(SCHEMAS)}{did_you_mean(name, SCHEMAS)}", param_hint="NAME")
    typer.echo(dumps(schema(name), indent=2, ensure_ascii=False))


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the case: lower case, digits, hyphens.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Its day; today by default.")] = None,
) -> None:
    """Print a starter case that explains itself and evaluates: `compliance new my-case > my-case.json`."""
    from ..files.starter import starter

    if not re.fullmatch(ID_PATTERN, name):
        raise typer.BadParameter(
            f"expected lower case letters, digits, dots and hyphens, found {name}", param_hint="ID"
        )
    typer.echo(starter(name, _day(as_of, "--as-of") or date.today()), nl=False)


@rules_app.command("check")
def rules_check_command(rules: RulesOption = None) -> None:
    """Check a rulebook: every problem, or what is in it."""
    rulebook = _rulebook(rules)
    levels = sum(len(versions) for versions in rulebook.statute.versions.values())
    rungs = sum(len(ladder.rung) for ladder in rulebook.ladders.values())
    typer.echo(
        f"rulebook {rulebook.version}: {levels} levels, {len(rulebook.ladders)} ladders with {rungs} rungs, "
        f"{len(rulebook.questions)} questions, readings {', '.join(rulebook.readings)}"
    )


def _rulebook(rules: Path | None) -> Rulebook:
    try:
        return load_rules(rules)
    except UnusableError as error:
        _refuse(error.problems)


def run() -> None:
    """The entry point: typer's, with output that any terminal can take."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
