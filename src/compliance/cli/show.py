"""The commands that show what is there: cases, law, readings, schemas, a starter; and those that check it."""

import re
from datetime import date
from json import dumps
from typing import Annotated

import typer

from ..case.load import load_case
from ..files.resources import cases_folder, packaged_cases
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.acts import ID_PATTERN
from ..record.vocabulary import action_types, fields, matching
from ..report import law
from ..rulebook.rulebook import Rulebook
from .app import UNKNOWN, UNMET, refuse
from .options import RulesOption, day_of, rulebook_in
from .printing import Format, Pages, PagesOption, show
from .terminal import colour, columns, for_machines, one_line

SCHEMAS = (
    "case",
    "assessment",
    "section",
    "ladders",
    "questions",
    "reading",
    "goals",
    "measures",
    "authorities",
    "routes",
    "agenda",
)

commands = typer.Typer()
rules_app = typer.Typer(help="The rulebook.", no_args_is_help=True)
commands.add_typer(rules_app, name="rules")


@commands.command("check", hidden=True)
@commands.command("test", short_help="Run what cases expect")
def run_command(cases: Annotated[list[str], typer.Argument(metavar="CASE...")], rules: RulesOption = None) -> None:
    """Run what cases expect: exit 0 if all holds, 3 if something does not, 4 if a case expects nothing."""
    from ..testing import expectations

    rulebook, failed, untested = rulebook_in(rules), 0, 0
    problems: list[Problem] = []
    for name in cases:
        try:
            found = expectations(load_case(name), rulebook)
        except UnusableError as error:
            problems += [problem.within(name) for problem in error.problems]
            continue
        for line in found.differences:
            typer.echo(one_line(f"{name}: {line}"), err=True)
        failed += len(found.differences)
        held = f"{found.expected - len(found.differences)} of {found.expected} expectations hold"
        untested += not found.expected
        typer.echo(f"{name}: {held if found.expected else 'expects nothing: nothing was tested'}")
    if problems:
        refuse(problems)
    raise typer.Exit(UNMET if failed else UNKNOWN if untested else 0)  # what was not tested is no pass


@commands.command("cases", short_help="List the packaged cases")
def cases_command(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="A folder of them, such as answers or coverage.")
    ] = "",
) -> None:
    """List the packaged cases: those that stand by themselves, or those of a folder."""
    folders: dict[str, list[str]] = {}
    for name, path in packaged_cases().items():
        folders.setdefault(path.parent.name if path.parent != cases_folder() else "", []).append(name)
    if folder not in folders:
        hint = did_you_mean(folder, folders)
        raise typer.BadParameter(f"no folder `{folder[:40]}`{hint}; there are {', '.join(filter(None, folders))}")
    problems: list[Problem] = []
    for name in folders[folder]:
        try:
            case = load_case(name)
        except UnusableError as error:
            problems += error.problems
            continue
        kind = "hypothetical" if case.hypothetical else "record"
        typer.echo(f"{name:<32} {case.as_of}  {kind:<12}  {case.title}")
    for other in () if folder else filter(None, folders):
        typer.echo(f"{other + '/':<32} {len(folders[other])} more: `compliance cases {other}`")
    if problems:
        refuse(problems)


@commands.command("law", short_help="Show a provision or what changed")
def law_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PROVISION | QUESTION | diff DATE DATE",
            help='A section with its paragraphs ("401(a)"), a USLM path, a question (Q18), or `diff` and two days.',
        ),
    ] = None,
    reading: Annotated[str, typer.Option("--reading", metavar="NAME", help="For `diff`: what is reached.")] = "plain",
    rules: RulesOption = None,
) -> None:
    """Show a provision: its versions, what it asks, the open questions about it; or what changed between two days."""
    rulebook, said = rulebook_in(rules), words or []
    if said[:1] == ["diff"]:
        _diff(rulebook, said[1:], reading)
        return
    provision = " ".join(said)
    if provision.upper() in rulebook.questions:
        typer.echo(law.question(provision.upper(), rulebook, width=columns()), nl=False)
        return
    identifier = law.identified(provision, rulebook)
    if identifier is None:
        hint = did_you_mean(provision, rulebook.statute.versions)
        refuse([Problem(Code.UNKNOWN_PROVISION, f"`{provision[:80]}` is not in the rulebook{hint}")])
    typer.echo(law.render(identifier, rulebook, width=columns()), nl=False)


def _diff(rulebook: Rulebook, days: list[str], reading: str) -> None:
    from ..report import law_diff

    first, second = (day_of(each, "DATE") for each in days) if len(days) == 2 else (None, None)
    if first is None or second is None or first >= second:
        raise typer.BadParameter("expected two days, the earlier first: law diff 2018-06-12 2026-11-24")
    problems = rulebook.unknown_reading(reading)
    if problems:
        refuse(problems)
    typer.echo(law_diff.text(rulebook, first, second, reading, width=columns(), colour=colour()), nl=False)


