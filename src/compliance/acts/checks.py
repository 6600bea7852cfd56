"""What an order needs before it can begin: for whom it may be, a ground, a certification, notice, measures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..days import NEVER, eve
from ..law.measure import Measure, Reach
from ..law.route import Need, Route
from ..problem import did_you_mean
from ..record.acts import UsAct
from .legal_state import Certification, LegalState
from .objection import ObjectionCode, Weight

_MISSING = {
    "suspension-before": ObjectionCode.NO_SUSPENSION_BEFORE,
    "notice": ObjectionCode.NO_NOTICE,
    "in-person": ObjectionCode.DELEGATE,
}


def aim_is_allowed(docket: LegalState, act: UsAct, route: Route) -> bool:
    """Whether the route can be taken for whom, or for all for whom, the order takes it; a renewal goes on as it was."""
    message, code, rule = "", ObjectionCode.NO_TARGET, ""
    if route.scope == "target" and act.target is None:
        message = "it can be made for an entity, an individual or a transaction, and not for the whole country"
    elif route.scope == "partial" and act.target is not None and docket.rule("partial") != "persons":
        message = "this reading knows no suspension for one person or transaction"
        code, rule = ObjectionCode.NOT_FOR_ONE, "partial"
    elif route.scope == "waiver" and act.target is None and act.type == route.order:
        how, rule = docket.rule("waiver"), "waiver"
        if how == "targets" or (how == "named" and not act.measures):
            asked = "for a named target" if how == "targets" else "for a target, or of named measures"
            message = f"it is waived case by case: {asked}, and not for the whole country"
    if message:
        docket.object(code, act, message, "no effect", rule=rule)
    return not message


def ground_is_stated(docket: LegalState, act: UsAct, route: Route) -> bool:
    """Whether the act names a ground of the route, and explains it where that is asked for."""
    if not route.ground:
        return True
    ground = next((each for each in route.ground if each.id == act.ground), None)
    if ground is None:
        known = ", ".join(each.id for each in route.ground)
        found = f"; found `{act.ground[:60]}`" if act.ground else ""
        hint = did_you_mean(act.ground, [each.id for each in route.ground])
        docket.object(ObjectionCode.NO_GROUND, act, f"no `ground` is stated; one of {known}{found}{hint}", "no effect")
        return False
    if ground.explained and not act.explanation.strip():
        message = f"no `explanation` is recorded, which goes with the ground `{ground.id}`"
        docket.object(ObjectionCode.NO_EXPLANATION, act, message, "no effect")
        return False
    return True


def certification_for(docket: LegalState, act: UsAct, route: Route, *, renews: bool) -> Certification | None:
    """The certification that the order rests on: the one it names, else the latest that stands and can still serve."""
    once = route.one_order_each or (renews and docket.rule("certifications") == "one-each")
    standing = [
        each
        for each in docket.certifications.values()
        if each.route.id == route.id and each.stands(act.date) and (each.renews == renews or route.one_order_each)
    ]
    standing = [each for each in standing if each.act.target is None or docket.target(each.act) == docket.target(act)]
    standing.sort(key=lambda each: each.act.target is not None)  # that for the very target comes before one for all
    chosen = [each for each in standing if each.act.id == act.upon] if act.upon else standing
    fresh = [each for each in chosen if not (once and each.serves)]
    if fresh:
        return fresh[-1]
    provision = route.renewed_under if renews else route.under
    if chosen:
        rule = "" if route.one_order_each else "certifications"
        message = f"`{chosen[-1].act.id}` has served `{chosen[-1].serves[0]}`, and serves one order only"
        docket.object(ObjectionCode.USED_UP, act, message, "no effect", provision, rule)
    else:
        named = f"`{act.upon[:80]}` is no such certification that stands" if act.upon else "none stands on that day"
        named += f" for {docket.target(act)}" if act.target else ""
        message = f"it needs a certification under that provision, on or before its day; {named}"
        docket.object(ObjectionCode.NO_CERTIFICATION, act, message, "no effect", provision)
    return None


def lasts_until(certification: Certification | None) -> date:
    """The last day that a certification covers: the one it names, or the eve of a revocation that is to come."""
    named = certification.act.until if certification else None
    return min(named or NEVER, stands_until(certification))


def stands_until(certification: Certification | None) -> date:
    """The eve of the revocation of a certification, where one is made."""
    return eve(certification.revoked) if certification and certification.revoked else NEVER


def spend(docket: LegalState, act: UsAct, certification: Certification | None) -> None:
    """Note whom the certification has served, if the order had any effect."""
    if certification and act.id in docket.effective:
        used = certification._replace(serves=(*certification.serves, act.id))
        docket.certifications[certification.act.id] = used


def barred(docket: LegalState, act: UsAct, route: Route, measures: Sequence[Measure]) -> Iterator[Need]:
    """The needs of a route that are missing and bar; what is missing is said, also where the reading lets it pass.

    `measures` are those that the act would reach; a need of a group that is not among them is none.
    """
    for need in route.needs:
        if not any(not need.group or each.group == need.group for each in measures):
            continue
        if _is_there(docket, act, route, need):
            continue
        bars = docket.rule(need.rule) in need.bars
        provision = route.notice_under if need.what == "notice" else act.of
        spent = f"; {_spent(docket)}" if need.what == "notice" and docket.notices else ""
        if bars:
            weight: Weight = "in part" if need.group else "no effect"
            docket.object(_MISSING[need.what], act, need.said + spent, weight, provision, need.rule)
            yield need
        elif need.passes:
            docket.object(_MISSING[need.what], act, need.passes + spent, "effective", provision, need.rule)


def _spent(docket: LegalState) -> str:
    """Whom the notices that there are have served: each serves one action."""
    return ", ".join(f"`{name}` has served `{act}`" for name, act in docket.notices.items())


def _is_there(docket: LegalState, act: UsAct, route: Route, need: Need) -> bool:
    match need.what:
        case "notice":
            return docket.has_notice()
        case "in-person":
            return any(not power.delegated and power.covers(act.by, act.type, act.date) for power in route.power)
        case "suspension-before":
            return _was_suspended(docket, act.date)


def spend_notice(docket: LegalState, act: UsAct, route: Route, affected: Iterable[str]) -> None:
    """The oldest notice has served, where the route asks for one for something that the act has changed."""
    groups = {docket.rulebook.measures[name].group for name in affected}
    if groups and any(need.what == "notice" and need.group in ("", *groups) for need in route.needs):
        docket.spend_notice(act.id)


def _was_suspended(docket: LegalState, day: date) -> bool:
    routes = docket.suspension_routes()
    return any(
        key.route in routes
        and not key.target
        and any(period.start <= day for period in periods)
        and docket.reach(docket.rulebook.measures[key.measure], docket.rulebook.routes[key.route]) is Reach.YES
        for key, periods in docket.periods.items()
    )


def covered(docket: LegalState, act: UsAct, route: Route, begins: date) -> Iterator[Measure]:
    """The measures that the order reaches on its first day, with a word on each that it names in vain."""
    say_unknown(docket, act)
    for measure in docket.rulebook.measures.values():
        named = measure.id in act.measures
        if act.measures and not named:
            continue
        reach, rule = docket.reach(measure, route), measure.reach[route.id]
        if not docket.is_law(measure.id, begins):
            if named:
                _say_no_law(docket, act, measure, begins)
        elif reach is Reach.NO:
            if named:
                message = f"stays in force: {rule.because}"
                docket.object(
                    ObjectionCode.NOT_REACHED, act, message, "in part", question=rule.question, measure=measure.id
                )
        else:
            if reach is Reach.DOUBTFUL and named:
                docket.object(
                    ObjectionCode.DOUBTFUL, act, rule.because, "remark", question=rule.question, measure=measure.id
                )
            yield measure


def _say_no_law(docket: LegalState, act: UsAct, measure: Measure, begins: date) -> None:
    ended = docket.ended(measure.id)
    code = ObjectionCode.ENDED if ended and ended.day <= begins else ObjectionCode.NOT_LAW_YET
    said = "it was terminated" if code is ObjectionCode.ENDED else f"it is no law on {begins}"
    docket.object(code, act, said, "in part", measure=measure.id)


def say_unknown(docket: LegalState, act: UsAct) -> None:
    """A word on every measure that the act names and nobody knows."""
    for name in act.measures:
        if name not in docket.rulebook.measures:
            hint = did_you_mean(name, docket.rulebook.measures)
            docket.object(ObjectionCode.UNKNOWN_MEASURE, act, f"no measure `{name[:60]}`{hint}", "in part")


def whole_is_covered(
    docket: LegalState, act: UsAct, route: Route, whole: Sequence[Measure], chosen: Sequence[Measure]
) -> bool:
    """Whether an order of some measures is allowed: by the reading, or because they are all that can be reached."""
    if not chosen:
        if not any(each.act == act.id and each.weight != "remark" for each in docket.objections):
            docket.object(ObjectionCode.NOT_REACHED, act, "it covers nothing that the provision reaches", "no effect")
        return False
    if route.scope != "partial" or docket.rule("partial") != "whole":
        return True
    missing = [each for each in whole if docket.reach(each, route) is Reach.YES and each not in chosen]
    for measure in missing:
        message = "this reading suspends the whole or nothing, and these are left out"
        docket.object(ObjectionCode.IN_PART, act, message, "no effect", rule="partial", measure=measure.id)
    return not missing
