"""A case over time: each condition's status and degree, the Effect as bands, the acts and what the law says to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..judgement.changes import change_days
from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment, Finding
from ..law.degree import Degree
from ..record.acts import UsAct
from ..record.fold import fold
from ..status import Status
from .deadlines import Deadline, deadlines
from .docket import Docket, State
from .effect import Effect, Relief, effect, turning_days
from .lifecycle import stages
from .objection import Objection, ObjectionCode
from .support import Record, Support

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
    """An act, what the law says to it, and what the record showed on its day."""

    act: UsAct
    objections: tuple[Objection, ...]
    support: Support | None
    effective: bool


class ReliefSpan(NamedTuple):
    """Days on end of a relief beside the states: by which route, for whom, of which measures."""

    start: date
    end: date
    route: str
    target: str
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
    record: Record,
    acts: Sequence[UsAct],
    docket: Docket,
    supported: Mapping[str, Support],
    first: date,
    last: date,
    as_of: date,
    law_day: Callable[[date], date | None],
    confirm: Callable[[Assessment], Assessment],
) -> Timeline:
    """Everything between two days; `docket` is that of the acts by `as_of`.

    `law_day` names the law asked for where it is not the day's own; `confirm` is asked of every assessment, so that a
    second engine can agree.
    """
    assessed = list(_assessed(record, first, min(last, as_of), law_day, confirm))
    strips = tuple(_strips(assessed, min(last, as_of)))
    effects = effects_between(docket, acts, first, last, as_of)
    objections = (*docket.objections, *unsupported(docket, supported))
    told = tuple(
        Told(act, tuple(each for each in objections if each.act == act.id), supported.get(act.id), _took(docket, act))
        for act in docket.seen.values()
    )
    statuses = [(day, each.goal.name, each.finding.status) for day, made in assessed for each in made.results]
    return Timeline(
        first, last, as_of, strips, tuple(_bands(docket, effects, last)), tuple(_reliefs(effects, last)), told,
        deadlines(docket, as_of), tuple(bound(docket, statuses)),
    )  # fmt: skip


def _took(docket: Docket, act: UsAct) -> bool:
    return act.id in docket.effective


def _assessed(
    record: Record,
    first: date,
    last: date,
    law_day: Callable[[date], date | None],
    confirm: Callable[[Assessment], Assessment],
) -> Iterator[tuple[date, Assessment]]:
    """The assessment on every day on which it may change."""
    rulebook, parameters = record.rulebook, record.parameters
    begin = first if law_day(first) else max(first, rulebook.enacted)
    if begin > last:
        return
    for day in change_days(rulebook, parameters, record.facts, record.actions, begin, last):
        folded = fold(record.facts, record.actions, as_of=day)
        yield day, confirm(evaluate(rulebook, folded, as_of=day, reading=record.reading, law_as_of=law_day(day)))


def _strips(assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[Strip]:
    """Every goal and what it is judged by, from the first assessment to the last."""
    if not assessed:
        return
    for result in assessed[-1][1].results:
        for finding, depth in _shown(result.finding, 0):
            yield Strip(
                finding.path, finding.act_form, finding.level.heading, depth,
                tuple(_spans(finding.path, assessed, last)),
            )  # fmt: skip


def _shown(finding: Finding, depth: int) -> Iterator[tuple[Finding, int]]:
    """The finding and what is below it; not what it refers to elsewhere, which has strips of its own."""
    yield finding, depth
    for child in finding.children:
        if ">" not in child.path:
            yield from _shown(child, depth + 1)


def _spans(path: str, assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[Judged]:
    found = [(day, finding) for day, assessment in assessed if (finding := assessment.finding(path)) is not None]
    start = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or _same(found[start][1], found[index][1]) is False:
            day, finding = found[start]
            end = last if index == len(found) else found[index][0] - _DAY
            yield Judged(day, end, finding.status, finding.lowest, finding.highest)
            start = index


def _same(one: Finding, other: Finding) -> bool:
    return (one.status, one.lowest, one.highest) == (other.status, other.lowest, other.highest)


def effects_between(docket: Docket, acts: Sequence[UsAct], first: date, last: date, as_of: date) -> list[Effect]:
    """The Effect on `first` and on every later day on which it differs, each as it was known on its day."""
    found: dict[date, Effect] = {}
    known = Docket(docket.rulebook, docket.parameters)
    days = sorted({act.date for act in acts if act.date <= as_of})
    found |= _effects_of(known, first, min([last, *(day - _DAY for day in days)]))
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
    start = 0
    for index in range(1, len(moments) + 1):
        if index == len(moments) or moments[index][1:] != moments[start][1:]:
            day, state, until = moments[start]
            if state is not None:
                yield Stretch(day, last if index == len(moments) else moments[index][0] - _DAY, state, until)
            start = index


def _reliefs(effects: Sequence[Effect], last: date) -> Iterator[ReliefSpan]:
    open_: dict[tuple[str, str, tuple[str, ...]], date] = {}
    for each in (*effects, None):
        now = _grouped(each.reliefs) if each else set()
        for key in [key for key in open_ if key not in now]:
            route, target, measures = key
            yield ReliefSpan(open_.pop(key), each.day - _DAY if each else last, route, target, measures)
        for key in sorted(now):
            open_.setdefault(key, each.day if each else last)


def _grouped(reliefs: Sequence[Relief]) -> set[tuple[str, str, tuple[str, ...]]]:
    together: dict[tuple[str, str], list[str]] = {}
    for each in reliefs:
        together.setdefault((each.route, each.target), []).append(each.measure)
    return {(route, target, tuple(names)) for (route, target), names in together.items()}


_REVIEW = {
    "reviewable": (ObjectionCode.REVIEWABLE, "under this reading a court may say what the conditions mean"),
    "practically-unreviewable": (
        ObjectionCode.HARDLY_REVIEWABLE,
        "under this reading hardly any court would review it",
    ),
    "unreviewable": (ObjectionCode.UNREVIEWABLE, "under this reading no court reviews it"),
}
_UNKNOWN = {
    "justified": (ObjectionCode.NOT_JUSTIFIED, "what is unknown leaves it valid, and not justified on this record"),
    "shown": (ObjectionCode.NOT_SHOWN, "what is unknown is not shown, and under this reading cannot be certified"),
    "belief": (ObjectionCode.ON_BELIEF, "under this reading what is unknown may be certified on belief"),
}


def unsupported(docket: Docket, supported: Mapping[str, Support]) -> Iterator[Objection]:
    """A certification that this record does not support is effective unless it is revoked; the report says so."""
    for support in supported.values():
        act = docket.seen.get(support.act)
        if act is None or act.id not in docket.effective or support.status is Status.MET:
            continue
        listed = support.deciding if support.status is Status.UNMET else support.still_open
        message = f"not supported by this record {support.how}: {support.status} on {', '.join(listed)}"
        yield Objection(ObjectionCode.NOT_SUPPORTED, act.id, act.of, message, "effective")
        words = [("review", _REVIEW)]
        if support.status is Status.UNKNOWN:
            words.insert(0, ("certifying", _UNKNOWN))
        for rule, table in words:
            code, said = table[docket.rule(rule)]
            yield Objection(code, act.id, act.of, said, "remark", docket.question(rule))


def bound(docket: Docket, statuses: Sequence[tuple[date, str, Status]]) -> Iterator[Objection]:
    """Whether the reading binds the President to determine, from the first day on which the record supports it.

    `statuses` are those of goals on days, in order.
    """
    for route in docket.rulebook.routes.values():
        if not (route.final and route.goal) or docket.rule("duty") != "bound":
            continue
        met = next((day for day, goal, status in statuses if goal == route.goal and status is Status.MET), None)
        made = [each for each in docket.certifications.values() if each.route.id == route.id]
        if met is not None and not made:
            message = f"the record supports it since {met}; this reading holds the President bound to determine"
            yield Objection(ObjectionCode.BOUND, "", route.under, message, "remark", docket.question("duty"))
