"""What law and record have to say to each act, and whether the record supports what was certified on its day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..acts.legal_state import Certification, LegalState, Period
from ..acts.objection import Objection, ObjectionCode, Standing, standing
from ..acts.powers import held, whom
from ..days import add_months
from ..judgement.tree import Verdict
from ..record.acts import UsAct
from ..status import Status, all_of, any_of
from .case_history import CaseHistory


class Support(NamedTuple):
    """Whether the record supports a certification, on its day; how it was looked at, and what decided or stays open."""

    act: str
    status: Status
    how: str
    deciding: tuple[str, ...]
    still_open: tuple[str, ...]


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

    @property
    def standing(self) -> Standing:
        """What becomes of it: an effect, none in law, none that this model knows, or a power that is not shown."""
        return standing(self.effective, self.objections)


def acts_of(history: CaseHistory, supported: Mapping[str, Support]) -> tuple[ActFinding, ...]:
    """Every act taken, with what there is to say of it."""
    state = history.legal
    objections = (*history.lifecycle.objections(), *unsupported(state, supported))
    before = (outcome.state for outcome in history.lifecycle.outcomes)  # an act is taken in the state before it
    return tuple(
        ActFinding(
            act=act,
            objections=tuple(each for each in objections if each.act == act.id),
            support=supported.get(act.id),
            effective=act.id in state.effective,
            delegation=_delegation(earlier, act),
            gives=_gives(state, act),
        )
        for act, earlier in zip(state.seen.values(), before, strict=False)
    )


def _delegation(before: LegalState, act: UsAct) -> str:
    """By what delegations somebody acted who could not by himself; empty where he could, or could not at all."""
    holds = held(before, whom(before, act.by), act.of, act.date)
    return holds.cite if holds else ""


def _gives(state: LegalState, act: UsAct) -> tuple[date, date, int] | None:
    measures, own = state.rulebook.measures, list[tuple[str, Period]]()
    for key, days in state.periods.items():
        law = measures[key.measure]
        given = [each for each in days if each.order == act.id and each.end >= law.since and law.in_force(each.start)]
        own += [(key.measure, each) for each in given]
    if not own:
        return None
    return min(each.start for _, each in own), max(each.end for _, each in own), len({name for name, _ in own})


def supports(history: CaseHistory) -> Mapping[str, Support]:
    """For every certification that took effect and whose conditions are judged, by the act's id."""
    made = history.legal.certifications.values()
    goals = ((each, each.route.goal_of(each.act.ground)) for each in made)
    return {each.act.id: _support(history.asking(goal), history.legal, each, goal) for each, goal in goals if goal}


def _support(history: CaseHistory, state: LegalState, certification: Certification, goal: str) -> Support:
    act = certification.act
    if not certification.renews:
        verdict = history.verdict(act.date, certified=state.certified(act.date))
        found = _found(act, goal, verdict, "on its day")
        kept = next((each for each in state.rulebook.routes.values() if each.renewal_certified and each.goal), None)
        if certification.route.final and kept and state.rule("requirements") == "kept-for-a-year":
            return _and_kept(found, _continued(history, act, kept.goal, history.rulebook.enacted))
        return found
    return _continued(history, act, goal, _first_certified(state, certification))


def _and_kept(found: Support, kept: Support) -> Support:
    """§ 402(1) names § 401 as a whole: what subsection (b) asks before a renewal is asked here too (Q60)."""
    status = all_of((found.status, kept.status))
    shown = found if found.status is status else kept
    return shown._replace(status=status, how=f"{found.how}, and as a renewal asks: {kept.how}")


def _found(act: UsAct, goal: str, verdict: Verdict, how: str, status: Status | None = None) -> Support:
    own = verdict.status(goal)
    leaves = [(leaf.act_form, found) for leaf, found in verdict.leaves(goal)]
    decided = dict.fromkeys(form for form, found in leaves if found is own is not Status.UNKNOWN)
    waiting = dict.fromkeys(form for form, found in leaves if found is Status.UNKNOWN)
    return Support(act.id, own if status is None else status, how, tuple(decided), tuple(waiting))


