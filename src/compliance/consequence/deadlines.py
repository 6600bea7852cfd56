"""What comes next by the calendar: the last days on which something can still be done, and what ends by itself."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .docket import Docket
from .effect import run_of
from .term import NEVER, next_day


class Deadline(NamedTuple):
    """A day, what it is the last or first day of, under which provision, for which measures."""

    day: date
    what: str
    provision: str
    measures: tuple[str, ...] = ()


def deadlines(docket: Docket, as_of: date) -> tuple[Deadline, ...]:
    """The days from `as_of` on, earliest first; and earlier ones of which it was not seen what came of them."""
    found = [*_running(docket, as_of), *_ending(docket, as_of), *_authorities(docket, as_of)]
    return tuple(sorted(found))


def _running(docket: Docket, as_of: date) -> Iterator[Deadline]:
    """For every order that runs: the last day on which to renew it, and the day after its last one."""
    together: dict[tuple[date, str, str], list[str]] = {}
    law = {each.id for each in docket.law(as_of)}
    for key in docket.periods:
        if key.measure in law and (run := run_of(docket, key, as_of)) and run[1] != NEVER:
            together.setdefault((run[1], key.route, key.target), []).append(key.measure)
    for (last, name, target), measures in together.items():
        route, whom = docket.rulebook.routes[name], f" for {target}" if target else ""
        if route.renewed_under:
            certify = "to certify and order" if route.renewal_certified else "to order"
            what = f"last day {certify} a renewal of the {route.title}{whom}"
            yield Deadline(last, what, route.renewed_under, tuple(measures))
        ends = "lapses, and the duty revives" if route.does == "suspends" else "ends"
        yield Deadline(next_day(last), f"the {route.title}{whom} {ends}", route.under, tuple(measures))


def _ending(docket: Docket, as_of: date) -> Iterator[Deadline]:
    for measure, endings in docket.endings.items():
        for each in endings:
            if each.day > as_of:
                route = docket.rulebook.routes[each.route]
                yield Deadline(each.day, f"`{each.act}` takes effect: {route.title}", route.under, (measure,))


def _authorities(docket: Docket, as_of: date) -> Iterator[Deadline]:
    """Authorities that end by themselves; of those that can be continued, whether that was seen."""
    for each in docket.rulebook.authorities.values():
        if each.runs_until is None or each.id in docket.authorities:
            continue
        if each.runs_until >= as_of:
            what = "runs out unless it is continued" if each.continued else "ends by itself"
            yield Deadline(each.runs_until, f"{each.title} {what}", each.cite)
        elif each.continued:
            what = "was to run out on this day; whether it was continued was not seen: unverified"
            yield Deadline(each.runs_until, f"{each.title} {what}", each.cite)
