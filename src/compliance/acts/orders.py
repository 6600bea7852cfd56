"""First orders: suspensions and waivers, for the days that the law allows and no more."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ..days import DAY, NEVER, Span, last_day, next_day
from ..law.route import Route
from ..record.acts import UsAct
from . import checks
from .legal_state import Certification, Key, LegalState, Outcome, Period
from .objection import Objection, ObjectionCode, objection


class _Grant(NamedTuple):
    """The days that an order gives for one measure, upon a certification (`first`) that covers them to a day.

    `last` is the last day that the order, the law and the certification allow, `end` what the reading makes of it.
    """

    key: Key
    first: str
    covered: date
    begins: date
    last: date
    end: date


def order(state: LegalState, act: UsAct, route: Route) -> Outcome:
    """A first order of the route. What it may not reach, or not for so long, is said and left out."""
    found = checks.examine(_OWN_TERMS, state, act, route)
    if checks.is_barred(found):
        return Outcome(state, found)
    if route.scope == "country" and act.target is None:
        act = act.model_copy(update={"target": checks.ONE_COUNTRY})
    state = checks.with_targets(state, act, route)
    found += checks.examine(_WHAT_IT_NEEDS, state, act, route)
    if checks.is_barred(found):
        return Outcome(state, found)
    chosen = [each.id for each in checks.chosen(state, act, route)]
    if not chosen:
        message, silent = "it covers nothing that the provision reaches", all(each.weight == "remark" for each in found)
        nothing = [objection(ObjectionCode.NOT_REACHED, act, message, "no effect")] if silent else []
        return Outcome(state, [*found, *nothing])
    law = [each.id for each in state.law(checks.first_day(act))]
    found += checks.whole_is_covered(state, act, route, law, chosen)
    if checks.is_barred(found):
        return Outcome(state, found)
    after, said = _ordered(state.naming(act), act, route, chosen)
    return Outcome(after, [*found, *said])


def _begins_on_its_day(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """An order does not reach back: what was due until its day was due."""
    if act.begins < act.date:
        message = f"an order takes effect from its own day on, not earlier: {act.date}, not {act.begins}"
        yield objection(ObjectionCode.BACKDATED, act, message, "in part")


def _ends_after_it_begins(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """An order of no day is none."""
    begins = checks.first_day(act)
    if act.until is not None and act.until < begins:
        message = f"ends on {act.until}, before it begins on {begins}"
        yield objection(ObjectionCode.ENDS_FIRST, act, message, "no effect")


_OWN_TERMS = (_begins_on_its_day, checks.aim_is_allowed, checks.ground_is_stated, _ends_after_it_begins)


def _certification_is_young(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """Whether a certification can grow too old to carry a first suspension is open (Q67)."""
    certification = checks.certification_for(state, act, route)
    if certification and _is_old(state, act, route, certification) and _has_an_age(state, route):
        made = certification.act
        message = f"begins long after `{made.id}` of {made.date}, which under this reading is too old to carry it"
        question = state.question("certification_age")
        yield objection(ObjectionCode.OLD, act, message, "no effect", question=question)


_WHAT_IT_NEEDS = (
    checks.is_certified,
    _certification_is_young,
    checks.measures_are_known,
    checks.measures_are_reached,
    checks.needs_are_met,
)


def _ordered(state: LegalState, act: UsAct, route: Route, names: Iterable[str]) -> Outcome:
    """The order begun for each of the measures; its certification and a notice have served."""
    certification, found = checks.certification_for(state, act, route), list[Objection]()
    if act.until is None:
        found.append(objection(ObjectionCode.NO_END, act, "no end is stated: it lasts as long as it may", "remark"))
    for name in names:
        state, said = _begin(state, act, route, _grant(state, act, route, name, certification))
        found += said
    if certification and act.id in state.effective:
        found += _age(state, act, route, certification)
    state = checks.certification_spent(state, act, certification)
    affected = [key.measure for key, days in state.periods.items() if any(each.order == act.id for each in days)]
    return Outcome(checks.notice_spent(state, act, route, affected), found)


def _age(state: LegalState, act: UsAct, route: Route, certification: Certification) -> Iterator[Objection]:
    """A word where an order begins when its term, counted from the certification, would be over already."""
    made = certification.act
    if _is_old(state, act, route, certification):
        message = f"begins long after `{made.id}` of {made.date}; the text sets no limit to that"
        question = state.question("certification_age") if route.does == "suspends" else ""
        yield objection(ObjectionCode.OLD, act, message, "remark", question=question)


def _is_old(state: LegalState, act: UsAct, route: Route, certification: Certification) -> bool:
    """Whether the term of the route, counted from the certification, is over before the order begins."""
    if not route.longest:
        return False
    return checks.first_day(act) > last_day(certification.act.date, route.longest, state.rule("year"))


def _has_an_age(state: LegalState, route: Route) -> bool:
    return route.does == "suspends" and state.rule("certification_age") == "its-term"


def _grant(state: LegalState, act: UsAct, route: Route, name: str, certification: Certification | None) -> _Grant:
    key, begins = Key(route.id, name, state.target(act)), checks.first_day(act)
    first, covered, stands = "", NEVER, NEVER
    if certification:
        first, covered, stands = certification.act.id, certification.lasts_until, certification.stands_until
    # "Up to 1 year" (§ 9251(a)) and the 180 days of § 9269b(b) are ceilings: order and certification may set less.
    last = min(act.until or NEVER, term_of(state, key, route, first, begins), covered)
    end = stands if _runs_on(state, route) else last
    return _Grant(key=key, first=first, covered=covered, begins=begins, last=last, end=end)


def _begin(state: LegalState, act: UsAct, route: Route, grant: _Grant) -> Outcome:
    """The first days of a measure's relief upon a certification, or more of the same, within its term."""
    refusal, first = _refusal(state, act, route, grant), grant.first
    if refusal:
        return Outcome(state, [refusal])
    found = list(_limits(state, act, grant))
    period = Period(start=grant.begins, end=grant.end, order=act.id, root=act.id, first=first, upon=first)
    after, said = _clipped(state.adding(grant.key, period), act, route, grant)
    return Outcome(after, [*found, *said])


