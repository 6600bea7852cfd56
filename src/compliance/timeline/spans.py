"""A case over time: each condition's status and degree, the Effect as bands, the acts and what the law says to them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ..acts.deadlines import Deadline, deadlines
from ..acts.effect import Effect, Relief, effect, turning_days
from ..acts.legal_state import LegalState, MeasureState
from ..acts.lifecycle import Lifecycle
from ..acts.objection import Objection
from ..case.model import Case
from ..days import eve, read_day
from ..judgement.finding import Assessment, Finding
from ..judging import SPECIFICATION, DayLike, Rules, rulebook_of
from ..law.degree import Degree
from ..record.acts import UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .case_history import CaseHistory
from .changes import change_days
from .support import Support, bound, supports, unsupported

_DAY = timedelta(days=1)


class ConditionSpan(NamedTuple):
    """Days on end over which a provision was found the same; both ends counted."""

    start: date
    end: date
    status: Status
    lowest: Degree | None
    highest: Degree | None


class ConditionSpans(NamedTuple):
    """One provision over time. `depth` is how far below its goal it stands."""

    path: str
    act_form: str
    heading: str
    depth: int
    spans: tuple[ConditionSpan, ...]


class MeasureSpan(NamedTuple):
    """Days on end over which measures were in one state; `until` is the last suspended day known then."""

    start: date
    end: date
    state: MeasureState
    until: date | None


class MeasureSpans(NamedTuple):
    """Measures that went through the same states on the same days."""

    measures: tuple[str, ...]
    spans: tuple[MeasureSpan, ...]


class ActFinding(NamedTuple):
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
    """A case from `first` to `last`: conditions up to `as_of`, and after it what follows if nothing more is done.

    `engines` are those that judged the conditions; none where none of the days could be judged.
    """

    case: Case
    rulebook: Rulebook
    interpretation: Interpretation
    engines: tuple[str, ...]
    first: date
    last: date
    as_of: date
    conditions: tuple[ConditionSpans, ...]
    measures: tuple[MeasureSpans, ...]
    reliefs: tuple[ReliefSpan, ...]
    acts: tuple[ActFinding, ...]
    deadlines: tuple[Deadline, ...]
    remarks: tuple[Objection, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What must be said of the law of its last judged day."""
        return self.rulebook.warnings(self.as_of)


def over_time(
    case: Case,
    rules: Rules = None,
    *,
    first: DayLike | None = None,
    last: DayLike | None = None,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
    engines: Collection[str] = (SPECIFICATION,),
) -> Timeline:
    """A case over time, from one day to another or as its acts suggest; other arguments and errors as for `judge`.

    ValueError where the days end before they begin.
    """
    rulebook = rulebook_of(rules)
    history = CaseHistory(case, rulebook, rulebook.interpretation(reading, answers), read_day(as_of), engines)
    begin, end = read_day(first) or history.span[0], read_day(last) or history.span[1]
    if begin > end:
        raise ValueError(f"the days would end on {end}, before they begin on {begin}")
    return timeline(history, begin, end)


def timeline(history: CaseHistory, first: date, last: date) -> Timeline:
    """Everything between two days."""
    as_of, supported = history.as_of, supports(history)
    assessed = list(assessed_between(history, first, min(last, as_of)))
    effects = effects_between(history.lifecycle, first, last)
    return Timeline(
        case=history.case,
        rulebook=history.rulebook,
        interpretation=history.interpretation,
        engines=assessed[0][1].engines if assessed else (),
        first=first,
        last=last,
        as_of=as_of,
        conditions=tuple(_strips(assessed, min(last, as_of))),
        measures=tuple(_bands(history.legal, effects, last)),
        reliefs=tuple(_reliefs(effects, last)),
        acts=acts_of(history, supported),
        deadlines=deadlines(history.legal, as_of),
        remarks=remarks_of(history),
    )


def remarks_of(history: CaseHistory) -> tuple[Objection, ...]:
    """What there is to say of no act, as of the history's own day."""
    day, asked = history.as_of, history.law_day(history.as_of)
    if not asked and day < history.rulebook.enacted:
        return ()
    made = history.assessment(day, asked, certified=history.legal.certified(day))
    return tuple(bound(history.legal, day, {each.goal.name: each.finding.status for each in made.results}))


def acts_of(history: CaseHistory, supported: Mapping[str, Support]) -> tuple[ActFinding, ...]:
    """Every act taken, with what there is to say of it."""
    state = history.legal
    objections = (*history.lifecycle.objections(), *unsupported(state, supported))
    return tuple(
        ActFinding(
            act=act,
            objections=tuple(each for each in objections if each.act == act.id),
            support=supported.get(act.id),
            effective=act.id in state.effective,
            delegation=_delegation(state, act),
            gives=_gives(state, act),
        )
        for act in state.seen.values()
    )


