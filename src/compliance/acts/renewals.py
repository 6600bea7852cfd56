"""Renewals: more days after the last ones ordered, for as many as the provision gives."""

from collections.abc import Iterator
from datetime import date

from ..days import NEVER, Span, last_day, next_day
from ..law.route import Route
from ..record.acts import UsAct
from . import checks
from .legal_state import Certification, Key, LegalState, Outcome, Period
from .objection import Objection, ObjectionCode, Weight, objection


def renew(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """More days after the last ones, for every measure of the running order that the renewal covers."""
    found = checks.examine(_OWN_TERMS, state, act, route)
    if checks.is_barred(found):
        return Outcome(state, found)
    state = state.naming(act)
    found += checks.examine(_WHAT_IT_NEEDS, state, act, route)
    renewable = _renewable(state, act, route)
    chosen = [name for name in renewable if not act.measures or name in act.measures]
    found += checks.needs_are_met(state, act, route) if chosen else ()
    barred = checks.barred_groups(state, act, route)
    chosen = [name for name in chosen if state.rulebook.measures[name].group not in barred]
    found += checks.whole_is_covered(state, act, route, renewable, chosen) if chosen else ()
    if not chosen or checks.is_barred(found):
        return Outcome(state, found)
    state = checks.with_targets(state, act, route)
    found += checks.is_certified(state, act, route)
    if checks.is_barred(found):
        return Outcome(state, found)
    certification = checks.certification_for(state, act, route)
    for name in chosen:
        state, said = _continue(state, act, route, Key(route.id, name, state.target(act)), certification)
        found += said
    state = checks.certification_spent(state, act, certification)
    affected = [key.measure for key, days in state.periods.items() if any(each.order == act.id for each in days)]
    return Outcome(checks.notice_spent(state, act, route, affected), found)


def _follows(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """The periods are `additional, consecutive` (§ 9251(b)): the days before a renewal say when it begins."""
    if act.from_ is not None:
        message = "a renewal follows the last day ordered; `from` changes nothing"
        yield objection(ObjectionCode.FOLLOWS, act, message, "remark")


def _can_be_renewed(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """Consecutive days need days before them: why nothing can be renewed, or not what the act names."""
    ordered, renewable = _last_days(state, act, route), _renewable(state, act, route)
    if not any(not act.measures or name in act.measures for name in ordered):
        message = "nothing is ordered that it could renew: periods are consecutive"
        yield objection(ObjectionCode.NOTHING_TO_RENEW, act, message, "no effect")
        return
    for name in act.measures if renewable else ():
        if name in state.rulebook.measures and name not in ordered:
            message = "nothing is ordered of it that it could renew"
            yield objection(ObjectionCode.NOTHING_TO_RENEW, act, message, "in part", measure=name)
    weight: Weight = "in part" if renewable else "no effect"
    # A renewal that names nothing is of whatever can be renewed, and needs no word on the rest.
    for name, last in ordered.items() if act.measures or not renewable else ():
        if not act.measures or name in act.measures:
            yield from (each._replace(weight=weight) for each in _hindrance(state, act, route, name, last))


_OWN_TERMS = (checks.aim_is_allowed, checks.ground_is_stated)
_WHAT_IT_NEEDS = (_follows, checks.measures_are_known, _can_be_renewed)


def _last_days(state: LegalState, act: UsAct, route: Route) -> dict[str, Period]:
    """The last days that the route has ordered of each measure, for whom the renewal is."""
    target = state.target(act)
    keys = (Key(route.id, name, target) for name in state.rulebook.measures)
    return {key.measure: last for key in keys if (last := state.running(key))}


def _renewable(state: LegalState, act: UsAct, route: Route) -> list[str]:
    """The measures whose last days nothing keeps from being renewed."""
    ordered = _last_days(state, act, route)
    return [name for name, last in ordered.items() if not any(_hindrance(state, act, route, name, last))]


def _hindrance(state: LegalState, act: UsAct, route: Route, name: str, last: Period) -> Iterator[Objection]:
    """Why the last days of a measure cannot be renewed: they must run on the day, or have run out by themselves."""
    code = ObjectionCode.NOTHING_TO_RENEW
    if last.end == NEVER:
        message, question = "it runs until it is revoked, and there is nothing to renew", state.question("end")
        yield objection(code, act, message, "no effect", question=question, measure=name)
    elif last.revoked_by:
        # What was broken off never came to the last day after which others could follow.
        message = f"it was revoked by `{last.revoked_by}`: periods are consecutive"
        yield objection(code, act, message, "no effect", measure=name)
    elif not state.is_law(name, act.date):
        yield objection(code, act, "it is law no longer", "no effect", measure=name)
    elif last.end < act.date and not (route.does == "suspends" and state.rule("late") == "allowed"):
        # Subsection (b) sets no last day for the order; whether a gap leaves nothing to be added to is open (Q18).
        message = "the last day ordered had passed by then: periods are consecutive"
        question = state.question("late") if route.does == "suspends" else ""
        yield objection(ObjectionCode.LATE, act, message, "no effect", question=question, measure=name)


def _continue(state: LegalState, act: UsAct, route: Route, key: Key, certification: Certification | None) -> Outcome:
    """More days for one measure after its last one; where the reading lets it come late, from its own day."""
    last, made = state.running(key), certification.act if certification else None
    assert last is not None and route.renewal_longest is not None  # `_renewable` and the loader have made sure
    early = list(_too_early(state, act, key, last, made)) if made and route.does == "suspends" else []
    if early:
        return Outcome(state, early)
    start = max(act.date, next_day(last.end))
    old = list(_long_before(state, act, route, key, made, start)) if made and route.does == "suspends" else []
    if any(each.weight != "remark" for each in old):
        return Outcome(state, old)
    full = last_day(start, route.renewal_longest, state.rule("year"))
    # A renewal falls with the certification of the first order too: without that there is nothing to continue.
    first = state.certifications.get(last.first)
    covered = min(certification.lasts_until if certification else NEVER, first.stands_until if first else NEVER)
    more = Span(start, min(full, act.until or NEVER, covered))
    found = [*old, *_length(act, route, key.measure, more, full)]
    if more.days < max(1, route.shortest):
        return Outcome(state, found)
    if last.end < act.date:
        message = f"the suspension had lapsed after {last.end}; this reading lets the renewal run from {start}"
        late = state.question("late")
        found.append(objection(ObjectionCode.LATE, act, message, "effective", question=late, measure=key.measure))
    period = last._replace(start=start, end=more.end, order=act.id, upon=made.id if made else "")
    return Outcome(state.adding(key, period), found)


def _too_early(state: LegalState, act: UsAct, key: Key, last: Period, made: UsAct) -> Iterator[Objection]:
    """`Has continued to comply` (§ 9251(b)): the days that are said to be kept had begun when it was certified."""
    # They are the days before this renewal or, where one certification serves several, those of the first order (Q44).
    chain = [each.start for each in state.periods[key] if each.root == last.root]
    begun = last.start if state.rule("certifications") == "one-each" else min(chain)
    if made.date < begun:
        message = f"`{made.id}` of {made.date} came before the days that it says were kept: {begun}"
        question = state.question("certifications")
        yield objection(ObjectionCode.TOO_EARLY, act, message, "in part", question=question, measure=key.measure)


def _long_before(
    state: LegalState, act: UsAct, route: Route, key: Key, made: UsAct, start: date
) -> Iterator[Objection]:
    """`During the previous year` (§ 9251(b)): a certification of long before leaves much of that year out (Q68)."""
    assert route.renewal_longest is not None  # the loader has made sure
    if start <= last_day(made.date, route.renewal_longest, state.rule("year")):
        return
    message = f"what it adds begins on {start}, more than a renewal's length after `{made.id}` of {made.date}"
    question = state.question("renewal_certification_age")
    if state.rule("renewal_certification_age") == "its-period":
        yield objection(ObjectionCode.OLD, act, message, "in part", question=question, measure=key.measure)
    else:
        message += "; this reading sets no limit to that"
        yield objection(ObjectionCode.OLD, act, message, "remark", question=question)


def _length(act: UsAct, route: Route, name: str, more: Span, full: date) -> Iterator[Objection]:
    """Where the order names another day than the one to which it can last: that of its full length, or an earlier."""
    if more.days < max(1, route.shortest):
        message = f"it would add {more.days} days from {more.start}; the least is {route.shortest}"
        yield objection(ObjectionCode.TOO_SHORT, act, message, "in part", measure=name)
    elif route.renewal_exact and act.until is not None and act.until != full:
        # § 9251(b) gives periods of 180 days, and not of up to 180 days as § 9269b(b).
        message = f"a renewal is of {route.renewal_longest} days, to {full}, not to {act.until}"
        weight: Weight = "in part" if act.until > full else "remark"
        yield objection(ObjectionCode.FIXED_LENGTH, act, message, weight, measure=name)
    elif more.end < (act.until or full):
        message = f"lasts no longer than {more.end}, and not to {act.until or full}"
        yield objection(ObjectionCode.TOO_LONG, act, message, "in part", measure=name)
