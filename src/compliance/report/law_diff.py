"""What the law of one day has that the law of another has not: provisions, exceptions, measures and their reach."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..citation import Citation
from ..explanation.words import day
from ..law.measure import Measure
from ..law.statute import Level
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .named import level_shape
from .page import Block, Gap, Heading, Line, Node, Note, Page, Rows, Said, Tree, Words, plain
from .shapes.lookup import LawDiffShape


class Amended(NamedTuple):
    """A provision in the version of each day; None where it was no law."""

    earlier: Level | None
    later: Level | None


def differences(rulebook: Rulebook, first: date, second: date) -> Iterator[Amended]:
    """Every provision whose version differs."""
    for name in rulebook.statute.versions:
        pair = Amended(rulebook.statute.level(name, first), rulebook.statute.level(name, second))
        if pair.earlier != pair.later:
            yield pair


def page(rulebook: Rulebook, first: date, second: date, reading: str) -> Page:
    """What differs: provisions, measures, other authorities."""
    return Page(f"The law of {day(first)} and that of {day(second)}", tuple(_blocks(rulebook, first, second, reading)))


def _blocks(rulebook: Rulebook, first: date, second: date, reading: str) -> Iterator[Block]:
    yield Heading(f"The law of {day(first)} and that of {day(second)}", 1)
    yield Note("Paraphrased in our own words; only terms of art are quoted.")
    yield Rows((("reading", f"{reading} (for what is reached)"), ("rulebook", rulebook.version)))
    for warning in rulebook.warnings(second):
        yield Line(Words(f"Warning: {warning}.", "warning"))
    yield Heading("Provisions")
    amended = tuple(_amended(pair, rulebook) for pair in differences(rulebook, first, second))
    yield Tree(amended or (Node("No difference."),))
    yield Heading("Measures")
    measures = tuple(_measures(rulebook, first, second, rulebook.interpretations[reading]))
    yield Tree(measures or (Node("No difference."),))
    others = tuple(Node(line) for line in _authorities(rulebook, first, second))
    if others:
        yield Heading("Other authorities that this model knows")
        yield Tree(others)
    yield Gap()
    yield Note("Of the law that this model holds, and not of all that Congress did.")


def shape(rulebook: Rulebook, first: date, second: date, reading: str) -> LawDiffShape:
    """The same as plain values, for JSON; measures and authorities as the page says them."""
    return {
        "format": 2,
        "rulebook": rulebook.version,
        "earlier": first.isoformat(),
        "later": second.isoformat(),
        "provisions": [
            {
                "identifier": next(each.identifier for each in pair if each),
                "earlier": level_shape(pair.earlier) if pair.earlier else None,
                "later": level_shape(pair.later) if pair.later else None,
            }
            for pair in differences(rulebook, first, second)
        ],
        "measures": [
            plain(each.said) for each in _measures(rulebook, first, second, rulebook.interpretations[reading])
        ],
        "authorities": list(_authorities(rulebook, first, second)),
    }


def _amended(pair: Amended, rulebook: Rulebook) -> Node:
    level = pair.later or pair.earlier
    assert level is not None  # the two differ
    name = f"{Citation.parse(level.identifier)}  {rulebook.statute.act_form(level.identifier)}  {level.heading}"
    if pair.earlier is None:
        return Node(f"+ {name}: law since {day(level.start_period)}. {_by(level)}".rstrip(), (), (_gist(level),))
    if pair.later is None:
        until = day(level.end_period) if level.end_period else ""
        return Node(f"- {name}: no law since the day after {until}", (), (_gist(level),))
    rows: list[tuple[Said, Said]] = [("then", pair.earlier.gist), ("now", pair.later.gist)]
    old, new = _excepted(pair.earlier), _excepted(pair.later)
    if old != new:
        rows += [("excepted then", old), ("excepted now", new)]
    return Node(f"~ {name}: amended on {day(level.start_period)}. {_by(level)}".rstrip(), tuple(rows))


def _gist(level: Level) -> Node:
    return Node(Words(level.gist, "soft"))


def _by(level: Level) -> str:
    return f"{level.amended_by or level.enacted_by}.".removeprefix(".")


def _excepted(level: Level) -> str:
    carved = level.effect.carve_outs if level.effect else ()
    return ", ".join(str(Citation.parse(each)) for each in carved) or "nothing"


def _measures(rulebook: Rulebook, first: date, second: date, interpretation: Interpretation) -> Iterator[Node]:
    for measure in rulebook.measures.values():
        name, then, now = f"§ {measure.section}  {measure.title}", measure.in_force(first), measure.in_force(second)
        if now and not then:
            reach = Node(Words(_reach(measure, rulebook, interpretation, second), "soft"))
            yield Node(f"+ {name}: since {day(measure.since)}. {measure.enacted_by}.", (), (reach,))
        elif then and not now:
            until = day(measure.until) if measure.until else ""
            yield Node(f"- {name}: until {until}. {measure.ended_by}".rstrip())
        elif then:
            for change in measure.changed:
                if first < change.date <= second:
                    yield Node(f"~ {name}: {day(change.date)}, {change.by}: {change.what}")


def _reach(measure: Measure, rulebook: Rulebook, interpretation: Interpretation, on: date) -> str:
    """By which routes it is reached, of those that were law on the day."""
    found: dict[str, list[str]] = {}
    law = {each.id for each in rulebook.routes.values() if not each.under or rulebook.statute.level(each.under, on)}
    for name, rule in measure.reach.items():
        if name not in law:
            continue
        found.setdefault(rule.under(interpretation.choices).value, []).append(rulebook.routes[name].title)
    return "; ".join(f"{word}: {', '.join(titles)}" for word, titles in found.items())


def _authorities(rulebook: Rulebook, first: date, second: date) -> Iterator[str]:
    for each in rulebook.authorities.values():
        if each.since and first < each.since <= second:
            yield f"+ {each.title}: since {day(each.since)} ({each.cite})"
        if each.revoked and first < each.revoked <= second:
            yield f"- {each.title}: revoked on {day(each.revoked)} by {each.revoked_by} ({each.cite})"
        if each.runs_until and first <= each.runs_until < second:
            seen = "; that it was continued was not seen: unverified" if each.continued else ""
            yield f"- {each.title}: to {day(each.runs_until)}{seen} ({each.cite})"