def _refusal(state: LegalState, act: UsAct, route: Route, grant: _Grant) -> Objection | None:
    """Why the order gives nothing for the measure."""
    measure, days = grant.key.measure, Span(grant.begins, grant.last).days
    if not days:
        # Once the year is over a suspension goes on by subsection (b), or by a new certification (§ 9251).
        message = f"begins on {grant.begins}, after the last day that the certification could give: {grant.last}"
        return objection(ObjectionCode.SECOND_YEAR, act, message, "in part", measure=measure)
    if days < route.shortest:
        message = f"would last {days} days; the least is {route.shortest}"
        return objection(ObjectionCode.TOO_SHORT, act, message, "in part", measure=measure)
    return _instead(state, act, route, grant) if _takes_the_place_of_a_renewal(state, route, grant) else None


def _instead(state: LegalState, act: UsAct, route: Route, grant: _Grant) -> Objection:
    """What would follow without a gap (Q44), or before the gap is as long as the reading asks for (Q70)."""
    others = [each for each in state.periods[grant.key] if each.first != grant.first]
    touches = any(grant.begins <= next_day(each.end) for each in others)
    last = "running suspension" if touches else f"last suspension, less than {route.anew_after} days after it"
    message = f"a new certification cannot take the place of a renewal of the {last}"
    return objection(
        ObjectionCode.INSTEAD,
        act,
        message,
        "in part",
        provision=route.renewed_under,
        question=state.question("fresh" if touches else "gap"),
        measure=grant.key.measure,
    )


