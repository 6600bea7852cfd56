"""A case over time: each condition's status and degree, the Effect as bands, the acts and what the law says to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ..judgement.changes import change_days
from ..judgement.finding import Assessment, Finding
from ..law.degree import Degree
from ..record.acts import UsAct
from ..status import Status
from .course import Course
from .deadlines import Deadline, deadlines
from .docket import Docket, State
from .effect import Effect, Relief, effect, turning_days
from .lifecycle import stages
from .objection import Objection
from .remarks import bound, unsupported
from .support import Support
from .term import eve

_DAY = timedelta(days=1)


class Judged(NamedTuple):
    """Days on end over which a provision was found the same; both ends counted."""

    start: date
    end: date
    status: Status
    lowest: Degree | None
    highest: Degree | None


class Strip(NamedTuple):
    """One provision over time. `depth` is how far below its goal it stands."""

    path: str
    act_form: str
    heading: str
    depth: int
    spans: tuple[Judged, ...]


class Stretch(NamedTuple):
    """Days on end over which measures were in one state; `until` is the last suspended day known then."""

    start: date
    end: date
    state: State
    until: date | None


class Band(NamedTuple):
    """Measures that went through the same states on the same days."""

    measures: tuple[str, ...]
    stretches: tuple[Stretch, ...]


class Told(NamedTuple):
    """An act, what the law says to it, what the record showed on its day, and by what delegation it was done.

    `gives` are the first and the last day that an order gives, and how many measures; None where it gives none.
    """

    act: UsAct
    objections: tuple[Objection, ...]
    support: Support | None
    effective: bool
    delegation: str = ""
    gives: tuple[date, date, int] | None = None


class ReliefSpan(NamedTuple):
    """Days on end of a relief beside the states: by which route, for whom, of what, and whether that is doubtful."""

    start: date
    end: date
    route: str
    target: str
    doubtful: bool
    measures: tuple[str, ...]


class Timeline(NamedTuple):
    """A case from `first` to `last`: conditions up to `as_of`, and after it what follows if nothing more is done."""

    first: date
    last: date
    as_of: date
    strips: tuple[Strip, ...]
    bands: tuple[Band, ...]
    reliefs: tuple[ReliefSpan, ...]
    told: tuple[Told, ...]
    deadlines: tuple[Deadline, ...]
    remarks: tuple[Objection, ...]


def timeline(
    course: Course,
    first: date,
    last: date,
    law_day: Callable[[date], date | None],
    confirm: Callable[[Assessment], Assessment],
) -> Timeline:
    """Everything between two days.

    `law_day` names the law asked for where it is not the day's own; `confirm` is asked of every assessment, so that a
    second engine can agree.
    """
    docket, as_of = course.docket, course.as_of
    assessed = list(assessed_between(course, first, min(last, as_of), law_day, confirm))
    effects = effects_between(docket, course.acts, first, last, as_of)
    return Timeline(
        first, last, as_of, tuple(_strips(assessed, min(last, as_of))), tuple(_bands(docket, effects, last)),
        tuple(_reliefs(effects, last)), told_of(docket, course.supported), deadlines(docket, as_of),
        remarks_of(course, law_day),
    )  # fmt: skip


def remarks_of(course: Course, law_day: Callable[[date], date | None]) -> tuple[Objection, ...]:
    """What there is to say of no act, as of the course's own day."""
    day, asked = course.as_of, law_day(course.as_of)
    if not asked and day < course.record.rulebook.enacted:
        return ()
    made = course.record.assessment(day, asked, certified=course.docket.certified(day))
    return tuple(bound(course.docket, day, {each.goal.name: each.finding.status for each in made.results}))


def told_of(docket: Docket, supported: Mapping[str, Support]) -> tuple[Told, ...]:
    """Every act taken, with what there is to say of it."""
    objections = (*docket.objections, *unsupported(docket, supported))
    return tuple(
        Told(
            act, tuple(each for each in objections if each.act == act.id), supported.get(act.id),
            act.id in docket.effective, _delegation(docket, act), _gives(docket, act),
        )
        for act in docket.seen.values()
    )  # fmt: skip


def _delegation(docket: Docket, act: UsAct) -> str:
    """On what authority someone acted who could not by himself; empty where he could, or could not at all."""
    for route in docket.rulebook.routes.values():
        powers = route.notice_power if act.of == route.notice_under else route.power
        if act.of in (route.under, route.renewed_under, route.notice_under):
            return next((each.cite for each in powers if each.covers(act.by, act.type, act.date)), "")
    return ""


def _gives(docket: Docket, act: UsAct) -> tuple[date, date, int] | None:
    measures = docket.rulebook.measures
    own = [
        (key, each)
        for key, days in docket.periods.items()
        for each in days
        if each.order == act.id
        and each.end >= measures[key.measure].since
        and measures[key.measure].in_force(each.start)
    ]
    if not own:
        return None
    return min(each.start for _, each in own), max(each.end for _, each in own), len({key.measure for key, _ in own})


