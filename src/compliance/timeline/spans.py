"""A case over time: each condition's status and degree, the Effect as bands, the acts and what the law says to them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ..acts.deadlines import Deadline, deadlines
from ..acts.effect import Effect, Relief, effect, turning_days
from ..acts.legal_state import LegalState, MeasureState
from ..acts.lifecycle import stages
from ..acts.objection import Objection
from ..case.model import Case
from ..days import eve, read_day
from ..judgement.tree import Provision, Verdict
from ..judging import SPECIFICATION, DayLike, Rules, rulebook_of
from ..law.degree import Degree
from ..record.acts import UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .case_history import CaseHistory
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
    """One provision over time."""

    provision: Provision
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
    docket, as_of, supported = history.docket, history.as_of, supports(history)
    found = verdicts_between(history, first, min(last, as_of))
    effects = effects_between(docket, history.case.acts, first, last, as_of)
    return Timeline(
        case=history.case,
        rulebook=history.rulebook,
        interpretation=history.interpretation,
        engines=tuple(history.engines) if found else (),
        first=first,
        last=last,
        as_of=as_of,
        conditions=tuple(_conditions(found, min(last, as_of))),
        measures=tuple(_bands(docket, effects, last)),
        reliefs=tuple(_reliefs(effects, last)),
        acts=acts_of(docket, supported),
        deadlines=deadlines(docket, as_of),
        remarks=remarks_of(history),
    )


def remarks_of(history: CaseHistory) -> tuple[Objection, ...]:
    """What there is to say of no act, as of the course's own day."""
    day, asked = history.as_of, history.law_day(history.as_of)
    if not asked and day < history.rulebook.enacted:
        return ()
    verdict = history.asked_verdict(day)
    return tuple(bound(history.docket, day, {goal: verdict.status(goal) for goal in verdict.tree.goals}))


def acts_of(docket: LegalState, supported: Mapping[str, Support]) -> tuple[ActFinding, ...]:
    """Every act taken, with what there is to say of it."""
    objections = (*docket.objections, *unsupported(docket, supported))
    return tuple(
        ActFinding(
            act,
            tuple(each for each in objections if each.act == act.id),
            supported.get(act.id),
            act.id in docket.effective,
            _delegation(docket, act),
            _gives(docket, act),
        )
        for act in docket.seen.values()
    )


def _delegation(docket: LegalState, act: UsAct) -> str:
    """On what authority someone acted who could not by himself; empty where he could, or could not at all."""
    for route in docket.rulebook.routes.values():
        powers = route.notice_power if act.of == route.notice_under else route.power
        if act.of in (route.under, route.renewed_under, route.notice_under):
            return next((each.cite for each in powers if each.covers(act.by, act.type, act.date)), "")
    return ""


def _gives(docket: LegalState, act: UsAct) -> tuple[date, date, int] | None:
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


def verdicts_between(history: CaseHistory, first: date, last: date) -> list[tuple[date, Verdict]]:
    """What was found on each day on which it can be another; none for days before the law asked for."""
    begin = first if history.law_day(first) else max(first, history.rulebook.enacted)
    return list(history.asked(begin, last)) if begin <= last else []


def _conditions(found: Sequence[tuple[date, Verdict]], last: date) -> Iterator[ConditionSpans]:
    """Every provision that was judged on some day, in the order of the law; not what it refers to, shown elsewhere."""
    shown: dict[str, Provision] = {}
    for tree in dict.fromkeys(verdict.tree for _, verdict in found):
        listed = (tree.provisions[number] for goal in tree.goals.values() for number in tree.under(goal))
        shown |= {each.path: each for each in listed if not each.referred}
    for path, provision in shown.items():
        yield ConditionSpans(provision, tuple(_spans(path, found, last)))


def _spans(path: str, found: Sequence[tuple[date, Verdict]], last: date) -> Iterator[ConditionSpan]:
    """The days on end on which it was found the same; none for days on which it was not judged."""
    ends = [*(day - _DAY for day, _ in found[1:]), last]
    shown = [(day, end, verdict.of(path)) for (day, verdict), end in zip(found, ends, strict=True)]
    for same, group in groupby(shown, key=lambda each: each[2]):
        days = list(group)
        if same is not None:
            yield ConditionSpan(days[0][0], days[-1][1], *same)


def effects_between(docket: LegalState, acts: Sequence[UsAct], first: date, last: date, as_of: date) -> list[Effect]:
    """The Effect on `first` and on every later day on which it differs, each as it was known on its day."""
    found: dict[date, Effect] = {}
    known = LegalState(docket.rulebook, docket.interpretation)
    days = sorted({act.date for act in acts if act.date <= as_of})
    found |= _effects_of(known, first, min([last, *(eve(day) for day in days)]))
    for day, following in zip(stages(known, acts, until=as_of), [*days, None][1:], strict=True):
        end = last if following is None else min(last, following - _DAY)
        found |= _effects_of(known, max(day, first), end)
    return [found[day] for day in sorted(found)]


def _effects_of(docket: LegalState, begin: date, end: date) -> dict[date, Effect]:
    """The Effects from one day to another as far as the docket goes."""
    days = [begin, *(day for day in turning_days(docket) if begin < day <= end)] if begin <= end else []
    return {day: effect(docket, day) for day in days}


def _bands(docket: LegalState, effects: Sequence[Effect], last: date) -> Iterator[MeasureSpans]:
    """The measures that were law on some day between, those of one history together."""
    together: dict[tuple[MeasureSpan, ...], list[str]] = {}
    for name in docket.rulebook.measures:
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
