"""The rules in lines to hold beside the law: every number, date, grade and reach, and how they combine."""

import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from compliance.law.ladder import Group, Ladder, Test
from compliance.rulebook.rulebook import Rulebook

RULES = Path(__file__).parents[2] / "rules"


def ladders(rulebook: Rulebook) -> Iterator[str]:
    """Each matter, each degree, each condition."""
    for ladder in rulebook.ladders.values():
        yield from _ladder(ladder)


def _ladder(ladder: Ladder) -> Iterator[str]:
    yield ladder.matter
    for rung in ladder.rung:
        yield f"  {rung.degree}{f', and all of {rung.includes}' if rung.includes else ''}"
        yield from _group(rung, 2)
    yield ""


def _group(group: Group, depth: int) -> Iterator[str]:
    how = "all of" if group.all_ else "one of" if group.any_ else f"at least {group.at_least_of} of"
    condition = f", if {group.only_if}" if group.only_if else ""
    yield f"{'  ' * depth}{how}{condition}"
    for part in group.parts:
        if isinstance(part, Group):
            yield from _group(part, depth + 1)
        else:
            yield f"{'  ' * (depth + 1)}{_test(part)}"


def _test(test: Test) -> str:
    if test.is_ is not None:
        asked = f"is {'yes' if test.is_ else 'no'}"
    else:
        asked = f"{'>=' if test.at_least is not None else '<='} {test.constant}"
    parts = [f"{' + '.join(test.field)} {asked}"]
    told = {
        "of": " + ".join(test.share_of),
        "across": test.across,
        "grade": test.grade or "any",
        "window": test.window,
        "against": f"{' + '.join(test.net_of)} by {test.net}" if test.net_of else "",
        "known": " + ".join(test.net_of_known),
        "carried": test.carried,
        "search": test.search,
        "undone": test.undone,
        "practice": test.practice,
        "capped": test.capped,
        "empty": test.empty,
        "with": " + ".join(test.include),
        "classes": test.classes,
        "lapses": "yes" if test.relapses else "",
    }
    parts += [f"{name} {value}" for name, value in told.items() if value not in ("", None)]
    return "; ".join(parts)


def answers(rulebook: Rulebook) -> Iterator[str]:
    """Each question, each answer, what it sets; and which answer each reading gives."""
    for question in rulebook.questions.values():
        yield f"{question.id} {question.of}"
        for answer in question.answer:
            given = [name for name, reading in rulebook.readings.items() if _gives(reading, question.id, answer.id)]
            yield f"  {answer.id}{f' ({chr(44).join(sorted(given))})' if given else ''}"
            for kind, named in answer.sets:
                for name, value in named.items():
                    yield f"    {kind} {name} = {_plain(value)}"
        yield ""


def _gives(reading: Any, question: str, answer: str) -> bool:
    return any(choice.question == question and choice.answer == answer for choice in reading.choice)


def _plain(value: Any) -> str:
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return " ".join(map(_plain, value)) or "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)


def law(rulebook: Rulebook) -> Iterator[str]:
    """Each level of each section in each version: how it is joined, what it refers to, what it looks at, its effect."""
    for name, section in rulebook.statute.sections.items():
        yield f"{name}, {section.act} § {section.act_section}: enacted {section.enacted}, read {section.checked_until}"
    for versions in rulebook.statute.versions.values():
        for level in versions:
            until = f" to {level.end_period}" if level.end_period else ""
            yield f"{level.identifier} from {level.start_period}{until}: {level.kind}"
            for name in ("connective", "standard", "matter", "refers_to"):
                if getattr(level, name):
                    yield f"  {name} {getattr(level, name)}"
            if level.effect:
                for name, value in level.effect:
                    yield f"  effect, {name}: {_plain(value)}"


PROSE = frozenset({
    "because", "title", "what", "said", "passes", "note", "notes", "names", "cite", "cited", "gist", "sources",
    "enacted_by", "amended_by", "label", "about", "text", "heading", "way", "exit_by", "basis", "does", "words",
})  # fmt: skip


def acts(name: str) -> Iterator[str]:
    """What one of the files on acts says that is no prose: every number, date, answer and name, line by line."""
    yield from acts_said(tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8")))


def acts_said(raw: dict[str, Any]) -> Iterator[str]:
    """The same of what such a file says."""
    for kind, entries in raw.items():
        for entry in entries:
            yield f"{kind} {entry.get('id', '')}"
            yield from _flat(entry, "  ")


def _flat(entry: Any, lead: str) -> Iterator[str]:
    for key, value in entry.items():
        if key in PROSE or key == "id":
            continue
        if isinstance(value, dict) and all(
            not isinstance(each, dict | list) or name == "answers" for name, each in value.items()
        ):
            said = {name: each for name, each in value.items() if name not in PROSE}
            yield f"{lead}{key}: {'; '.join(f'{name} {_scalar(each)}' for name, each in said.items())}"
        elif isinstance(value, dict):
            yield f"{lead}{key}"
            yield from _flat(value, f"{lead}  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                yield f"{lead}{key}"
                yield from _flat(each, f"{lead}  ")
        else:
            yield f"{lead}{key} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_scalar(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_scalar, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(Fraction(value) if isinstance(value, float) else value)
