"""Read a matter's State against its ladder: between which degrees it stands, and by which tests."""

from collections.abc import Iterable

from ..amount import Number
from ..law.degree import Degree
from ..law.ladder import Ladder
from ..record.lens import UNBOUNDED, Bound, Extent
from ..status import Status, all_of, at_least
from .asked import Asked, AskedGroup, AskedRung, Parts, asked
from .finding import Grouped, RungFinding, Tested
from .scene import Look, Scene

Gauged = tuple[Degree, Degree, tuple[RungFinding, ...]]


def gauge(ladder: Ladder, scene: Scene) -> Gauged:
    """The lowest and the highest degree that the record allows, and the finding for each rung.

    A rung holds if it or any higher one does. So the lowest is the highest rung that is met, and the highest is the
    highest that is not unmet.
    """
    if ladder.matter not in scene.rungs:
        scene.rungs[ladder.matter] = tuple([_rung(rung, scene) for rung in asked(ladder, scene.parameters)])
    rungs = scene.rungs[ladder.matter]
    met = (rung.degree for rung in rungs if rung.status is Status.MET)
    open_ = (rung.degree for rung in rungs if rung.status is not Status.UNMET)
    return _highest(met), _highest(open_), rungs


def _highest(degrees: Iterable[Degree]) -> Degree:
    return max(degrees, key=lambda degree: degree.rank, default=Degree.NONE)


def _rung(rung: AskedRung, scene: Scene) -> RungFinding:
    group = _group(rung.group, scene)
    return RungFinding(rung.degree, group.status, rung.because, group, rung.questions, rung.assertion_questions)


def _group(group: AskedGroup, scene: Scene) -> Grouped:
    parts = tuple([_part(part, scene) for part in group.parts])
    return Grouped(at_least(group.needed, [part.status for part in parts]), group.how, group.needed, parts)


def _part(part: Asked | AskedGroup, scene: Scene) -> Tested | Grouped:
    """The finding for a test or a group; a test that stands in several rungs is judged once."""
    if isinstance(part, AskedGroup):
        return _group(part, scene)
    known = scene.tested.get(id(part))
    if known is None:
        known = scene.tested[id(part)] = part, _tested(part, scene)  # kept, so that its id stays its own
    return known[1]


def _tested(question: Asked, scene: Scene) -> Tested:
    look = scene.look(question)
    whole = _judged(question, question.parts, look)
    if question.needed is None:
        return whole
    members = tuple([(name, _judged(question, parts, look)) for name, parts in question.members])
    status = at_least(question.needed, [member.status for _, member in members])
    return whole._replace(status=status, members=members, needed=question.needed)


def _judged(question: Asked, parts: Parts, look: Look) -> Tested:
    """The parts added up, net of the harm set against them, and held against the constant or the share."""
    constant, upward = question.constant, question.upward
    extents, against = look.at(parts.fields), look.at(parts.harms)
    worst, best = _total(extents)
    if against and question.net == "net":
        harm_worst, harm_best = _total(against)
        worst, best = worst - harm_worst, best - harm_best if best != UNBOUNDED else UNBOUNDED
    wholes, whole = tuple([look.whole(*each) for each in question.wholes]), None
    if wholes:
        whole = low, high = _sizes(wholes)
        # Of nobody there is no share: a whole stated as nothing makes nothing hold.
        status = _compare(worst, best, constant * low, _times(constant, high), upward) if high else Status.UNKNOWN
    else:
        status = _compare(worst, best, constant, constant, upward)
    if against and question.net == "clean":
        status = all_of((status, _compare(*_total(against), 0, 0, False)))
    return Tested(
        status, question.test, constant, look.lens.grade, look.lens.start, worst, best, extents, question.net, against,
        whole, wholes,
    )  # fmt: skip


def _compare(worst: Bound, best: Bound, least: Bound, most: Bound, upward: bool) -> Status:
    """Whether it holds for every value in the range, for none, or for some."""
    holds = worst >= most if upward else worst <= least
    fails = best < least if upward else best > most
    return Status.MET if holds else Status.UNMET if fails else Status.UNKNOWN


def _times(fraction: Number, bound: Bound) -> Bound:
    return UNBOUNDED if bound == UNBOUNDED else fraction * bound


def _total(extents: tuple[Extent, ...]) -> tuple[Bound, Bound]:
    worst: Bound = 0
    best: Bound = 0
    for each in extents:
        worst, best = worst + each.worst, best + each.best
    return worst, best


def _sizes(wholes: tuple[Extent, ...]) -> tuple[Bound, Bound]:
    """The least and the most that the fields of a whole add up to."""
    return sum(min(each.worst, each.best) for each in wholes), sum(max(each.worst, each.best) for each in wholes)
