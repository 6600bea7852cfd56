"""The measures that acts can name, for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from ..law.measure import Measure, ReachRule
from ..rulebook.rulebook import Rulebook
from .layout import at, printed, table


def matching(word: str, rulebook: Rulebook) -> list[Measure]:
    """The measures whose id, section or title holds the word; all of them without one."""
    wanted = word.casefold().removeprefix("§").strip()
    return [
        each
        for each in rulebook.measures.values()
        if any(wanted in text.casefold() for text in (each.id, each.section, each.title))
    ]


def render(measures: Sequence[Measure], rulebook: Rulebook, *, width: int = 80) -> str:
    """Each measure with its verb, its dates and, by each answer where one bears on it, the routes that reach it."""
    return printed((part for measure in measures for part in _measure(measure, rulebook)), width)


def _measure(measure: Measure, rulebook: Rulebook) -> Iterator[RenderableType]:
    until = f" until {measure.until}" if measure.until else ""
    yield Text(f"{measure.id}  § {measure.section}  {measure.title} ({measure.modal}), since {measure.since}{until}")
    yield at(2, Text(measure.what))
    yield table([(rulebook.routes[name].title, _said(measure, name)) for name in rulebook.routes], 2)
    yield Text()


def _said(measure: Measure, route: str) -> str:
    said = list[str]()
    rule: ReachRule | None = measure.reach[route]
    while rule:
        by_answer = ", ".join(f"{answer} {reach.value}" for answer, reach in rule.answers.items())
        said.append(f"{rule.question}: {by_answer}" if rule.is_ is None else rule.is_.value)
        rule = rule.narrowed
    return "; narrowed by ".join(said)