@commands.command("readings", short_help="List the readings and their answers")
def readings_command(rules: RulesOption = None) -> None:
    """List the readings: what each answers to every open question, and why."""
    from ..report import readings

    typer.echo(readings.render(rulebook_in(rules), width=columns()), nl=False)


@commands.command("measures", short_help="List the measures that acts can name")
def measures_command(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A part of an id, a section or a title: 302A.")] = "",
    rules: RulesOption = None,
) -> None:
    """List the measures that acts can name: id, section, since when, what, its verb, and what reaches it."""
    from ..report import measures

    rulebook = rulebook_in(rules)
    found = measures.matching(word, rulebook)
    if not found:
        hint = did_you_mean(word, [*rulebook.measures, *(each.section for each in rulebook.measures.values())])
        refuse([Problem(Code.UNKNOWN_ID, f"no measure with `{word[:60]}`{hint}")])
    typer.echo(measures.render(found, rulebook, width=columns()), nl=False)


@commands.command("fields", short_help="List the fields that facts can state")
def fields_command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words of it, or a pattern: `captives.japan.*`.")
    ] = None,
) -> None:
    """List the fields that a fact can state: kind, direction of compliance, unit and meaning."""
    from ..report import vocabulary

    said = " ".join(words or ())
    found = [fields()[path] for _, path in matching(said)] if said else []
    found = found or vocabulary.fields_of(said)
    if not found:
        refuse([Problem(Code.UNKNOWN_FIELD, f"no field `{said[:80]}`{did_you_mean(said, fields())}")])
    for field in found:
        unit = f" of {field.unit}" if field.unit else ""
        typer.echo(f"{field.path}  [{field.kind}, {field.value}{unit}, {field.better} is better]  {field.meaning}")


@commands.command("actions", short_help="List the actions, or show one")
def actions_command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TYPE|WORDS", help="A type, for its keys; or words of it.")
    ] = None,
    form: PagesOption = Pages.TEXT,
    rules: RulesOption = None,
) -> None:
    """List the actions that a case can suppose, by condition; of one, its keys, an example and what it moves."""
    from ..report import vocabulary

    said = " ".join(words or ())
    kind = said.strip().replace("-", "_")
    if kind in action_types():
        show(vocabulary.action_page(kind, rulebook_in(rules)), Format(form))
        return
    found = vocabulary.actions_of(said)
    if not found:
        refuse([Problem(Code.UNKNOWN_ACTION, f"no action with `{said[:60]}`{did_you_mean(kind, action_types())}")])
    show(vocabulary.actions_page(found, rulebook_in(rules)), Format(form))


@commands.command("schema", short_help="Print the JSON Schema of a file")
def schema_command(name: Annotated[str, typer.Argument(metavar="NAME", help=", ".join(SCHEMAS))] = "case") -> None:
    """Print the JSON Schema of a case, of an assessment, or of a rule file."""
    from ..report.schema import schema

    if name not in SCHEMAS:
        raise typer.BadParameter(f"there are {', '.join(SCHEMAS)}{did_you_mean(name, SCHEMAS)}", param_hint="NAME")
    for_machines(dumps(schema(name), indent=2, ensure_ascii=False) + "\n")


@commands.command("new", short_help="Write a starter case")
def new_command(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the case: lower case, digits, hyphens.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Its day; today by default.")] = None,
) -> None:
    """Print a starter case that explains itself and evaluates: `compliance new my-case > my-case.json`."""
    from ..case.edit import starter

    if name in packaged_cases():
        raise typer.BadParameter("is the id of a packaged case", param_hint="ID")
    if not re.fullmatch(ID_PATTERN, name):
        raise typer.BadParameter("expected lower case letters, digits, dots and hyphens", param_hint="ID")
    versions = rulebook_in(None).statute.versions
    provision = next(name for name, levels in versions.items() if levels[-1].matter == "camp_conditions")
    for_machines(starter(name, day_of(as_of, "--as-of") or date.today(), provision))


@rules_app.command("check")
def rules_check_command(rules: RulesOption = None) -> None:
    """Check a rulebook: every problem, or what is in it."""
    rulebook = rulebook_in(rules)
    levels = sum(len(versions) for versions in rulebook.statute.versions.values())
    rungs = sum(len(ladder.rung) for ladder in rulebook.ladders.values())
    typer.echo(
        f"rulebook {rulebook.version}: {levels} levels, {len(rulebook.ladders)} ladders with {rungs} rungs, "
        f"{len(rulebook.questions)} questions, readings {', '.join(rulebook.readings)}"
    )
