"""Read a matter's record against its ladder: between which degrees it stands, and by which tests."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..law.degree import Degree
from ..numbers import Number
from ..record.standard import UNBOUNDED, Bound, FieldFinding, Reason
from ..rulebook.resolve import Parts, ResolvedGroup, ResolvedRung, ResolvedTest
from ..status import Status, all_of, at_least
from .context import Context, Seen
from .finding import GroupFinding, RungFinding, TestFinding

Extents = Sequence[FieldFinding]
Gauged = tuple[Degree, Degree, tuple[RungFinding, ...]]


def gauge(matter: str, rungs: Iterable[ResolvedRung], context: Context) -> Gauged:
    """The lowest and the highest degree that the record allows, and the finding for each rung, lowest first.

    A rung holds if it or any higher one does, because an act needs no promise before it (design 3.5). So the lowest is
    the highest rung that is met, and the highest is the highest that is not unmet.
    """
    if matter not in context.rungs:
        context.rungs[matter] = tuple([_rung(rung, context) for rung in rungs])
    found = context.rungs[matter]
    return (*between([(rung.degree, rung.status) for rung in found]), found)


def between(rungs: Iterable[tuple[Degree, Status]]) -> tuple[Degree, Degree]:
    """The highest rung that is met, and the highest that is not unmet; the rungs come lowest first."""
    lowest = highest = Degree.NONE
    for degree, status in rungs:
        if status is not Status.UNMET:
            highest = degree
        if status is Status.MET:
            lowest = degree
    return lowest, highest


def reached(required: Degree, lowest: Degree, highest: Degree) -> Status:
    """Met if the lowest degree reaches what is asked for, unmet if the highest does not, unknown between."""
    if lowest.rank >= required.rank:
        return Status.MET
    return Status.UNMET if highest.rank < required.rank else Status.UNKNOWN


def why_open(rungs: Iterable[RungFinding], required: Degree) -> tuple[Reason, ...]:
    """Why the lowest rung that would do is neither met nor unmet."""
    rung = next(rung for rung in rungs if rung.degree.rank >= required.rank and rung.status is Status.UNKNOWN)
    reasons = {reason for test in rung.group.tests() if test.status is Status.UNKNOWN for reason in test.reasons}
    return tuple(reason for reason in Reason if reason in reasons)


def _rung(rung: ResolvedRung, context: Context) -> RungFinding:
    group = _group(rung.group, context)
    return RungFinding(rung.degree, group.status, rung.because, group, rung.questions, rung.assertion_questions)


def _group(group: ResolvedGroup, context: Context) -> GroupFinding:
    parts = tuple([_part(part, context) for part in group.parts])
    return GroupFinding(at_least(group.needed, [part.status for part in parts]), group.how, group.needed, parts)


def _part(part: ResolvedTest | ResolvedGroup, context: Context) -> TestFinding | GroupFinding:
    """The finding for a test or a group; a test that stands in several rungs is judged once."""
    if isinstance(part, ResolvedGroup):
        return _group(part, context)
    if part not in context.tests:
        context.tests[part] = judge_test(part, context)
    return context.tests[part]


def judge_test(asked: ResolvedTest, context: Context) -> TestFinding:
    """The finding for one test; where it is across nationalities or classes, with that for each of them."""
    seen = context.look(asked.standard)
    whole = _judged(asked, asked.parts, context, seen)
    if asked.needed is None:
        return whole
    members = tuple([(name, _judged(asked, parts, context, seen)) for name, parts in asked.members])
    status = at_least(asked.needed, [member.status for _, member in members])
    return whole._replace(status=status, members=members, needed=asked.needed)


def _judged(asked: ResolvedTest, parts: Parts, context: Context, seen: Seen) -> TestFinding:
    """The parts added up, net of the harm set against them, and held against the constant or the share."""
    extents = tuple([context.field(each, seen) for each in parts.fields])
    against = tuple([context.field(each, seen) for each in parts.harms])
    known = tuple([context.known_harm(each, seen) for each in parts.known])
    wholes = tuple([context.whole(*each, seen) for each in asked.wholes])
    status, worst, best, whole = weigh(asked, extents, against, known, wholes)
    return TestFinding(
        status=status,
        test=asked.test,
        constant=asked.constant,
        grade=seen.view.grade,
        since=seen.view.start,
        worst=worst,
        best=best,
        extents=extents,
        net=asked.net,
        against=against,
        known=known,
        whole=whole,
        whole_extents=wholes,
    )


class Weighed(NamedTuple):
    """A quantity held against what is asked: whether it holds, its range, and that of the whole where it is a share."""

    status: Status
    worst: Bound
    best: Bound
    whole: tuple[Bound, Bound] | None


def weigh(asked: ResolvedTest, extents: Extents, against: Extents, known: Extents, wholes: Extents) -> Weighed:
    """Add up what was found of the fields, set the harm against it, and hold it against the constant or the share."""
    worst, best = total(extents)
    if asked.empty is not None:
        status = _is_empty(extents, known, wholes) if asked.empty else Status.UNMET
        return Weighed(status, worst, best, sizes(wholes))
    # What is set off as far as it is known is so under every answer; `clean` asks for no other harm at all.
    set_off = (*against, *known) if asked.net == "net" else known
    if set_off:
        # At worst as much harm as there may be is set against as little as is proven; at best the other way about.
        harm_worst, harm_best = total(set_off)
        worst, best = worst - harm_worst, best - harm_best if best != UNBOUNDED else UNBOUNDED
    whole = sizes(wholes) if wholes else None
    if whole is not None:
        status = compare_share(worst, best, asked.constant, whole, asked.test.upward)
    else:
        status = compare(worst, best, asked.constant, asked.constant, asked.test.upward)
    if against and asked.net == "clean":
        status = all_of((status, compare(*total(against), 0, 0, False)))
    return Weighed(status, worst, best, whole)


def _is_empty(taken: Extents, known: Extents, wholes: Extents) -> Status:
    """Whether nobody was in a class: none when the window opened, none taken since, and none known to be otherwise."""
    least, most = sizes(wholes)
    at_start = compare(most, least, 0, 0, False)
    return all_of((at_start, compare(*total(taken), 0, 0, False), compare(*total(known), 0, 0, False)))


def compare(worst: Bound, best: Bound, least: Bound, most: Bound, upward: bool) -> Status:
    """Whether it holds for every value in the range, for none, or for some."""
    holds = worst >= most if upward else worst <= least
    fails = best < least if upward else best > most
    return Status.MET if holds else Status.UNMET if fails else Status.UNKNOWN


def compare_share(worst: Bound, best: Bound, share: Number, whole: tuple[Bound, Bound], upward: bool) -> Status:
    """Whether it is that share of the whole. A whole of nobody makes nothing hold: it has no share."""
    low, high = whole
    return compare(worst, best, share * low, _times(share, high), upward) if high else Status.UNKNOWN


def _times(fraction: Number, bound: Bound) -> Bound:
    return UNBOUNDED if bound == UNBOUNDED else fraction * bound


def total(extents: Extents) -> tuple[Bound, Bound]:
    worst: Bound = 0
    best: Bound = 0
    for each in extents:
        worst, best = worst + each.worst, best + each.best
    return worst, best


def sizes(wholes: Extents) -> tuple[Bound, Bound]:
    """The least and the most that the fields of a whole add up to."""
    return sum(min(each.worst, each.best) for each in wholes), sum(max(each.worst, each.best) for each in wholes)
