"""Read a matter's State against its ladder: between which degrees it stands, and by which tests."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from ..amount import Number, add_months
from ..law.degree import Degree
from ..law.ladder import Group, Ladder, Rung, Test
from ..law.reading import Parameters, Whole
from ..record.dprk.state import State, fields, matching
from ..record.evidence import EntryKind, Verification
from ..record.extent import extent
from ..record.lens import UNBOUNDED, Bound, Extent, Lens
from ..status import Status, all_of, any_of, at_least
from .finding import Grouped, RungFinding, Tested


class Scene(NamedTuple):
    """What every test of one evaluation shares. `enacted` is None where the Act is younger than the day judged.

    `seen` and `gauged` keep what was already looked at.
    """

    state: State
    parameters: Parameters
    as_of: date
    enacted: date | None
    seen: dict[tuple[str, Lens], Extent]
    gauged: dict[str, "Gauged"]


Gauged = tuple[Degree, Degree, tuple[RungFinding, ...]]


def gauge(ladder: Ladder, scene: Scene) -> Gauged:
    """The lowest and the highest degree that the record allows, and the finding for each rung.

    A rung holds if it or any higher one does. So the lowest is the highest rung that is met, and the highest is the
    highest that is not unmet.
    """
    if ladder.matter not in scene.gauged:
        scene.gauged[ladder.matter] = _gauge(ladder, scene)
    return scene.gauged[ladder.matter]


def _gauge(ladder: Ladder, scene: Scene) -> Gauged:
    rungs = tuple(_rung(rung, scene) for rung in ladder.rung)
    lowest = max(
        (rung.degree for rung in rungs if rung.status is Status.MET), key=lambda d: d.rank, default=Degree.NONE
    )
    open_ = (rung.degree for rung in rungs if rung.status is not Status.UNMET)
    return lowest, max(open_, key=lambda d: d.rank, default=Degree.NONE), rungs


def _rung(rung: Rung, scene: Scene) -> RungFinding:
    group = _group(rung, scene)
    return RungFinding(rung.degree, group.status, rung.because, group)


def _group(group: Group, scene: Scene) -> Grouped:
    parts = tuple(_test(part, scene) if isinstance(part, Test) else _group(part, scene) for part in group.parts)
    how: Literal["all", "any", "at least"] = "all"
    needed = len(parts)
    if group.any_:
        how, needed = "any", 1
    elif group.at_least_of is not None:
        how, needed = "at least", int(_resolved(group.at_least_of, "threshold", scene))
    return Grouped(at_least(needed, (part.status for part in parts)), how, needed, parts)


def _resolved(value: object, kind: str, scene: Scene):  # type: ignore[no-untyped-def]  # whatever kind of value it is
    if isinstance(value, str) and value.startswith("@"):
        return scene.parameters.value(kind, value[1:])
    return value


def _test(test: Test, scene: Scene) -> Tested:
    wanted, lens = _fields(test, scene), _lens(test, scene)
    across = _resolved(test.across, "nationalities", scene)
    if across is None:
        return _sum(test, wanted, lens, scene)
    by_name = groupby(sorted(wanted), key=lambda pair: pair[0])
    members = tuple((name, _sum(test, group, lens, scene, member=name)) for name, group in by_name)
    statuses = [member.status for _, member in members]
    status = (
        all_of(statuses) if across == "each" else any_of(statuses) if across == "any" else at_least(across, statuses)
    )
    needed = len(members) if across == "each" else 1 if across == "any" else across
    whole = _sum(test, wanted, lens, scene)
    return whole._replace(status=status, members=members, needed=needed)


def _fields(test: Test, scene: Scene) -> list[tuple[str, str]]:
    """The fields tested, each with the name that its pattern's star stands for."""
    included = [pattern for name in test.include for pattern in _resolved(name, "include", scene)]
    found = [pair for pattern in (*test.field, *included) for pair in matching(pattern)]
    if test.classes is None:
        return found
    allowed = _resolved(test.classes, "classes", scene)
    return [(name, path) for name, path in found if name in allowed]


def _sum(test: Test, wanted: Iterable[tuple[str, str]], lens: Lens, scene: Scene, member: str = "") -> Tested:
    """The fields added up, net of the harm set against them: of one member only, where the test is across members."""
    extents = tuple(_look(path, lens, scene) for _, path in wanted)
    worst, best = _total(extents)
    against: tuple[Extent, ...] = ()
    net = _resolved(test.net, "net", scene) or ""
    if test.net_of and net != "gross":
        harms = [pair for pattern in test.net_of for pair in matching(pattern)]
        against = tuple(_look(path, lens, scene) for name, path in harms if member in ("", name))
    finding = Tested(
        Status.UNKNOWN, test, _resolved(test.constant, "threshold", scene), lens.grade, lens.start, worst, best,
        extents, net, against,
    )  # fmt: skip
    return _judged(finding, scene)


