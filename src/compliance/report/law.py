"""A provision: its versions, our paraphrase, its effect, the open questions about it and what the readings answer."""

from collections.abc import Iterator

from ..citation import Citation
from ..explanation.words import day
from ..law.statute import Level
from ..rulebook.rulebook import Rulebook
from . import questions
from .named import level_shape
from .page import Block, Gap, Heading, Line, Node, Note, Page, Tree, Words
from .shapes.lookup import LawShape


def identified(text: str, rulebook: Rulebook) -> str | None:
    """The identifier that a user means; nothing means the first section."""
    return rulebook.statute.identified(text) if text else next(iter(rulebook.statute.sections))


def page(identifier: str, rulebook: Rulebook) -> Page:
    """The provision, everything below it, and the questions asked of it."""
    return Page(rulebook.statute.act_form(identifier), tuple(_blocks(identifier, rulebook)))


def _blocks(identifier: str, rulebook: Rulebook) -> Iterator[Block]:
    file = rulebook.statute.section(identifier)
    yield Heading(f"{rulebook.statute.act_form(identifier)} ({Citation.parse(identifier)})", 1)
    yield Note(f"{file.act_name}. Enacted {day(file.enacted)}; text checked until {day(file.checked_until)}.")
    yield Note("Paraphrased in our own words; only terms of art are quoted. Sources:")
    yield Tree(tuple(Node(Words(source, "", source if " " not in source else "")) for source in file.sources))
    for name in _below(identifier, rulebook):
        yield from _provision(name, rulebook)


def _below(identifier: str, rulebook: Rulebook) -> list[str]:
    """The provision and all within it, in the order of the law."""
    names = rulebook.statute.versions
    return [name for name in names if name == identifier or name.startswith(f"{identifier}/")]


def _provision(identifier: str, rulebook: Rulebook) -> Iterator[Block]:
    for level in rulebook.statute.versions[identifier]:
        yield Gap()
        cited = f"{level.citation}  {rulebook.statute.act_form(identifier)}  {level.heading}"
        until = f" until {day(level.end_period)}" if level.end_period else ""
        yield Line(Words(cited, "strong"))
        for line in _lines(level, f"in force from {day(level.start_period)}{until}"):
            yield Line(line, 2)
    matter = rulebook.statute.versions[identifier][-1].matter
    used = _used(rulebook, matter) if matter else set()
    nodes: list[Node] = []
    for question in rulebook.questions.values():
        if question.id in used and question.of != identifier:
            nodes.append(Node(f"{question.id} bears on it too: {question.asks}"))
        if question.of == identifier:
            nodes.append(questions.node(question, rulebook))
    if nodes:
        yield Tree(tuple(nodes), 2)


def _lines(level: Level, force: str) -> Iterator[str]:
    yield f"{force}{'; ' + level.amended_by if level.amended_by else ''}"
    yield level.gist
    if level.standard:
        yield f"operative words: “{level.standard}”"
    if level.connective:
        yield f"joined by “{level.connective}”, as printed"
    if level.matter:
        yield f"judged on the matter: {level.matter}"
    if level.refers_to:
        yield f"refers to {level.refers_to}"
    if level.effect:
        yield f"effect: {level.effect.modal}: {level.effect.object}; {level.effect.duration}; upon {level.effect.act}"
        if level.effect.carve_outs:
            yield f"except {', '.join(str(Citation.parse(each)) for each in level.effect.carve_outs)}"
    yield from level.notes


def _used(rulebook: Rulebook, matter: str) -> set[str]:
    """The questions whose answers the tests of a matter refer to."""
    references = [each for rung in rulebook.ladders[matter].rung for each in rung.references()]
    return {name for each in rulebook.interpretations.values() for name in each.questions(references)}


def shape(identifier: str, rulebook: Rulebook) -> LawShape:
    """The same as plain values, for JSON."""
    names = _below(identifier, rulebook)
    return {
        "format": 2,
        "rulebook": rulebook.version,
        "provisions": [level_shape(level) for name in names for level in rulebook.statute.versions[name]],
        "questions": [questions.shape(each, rulebook) for each in rulebook.questions.values() if each.of in names],
    }
