"""The commands that look something up: law, readings, measures, fields, actions, schemas."""

import re
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from ..problem import Code, Problem, did_you_mean
from ..record.vocabulary import action_types, fields, matching
from ..rulebook.rulebook import Rulebook
from . import completion
from .app import refuse
from .options import RulesOption, day_of, rulebook_in
from .printing import Format, FormatOption, OutputOption, give, send

commands = typer.Typer(rich_markup_mode=None)

SCHEMAS = (
    *(
        "case",
        "sweep-file",
        "assessment",
        "readings",
        "explanation",
        "missing",
        "settling",
        "comparison",
        "plan",
        "under-answers",
        "fragility",
        "timeline",
        "relief",
    ),
    *("history", "bibliography", "entries", "agenda-report", "crosswalk"),
    *("cases", "law", "law-diff", "question", "readings-list", "measures-list", "fields", "actions", "verified"),
    "sweep",
    *(
        "section",
        "ladders",
        "questions",
        "reading",
        "goals",
        "measures",
        "authorities",
        "routes",
        "properties",
        "agenda",
    ),
)


@commands.command("law", short_help="Show a provision or what changed", epilog="Example: compliance law 401a6")
def law_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PROVISION | QUESTION | diff DATE DATE",
            autocompletion=completion.provisions_and_questions,
            help='A section with its paragraphs ("401(a)"), a USLM path, a question (Q18), or `diff` and two days.',
        ),
    ] = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    reading: Annotated[
        str,
        typer.Option(
            "--reading", metavar="NAME", autocompletion=completion.readings, help="For `diff`: what is reached."
        ),
    ] = "plain",
    rules: RulesOption = None,
) -> None:
    """Show a provision: its versions, what it asks, the open questions about it; or what changed between two days."""
    from ..report import law, measures, questions

    rulebook, said = rulebook_in(rules), words or []
    if said[:1] == ["diff"]:
        _diff(rulebook, said[1:], reading, form, output)
        return
    provision = " ".join(said)
    asked = rulebook.questions.get(provision.upper())
    if asked is not None:
        give(form, output, lambda: questions.page(asked.id, rulebook), lambda: questions.shape(asked, rulebook))
        return
    identifier = law.identified(provision, rulebook)
    if identifier is None:
        section = re.match(r"\D*([0-9]+[A-Z]?)", provision)
        hint = did_you_mean(provision, rulebook.statute.versions)
        if not hint and section and measures.matching(section[1], rulebook):
            hint = f"; `compliance measures {section[1]}` lists the measures of § {section[1]}"
        refuse([Problem(Code.UNKNOWN_PROVISION, f"`{provision[:80]}` is not in the rulebook{hint}")])
    give(form, output, lambda: law.page(identifier, rulebook), lambda: law.shape(identifier, rulebook), paged=True)


def _diff(rulebook: Rulebook, days: list[str], reading: str, form: Format, output: Path | None) -> None:
    from ..report import law_diff

    first, second = (day_of(each, "DATE") for each in days) if len(days) == 2 else (None, None)
    if first is None or second is None or first >= second:
        raise typer.BadParameter("expected two days, the earlier first: law diff 2018-06-12 2026-11-24")
    problems = rulebook.unknown_reading(reading)
    if problems:
        refuse(problems)
    asked = (rulebook, first, second, reading)
    give(form, output, lambda: law_diff.page(*asked), lambda: law_diff.shape(*asked), paged=True)


@commands.command(
    "measures", short_help="List the measures that acts can name", epilog="Example: compliance measures 104"
)
def measures_command(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A part of an id, a section or a title: 302A.")] = "",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """List the measures that acts can name: id, section, since when, what, its verb, and what reaches it."""
    from ..report import measures

    rulebook = rulebook_in(rules)
    found = measures.matching(word, rulebook)
    if not found:
        hint = did_you_mean(word, [*rulebook.measures, *(each.section for each in rulebook.measures.values())])
        refuse([Problem(Code.UNKNOWN_ID, f"no measure with `{word[:60]}`{hint}")])
    give(form, output, lambda: measures.page(found, rulebook), lambda: measures.shape(found, rulebook), paged=True)


@commands.command(
    "fields", short_help="List the fields that facts can state", epilog="Example: compliance fields prison camp"
)
def fields_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            autocompletion=completion.field_names,
            help="Words of it, or a pattern: `captives.japan.*`.",
        ),
    ] = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """List the fields that a fact can state: kind, direction of compliance, unit and meaning."""
    from ..report import vocabulary

    said = " ".join(words or ())
    found = [fields()[path] for _, path in matching(said)] if said else []
    found = found or vocabulary.fields_of(said)
    if not found:
        refuse([Problem(Code.UNKNOWN_FIELD, f"no field `{said[:80]}`{did_you_mean(said, fields())}")])
    give(form, output, lambda: vocabulary.fields_page(found), lambda: vocabulary.fields_shape(found), paged=True)


@commands.command(
    "actions", short_help="List the actions, or show one", epilog="Example: compliance actions release_prisoners"
)
def actions_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TYPE|WORDS", autocompletion=completion.action_names, help="A type, for its keys; or words of it."
        ),
    ] = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """List the actions that a case can suppose, by condition; of one, its keys, an example and what it moves."""
    from ..report import vocabulary

    said = " ".join(words or ())
    kind = said.strip().replace("-", "_")
    found, rulebook = [kind] if kind in action_types() else vocabulary.actions_of(said), rulebook_in(rules)
    if not found:
        refuse([Problem(Code.UNKNOWN_ACTION, f"no action with `{said[:60]}`{did_you_mean(kind, action_types())}")])
    one = kind in action_types()
    give(
        form,
        output,
        lambda: vocabulary.action_page(kind, rulebook) if one else vocabulary.actions_page(found, rulebook),
        lambda: vocabulary.actions_shape(found, rulebook),
    )


@commands.command("schema", short_help="Print the JSON Schema of a file", epilog="Example: compliance schema case")
def schema_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help=", ".join(SCHEMAS))] = "case",
    output: OutputOption = None,
) -> None:
    """Print the JSON Schema of a case, of a rule file, or of what a command prints as JSON."""
    from ..report.schema import schema

    if name not in SCHEMAS:
        raise typer.BadParameter(f"there are {', '.join(SCHEMAS)}{did_you_mean(name, SCHEMAS)}", param_hint="NAME")
    send(dumps(schema(name), indent=2, ensure_ascii=False) + "\n", output)
