"""The measures that acts can name, one by one."""

from collections.abc import Iterator, Sequence

from ..explanation.words import day
from ..law.measure import Measure, ReachRule
from ..rulebook.rulebook import Rulebook
from .page import Block, Gap, Heading, Line, Page, Rows, Words
from .shapes.lookup import MeasuresShape


def matching(word: str, rulebook: Rulebook) -> list[Measure]:
    """The measures whose id, section or title holds the word; all of them without one."""
    wanted = word.casefold().removeprefix("§").strip()
    return [
        each
        for each in rulebook.measures.values()
        if any(wanted in text.casefold() for text in (each.id, each.section, each.title))
    ]


def page(measures: Sequence[Measure], rulebook: Rulebook) -> Page:
    """Each measure with its verb, its dates and, by each answer where one bears on it, the routes that reach it."""
    blocks = [block for measure in measures for block in _measure(measure, rulebook)]
    return Page("Measures", (Heading("Measures", 1), Gap(), *blocks))


def _measure(measure: Measure, rulebook: Rulebook) -> Iterator[Block]:
    until = f" until {day(measure.until)}" if measure.until else ""
    about = f"  § {measure.section}  {measure.title} ({measure.modal}), since {day(measure.since)}{until}"
    yield Line((Words(measure.id, "strong"), about))
    yield Line(measure.what, 2)
    yield Rows(tuple((rulebook.routes[name].title, _said(measure, name)) for name in rulebook.routes), 2)
    yield Gap()


def shape(measures: Sequence[Measure], rulebook: Rulebook) -> MeasuresShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "rulebook": rulebook.version,
        "measures": [
            {
                "id": each.id,
                "section": each.section,
                "title": each.title,
                "what": each.what,
                "modal": each.modal,
                "since": each.since.isoformat(),
                "until": each.until.isoformat() if each.until else None,
                "reached": {name: _said(each, name) for name in rulebook.routes},
            }
            for each in measures
        ],
    }


def _said(measure: Measure, route: str) -> str:
    said = list[str]()
    rule: ReachRule | None = measure.reach[route]
    while rule:
        by_answer = ", ".join(f"{answer} {reach.value}" for answer, reach in rule.answers.items())
        said.append(f"{rule.question}: {by_answer}" if rule.is_ is None else rule.is_.value)
        rule = rule.narrowed
    return "; narrowed by ".join(said)
