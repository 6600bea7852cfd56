"""A case over time: for each condition, measure and relief the days on end on which it stood the same."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..acts.deadlines import Deadline, deadlines
from ..acts.effect import Effect, Relief, effect, turning_days
from ..acts.legal_state import MeasureState
from ..acts.lifecycle import Lifecycle
from ..acts.objection import Objection
from ..case.model import Case
from ..days import DAY, equal_days, eve, read_day
from ..judgement.tree import Provision, Verdict
from ..judging import SPECIFICATION, DayLike, Rules, rulebook_of
from ..law.degree import Degree
from ..problem import Code, Problem, UnusableError
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .case_history import CaseHistory
from .support import ActFinding, acts_of, remarks_of, supports


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

    def __repr__(self) -> str:
        acts = f"{len(self.acts)} act{'' if len(self.acts) == 1 else 's'}"
        return f"<Timeline {self.case.id} {self.first} to {self.last}: {acts}, {len(self.deadlines)} deadlines>"

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

    ValueError where the days end before they begin; UnusableError where they are too many for so many entries.
    """
    rulebook = rulebook_of(rules)
    history = CaseHistory(case, rulebook, rulebook.interpretation(reading, answers), read_day(as_of), engines)
    begin, end = read_day(first) or history.span[0], read_day(last) or history.span[1]
    if begin > end:
        raise ValueError(f"the days would end on {end}, before they begin on {begin}")
    return timeline(history, begin, end)


def timeline(history: CaseHistory, first: date, last: date) -> Timeline:
    """Everything between two days. UnusableError where they are more work than the limits of the case allow."""
    days, entries = (last - first).days + 1, len(history.case.facts) + len(history.case.actions)
    if days * entries > history.case.limits.day_entries:
        message = f"{days:,} days over {entries:,} facts and actions: the most of their product is "
        raise UnusableError([Problem(Code.TOO_LARGE, f"{message}{history.case.limits.day_entries:,}")])
    as_of, judged = history.as_of, min(last, history.as_of)
    found = verdicts_between(history, first, judged)
    effects = effects_between(history.lifecycle, first, last)
    return Timeline(
        case=history.case,
        rulebook=history.rulebook,
        interpretation=history.interpretation,
        engines=tuple(history.engines) if found else (),
        first=first,
        last=last,
        as_of=as_of,
        conditions=tuple(_condition_spans(found, judged)),
        measures=tuple(_measure_spans(history.rulebook.measures, effects, last)),
        reliefs=tuple(_relief_spans(effects, last)),
        acts=acts_of(history, supports(history)),
        deadlines=deadlines(history.legal, as_of),
        remarks=remarks_of(history),
    )


def verdicts_between(history: CaseHistory, first: date, last: date) -> list[tuple[date, Verdict]]:
    """What was found on each day on which it can be another; none for days before the law asked for."""
    begin = first if history.law_day(first) else max(first, history.rulebook.enacted)
    return list(history.asked(begin, last)) if begin <= last else []


def _condition_spans(found: Sequence[tuple[date, Verdict]], last: date) -> Iterator[ConditionSpans]:
    """Every provision that was judged on some day, in the order of the law; not what it refers to, shown elsewhere."""
    shown: dict[str, Provision] = {}
    for tree in dict.fromkeys(verdict.tree for _, verdict in found):
        listed = (tree.provisions[number] for goal in tree.goals.values() for number in tree.under(goal))
        shown |= {each.path: each for each in listed if not each.referred}
    for path, provision in shown.items():
        moments = [(day, verdict.of(path)) for day, verdict in found]
        spans = tuple(ConditionSpan(days.start, days.end, *same) for days, same in equal_days(moments, last) if same)
        yield ConditionSpans(provision, spans)


def effects_between(acts: Lifecycle, first: date, last: date) -> list[Effect]:
    """The Effect on `first` and on every later day on which it differs, each as it was known on its day."""
    found = list[Effect]()
    known = [first, *(day for day in sorted(set(acts.days)) if first < day <= last)]
    for begin, end in zip(known, [*(eve(day) for day in known[1:]), last], strict=True):
        state = acts.on(begin)
        days = [begin, *(day for day in turning_days(state) if begin < day <= end)] if begin <= end else []
        found += [effect(state, day) for day in days]
    return found


def _measure_spans(measures: Iterable[str], effects: Sequence[Effect], last: date) -> Iterator[MeasureSpans]:
    """The measures that were law on some day between, those of one history together."""
    together: dict[tuple[MeasureSpan, ...], list[str]] = {}
    for name in measures:
        known = [(each.day, each.states.get(name), each.until.get(name)) for each in effects]
        law = [(day, (state, until) if state else None) for day, state, until in known]
        spans = tuple(MeasureSpan(*days, *same) for days, same in equal_days(law, last) if same)
        if spans:
            together.setdefault(spans, []).append(name)
    for spans, names in together.items():
        yield MeasureSpans(tuple(names), spans)


def _relief_spans(effects: Sequence[Effect], last: date) -> Iterator[ReliefSpan]:
    """Days on end on which one route lifted the same measures for the same target."""
    open_: dict[tuple[str, str, bool, tuple[str, ...]], date] = {}
    for each in (*effects, None):
        now = _grouped(each.reliefs) if each else set()
        for key in [key for key in open_ if key not in now]:
            yield ReliefSpan(open_.pop(key), each.day - DAY if each else last, *key)
        for key in sorted(now):
            open_.setdefault(key, each.day if each else last)


def _grouped(reliefs: Sequence[Relief]) -> set[tuple[str, str, bool, tuple[str, ...]]]:
    together: dict[tuple[str, str, bool], list[str]] = {}
    for each in reliefs:
        together.setdefault((each.route, each.target, each.doubtful), []).append(each.measure)
    return {(*key, tuple(names)) for key, names in together.items()}
