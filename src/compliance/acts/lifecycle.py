"""Fold dated acts: the legal state after each of them, and what the law has to say to it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from ..days import later
from ..law.measure import Measure, Reach
from ..law.route import Route, route_under
from ..record.acts import UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from . import checks, powers
from .legal_state import Certification, Ending, LegalState, Notice, Outcome, refused
from .objection import Objection, ObjectionCode, Weight, merged, objection
from .orders import order
from .renewals import renew
from .revocations import revoke


@dataclass(frozen=True, repr=False)
class Lifecycle:
    """Acts taken by their days and, of one day, in their order, and every outcome: the first is that before any act.

    Whether the record supports what is certified changes nothing here: an act is effective until it is revoked.
    """

    days: Sequence[date]
    outcomes: Sequence[Outcome]

    def on(self, day: date) -> LegalState:
        """What the acts had done as it was known at the end of a day."""
        return self.outcomes[bisect_right(self.days, day)].state

    def objections(self, day: date = date.max) -> tuple[Objection, ...]:
        """Everything that there is to say of the acts up to a day."""
        known = self.outcomes[: bisect_right(self.days, day) + 1]
        return tuple(each for outcome in known for each in outcome.objections)


def lifecycle(rulebook: Rulebook, interpretation: Interpretation, acts: Iterable[UsAct]) -> Lifecycle:
    """Fold the acts, and keep every state: a day is answered by the last act on or before it."""
    ordered = sorted(acts, key=lambda act: act.date)
    before = Outcome(LegalState(rulebook, interpretation))
    outcomes = accumulate(ordered, lambda outcome, act: apply(outcome.state, act), initial=before)
    return Lifecycle(tuple(act.date for act in ordered), tuple(outcomes))


def apply(state: LegalState, act: UsAct) -> Outcome:
    """Take one act: the new state, and what the law has to say to this act."""
    says = tuple(value for key, value in act.__dict__.items() if key not in ("id", "note", "sources"))
    twin, remarks = state.said.get(says), [*_meaningless(state, act), *powers.acting_in(state, act)]
    if twin:
        remarks.insert(0, objection(ObjectionCode.DUPLICATE, act, f"says the same as `{twin}`", "remark"))
    after, found = _taken(state, act)
    after = replace(after, seen={**after.seen, act.id: act}, said={says: act.id, **after.said})
    return Outcome(after, merged([*remarks, *found]))


_MEANS: dict[str, frozenset[str]] = {
    "notify": frozenset({"actions"}),
    "delegate": frozenset({"from_", "until", "to", "cite"}),
    "certify": frozenset({"until", "ground", "explanation", "target"}),
    "suspend": frozenset({"from_", "until", "measures", "target", "upon"}),
    "renew": frozenset({"from_", "until", "measures", "target", "upon", "ground", "explanation"}),
    "waive": frozenset({"from_", "until", "measures", "target", "ground", "explanation"}),
    "revoke": frozenset({"from_", "measures"}),
}
_OPTIONAL = ("measures", "from_", "until", "upon", "ground", "explanation", "target", "actions", "to", "cite")


def _meaningless(state: LegalState, act: UsAct) -> Iterator[Objection]:
    """A word on every key that such an act cannot have, so that nobody takes it for a limit."""
    means = _MEANS[act.type]
    route = route_under(state.rulebook.routes.values(), act.of)
    if act.type == "certify" and route is not None and route.final:
        means = frozenset()  # what ends, ends for good: as a whole, for all, on its day (§§ 9230, 9252)
    given = [UsAct.model_fields[name].alias or name for name in _OPTIONAL if getattr(act, name) and name not in means]
    if given:
        message = f"such an act knows no {', '.join(f'`{name}`' for name in given)}: it counts without"
        yield objection(ObjectionCode.NO_MEANING, act, message, "remark")


def _taken(state: LegalState, act: UsAct) -> Outcome:
    """What comes of it: a revocation of another act, a notice, or something done under the provision of a route."""
    if act.type == "revoke":
        return revoke(state, act)
    if act.type == "delegate":
        return _delegate(state, act)
    routes = state.rulebook.routes.values()
    notified = next((route for route in routes if route.notice_under == act.of), None)
    route = notified or route_under(routes, act.of)
    if route is None:
        return Outcome(state, [powers.not_modelled(state, act)])
    if notified and act.type != "notify":
        return _wrong_act(state, act, ["notify"])
    found = checks.examine((checks.provision_is_law, checks.actor_has_power), state, act, route)
    if found or not notified:
        return Outcome(state, found) if found else _done(state, act, route)
    notice = Notice(tuple(dict.fromkeys(each.act for each in act.actions)) or ("",))
    return Outcome(replace(state, notices={**state.notices, act.id: notice}, effective=state.effective | {act.id}))


def _delegate(state: LegalState, act: UsAct) -> Outcome:
    """Whoever may pass a power on does so, from a day and to one; what was done under it is not undone by its end."""
    found = list(powers.delegate(state, act))
    if checks.is_barred(found):
        return Outcome(state, found)
    if act.begins < act.date:
        message = f"a delegation takes effect from its own day on, not earlier: {act.date}, not {act.begins}"
        found.append(objection(ObjectionCode.BACKDATED, act, message, "in part"))
    given = powers.given(state, act, checks.first_day(act))
    return Outcome(replace(state, given={**state.given, act.id: given}, effective=state.effective | {act.id}), found)


def _done(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """What the route makes of an act of this type under this provision."""
    if act.type == "certify" and (route.certified or (act.of == route.renewed_under and route.renewal_certified)):
        return _certify(state, act, route)
    if act.type == "renew" and act.of == route.renewed_under:
        return renew(state, act, route)
    if act.type == route.order and act.of == route.under:
        return order(state, act, route)
    known = [*(["certify"] if route.certified else []), *([route.order] if route.order == "suspend" else [])]
    known = known if act.of == route.under else ["certify"]
    known += ["waive"] if route.order == "waive" else []
    known += ["renew"] if route.renewed_under == act.of else []
    return _wrong_act(state, act, known)


def _wrong_act(state: LegalState, act: UsAct, known: Iterable[str]) -> Outcome:
    message = f"`{act.type}` is no act under that provision; it knows {', '.join(known)}"
    return refused(state, act, ObjectionCode.WRONG_ACT, message)


def _certify(state: LegalState, act: UsAct, route: Route) -> Outcome:
    found = checks.examine((checks.ground_is_stated,), state, act, route)
    if found:
        return Outcome(state, found)
    match route.does:
        case "terminates":
            return _terminate(state, act, route)
        case "exits":
            # § 9230 keeps its sanctions until thirty days after the certification to Congress.
            return _end(state, act, route, later(act.date, route.after), checks.reached(state, act, route))
        case _:
            return Outcome(_certified(state, act, route))


def _certified(state: LegalState, act: UsAct, route: Route) -> LegalState:
    made = {**state.certifications, act.id: Certification(act, route)}
    return replace(state, certifications=made, effective=state.effective | {act.id})


def _terminate(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """Everything that the provision reaches ends on the day of the certification, and for good."""
    # "Shall terminate": the certification has the effect by itself, and § 9252 carves nothing out (Q27).
    found = checks.examine((checks.needs_are_met,), state, act, route)
    if checks.is_barred(found):
        return Outcome(state, found)
    after, said = _end(state, act, route, act.date, checks.chosen(state, act, route))
    return Outcome(after, [*found, *said])


def _end(state: LegalState, act: UsAct, route: Route, day: date, reached: Iterable[Measure]) -> Outcome:
    """What is reached and still law ends on the day; where the reach of the route is doubtful, so is the end."""
    measures = {each.id: state.reach(each, route) is Reach.DOUBTFUL for each in reached if each.in_force(day)}
    before = {name: state.ended(name, doubtful=doubtful) for name, doubtful in measures.items()}
    ended, waits = [name for name, end in before.items() if end is None or end.day > day], day > act.date
    after = _with_endings(state, {name: Ending(day, act.id, route.id, each) for name, each in measures.items()})
    if measures and (ended or waits):
        after = _certified(after, act, route)
    if ended:
        return Outcome(checks.notice_spent(after, act, route, ended) if route.does == "terminates" else after)
    message = "what it reaches ends by another act before" if measures else "nothing is left that it could end"
    weight: Weight = "remark" if measures and waits else "no effect"
    return Outcome(after, [objection(ObjectionCode.ENDED, act, message, weight)])


def _with_endings(state: LegalState, new: Mapping[str, Ending]) -> LegalState:
    """With these ends, and without the days that would have gone on under a restatement of what ends."""
    # What is enacted anew after a termination is law anew: no order of before holds it up.
    anew = {other for name, end in new.items() if not end.doubtful for other in state.restatements(name)}
    days = {key: periods for key, periods in state.periods.items() if key.measure not in anew}
    ends = {name: (*state.endings.get(name, ()), end) for name, end in new.items()}
    return replace(state, endings={**state.endings, **ends}, periods=days)