def _limits(state: LegalState, act: UsAct, grant: _Grant) -> Iterator[Objection]:
    """What the order gives otherwise than it says, and what runs already."""
    measure = grant.key.measure
    if grant.end == NEVER and (act.until or grant.covered < NEVER):
        message = "this reading lets it run until it is revoked, whatever last day is named"
        yield objection(ObjectionCode.RUNS_ON, act, message, "remark", question=state.question("end"))
    if act.until is not None and act.until > grant.end:
        message = f"lasts no longer than {grant.end}, and not to {act.until}"
        yield objection(ObjectionCode.TOO_LONG, act, message, "in part", measure=measure)
    if state.covering(grant.key, grant.begins):
        message = "overlaps an order that runs already"
        yield objection(ObjectionCode.OVERLAP, act, message, "remark", measure=measure)


def has_a_clock(route: Route) -> bool:
    """Whether the term of the route is one for each certification, and not one for each order."""
    # With a term for each order "up to 1 year" upon one certification would never be over (§ 9251(a)). Waivers are
    # renewable as often (§ 9228(b), (c)), and a certification under § 9269b(b) serves one order anyway.
    return route.certified and not route.one_order_each


def term_of(state: LegalState, key: Key, route: Route, first: str, begins: date) -> date:
    """The last day that a first order can reach: its term from the first day upon that certification, or its own."""
    assert route.longest is not None  # the loader has made sure, where a route orders something
    begun = [each.start for each in _first_orders(state, key, first)] if has_a_clock(route) else []
    return last_day(min([begins, *begun]), route.longest, state.rule("year"))


def _first_orders(state: LegalState, key: Key, certification: str) -> list[Period]:
    """The first orders upon a certification; a measure and its restatement have one year between them."""
    days = (each for other in state.lineage(key) for each in state.periods.get(other, ()))
    return [each for each in days if each.first == certification and each.order == each.root]


def _clipped(state: LegalState, act: UsAct, route: Route, grant: _Grant) -> Outcome:
    """Where the year upon the certification now begins earlier, what other orders gave after it is not allowed."""
    if not has_a_clock(route) or _runs_on(state, route):
        return Outcome(state)
    key, first, begins, left = grant.key, grant.first, grant.begins, dict[Key, list[Period]]()
    term = term_of(state, key, route, first, begins)
    late = {each for each in _first_orders(state, key, first) if each.end > term}
    for other in (each for each in state.lineage(key) if each in state.periods):
        since = state.rulebook.measures[other.measure].since
        days = [each._replace(end=term) if each in late else each for each in state.periods[other]]
        left[other] = [each for each in days if max(each.start, since) <= each.end]
    year = f"the year upon `{first}` begins on {begins} now"
    messages = [f"{year}: what `{name}` ordered ends on {term}" for name in sorted({each.order for each in late})]
    found = [objection(ObjectionCode.CLIPPED, act, each, "in part", measure=key.measure) for each in messages]
    return Outcome(state.with_days(left), found)


def _runs_on(state: LegalState, route: Route) -> bool:
    """Whether a suspension goes on until somebody revokes it: no clause brings a sanction back (Q16)."""
    return route.does == "suspends" and state.rule("end") == "until-revoked"


def _takes_the_place_of_a_renewal(state: LegalState, route: Route, grant: _Grant) -> bool:
    """Whether it would follow or overlap, without a gap, days that rest on another certification (Q44)."""
    if route.does != "suspends" or state.rule("fresh") != "refused":
        return False
    # One day in force in every year would spare subsection (b) for good; how long a gap begins anew is open (Q70).
    gap = timedelta(days=max(0, route.anew_after - 1) if state.rule("gap") == "counted" else 0)
    eve, after, days = grant.begins - DAY, next_day(grant.end), state.periods.get(grant.key, ())
    return any(each.first != grant.first and each.start <= after and eve - gap <= each.end for each in days)