def _judged(finding: Tested, scene: Scene) -> Tested:
    test, worst, best = finding.test, finding.worst, finding.best
    if finding.net == "net" and finding.against:
        harm_worst, harm_best = _total(finding.against)
        worst, best = worst - harm_worst, best - harm_best if best != UNBOUNDED else UNBOUNDED
    if test.share_of:
        wholes = _wholes(test, scene)
        low, high = sum(_low(each) for each in wholes), sum(_high(each) for each in wholes)
        finding = finding._replace(whole=(low, high), whole_extents=wholes)
        status = _compare(worst, best, finding.constant * low, _times(finding.constant, high), upward=True)
        if high == 0:  # of nobody there is no share: a whole stated as nothing makes nothing hold
            status = Status.UNKNOWN
    else:
        status = _compare(worst, best, finding.constant, finding.constant, upward=test.upward)
    if finding.net == "clean" and finding.against:
        harm_worst, harm_best = _total(finding.against)
        status = all_of((status, _compare(harm_worst, harm_best, 0, 0, upward=False)))
    return finding._replace(status=status, worst=worst, best=best)


def _compare(worst: Bound, best: Bound, least: Bound, most: Bound, *, upward: bool) -> Status:
    """Whether it holds for every value in the range, for none, or for some."""
    holds = worst >= most if upward else worst <= least
    fails = best < least if upward else best > most
    return Status.MET if holds else Status.UNMET if fails else Status.UNKNOWN


def _times(fraction: Number, bound: Bound) -> Bound:
    return UNBOUNDED if bound == UNBOUNDED else fraction * bound


def _total(extents: Iterable[Extent]) -> tuple[Bound, Bound]:
    listed = list(extents)
    return sum(each.worst for each in listed), sum(each.best for each in listed)


def _low(each: Extent) -> Bound:
    return min(each.worst, each.best)


def _high(each: Extent) -> Bound:
    return max(each.worst, each.best)


def _wholes(test: Test, scene: Scene) -> tuple[Extent, ...]:
    """The fields that make up the whole of a share, of the classes that the reading counts."""
    lens, allowed = _lens(test, scene), _resolved(test.classes, "classes", scene)
    found: list[Extent] = []
    for pattern in test.share_of:
        named = _resolved(pattern, "denominator", scene)
        whole = named if isinstance(named, Whole) else Whole(field=named)
        until = scene.as_of if whole.on == "day" else lens.start or lens.as_of
        paths = [path for name, path in matching(whole.field) if allowed is None or name in allowed or name == path]
        found += [_whole(path, until, lens, scene) for path in paths]
    return tuple(found)


def _whole(path: str, until: date, lens: Lens, scene: Scene) -> Extent:
    """The whole of a share: what was stated of it by a day (the start of the window, or today), and no later figure.

    A larger whole makes a share harder to reach; so what keeps it small needs the grade, and is as a harm is.
    """
    stated = [entry for entry in scene.state.ledger(path) if entry.kind is EntryKind.STATEMENT]
    fixed = tuple(entry for entry in stated if entry.span.end <= until)
    field = fields()[path]
    found = extent(field._replace(better="less"), fixed, lens._replace(as_of=until, start=None, relapses=False))
    return found._replace(field=field)


def _look(path: str, lens: Lens, scene: Scene) -> Extent:
    found = scene.seen.get((path, lens))
    if found is None:
        found = scene.seen[path, lens] = extent(fields()[path], scene.state.ledger(path), lens)
    return found


def _lens(test: Test, scene: Scene) -> Lens:
    grade = _resolved(test.grade, "grade", scene)
    below = scene.parameters.get("below_grade", test.grade[1:]) if test.grade.startswith("@") else None
    age = scene.parameters.value("evidence_age", "conditions")
    return Lens(
        scene.as_of,
        window_start(_resolved(test.window, "window", scene), scene.as_of, scene.enacted),
        Verification(grade) if grade else None,
        below.value if below else "unknown",
        None if age == "no-limit" else age,
        test.relapses,
        _resolved(test.net, "net", scene) == "gross",
        scene.enacted is None and _resolved(test.window, "window", scene) == "since-enactment",
    )


def window_start(window: str, as_of: date, enacted: date | None) -> date | None:
    """The first day of a window; None where it has none, or where the Act is asked for as if in force.

    ValueError if there is no such window.

    >>> window_start("previous-12-months", date(2026, 3, 15), date(2016, 2, 18))
    datetime.date(2025, 3, 16)
    """
    if window in ("standing", "ever"):
        return None
    if window == "since-enactment":
        return enacted
    match = re.fullmatch(r"previous-([1-9][0-9]{0,2})-months", window)
    if match:
        return add_months(as_of, -int(match[1])) + timedelta(days=1)
    raise ValueError("expected standing, ever, since-enactment or previous-12-months")
