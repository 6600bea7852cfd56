"""The readings side by side: every open question, its possible answers, and who gives which."""

import io

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..citation import Citation
from ..rulebook.rulebook import Rulebook


def render(rulebook: Rulebook, *, width: int = 80) -> str:
    """Each reading's title, then question by question the answers, with the readings that give them and why."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, emoji=False, highlight=False)
    for reading in rulebook.readings.values():
        extends = f" (extends {reading.extends})" if reading.extends else ""
        console.print(Text(f"{reading.id}: {reading.title}{extends}"))
    for question in rulebook.questions.values():
        console.print()
        console.print(Text(f"{question.id}  {Citation.parse(question.of)}  {question.asks}"))
        for answer in question.answer:
            gives = [
                name for name, used in rulebook.interpretations.items() if used.choices[question.id].answer == answer.id
            ]
            who = f" [{', '.join(gives)}]" if gives else ""
            console.print(Padding(Text(f"{answer.id}{who}"), (0, 0, 0, 2)))
            console.print(Padding(Text(answer.because), (0, 0, 0, 4)))
            for name in gives:
                chosen = rulebook.interpretations[name].choices[question.id].because
                console.print(Padding(Text(f"{name}: {chosen}"), (0, 0, 0, 4)))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
