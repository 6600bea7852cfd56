"""How firmly a verdict stands: what would turn it."""

from collections.abc import Iterator, Sequence

from ..explanation.fragility import MOST_YEARS, Fragility, Turned, Withdrawn
from ..explanation.words import amount, count, day
from ..judgement.finding import OUTCOME
from ..record.vocabulary import fields
from .document import short_notice
from .json import head_shape
from .page import Block, Gap, Heading, Line, Note, Page, Rows, Said
from .shapes.explanation import FragilityShape, TurnedShape

_SHOWN = 12  # of a kind; JSON lists all


def page(found: Fragility) -> Page:
    """What turns it, kind by kind."""
    return Page(f"What {found.goal} rests on", tuple(_blocks(found)))


def _blocks(found: Fragility) -> Iterator[Block]:
    yield Heading(f"What the verdict on {found.goal} rests on: {OUTCOME[found.status]}", 1)
    title = " ".join(found.case.title.split())
    yield Note(f"{title} · {day(found.as_of)} · {found.interpretation.name} reading")
    called = found.labels.__getitem__
    alone = [each for each in found.withdrawn if len(each.names) == 1]
    together = [each for each in found.withdrawn if len(each.names) > 1]
    yield from _section(
        "Withdrawn, an entry would turn", [(called(each.names[0]), _said(each.turned)) for each in alone]
    )
    if together:
        yield from _section(
            "Withdrawn together", [(" and ".join(map(called, each.names)), _said(each.turned)) for each in together]
        )
    if not found.pairs_tried:
        yield Line("No entry alone turns the goal; pairs are too many to try them all.", 2)
    yield from _section("Without what a source alone vouches for", _names(found.sources))
    yield from _section(
        "At no more than a lower grade",
        [(f"{called(each.name)}: {each.grade}", _said(each.turned)) for each in found.weakened],
    )
    yield from _section(
        "At another number",
        [
            (
                f"{called(each.name)}: {amount(fields()[each.field], each.stated)}, turns at {count(each.turns_at)}",
                _said(each.turned),
            )
            for each in found.moved
        ],
    )
    yield from _section(
        f"By itself, if nothing more is done or known in {MOST_YEARS} years",
        [(f"on {day(each.day)}", _said((each.turned,))) for each in found.passed],
    )
    yield Gap()
    yield Note(short_notice(found.case))


def _names(found: Sequence[Withdrawn]) -> list[tuple[Said, Said]]:
    return [(each.names[0], _said(each.turned)) for each in found]


def _section(heading: str, rows: Sequence[tuple[Said, Said]]) -> Iterator[Block]:
    yield Heading(heading)
    if not rows:
        yield Line("Nothing.", 2)
        return
    yield Rows(tuple(rows[:_SHOWN]), 2)
    if len(rows) > _SHOWN:
        yield Line(f"and {len(rows) - _SHOWN} more: --format json lists all", 2)


def _said(turned: Sequence[Turned]) -> str:
    return "; ".join(f"{each.provision} {each.now} → {each.then}" for each in turned)


def shape(found: Fragility, rulebook: str) -> FragilityShape:
    """The same as plain values, for JSON: all of it; `rulebook` is the version of the rules."""
    return {
        **head_shape(found.case, found.as_of, found.interpretation.name, rulebook),
        "goal": found.goal,
        "status": found.status.value,
        "withdrawn": [{"names": list(each.names), "turned": _turned(each.turned)} for each in found.withdrawn],
        "sources": [{"names": list(each.names), "turned": _turned(each.turned)} for each in found.sources],
        "weakened": [
            {"name": each.name, "grade": each.grade.value, "turned": _turned(each.turned)} for each in found.weakened
        ],
        "moved": [
            {
                "name": each.name,
                "field": each.field,
                "stated": int(each.stated),
                "turns_at": each.turns_at,
                "turned": _turned(each.turned),
            }
            for each in found.moved
        ],
        "passed": [{"day": each.day.isoformat(), "turned": _turned((each.turned,))[0]} for each in found.passed],
        "pairs_tried": found.pairs_tried,
    }


def _turned(turned: Sequence[Turned]) -> list[TurnedShape]:
    return [{"provision": each.provision, "now": each.now.value, "then": each.then.value} for each in turned]