def _delegation(state: LegalState, act: UsAct) -> str:
    """On what authority someone acted who could not by himself; empty where he could, or could not at all."""
    for route in state.rulebook.routes.values():
        if act.of in (route.under, route.renewed_under, route.notice_under):
            return next((each.cite for each in route.powers(act.of) if each.covers(act.by, act.type, act.date)), "")
    return ""


def _gives(state: LegalState, act: UsAct) -> tuple[date, date, int] | None:
    measures = state.rulebook.measures
    own = [
        (key, each)
        for key, days in state.periods.items()
        for each in days
        if each.order == act.id
        and each.end >= measures[key.measure].since
        and measures[key.measure].in_force(each.start)
    ]
    if not own:
        return None
    return min(each.start for _, each in own), max(each.end for _, each in own), len({key.measure for key, _ in own})


def assessed_between(
    history: CaseHistory,
    first: date,
    last: date,
) -> Iterator[tuple[date, Assessment]]:
    """The assessment on every day on which it may change."""
    state, rulebook = history.legal, history.rulebook
    begin = first if history.law_day(first) else max(first, rulebook.enacted)
    if begin > last:
        return
    days = set(change_days(history.case, rulebook, history.interpretation, begin, last))
    made = [day for each in state.certifications.values() for day in (each.act.date, each.revoked) if day]
    for day in sorted(days | {day for day in made if begin < day <= last}):
        yield day, history.confirmed(day)


def _strips(assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[ConditionSpans]:
    """Every provision that was judged on some day, in the order of the law."""
    shown: dict[str, tuple[Finding, int]] = {}
    for _, assessment in assessed:
        for result in assessment.results:
            shown |= {finding.path: (finding, depth) for finding, depth in _shown(result.finding, 0)}
    for path, (finding, depth) in shown.items():
        spans = tuple(_spans(path, assessed, last))
        yield ConditionSpans(path, finding.act_form, finding.level.heading, depth, spans)


def _shown(finding: Finding, depth: int) -> Iterator[tuple[Finding, int]]:
    """The finding and what is below it; not what it refers to elsewhere, which has strips of its own."""
    yield finding, depth
    for child in finding.children:
        if not child.referred:
            yield from _shown(child, depth + 1)


def _spans(path: str, assessed: Sequence[tuple[date, Assessment]], last: date) -> Iterator[ConditionSpan]:
    """The days on end on which it was found the same; none for days on which it was not judged."""
    ends = [*(day - _DAY for day, _ in assessed[1:]), last]
    found = [(day, end, assessment.finding(path)) for (day, assessment), end in zip(assessed, ends, strict=True)]
    for _, group in groupby(found, key=lambda each: _same(each[2])):
        days = list(group)
        finding = days[0][2]
        if finding is not None:
            yield ConditionSpan(days[0][0], days[-1][1], finding.status, finding.lowest, finding.highest)


def _same(finding: Finding | None) -> object:
    return finding and (finding.status, finding.lowest, finding.highest)


def effects_between(acts: Lifecycle, first: date, last: date) -> list[Effect]:
    """The Effect on `first` and on every later day on which it differs, each as it was known on its day."""
    found = list[Effect]()
    known = [first, *(day for day in sorted(set(acts.days)) if first < day <= last)]
    for begin, end in zip(known, [*(eve(day) for day in known[1:]), last], strict=True):
        state = acts.on(begin)
        days = [begin, *(day for day in turning_days(state) if begin < day <= end)] if begin <= end else []
        found += [effect(state, day) for day in days]
    return found


def _bands(state: LegalState, effects: Sequence[Effect], last: date) -> Iterator[MeasureSpans]:
    """The measures that were law on some day between, those of one history together."""
    together: dict[tuple[MeasureSpan, ...], list[str]] = {}
    for name in state.rulebook.measures:
        moments = [
            (each.day, each.states[name], each.until.get(name)) if name in each.states else (each.day, None, None)
            for each in effects
        ]
        stretches = tuple(_joined(moments, last))
        if stretches:
            together.setdefault(stretches, []).append(name)
    for shared, names in together.items():
        yield MeasureSpans(tuple(names), shared)


def _joined(moments: Sequence[tuple[date, MeasureState | None, date | None]], last: date) -> Iterator[MeasureSpan]:
    ends = [*(each[0] - _DAY for each in moments[1:]), last]
    for (state, until), group in groupby(zip(moments, ends, strict=True), key=lambda each: each[0][1:]):
        days = list(group)
        if state is not None:
            yield MeasureSpan(days[0][0][0], days[-1][1], state, until)


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