def _first_certified(state: LegalState, certification: Certification) -> date:
    """The day of the first certification of the conditions that stood then; its own day where there is none before."""
    day = certification.act.date
    made = [each for each in state.certifications.values() if each.route == certification.route and not each.renews]
    return min([each.act.date for each in made if each.stands(day)], default=day)


def _continued(history: CaseHistory, act: UsAct, goal: str, first: date) -> Support:
    """Whether the conditions were kept, as the reading asks: afresh in the year before, throughout it, or that day."""
    how, back = history.legal.rule("continued"), history.legal.rule("look_back")
    if how == "on-the-day" or back == "none":
        return _found(act, goal, history.verdict(act.date), "on its day")
    anew = history.verdict_afresh(act.date)
    if how == "fresh":
        return _found(act, goal, anew, "afresh in the year before it")
    return _throughout(history, act, goal, anew, first if back == "from-first" else history.rulebook.enacted)


def _throughout(history: CaseHistory, act: UsAct, goal: str, anew: Verdict, earliest: date) -> Support:
    """Whether the conditions were met on every day looked at, and something of the list was new within the year."""
    start = max(add_months(act.date, -12) + timedelta(days=1), earliest, history.rulebook.enacted)
    found = [verdict for _, verdict in history.verdicts(start, act.date)]
    moving = any_of(status for _, status in anew.leaves(goal))
    status = all_of([*(verdict.status(goal) for verdict in found), moving])
    shown = next((each for each in found if each.status(goal) is status), anew)
    how = f"on every day from {start} to its own, with something new in the year before it"
    return _found(act, goal, shown, how, status)


_REVIEW = {
    "reviewable": (ObjectionCode.REVIEWABLE, "this reading takes what the conditions mean to be reviewable"),
    "practically-unreviewable": (
        ObjectionCode.HARDLY_REVIEWABLE,
        "this reading takes it to be practically unreviewable",
    ),
    "unreviewable": (ObjectionCode.UNREVIEWABLE, "this reading takes it to be unreviewable"),
}

_UNKNOWN = {
    "justified": (ObjectionCode.NOT_JUSTIFIED, "what is unknown leaves it valid, and not justified on this record"),
    "shown": (ObjectionCode.NOT_SHOWN, "what is unknown is not shown, and under this reading cannot be certified"),
    "belief": (ObjectionCode.ON_BELIEF, "under this reading what is unknown may be certified on belief"),
}


def unsupported(state: LegalState, supported: Mapping[str, Support]) -> Iterator[Objection]:
    """A certification that this record does not support is effective unless it is revoked; the report says so."""
    for support in supported.values():
        act = state.seen.get(support.act)
        if act is None or act.id not in state.effective or support.status is Status.MET:
            continue
        listed = support.deciding if support.status is Status.UNMET else support.still_open
        message = f"not supported by this record {support.how}: {support.status} on {', '.join(listed)}"
        yield Objection(ObjectionCode.NOT_SUPPORTED, act.id, act.of, message, "effective")
        unknown = [("certifying", _UNKNOWN)] if support.status is Status.UNKNOWN else []
        for rule, table in [*unknown, ("review", _REVIEW)]:
            code, said = table[state.rule(rule)]
            yield Objection(code, act.id, act.of, said, "remark", state.question(rule))


def bound(state: LegalState, day: date, statuses: Mapping[str, Status]) -> Iterator[Objection]:
    """Whether the reading binds the President to determine: the record supports it on the day, and nobody has.

    `statuses` are those of the goals on that day.
    """
    for route in state.rulebook.routes.values():
        if not (route.final and route.goal) or state.rule("duty") != "bound":
            continue
        made = [each for each in state.certifications.values() if each.route.id == route.id]
        if statuses.get(route.goal) is Status.MET and not made:
            message = f"the record supports it on {day}; this reading holds the President bound to determine"
            yield Objection(ObjectionCode.BOUND, "", route.under, message, "remark", state.question("duty"))


def remarks_of(history: CaseHistory) -> tuple[Objection, ...]:
    """What there is to say of no act, as of the history's own day."""
    day, asked = history.as_of, history.law_day(history.as_of)
    if not asked and day < history.rulebook.enacted:
        return ()
    verdict = history.asked_verdict(day)
    return tuple(bound(history.legal, day, {goal: verdict.status(goal) for goal in verdict.tree.goals}))