def assessed_between(
    course: Course,
    first: date,
    last: date,
    law_day: Callable[[date], date | None],
    confirm: Callable[[Assessment], Assessment],
) -> Iterator[tuple[date, Assessment]]:
    """The assessment on every day on which it may change."""
    record, docket = course.record, course.docket
    rulebook = record.rulebook
    begin = first if law_day(first) else max(first, rulebook.enacted)
    if begin > last:
        return
    days = set(change_days(rulebook, record.parameters, record.facts, record.actions, begin, last))
    made = [day for each in docket.certifications.values() for day in (each.act.date, each.revoked) if day]
    for day in sorted(days | {day for day in made if begin < day <= last}):
        yield day, confirm(record.assessment(day, law_day(day), certified=docket.certified(day)))


def _strips(assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[Strip]:
    """Every provision that was judged on some day, in the order of the law."""
    shown: dict[str, tuple[Finding, int]] = {}
    for _, assessment in assessed:
        for result in assessment.results:
            shown |= {finding.path: (finding, depth) for finding, depth in _shown(result.finding, 0)}
    for path, (finding, depth) in shown.items():
        spans = tuple(_spans(path, assessed, last))
        yield Strip(path, finding.act_form, finding.level.heading, depth, spans)


def _shown(finding: Finding, depth: int) -> Iterator[tuple[Finding, int]]:
    """The finding and what is below it; not what it refers to elsewhere, which has strips of its own."""
    yield finding, depth
    for child in finding.children:
        if ">" not in child.path:
            yield from _shown(child, depth + 1)


def _spans(path: str, assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[Judged]:
    """The days on end on which it was found the same; none for days on which it was not judged."""
    ends = [*(day - _DAY for day, _ in assessed[1:]), last]
    found = [(day, end, assessment.finding(path)) for (day, assessment), end in zip(assessed, ends, strict=True)]
    for _, group in groupby(found, key=lambda each: _same(each[2])):
        days = list(group)
        finding = days[0][2]
        if finding is not None:
            yield Judged(days[0][0], days[-1][1], finding.status, finding.lowest, finding.highest)


def _same(finding: Finding | None) -> object:
    return finding and (finding.status, finding.lowest, finding.highest)


def effects_between(docket: Docket, acts: Sequence[UsAct], first: date, last: date, as_of: date) -> list[Effect]:
    """The Effect on `first` and on every later day on which it differs, each as it was known on its day."""
    found: dict[date, Effect] = {}
    known = Docket(docket.rulebook, docket.parameters)
    days = sorted({act.date for act in acts if act.date <= as_of})
    found |= _effects_of(known, first, min([last, *(eve(day) for day in days)]))
    for day, following in zip(stages(known, acts, until=as_of), [*days, None][1:], strict=True):
        end = last if following is None else min(last, following - _DAY)
        found |= _effects_of(known, max(day, first), end)
    return [found[day] for day in sorted(found)]


def _effects_of(docket: Docket, begin: date, end: date) -> dict[date, Effect]:
    """The Effects from one day to another as far as the docket goes."""
    days = [begin, *(day for day in turning_days(docket) if begin < day <= end)] if begin <= end else []
    return {day: effect(docket, day) for day in days}


def _bands(docket: Docket, effects: Sequence[Effect], last: date) -> Iterator[Band]:
    """The measures that were law on some day between, those of one history together."""
    together: dict[tuple[Stretch, ...], list[str]] = {}
    for name in docket.rulebook.measures:
        moments = [
            (each.day, each.states[name], each.until.get(name)) if name in each.states else (each.day, None, None)
            for each in effects
        ]
        stretches = tuple(_joined(moments, last))
        if stretches:
            together.setdefault(stretches, []).append(name)
    for shared, names in together.items():
        yield Band(tuple(names), shared)


def _joined(moments: Sequence[tuple[date, State | None, date | None]], last: date) -> Iterator[Stretch]:
    ends = [*(each[0] - _DAY for each in moments[1:]), last]
    for (state, until), group in groupby(zip(moments, ends, strict=True), key=lambda each: each[0][1:]):
        days = list(group)
        if state is not None:
            yield Stretch(days[0][0][0], days[-1][1], state, until)


def _reliefs(effects: Sequence[Effect], last: date) -> Iterator[ReliefSpan]:
    open_: dict[tuple[str, str, bool, tuple[str, ...]], date] = {}
    for each in (*effects, None):
        now = _grouped(each.reliefs) if each else set()
        for key in [key for key in open_ if key not in now]:
            yield ReliefSpan(open_.pop(key), each.day - _DAY if each else last, *key)
        for key in sorted(now):
            open_.setdefault(key, each.day if each else last)


def _grouped(reliefs: Sequence[Relief]) -> set[tuple[str, str, bool, tuple[str, ...]]]:
    together: dict[tuple[str, str, bool], list[str]] = {}
    for each in reliefs:
        together.setdefault((each.route, each.target, each.doubtful), []).append(each.measure)
    return {(*key, tuple(names)) for key, names in together.items()}
