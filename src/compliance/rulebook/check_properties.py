"""Check what is stated of the rules: that it speaks of provisions, readings and answers that there are."""

from collections.abc import Iterator, Mapping

from ..law.property import Property, atoms
from ..problem import Code, Problem, did_you_mean
from .rulebook import Rulebook


def property_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Every name in the properties that names nothing."""
    for each in rulebook.properties.values():
        for atom in atoms(each.statement):
            yield from _provision_problems(rulebook, atom.provision, each.id)
        for name in each.readings:
            yield from _unknown(Code.UNKNOWN_READING, "reading", name, rulebook.readings, each.id)
        yield from _where_problems(rulebook, each)
    for name in rulebook.strictest_first:
        yield from _unknown(Code.UNKNOWN_READING, "reading", name, rulebook.readings, "strictest_first")
    for excepted in rulebook.excepted:
        place = f"excepted {excepted.provision}"
        for name in (excepted.stricter, excepted.laxer):
            yield from _unknown(Code.UNKNOWN_READING, "reading", name, rulebook.readings, place)
        yield from _provision_problems(rulebook, excepted.provision, place)


def _provision_problems(rulebook: Rulebook, cited: str, place: str) -> Iterator[Problem]:
    for name in cited.split(">"):
        if rulebook.statute.identified(name) is None:
            message = f"unknown provision `{name[:60]}`{did_you_mean(name, rulebook.statute.versions)}"
            yield Problem(Code.UNKNOWN_PROVISION, message, place=place)


def _where_problems(rulebook: Rulebook, of: Property) -> Iterator[Problem]:
    for name, answer in of.where.items():
        question = rulebook.questions.get(name)
        if question is None:
            yield from _unknown(Code.UNKNOWN_QUESTION, "question", name, rulebook.questions, of.id)
        else:
            known = {each.id: each for each in question.answer}
            yield from _unknown(Code.UNKNOWN_ID, f"answer to {name}", answer, known, of.id)


def _unknown(code: Code, what: str, name: str, known: Mapping[str, object], place: str) -> Iterator[Problem]:
    if name not in known:
        yield Problem(code, f"unknown {what} `{name[:60]}`{did_you_mean(name, known)}", place=place)
