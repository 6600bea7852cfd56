"""Which demands of an agenda bear on which provisions: read off what the agenda names and what the law judges."""

from typing import NamedTuple

from ..record.vocabulary import matching
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .model import Agenda, Demand

Forms = tuple[str, ...]


class Crossing(NamedTuple):
    """A demand and the provisions it advances, as the act cites them; none where no provision stands behind it."""

    demand: Demand
    provisions: Forms


class Untouched(NamedTuple):
    """A judged provision with the demands that advance it; none where the agenda leaves it as it is."""

    provision: str
    heading: str
    demands: tuple[str, ...]


class Crosswalk(NamedTuple):
    """An agenda against the law, from both sides."""

    demands: tuple[Crossing, ...]
    provisions: tuple[Untouched, ...]


def crosswalk(agenda: Agenda, rulebook: Rulebook) -> Crosswalk:
    """Every demand with its provisions, and every leaf of the law with its demands; what stands apart is left out."""
    statute = rulebook.statute
    crossings = tuple(Crossing(each, tuple(map(statute.act_form, each.advances))) for each in agenda.demand)
    sides = []
    for leaf in statute.leaves():
        if rulebook.apart_from(leaf):
            continue
        above = [demand.id for demand in agenda.demand if _reaches(demand, leaf)]
        sides.append(Untouched(statute.act_form(leaf), statute.versions[leaf][-1].heading, tuple(above)))
    return Crosswalk(crossings, tuple(sides))


def _reaches(demand: Demand, leaf: str) -> bool:
    """Whether a demand advances the leaf, or something above it."""
    return any(f"{leaf}/".startswith(f"{named}/") for named in demand.advances)


def shared_fields(demand: Demand, leaf: str, rulebook: Rulebook) -> frozenset[str]:
    """The fields that both the demand's tests and those of the leaf's ladder ask something of.

    A test that asks for at least nothing only sets harm against a field: more of it there advances no degree.
    """
    ladder = rulebook.ladders[rulebook.statute.versions[leaf][-1].matter]
    law = [test for rung in ladder.rung for test in rung.tests()]
    own = [test for rung in demand.ladder.rung for test in rung.tests()] if demand.judged else []
    one, two = (
        {
            path
            for test in tests
            if test.at_least != 0
            for pattern in (*test.field, *test.net_of)
            for _, path in matching(pattern)
        }
        for tests in (law, own)
    )
    return frozenset(one & two)


def outcome(begun: Status | None, done: Status | None) -> str:
    """What the record shows of a demand, in words."""
    match begun, done:
        case None, _:
            return "context only"
        case _, Status.MET:
            return "done"
        case Status.MET, Status.UNMET:
            return "begun, not done"
        case Status.MET, Status.UNKNOWN:
            return "begun; whether done is unknown"
        case Status.MET, None:
            return "begun"
        case Status.UNMET, _:
            return "not begun"
        case Status.UNKNOWN, Status.UNMET:
            return "not done; whether begun is unknown"
        case _:
            return "unknown"
