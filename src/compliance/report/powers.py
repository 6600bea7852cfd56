"""Who acts: the delegations that the rules and the case show, and whether each stands on the day of a relief map."""

from collections.abc import Iterator

from ..acts.legal_state import Given
from ..timeline.relief import ReliefMap
from .evidence import cited
from .page import Block, Heading, Line, Note
from .shapes.relief import DelegationShape


def who_acts(mapped: ReliefMap) -> Iterator[Block]:
    """Each route with the office in which the statute vests it; then each delegation, with what it says."""
    offices, vested = mapped.rulebook.offices, dict[str, list[str]]()
    for route in mapped.rulebook.routes.values():
        for name in route.power:
            vested.setdefault(offices[name].title, []).append(route.title)
    if vested:
        yield Heading("Who acts, by statute and by delegation")
    for title, routes in vested.items():
        yield Line(f"{title}, by statute: {'; '.join(routes)}")
    for each in mapped.legal.every_delegation():
        known = mapped.rulebook.delegations.get(each.id)
        of = ", ".join(map(cited, each.of))
        yield Line(
            f"{_title(each.to, mapped)}, by delegation of the {_title(each.by, mapped)}: {of}; {_stands(each, mapped)}"
        )
        if known:
            yield Note(f"{known.what} {' '.join(known.notes)}".rstrip(), 2)


def _title(office: str, mapped: ReliefMap) -> str:
    known = mapped.rulebook.offices.get(office)
    return known.title if known else office


def _stands(each: Given, mapped: ReliefMap) -> str:
    """From when to when, by what, and by what it was ended."""
    until = f" until {each.until}" if each.until else ""
    ended = f", ended by `{each.ended_by}`" if each.ended_by else ""
    yet = "" if each.since <= mapped.as_of else "not yet given on this day: "
    return f"{yet}since {each.since}{until}{ended} ({each.cite or f'`{each.id}`'})"


def shape(mapped: ReliefMap) -> list[DelegationShape]:
    """The delegations for JSON."""
    standing = {each.id for each in mapped.legal.delegations(mapped.as_of)}
    return [
        {
            "id": each.id,
            "by": _title(each.by, mapped),
            "to": _title(each.to, mapped),
            "of": list(each.of),
            "since": each.since.isoformat(),
            "until": each.until.isoformat() if each.until else None,
            "cite": each.cite,
            "stands": each.id in standing,
            "ended_by": each.ended_by or None,
        }
        for each in mapped.legal.every_delegation()
    ]
