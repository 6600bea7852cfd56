"""What comes next by the calendar: the last days on which something can still be done, and what ends by itself."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from ..days import NEVER, next_day
from .effect import run_of
from .legal_state import LegalState
from .orders import has_a_clock, term_of


class Deadline(NamedTuple):
    """A day, what it is the last or first day of, under which provision, for which measures."""

    day: date
    what: str
    provision: str
    measures: tuple[str, ...] = ()


def deadlines(state: LegalState, as_of: date) -> tuple[Deadline, ...]:
    """The days from `as_of` on, earliest first; and earlier ones of which it was not seen what came of them."""
    found = (each(state, as_of) for each in (_running, _extensions, _ending, _authorities))
    return tuple(sorted(chain.from_iterable(found)))


def _running(state: LegalState, as_of: date) -> Iterator[Deadline]:
    """For every order that runs: the last day on which to renew it, and the day after its last one."""
    together: dict[tuple[date, str, str, str], list[str]] = {}
    law = {each.id for each in state.law(as_of)}
    for key in state.periods:
        if key.measure in law and (run := run_of(state, key, as_of)) and run.end != NEVER:
            final = state.covering(key, run.end)
            revoked = final.revoked_by if final else ""
            together.setdefault((run.end, key.route, key.target, revoked), []).append(key.measure)
    for (last, name, target, revoked), measures in together.items():
        route, gone = state.rulebook.routes[name], next_day(last)
        title = f"{route.title} for {target}" if target else route.title
        if revoked:
            yield Deadline(gone, f"the {title} ends, revoked by `{revoked}`", route.under, tuple(measures))
            continue
        if route.renewed_under:
            certify = "to certify and order" if route.renewal_certified else "to order"
            # A late renewal leaves a gap, where the reading allows it at all (Q18).
            gap = ", without a gap" if route.does == "suspends" and state.rule("late") == "allowed" else ""
            what = f"last day {certify} a renewal of the {title}{gap}"
            yield Deadline(last, what, route.renewed_under, tuple(measures))
        ends = "lapses, and the duty revives" if route.does == "suspends" else "ends"
        yield Deadline(gone, f"the {title} {ends}", route.under, tuple(measures))


def _extensions(state: LegalState, as_of: date) -> Iterator[Deadline]:
    """Where an order gave less than its term: to which day a further order upon the same certification can reach."""
    together: dict[tuple[date, str, str], list[str]] = {}
    for key in state.periods:
        route, running = state.rulebook.routes[key.route], state.covering(key, as_of)
        if running is None or running.order != running.root or running.revoked_by or not has_a_clock(route):
            continue
        certification, run = state.certifications[running.first], run_of(state, key, as_of)
        term = min(term_of(state, key, route, running.first, running.start), certification.lasts_until)
        if run and run.end < term and certification.stands(as_of) and state.is_law(key.measure, as_of):
            together.setdefault((term, running.first, key.route), []).append(key.measure)
    for (term, name, route_id), measures in together.items():
        route = state.rulebook.routes[route_id]
        what = f"last day to which a further order upon `{name}` could reach, without a renewal: {route.title}"
        yield Deadline(term, what, route.under, tuple(measures))


def _ending(state: LegalState, as_of: date) -> Iterator[Deadline]:
    for measure, endings in state.endings.items():
        for each in endings:
            if each.day > as_of:
                route = state.rulebook.routes[each.route]
                yield Deadline(each.day, f"`{each.act}` takes effect: {route.title}", route.under, (measure,))


def _authorities(state: LegalState, as_of: date) -> Iterator[Deadline]:
    """Authorities that end by themselves; of those that can be continued, whether that was seen."""
    for each in state.rulebook.authorities.values():
        if each.runs_until is None or each.id in state.authorities or (each.since and as_of < each.since):
            continue
        if each.runs_until >= as_of:
            what = "runs out unless it is continued" if each.continued else "ends by itself"
            yield Deadline(each.runs_until, f"{each.title}: {what}", each.cite)
        elif each.continued:
            what = "was to run out on this day; whether it was continued was not seen: unverified"
            yield Deadline(each.runs_until, f"{each.title}: {what}", each.cite)
