"""`compliance record add`: ask for a fact or an action, and write it if the case then loads."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from ..case.edit import Section, inserted
from ..case.load import load_text
from ..case.model import Case
from ..files.resources import is_installed, packaged_cases
from ..files.save import must_be_writable, rewrite
from ..problem import UnusableError, did_you_mean
from ..record.evidence import Evidence, Provenance, Verification
from ..record.field import FieldKind
from ..record.vocabulary import action_types, fields, matching
from . import ask
from .app import refuse
from .options import opened

_NOT_ASKED = frozenset(Evidence.model_fields) | {"tells_of"}


class Added(NamedTuple):
    """What was asked for: an entry of which list, and the sources that it adds."""

    section: Section
    entry: dict[str, Any]
    sources: dict[str, dict[str, str]]


def add_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The case to add to: a path, or a packaged id.")],
) -> None:
    """Ask for a fact or an action, and put it in its place in the file; nothing is written that does not load."""
    path = packaged_cases().get(file) or Path(file)
    if file == "-":
        raise typer.BadParameter("is standard input: name a file", param_hint="FILE")
    if is_installed(path):
        message = f"`{file[:80]}` came with the installed package: name it as the `baseline` of a case of your own"
        raise typer.BadParameter(message, param_hint="FILE")
    case = opened(file)

    def changed(text: str) -> str:
        load_text(str(path), text)  # it may be another than the one that was asked about
        new = inserted(text, *added)
        load_text(str(path), new)
        return new

    try:
        must_be_writable(path)  # before anything is asked
        added = _asked(case)
        rewrite(path, changed)
    except UnusableError as error:
        refuse(error.problems)
    typer.echo(f"{path}: added to `{added.section}`")


def _asked(case: Case) -> Added:
    kind = ask.ask("fact or action", ask.one_of(("fact", "action"), "kind"), optional=False)
    section: Section = "facts" if kind == "fact" else "actions"
    entry = _fact() if kind == "fact" else _action()
    standing, sources = _standing(case, entry)
    stated = {key: value for key, value in (entry | standing).items() if value != ""}
    return Added(section, stated, sources)


def _fact() -> dict[str, Any]:
    """What a fact says of which field, and when."""
    path = ask.ask("field", _field, optional=False)
    field = fields()[matching(path)[0][1]]
    unit = f", {field.unit}" if field.unit else ""
    typer.echo(f"{field.title} ({field.kind}, {field.value}{unit}): {field.meaning}")
    question = "value (true, false, 12, 0.5, 1/3, 3-5, 3+, unknown or search)"
    said = ask.ask(question, lambda answer: ask.value_of(answer, field), optional=False)
    stated: dict[str, Any] = {"field": path, **said}
    if "basis" in said:
        stated["from"] = ask.ask("searched from (a day; empty: the beginning)", ask.day)
        stated["to"] = ask.ask("searched to (a day)", ask.day, optional=False)
    elif field.kind is FieldKind.FLOW:
        stated |= {name: ask.ask(f"{name} (a day)", ask.day, optional=False) for name in ("from", "to")}
    else:
        stated["date"] = ask.ask("date (a day, a month or a year)", ask.date, optional=False)
    return stated


def _field(answer: str) -> str:
    return answer if matching(answer) else ask.one_of(fields(), "field")(answer)


def _action() -> dict[str, Any]:
    """What was done, when, and the keys that its type has."""
    kind = ask.ask("type", ask.one_of(action_types(), "action"), optional=False)
    model = action_types()[kind]
    typer.echo(" ".join((model.__doc__ or "").split()))
    stated = {"id": ask.ask("id", optional=False), "type": kind, "date": ask.ask("date", ask.date, optional=False)}
    if "count" in model.model_fields:
        many = "count (12, 3-5 or 3+; empty: one)" if model.of_one else "count (12, 3-5 or 3+)"
        stated |= ask.ask(many, lambda answer: ask.bounds(answer, "count"), optional=model.of_one) or {}
    keys = model.model_json_schema()
    asked = (key for key in keys["properties"] if key not in {*stated, *_NOT_ASKED, "count", "low", "high"})
    return stated | {key: _key(key, keys["properties"][key], key in keys["required"]) for key in asked}


def _key(key: str, schema: Mapping[str, Any], required: bool) -> Any:
    """The answer for one key of an action, read by what the key takes."""
    ways = [schema, *schema.get("anyOf", ()), schema.get("items", {})]
    choices = next((way["enum"] for way in ways if "enum" in way), [way["const"] for way in ways if "const" in way])
    types = {way.get("type") for way in ways}
    hints = [", ".join(choices), "true or false" if "boolean" in types else ""]
    hints += ["several apart by commas" if "array" in types else "", "" if required else "optional"]
    question = f"{key} ({'; '.join(filter(None, hints))})" if any(hints) else key

    def read(answer: str) -> Any:
        if "array" in types:
            return [ask.one_of(choices, key)(word.strip()) for word in answer.split(",")]
        if choices:
            return ask.one_of(choices, key)(answer)
        if "boolean" in types:
            return ask.one_of(("true", "false"), key)(answer) == "true"
        return ask.number(answer) if "number" in types else answer

    return ask.ask(question, read, optional=not required)


def _standing(case: Case, entry: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Who stands behind it and where it is published; a search has no day of publication and no grade."""
    grades, sure = [each.value for each in Verification], ["high", "medium", "low"]
    graded: dict[str, Any] = {}
    if "basis" not in entry:
        graded["published"] = ask.ask("published (a day)", ask.day)
        graded["verification"] = ask.ask(f"verification ({', '.join(grades)})", ask.one_of(grades, "grade"))
        graded["verifier"] = ask.ask("verifier")
    cited, new = _sources(case)
    ways = [each.value for each in Provenance]
    confidence = ask.ask(f"confidence ({', '.join(sure)})", ask.one_of(sure, "confidence"))
    provenance = ask.ask(f"provenance ({', '.join(ways)}; empty: seen)", ask.one_of(ways, "provenance"))
    note = ask.ask("note (what was searched)" if "basis" in entry else "note", optional="basis" not in entry)
    return graded | {
        "confidence": confidence,
        "provenance": "" if provenance == "seen" else provenance,
        "sources": cited or "",
        "note": note,
    }, new


def _sources(case: Case) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The ids cited, and those among them that are new, with what is said of them."""
    while True:
        answer = ask.ask("sources (ids apart by commas; one that is new is asked about)")
        cited = list(dict.fromkeys(filter(None, (key.strip() for key in answer.split(",")))))
        doubtful = [key for key in cited if key not in case.sources]
        if all(_is_new(key, case) for key in doubtful):
            return cited, {key: _source(key) for key in doubtful}


def _is_new(key: str, case: Case) -> bool:
    hint = did_you_mean(key, case.sources)
    return not hint or typer.confirm(f"there is no source `{key}`{hint} Is it a new one?")


def _source(key: str) -> dict[str, str]:
    typer.echo(f"a new source, `{key}`:")
    stated = {"title": ask.ask("  title", optional=False)}
    stated |= {name: ask.ask(f"  {name}") for name in ("publisher", "date", "href")}
    stated["speaks_for"] = ask.ask("  government whose own word it is (empty: none)")
    return {name: said for name, said in stated.items() if said}
