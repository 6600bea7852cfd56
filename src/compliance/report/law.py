"""A provision for the terminal: versions, paraphrase, effect, what the readings answer."""

import io
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..citation import Citation
from ..law.question import Question
from ..law.statute import Level
from ..rulebook.rulebook import Rulebook
from .layout import printed


def identified(text: str, rulebook: Rulebook) -> str | None:
    """The identifier that a user means; nothing means the first section."""
    return rulebook.statute.identified(text) if text else next(iter(rulebook.statute.sections))


def render(identifier: str, rulebook: Rulebook, *, width: int = 80) -> str:
    """The provision, everything below it, and the questions asked of it."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, emoji=False, highlight=False)
    file = rulebook.statute.section(identifier)
    console.print(Text(f"{file.act_name}. Enacted {file.enacted}; text checked until {file.checked_until}."))
    console.print(Text("Paraphrased in our own words; only terms of art are quoted. Sources:"))
    for source in file.sources:
        console.print(Padding(Text(source), (0, 0, 0, 2)))
    for name in rulebook.statute.versions:
        if name == identifier or name.startswith(f"{identifier}/"):
            for part in _level(name, rulebook):
                console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _level(identifier: str, rulebook: Rulebook) -> Iterator[Text | Padding]:
    for level in rulebook.statute.versions[identifier]:
        yield Text()
        until = f" until {level.end_period}" if level.end_period else ""
        yield Text(f"{level.citation}  {rulebook.statute.act_form(identifier)}  {level.heading}")
        for line in _lines(level, f"in force from {level.start_period}{until}"):
            yield Padding(Text(line), (0, 0, 0, 2))
    matter = rulebook.statute.versions[identifier][-1].matter
    used = _used(rulebook, matter) if matter else set()
    for question in rulebook.questions.values():
        if question.id in used and question.of != identifier:
            yield Padding(Text(f"{question.id} bears on it too: {question.asks}"), (0, 0, 0, 2))
        if question.of == identifier:
            for line, indent in _question(question, rulebook):
                yield Padding(Text(line), (0, 0, 0, 2 + indent))


def question(name: str, rulebook: Rulebook, *, width: int = 80) -> str:
    """An open question: of which provision, what it asks, what can be answered and which reading answers so."""
    asked = rulebook.questions[name]
    parts = [Text(f"of {rulebook.statute.act_form(asked.of)} ({Citation.parse(asked.of)})")]
    parts += [Text(" " * indent + line) for line, indent in _question(asked, rulebook)]
    return printed(parts, width)


def _question(asked: Question, rulebook: Rulebook) -> Iterator[tuple[str, int]]:
    """The lines of a question, each with its indent."""
    yield f"{asked.id}: {asked.asks}", 0
    for answer in asked.answer:
        chosen = [name for name, used in rulebook.interpretations.items() if used.choices[asked.id].answer == answer.id]
        reading = f" [{', '.join(chosen)}]" if chosen else ""
        yield f"{answer.id}{reading}: {answer.because}", 2


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
