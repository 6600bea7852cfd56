"""What the law of one day has that the law of another has not: provisions, exceptions, measures and their reach."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from ..citation import Citation
from ..explanation.words import day
from ..law.measure import Measure
from ..law.statute import Level
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .layout import at, printed, section, table


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


def text(rulebook: Rulebook, first: date, second: date, reading: str, *, width: int = 80, colour: bool = False) -> str:
    """The differences as text of at most `width` columns."""
    return printed(_parts(rulebook, first, second, reading), width, colour)


def _parts(rulebook: Rulebook, first: date, second: date, reading: str) -> Iterator[RenderableType]:
    yield Text(f"The law of {day(first)} and that of {day(second)}", style="bold")
    yield Text("Paraphrased in our own words; only terms of art are quoted.", style="italic")
    yield table([("reading", f"{reading} (for what is reached)"), ("rulebook", rulebook.version)])
    for warning in rulebook.warnings(second):
        yield Text(f"Warning: {warning}.", style="yellow")
    yield from section("Provisions")
    amended = list(differences(rulebook, first, second))
    for pair in amended:
        yield from _amended(pair, rulebook)
    if not amended:
        yield Text("No difference.")
    yield from section("Measures")
    measures = list(_measures(rulebook, first, second, rulebook.interpretations[reading]))
    yield from measures or [Text("No difference.")]
    others = list(_authorities(rulebook, first, second))
    if others:
        yield from section("Other authorities that this model knows")
        yield from others
    yield Text()
    yield Text("Of the law that this model holds, and not of all that Congress did.", style="italic")


def _amended(pair: Amended, rulebook: Rulebook) -> Iterator[RenderableType]:
    level = pair.later or pair.earlier
    assert level is not None  # the two differ
    name = f"{Citation.parse(level.identifier)}  {rulebook.statute.act_form(level.identifier)}  {level.heading}"
    if pair.earlier is None:
        yield Text(f"+ {name}: law since {level.start_period}. {_by(level)}".rstrip())
    elif pair.later is None:
        yield Text(f"- {name}: no law since the day after {level.end_period}")
    else:
        yield Text(f"~ {name}: amended on {level.start_period}. {_by(level)}".rstrip())
        rows = [("then", pair.earlier.gist), ("now", pair.later.gist)]
        old, new = _excepted(pair.earlier), _excepted(pair.later)
        if old != new:
            rows += [("excepted then", old), ("excepted now", new)]
        yield table(rows, 2)
        return
    yield at(2, Text(level.gist, style="dim"))


def _by(level: Level) -> str:
    return f"{level.amended_by or level.enacted_by}.".removeprefix(".")


def _excepted(level: Level) -> str:
    carved = level.effect.carve_outs if level.effect else ()
    return ", ".join(str(Citation.parse(each)) for each in carved) or "nothing"


def _measures(
    rulebook: Rulebook, first: date, second: date, interpretation: Interpretation
) -> Iterator[RenderableType]:
    for measure in rulebook.measures.values():
        then, now = measure.in_force(first), measure.in_force(second)
        if now and not then:
            yield Text(f"+ § {measure.section}  {measure.title}: since {measure.since}. {measure.enacted_by}.")
            yield at(2, Text(_reach(measure, rulebook, interpretation, second), style="dim"))
        elif then and not now:
            yield Text(f"- § {measure.section}  {measure.title}: until {measure.until}. {measure.ended_by}".rstrip())
        elif then:
            for change in measure.changed:
                if first < change.date <= second:
                    yield Text(f"~ § {measure.section}  {measure.title}: {change.date}, {change.by}: {change.what}")


def _reach(measure: Measure, rulebook: Rulebook, interpretation: Interpretation, on: date) -> str:
    """By which routes it is reached, of those that were law on the day."""
    found: dict[str, list[str]] = {}
    law = {each.id for each in rulebook.routes.values() if not each.under or rulebook.statute.level(each.under, on)}
    for name, rule in measure.reach.items():
        if name not in law:
            continue
        found.setdefault(rule.under(interpretation.choices).value, []).append(rulebook.routes[name].title)
    return "; ".join(f"{word}: {', '.join(titles)}" for word, titles in found.items())


def _authorities(rulebook: Rulebook, first: date, second: date) -> Iterator[RenderableType]:
    for each in rulebook.authorities.values():
        if each.since and first < each.since <= second:
            yield Text(f"+ {each.title}: since {each.since} ({each.cite})")
        if each.revoked and first < each.revoked <= second:
            yield Text(f"- {each.title}: revoked on {each.revoked} by {each.revoked_by} ({each.cite})")
        if each.runs_until and first <= each.runs_until < second:
            seen = "; that it was continued was not seen: unverified" if each.continued else ""
            yield Text(f"- {each.title}: to {each.runs_until}{seen} ({each.cite})")
