"""The readings side by side: every open question, its possible answers, and who gives which."""

from collections.abc import Iterator

from ..citation import Citation
from ..rulebook.rulebook import Rulebook
from . import questions
from .page import Block, Heading, Page, Rows, Tree
from .shapes.lookup import ReadingsListShape


def page(rulebook: Rulebook) -> Page:
    """Each reading's title, then question by question the answers, with the readings that give them and why."""
    return Page("The readings", tuple(_blocks(rulebook)))


def _blocks(rulebook: Rulebook) -> Iterator[Block]:
    yield Heading("The readings", 1)
    yield Rows(tuple(_titles(rulebook).items()))
    of = ""
    for question in rulebook.questions.values():
        if question.of != of:
            of = question.of
            yield Heading(f"{rulebook.statute.act_form(of)} ({Citation.parse(of)})")
        yield Tree((questions.node(question, rulebook),))


def _titles(rulebook: Rulebook) -> dict[str, str]:
    return {
        reading.id: f"{reading.title}{f' (extends {reading.extends})' if reading.extends else ''}"
        for reading in rulebook.readings.values()
    }


def shape(rulebook: Rulebook) -> ReadingsListShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "rulebook": rulebook.version,
        "readings": _titles(rulebook),
        "questions": [questions.shape(each, rulebook) for each in rulebook.questions.values()],
    }
