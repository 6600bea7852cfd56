"""What the acts so far have done, as a value: each act makes a new state, and leaves the one before as it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..days import NEVER, eve
from ..law.measure import Measure, Reach
from ..law.route import Route
from ..names import same_name
from ..record.acts import Target, UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .objection import Objection, ObjectionCode, objection


class MeasureState(StrEnum):
    """The legal state of one measure on one day."""

    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"  # the suspension ran out, and the duty revived by operation of law
    TERMINATED = "terminated"
    DOUBTFUL = "doubtful"  # an order covers it, and whether the provision reaches it is doubtful


class Key(NamedTuple):
    """What days are ordered for: a measure by a route, for a target or (without one) altogether."""

    route: str
    measure: str
    target: str


class Period(NamedTuple):
    """Days ordered, both ends counted. `root` is the first order of its chain, `first` what that order rests on.

    `upon` is the certification of this very order: that of a renewal, or `first` again. `revoked_by` names the act that
    took away its later days.
    """

    start: date
    end: date
    order: str
    root: str
    first: str
    upon: str
    revoked_by: str = ""


class Certification(NamedTuple):
    """A certification that was made. `serves` names the orders that used it, where it serves only so many."""

    act: UsAct
    route: Route
    revoked: date | None = None
    serves: tuple[str, ...] = ()

    @property
    def renews(self) -> bool:
        """Whether it is one for a renewal."""
        return self.act.of == self.route.renewed_under != self.route.under

    def stands(self, day: date) -> bool:
        """Whether it is made and not revoked on that day."""
        return self.act.date <= day and (self.revoked is None or day < self.revoked)

    @property
    def stands_until(self) -> date:
        """The eve of its revocation, where one is made."""
        return eve(self.revoked) if self.revoked else NEVER

    @property
    def lasts_until(self) -> date:
        """The last day that it covers: the one it names, or the eve of a revocation that is to come."""
        return min(self.act.until or NEVER, self.stands_until)


class Notice(NamedTuple):
    """What a notice is for: the acts that it names and that did not rely on it yet, or "" for the first that needs one.

    `served` are those that did.
    """

    awaits: tuple[str, ...]
    served: tuple[str, ...] = ()

    def serving(self, act: str) -> "Notice":
        """When this act has relied on it."""
        used = act if act in self.awaits else ""
        return Notice(tuple(each for each in self.awaits if each != used), (*self.served, act))


class Given(NamedTuple):
    """A delegation, by and to an office's id (or a bare name), of these provisions; `until` is its last day.

    `ended_by` names the act that revoked it.
    """

    id: str
    by: str
    to: str
    of: tuple[str, ...]
    since: date
    until: date | None
    cite: str
    ended_by: str = ""


class Ending(NamedTuple):
    """An end of a measure: from which day, by which act and route, and whether it is doubtful that it is reached."""

    day: date
    act: str
    route: str
    doubtful: bool


@dataclass(frozen=True, repr=False)
class LegalState:
    """All that is known once some acts are taken. A change makes a new state, which shares what did not change."""

    rulebook: Rulebook
    interpretation: Interpretation
    seen: Mapping[str, UsAct] = field(default_factory=dict)
    said: Mapping[tuple[object, ...], str] = field(default_factory=dict)  # what an act says, and who said it first
    certifications: Mapping[str, Certification] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)  # those that stand
    periods: Mapping[Key, tuple[Period, ...]] = field(default_factory=dict)
    endings: Mapping[str, tuple[Ending, ...]] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], str] = field(default_factory=dict)  # by `identity`, as first spelled
    authorities: Mapping[str, tuple[date, str]] = field(default_factory=dict)  # ended: from which day, by which act
    given: Mapping[str, Given] = field(default_factory=dict)  # delegations of the case, and those of the rules it ended
    effective: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<LegalState after {len(self.seen)} acts, of which {len(self.effective)} took effect>"

    def rule(self, name: str) -> str:
        """What the reading says of a question of time."""
        return str(self.interpretation.value("rule", name))

    def question(self, name: str) -> str:
        """The question whose answer set a rule."""
        return self.interpretation.values["rule", name].question

    def every_delegation(self) -> Iterator[Given]:
        """The standing delegations, those that the case ended as it left them, and its own."""
        for each in self.rulebook.delegations.values():
            if each.id not in self.given:
                yield Given(each.id, each.by, each.to, each.of, each.since, each.until, each.cite)
        yield from self.given.values()

    def delegations(self, day: date) -> Iterator[Given]:
        """Those of them that stand on a day; both ends count."""
        for each in self.every_delegation():
            if each.since <= day and (each.until is None or day <= each.until):
                yield each

    def certified(self, day: date) -> frozenset[str]:
        """The provisions under which a certification stands on the day."""
        return frozenset(each.act.of for each in self.certifications.values() if each.stands(day))

    def reach(self, measure: Measure, route: Route) -> Reach:
        """Whether a route reaches a measure under the reading."""
        return measure.reach[route.id].under(self.interpretation.choices)

    def ended(self, measure: str, *, doubtful: bool = False) -> Ending | None:
        """The earliest end of a measure that stands, or that is doubtful."""
        return min((each for each in self.endings.get(measure, ()) if each.doubtful is doubtful), default=None)

    def is_law(self, measure: str, day: date) -> bool:
        """Whether a measure is law on a day and not terminated."""
        ended = self.ended(measure)
        return self.rulebook.measures[measure].in_force(day) and not (ended and ended.day <= day)

    def law(self, day: date) -> list[Measure]:
        """The measures that are law on a day and not terminated."""
        return [each for each in self.rulebook.measures.values() if self.is_law(each.id, day)]

    def target(self, act: UsAct) -> str:
        """For whom alone an act is, as first spelled in this case; empty where it is for all, or not yet spelled."""
        return self.targets.get(identity(act.target), "") if act.target else ""

    def restatements(self, measure: str) -> list[str]:
        """The measures that continue this one under another name."""
        return [each.id for each in self.rulebook.measures.values() if each.continues == measure]

    def lineage(self, key: Key) -> list[Key]:
        """The key, and those of the measure that it restates and of its restatements."""
        before = self.rulebook.measures[key.measure].continues
        names = [key.measure, *([before] if before else []), *self.restatements(key.measure)]
        return [key._replace(measure=name) for name in names]

    def covering(self, key: Key, day: date) -> Period | None:
        """The period of the key that covers a day: of several, the one that lasts longest."""
        return _last([period for period in self.periods.get(key, ()) if period.start <= day <= period.end])

    def running(self, key: Key) -> Period | None:
        """The last of the days ordered so far, or None where there are none."""
        return _last(self.periods.get(key, ()))

    def suspension_routes(self) -> tuple[Route, ...]:
        """The routes that change a measure's own state."""
        return tuple(route for route in self.rulebook.routes.values() if route.does == "suspends")

    def measure_state(self, measure: Measure, day: date) -> MeasureState:
        """The one legal state of a measure that is law on the day."""
        ended, doubted = self.ended(measure.id), self.ended(measure.id, doubtful=True)
        if ended and ended.day <= day:
            return MeasureState.TERMINATED
        if doubted and doubted.day <= day:
            return MeasureState.DOUBTFUL
        lapsed = False
        for route in self.suspension_routes():
            key, reach = Key(route.id, measure.id, ""), self.reach(measure, route)
            if reach is not Reach.NO and self.covering(key, day):
                return MeasureState.SUSPENDED if reach is Reach.YES else MeasureState.DOUBTFUL
            last = _last([period for period in self.periods.get(key, ()) if period.end < day])
            # What a revocation broke off did not run its term: the measure is in force again, and has not lapsed (Q16).
            lapsed = lapsed or bool(last and not last.revoked_by and reach is Reach.YES)
        return MeasureState.LAPSED if lapsed else MeasureState.IN_FORCE

    def naming(self, *acts: UsAct) -> "LegalState":
        """With the targets of these acts as first spelled, and with the kind where two kinds have one name."""
        targets = dict(self.targets)
        for target in (act.target for act in acts if act.target):
            name = " ".join(target.name.split())
            taken = {same_name(each) for (kind, _), each in targets.items() if kind != target.kind}
            targets.setdefault(identity(target), f"{name} ({target.kind})" if same_name(name) in taken else name)
        return replace(self, targets=targets)

    def adding(self, key: Key, period: Period) -> "LegalState":
        """With more days for this measure, and for what continues it when the law is restated in between."""
        # A restatement (§§ 104(c) and 205 in 2017) does not end the suspension of what it restates, if it is reached.
        route, measures = self.rulebook.routes[key.route], self.rulebook.measures
        later = [measures[name] for name in self.restatements(key.measure)]
        names = [each.id for each in later if each.since <= period.end and self.reach(each, route) is not Reach.NO]
        keys = [key, *(key._replace(measure=name) for name in names)]
        more = {each: (*self.periods.get(each, ()), period) for each in keys}
        return replace(self, periods={**self.periods, **more}, effective=self.effective | {period.order})

    def with_days(self, changed: Mapping[Key, Iterable[Period]]) -> "LegalState":
        """With these days ordered for these keys in the place of others."""
        return replace(self, periods={**self.periods, **{key: tuple(days) for key, days in changed.items()}})


class Outcome(NamedTuple):
    """The state after an act, and what the law has to say to this act."""

    state: LegalState
    objections: Sequence[Objection] = ()


def refused(state: LegalState, act: UsAct, code: ObjectionCode, message: str, provision: str = "") -> Outcome:
    """The state as it was: the act has no effect, and why."""
    return Outcome(state, [objection(code, act, message, "no effect", provision=provision)])


def identity(target: Target) -> tuple[str, str]:
    """By what two targets are the same, however their names are spaced and spelled."""
    return target.kind, same_name(target.name)


def _last(periods: Sequence[Period]) -> Period | None:
    """The one that ends last; of several, one after which a revocation took days away, and of these the latest."""
    return max(reversed(periods), key=lambda each: (each.end, bool(each.revoked_by)), default=None)
