"""What comes next by the calendar: the last days on which something can still be done, and what ends by itself."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..days import NEVER, next_day
from .checks import lasts_until
from .effect import run_of
from .legal_state import LegalState
from .orders import has_a_clock, term_of


class Deadline(NamedTuple):
    """A day, what it is the last or first day of, under which provision, for which measures."""

    day: date
    what: str
    provision: str
    measures: tuple[str, ...] = ()


def deadlines(docket: LegalState, as_of: date) -> tuple[Deadline, ...]:
    """The days from `as_of` on, earliest first; and earlier ones of which it was not seen what came of them."""
    found = [
        *_running(docket, as_of),
        *_extensions(docket, as_of),
        *_ending(docket, as_of),
        *_authorities(docket, as_of),
    ]
    return tuple(sorted(found))


def _running(docket: LegalState, as_of: date) -> Iterator[Deadline]:
    """For every order that runs: the last day on which to renew it, and the day after its last one."""
    together: dict[tuple[date, str, str, str], list[str]] = {}
    law = {each.id for each in docket.law(as_of)}
    for key in docket.periods:
        if key.measure in law and (run := run_of(docket, key, as_of)) and run[1] != NEVER:
            final = docket.covering(key, run[1])
            revoked = final.revoked_by if final else ""
            together.setdefault((run[1], key.route, key.target, revoked), []).append(key.measure)
    for (last, name, target, revoked), measures in together.items():
        route, whom = docket.rulebook.routes[name], f" for {target}" if target else ""
        if revoked:
            what = f"the {route.title}{whom} ends, revoked by `{revoked}`"
            yield Deadline(next_day(last), what, route.under, tuple(measures))
            continue
        if route.renewed_under:
            certify = "to certify and order" if route.renewal_certified else "to order"
            gap = ", without a gap" if route.does == "suspends" and docket.rule("late") == "allowed" else ""
            what = f"last day {certify} a renewal of the {route.title}{whom}{gap}"
            yield Deadline(last, what, route.renewed_under, tuple(measures))
        ends = "lapses, and the duty revives" if route.does == "suspends" else "ends"
        yield Deadline(next_day(last), f"the {route.title}{whom} {ends}", route.under, tuple(measures))


def _extensions(docket: LegalState, as_of: date) -> Iterator[Deadline]:
    """Where an order gave less than its term: to which day a further order upon the same certification can reach."""
    together: dict[tuple[date, str, str], list[str]] = {}
    for key in docket.periods:
        route, running = docket.rulebook.routes[key.route], docket.covering(key, as_of)
        if running is None or running.end == NEVER or running.revoked_by or not has_a_clock(route):
            continue
        if running.order != running.root:
            continue
        certification = docket.certifications[running.first]
        term = min(term_of(docket, key, route, running.first, running.start), lasts_until(certification))
        run = run_of(docket, key, as_of)
        if run and run[1] < term and certification.stands(as_of) and docket.is_law(key.measure, as_of):
            together.setdefault((term, running.first, key.route), []).append(key.measure)
    for (term, name, route_id), measures in together.items():
        route = docket.rulebook.routes[route_id]
        what = f"last day to which a further order upon `{name}` could reach, without a renewal: {route.title}"
        yield Deadline(term, what, route.under, tuple(measures))


def _ending(docket: LegalState, as_of: date) -> Iterator[Deadline]:
    for measure, endings in docket.endings.items():
        for each in endings:
            if each.day > as_of:
                route = docket.rulebook.routes[each.route]
                yield Deadline(each.day, f"`{each.act}` takes effect: {route.title}", route.under, (measure,))


def _authorities(docket: LegalState, as_of: date) -> Iterator[Deadline]:
    """Authorities that end by themselves; of those that can be continued, whether that was seen."""
    for each in docket.rulebook.authorities.values():
        if each.runs_until is None or each.id in docket.authorities or (each.since and as_of < each.since):
            continue
        if each.runs_until >= as_of:
            what = "runs out unless it is continued" if each.continued else "ends by itself"
            yield Deadline(each.runs_until, f"{each.title}: {what}", each.cite)
        elif each.continued:
            what = "was to run out on this day; whether it was continued was not seen: unverified"
            yield Deadline(each.runs_until, f"{each.title}: {what}", each.cite)
