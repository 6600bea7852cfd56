"""The relief map: measure by measure and route by route, what is lifted, what could be, what stays, and why."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..law.measure import Measure, Reach
from ..law.route import Route
from ..law.rulebook import Rulebook
from ..status import Status, all_of
from .docket import Certification, Docket, Period
from .effect import run_of
from .term import NEVER

PREMISES = ("reached", "certified", "ordered", "running")


class Lift(StrEnum):
    """What a route has done, or can do, to a measure on a day."""

    LIFTED = "lifted"
    COULD = "could be lifted"
    STAYS = "stays"
    DOUBTFUL = "doubtful"


class Practice(NamedTuple):
    """Whether the restriction itself is lifted: `no` where it rests on something else too, else at most `expected`."""

    word: str
    because: str


class Cell(NamedTuple):
    """One measure by one route on one day. The five things that stay apart are five columns.

    `supported` is the status of the route's conditions on this record; None where it has none. `certified` and
    `ordered` are ids of acts, `until` is the last day of an effect that is in force (None without end). `targets` are
    those for whom alone it is lifted.
    """

    measure: str
    route: str
    lift: Lift
    because: str
    question: str
    supported: Status | None
    certified: tuple[str, ...]
    ordered: str
    in_effect: Status
    premises: tuple[Status, ...]
    until: date | None
    targets: tuple[str, ...]
    practice: Practice


def relief_map(docket: Docket, day: date, supported: Mapping[str, Status]) -> tuple[Cell, ...]:
    """Every measure that is law on the day by every route, in the order of the rulebook: exactly one state for each.

    `supported` holds the status of each goal on the record.
    """
    return tuple(
        _cell(docket, measure, route, day, supported.get(route.goal))
        for measure in docket.rulebook.measures.values()
        if measure.in_force(day)
        for route in docket.rulebook.routes.values()
    )


def _cell(docket: Docket, measure: Measure, route: Route, day: date, supported: Status | None) -> Cell:
    prong = measure.reach[route.id]
    reach = docket.reach(measure, route) if _is_law(docket, route, day) else Reach.NO
    because = prong.because if _is_law(docket, route, day) else f"{route.title} was no law on {day}"
    found = _order(docket, measure, route, day)
    certification = _certification(docket, route, day)
    ended = _ended(docket, measure, route, day)
    certified = found.upon or ((certification.act.id,) if certification else ())
    premises = (
        {Reach.YES: Status.MET, Reach.NO: Status.UNMET, Reach.DOUBTFUL: Status.UNKNOWN}[reach],
        _known(not route.certified or bool(certified)),
        _known(bool(found.order)),
        _known(found.running),
    )
    in_effect = all_of(premises)
    lift = _lift(reach, in_effect)
    if ended and not found.running:
        because = f"it ended by {docket.rulebook.routes[ended].title} already"
        lift = Lift.STAYS if reach is Reach.NO else lift
    return Cell(
        measure.id, route.id, lift, because, prong.question, supported, certified, found.order, in_effect, premises,
        found.until, found.targets, _practice(docket, measure, route, day, lift),
    )  # fmt: skip


def _is_law(docket: Docket, route: Route, day: date) -> bool:
    return not route.under or docket.rulebook.statute.level(route.under, day) is not None


def _known(holds: bool) -> Status:
    return Status.MET if holds else Status.UNMET


def _lift(reach: Reach, in_effect: Status) -> Lift:
    match reach:
        case Reach.NO:
            return Lift.STAYS
        case Reach.DOUBTFUL:
            return Lift.DOUBTFUL
        case Reach.YES:
            return Lift.LIFTED if in_effect is Status.MET else Lift.COULD


class _Order(NamedTuple):
    """The order of a route that covers a measure on the day: its act, its certification, its end, for whom."""

    order: str = ""
    upon: tuple[str, ...] = ()
    running: bool = False
    until: date | None = None
    targets: tuple[str, ...] = ()


def _order(docket: Docket, measure: Measure, route: Route, day: date) -> _Order:
    for ended in (docket.ended.get(measure.id), docket.doubted.get(measure.id)):
        if ended and ended[2] == route.id:  # it may be made, and its day not have come yet
            return _Order(ended[1], (ended[1],), ended[0] <= day, None if ended[0] <= day else ended[0])
    if not any(each.id == measure.id for each in docket.law(day)):
        return _Order()
    keys = [key for key in docket.periods if (key.route, key.measure) == (route.id, measure.id)]
    running = sorted((key, period) for key in keys if (period := docket.covering(key, day)))
    if running:
        key, period = running[0]  # an order without a target comes first
        run = run_of(docket, key, day)
        until = None if run is None or run[1] == NEVER else run[1]
        targets = tuple(key.target for key, _ in running) if key.target else ()
        return _Order(period.order, _upon(period), True, until, targets)
    waiting = [period for key in keys for period in docket.periods[key] if period.start > day]
    return _Order(waiting[0].order, _upon(waiting[0])) if waiting else _Order()


def _upon(period: Period) -> tuple[str, ...]:
    """The certifications that the days rest on: that of the first order, and that of a renewal."""
    return tuple(dict.fromkeys(filter(None, (period.first, period.upon))))


def _certification(docket: Docket, route: Route, day: date) -> Certification | None:
    standing = [each for each in docket.certifications.values() if each.route.id == route.id and each.stands(day)]
    return standing[-1] if standing else None


def _ended(docket: Docket, measure: Measure, route: Route, day: date) -> str:
    """The route by which the measure ended already, where it is another one."""
    ended = docket.ended.get(measure.id)
    return ended[2] if ended and ended[0] <= day and ended[2] != route.id else ""


def _practice(docket: Docket, measure: Measure, route: Route, day: date, lift: Lift) -> Practice:
    """What rests on an Executive order or another authority as well stays; of the rest this record says nothing."""
    prong = measure.practice if route.does == "terminates" and lift is Lift.LIFTED else None
    falls = prong.under(docket.parameters) if prong else Reach.YES
    standing = [name for name in measure.also if not is_revoked(docket, name, day)]
    if prong and falls is Reach.DOUBTFUL:
        return Practice("doubtful", prong.because)
    if standing:
        return Practice("no", f"stays: it rests on {_titles(docket.rulebook, standing, day)} as well")
    if lift is not Lift.LIFTED:
        return Practice("no", "the measure itself is not lifted by this route")
    if prong and falls is Reach.NO:
        return Practice("no", prong.because)
    if docket.rule("practice") == "nothing" and _orders_stand(docket, day):
        return Practice("no", "under this reading nothing is lifted in practice while Executive orders stand")
    if docket.rule("practice") == "relief":
        return Practice("expected", "this reading takes relief in practice to follow; none is recorded")
    return Practice("unknown", "not recorded: licences, rules and listings follow by acts of their own")


def _titles(rulebook: Rulebook, names: list[str], day: date) -> str:
    """The authorities, each with a word where it was not seen that it still runs."""
    said = [
        f"{rulebook.authorities[name].title}{f' (not seen to run after {last})' if last else ''}"
        for name in names
        for last in [unseen(rulebook, name, day)]
    ]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def is_revoked(docket: Docket, name: str, day: date) -> bool:
    """Whether an authority, or one on which it stands, was ended by an act on or before the day."""
    known = docket.rulebook.authorities[name]
    own = name in docket.authorities and docket.authorities[name][0] <= day
    return own or bool(known.stands_on and is_revoked(docket, known.stands_on, day))


def unseen(rulebook: Rulebook, name: str, day: date) -> date | None:
    """The last day until which an authority, or one on which it stands, was seen to be continued; None if it runs."""
    known = rulebook.authorities[name]
    if known.runs_until and known.runs_until < day:
        return known.runs_until
    return unseen(rulebook, known.stands_on, day) if known.stands_on else None


def _orders_stand(docket: Docket, day: date) -> bool:
    return any(
        each.way == "revocation" and not is_revoked(docket, each.id, day)
        for each in docket.rulebook.authorities.values()
    )
