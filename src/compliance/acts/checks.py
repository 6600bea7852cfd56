"""What an act needs before it has an effect: checks of one signature, each of which says what is against the act."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..law.measure import Measure, Reach
from ..law.route import Need, Route
from ..problem import did_you_mean
from ..record.acts import Target, UsAct
from . import powers
from .legal_state import Certification, LegalState, Notice, identity
from .objection import Objection, ObjectionCode, Weight, objection

Check = Callable[[LegalState, UsAct, Route], Iterator[Objection]]

_MISSING = {
    "suspension-before": ObjectionCode.NO_SUSPENSION_BEFORE,
    "notice": ObjectionCode.NO_NOTICE,
    "notice-of-renewal": ObjectionCode.NO_NOTICE,
    "in-person": ObjectionCode.DELEGATE,
}


ONE_COUNTRY = Target(kind="country", name="one country, not named")


def examine(checks: Iterable[Check], state: LegalState, act: UsAct, route: Route) -> list[Objection]:
    """What the checks have to say, in their order; after one that bars the act the others are not asked."""
    found = list[Objection]()
    for check in checks:
        found += check(state, act, route)
        if is_barred(found):
            break
    return found


def is_barred(found: Iterable[Objection]) -> bool:
    """Whether something of what was found bars the act."""
    return any(each.bars for each in found)


def first_day(act: UsAct) -> date:
    """The day from which an act takes effect: its own, or a later one that it names."""
    # Nothing in §§ 9228, 9251 or 9269b lets an order reach back: what was due until then was due. A certification has
    # its effect on its day, and a later one that it names changes nothing.
    return act.date if act.type == "certify" else max(act.begins, act.date)


def provision_is_law(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """A provision gives no power before its first day."""
    if state.rulebook.statute.level(act.of, act.date) is None:
        first = min(level.start_period for level in state.rulebook.statute.versions[act.of])
        yield objection(ObjectionCode.NOT_LAW, act, f"was no law on {act.date}: in force since {first}", "no effect")


def actor_has_power(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """The statute names the President; a delegate acts from the day of the delegation (81 FR 37479, 85 FR 13717)."""
    if not powers.held(state, powers.whom(state, act.by), act.of, act.date):
        yield powers.not_held(state, act, act.of)


def aim_is_allowed(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """For whom, or for all for whom, the route can be taken; a renewal goes on as the order was."""
    if act.target and act.target.kind not in route.targets:
        message = f"it is made for one {' or '.join(route.targets)}, and not for one {act.target.kind}"
        yield objection(ObjectionCode.WRONG_TARGET, act, message, "no effect")
        return
    match route.scope:
        case "target" if act.target is None:  # § 9269b(b)
            message = "it can be made for an entity, an individual or a transaction, and not for the whole country"
            yield objection(ObjectionCode.NO_TARGET, act, message, "no effect")
        case "partial" if act.target is not None and state.rule("partial") != "persons":
            # Whether a sanction on one person is `any sanction` of § 9251(a) too is open (Q15).
            message = "this reading knows no suspension for one person or transaction"
            yield objection(ObjectionCode.NOT_FOR_ONE, act, message, "no effect", question=state.question("partial"))
        case "country" if act.target is None:  # § 9223(c)
            message = f"no country is named, and it is waived for a country: it counts for {ONE_COUNTRY.name}"
            yield objection(ObjectionCode.NO_COUNTRY, act, message, "remark")
        case "waiver" if act.target is None and act.type == route.order:
            # § 9228(c) waives `case-by-case`; how wide a case may be is open (Q32).
            how = state.rule("waiver")
            asked = "for a named target" if how == "targets" else "for a target, or of named measures"
            message = f"it is waived case by case: {asked}, and not for the whole country"
            if how == "targets" or (how == "named" and not act.measures):
                yield objection(ObjectionCode.NO_TARGET, act, message, "no effect", question=state.question("waiver"))


def ground_is_stated(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """A waiver states its ground (§ 9228(b), (c)); an order upon a certification has it there (§ 9269b(b))."""
    if not route.ground or (act.type != "certify" and route.is_upon_certification(act.type)):
        return
    ground = next((each for each in route.ground if each.id == act.ground), None)
    if route.sole_ground and not (act.ground and act.explanation.strip()) and (ground or not act.ground):
        # Where there is one ground only the order is upon it (§ 9223(c)); whether all of it was done is another thing.
        message = f"what the provision asks for is not recorded in `ground` and `explanation`: {route.ground[0].title}"
        yield objection(ObjectionCode.CONDITIONS, act, message, "remark")
    elif ground is None:
        known = [each.id for each in route.ground]
        found = f"; found `{act.ground[:60]}`" if act.ground else ""
        message = f"no `ground` is stated; one of {', '.join(known)}{found}{did_you_mean(act.ground, known)}"
        yield objection(ObjectionCode.NO_GROUND, act, message, "no effect")
    elif ground.explained and not act.explanation.strip():
        # A suspension that is vital to national security must be explained to the committees (§ 9269b(b)).
        message = f"no `explanation` is recorded, which goes with the ground `{ground.id}`"
        yield objection(ObjectionCode.NO_EXPLANATION, act, message, "no effect")


def _standing(state: LegalState, act: UsAct, route: Route) -> list[Certification]:
    """The certifications of the route, for first orders or for renewals, that stand on the day of the act."""
    made = [each for each in state.certifications.values() if each.route.id == route.id and each.stands(act.date)]
    # Under § 9269b(b) one provision has both: what is submitted serves an order or a renewal, and one of them.
    return [each for each in made if route.one_order_each or each.renews == (act.type == "renew")]


def _fitting(state: LegalState, act: UsAct, route: Route) -> list[Certification]:
    """Of these, those for the target of the act or for all, that for the very target last; the one it names alone."""
    aim, standing = act.target and identity(act.target), _standing(state, act, route)
    fit = [each for each in standing if each.act.target is None or identity(each.act.target) == aim]
    fit.sort(key=lambda each: each.act.target is not None)
    return [each for each in fit if each.act.id == act.upon] if act.upon else fit


def certification_for(state: LegalState, act: UsAct, route: Route) -> Certification | None:
    """The certification that the order rests on: the one it names, else the latest that stands and can still serve."""
    if not route.is_upon_certification(act.type):
        return None
    # Each order under § 9269b(b) has a submission of its own; whether each renewal under § 9251(b) has is open (Q44).
    once = route.one_order_each or (act.type == "renew" and state.rule("certifications") == "one-each")
    return next((each for each in reversed(_fitting(state, act, route)) if not (once and each.serves)), None)


def is_certified(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """`Upon certification`: it is there on or before the day of the order (§§ 9251(a), (b), 9269b(b))."""
    if not route.is_upon_certification(act.type) or certification_for(state, act, route):
        return
    provision = route.renewed_under if act.type == "renew" else route.under
    if fitting := _fitting(state, act, route):
        question = "" if route.one_order_each else state.question("certifications")
        message = f"`{fitting[-1].act.id}` has served `{fitting[-1].serves[0]}`, and serves one order only"
        yield objection(ObjectionCode.USED_UP, act, message, "no effect", provision=provision, question=question)
        return
    named = f"`{act.upon[:80]}` is no such certification that stands" if act.upon else "none stands on that day"
    named += f" for {state.target(act)}" if act.target else ""
    message = f"it needs a certification under that provision, on or before its day; {named}"
    yield objection(ObjectionCode.NO_CERTIFICATION, act, message, "no effect", provision=provision)


def with_targets(state: LegalState, act: UsAct, route: Route) -> LegalState:
    """The state with the targets spelled that are told apart to find the certification."""
    if not route.is_upon_certification(act.type):
        return state
    told = [one for each in _standing(state, act, route) if each.act.target for one in (each.act, act)]
    return state.naming(*told) if _fitting(state, act, route) else state.naming(*told, act)


def reached(state: LegalState, act: UsAct, route: Route) -> list[Measure]:
    """The measures that are law on the first day, that the act is about, and that the route reaches or may reach."""
    named = () if act.type == "certify" else act.measures  # a determination under § 9252 or § 9230 knows no part
    law = state.law(first_day(act))
    return [each for each in law if (not named or each.id in named) and state.reach(each, route) is not Reach.NO]


def chosen(state: LegalState, act: UsAct, route: Route) -> list[Measure]:
    """Of these, the measures for which nothing is missing that bars."""
    missing = barred_groups(state, act, route)
    return [each for each in reached(state, act, route) if each.group not in missing]


def barred_groups(state: LegalState, act: UsAct, route: Route) -> frozenset[str]:
    """The groups of measures for which something is missing that bars."""
    return frozenset(need.group for need in _missing(state, act, route) if _bars(state, need))


def measures_are_known(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """A word on every measure that the act names and nobody knows."""
    for name in act.measures:
        if name not in state.rulebook.measures:
            hint = did_you_mean(name, state.rulebook.measures)
            yield objection(ObjectionCode.UNKNOWN_MEASURE, act, f"no measure `{name[:60]}`{hint}", "in part")


def measures_are_reached(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """A word on every measure that the act names in vain, or in doubt: what is not reached stays in force."""
    begins = first_day(act)
    for measure in (each for each in state.rulebook.measures.values() if each.id in act.measures):
        ended, reach = state.ended(measure.id), state.reach(measure, route)
        rule = measure.reach[route.id].deciding(state.interpretation.choices)
        asked = rule.question
        if ended and ended.day <= begins:
            yield objection(ObjectionCode.ENDED, act, "it was terminated", "in part", measure=measure.id)
        elif not measure.in_force(begins):
            message = f"it is no law on {begins}"
            yield objection(ObjectionCode.NOT_LAW_YET, act, message, "in part", measure=measure.id)
        elif reach is Reach.NO:
            message = f"stays in force: {rule.because}"
            yield objection(ObjectionCode.NOT_REACHED, act, message, "in part", question=asked, measure=measure.id)
        elif reach is Reach.DOUBTFUL:
            yield objection(ObjectionCode.DOUBTFUL, act, rule.because, "remark", question=asked, measure=measure.id)


def _missing(state: LegalState, act: UsAct, route: Route) -> list[Need]:
    """The needs of the route that are not met; one of a group is a need where the act would reach one of the group."""
    groups = {"", *(each.group for each in measures)} if (measures := reached(state, act, route)) else set()
    # A renewal goes on with what was ordered; of what an order needs it needs no more than notice, if that (Q66).
    asked = [each for each in route.needs if (each.what == "notice-of-renewal") is (act.type == "renew")]
    return [need for need in asked if need.group in groups and not _is_met(state, act, route, need)]


def _bars(state: LegalState, need: Need) -> bool:
    """Whether the reading lets nothing happen without it."""
    also = all(state.rule(name) in answers for name, answers in need.together.items())
    return also and state.rule(need.rule) in need.bars


def _is_met(state: LegalState, act: UsAct, route: Route, need: Need) -> bool:
    match need.what:
        case "notice" | "notice-of-renewal":
            return notice_for(state, act) is not None
        case "in-person":
            holds = powers.held(state, powers.whom(state, act.by), act.of, act.date)
            return holds is not None and not holds.by
        case "suspension-before":
            return _was_suspended(state, act.date)


def _was_suspended(state: LegalState, day: date) -> bool:
    """Whether something that is reached without doubt was suspended for all by the day (Q21)."""
    begun = [key for key, days in state.periods.items() if not key.target and any(each.start <= day for each in days)]
    known = ((state.rulebook.measures[key.measure], state.rulebook.routes[key.route]) for key in begun)
    return any(route.does == "suspends" and state.reach(measure, route) is Reach.YES for measure, route in known)


def needs_are_met(state: LegalState, act: UsAct, route: Route) -> Iterator[Objection]:
    """What must go before is said where it did not, also where the reading lets it pass (Q21, Q26, Q36)."""
    for need in _missing(state, act, route):
        bars = _bars(state, need)
        if not (bars or need.passes):
            continue
        message, provision = need.said if bars else need.passes, act.of
        if need.what in ("notice", "notice-of-renewal"):
            provision = route.notice_under
            message += "".join(f"; `{name}` {_is_for(each)}" for name, each in state.notices.items())
        weight: Weight = "effective" if not bars else "in part" if need.group else "no effect"
        question = state.question(need.rule)
        yield objection(_MISSING[need.what], act, message, weight, provision=provision, question=question)


def whole_is_covered(
    state: LegalState, act: UsAct, route: Route, whole: Iterable[str], chosen: Collection[str]
) -> Iterator[Objection]:
    """`Any` sanction may be one of several, or all of them together: then nothing that is reached is left out (Q15)."""
    if route.scope != "partial" or state.rule("partial") != "whole":
        return
    message, question = "this reading suspends the whole or nothing, and these are left out", state.question("partial")
    for name in whole:
        if name not in chosen and state.reach(state.rulebook.measures[name], route) is Reach.YES:
            yield objection(ObjectionCode.IN_PART, act, message, "no effect", question=question, measure=name)


def certification_spent(state: LegalState, act: UsAct, certification: Certification | None) -> LegalState:
    """Note whom the certification has served, if the order had any effect."""
    if certification is None or act.id not in state.effective:
        return state
    used = certification._replace(serves=(*certification.serves, act.id))
    return replace(state, certifications={**state.certifications, certification.act.id: used})


def notice_spent(state: LegalState, act: UsAct, route: Route, affected: Iterable[str]) -> LegalState:
    """The notice for the act has served, where the route asks for one for something that the act has changed."""
    groups = {state.rulebook.measures[name].group for name in affected}
    what, renewed = ("notice-of-renewal", True) if act.type == "renew" else ("notice", False)
    needs = (each for each in route.needs if each.what == what and (not renewed or state.rule(each.rule) in each.bars))
    asked = groups and any(need.group in ("", *groups) for need in needs)
    name = notice_for(state, act)
    if not asked or name is None:
        return state
    return replace(state, notices={**state.notices, name: state.notices[name].serving(act.id)})


def notice_for(state: LegalState, act: UsAct) -> str | None:
    """The notice on which an act can rely: the oldest that names it, else the oldest that names none and is unused."""
    # § 9265 asks for notice before an action, and gives no number. One notice may tell of several, each with its
    # reasons (1 U.S.C. § 1); that one which names none serves one is this model's rule.
    for wanted in (act.id, ""):
        for name, each in state.notices.items():
            if wanted in each.awaits:
                return name
    return None


def _is_for(notice: Notice) -> str:
    """What a notice has served, or is for, in a message to an act on which it does not bear."""
    if notice.served:
        return f"has served {', '.join(f'`{name}`' for name in notice.served)}"
    return f"is for {', '.join(f'`{name}`' for name in notice.awaits)}"
