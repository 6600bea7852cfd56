"""Fold dated acts into the legal state of every measure on every day; what an act cannot do is said, and cited."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ..days import later
from ..law.measure import Reach
from ..law.route import Power, Route, route_under
from ..problem import did_you_mean
from ..record.acts import UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .checks import barred, ground_is_stated, spend_notice
from .legal_state import Certification, Ending, LegalState
from .objection import ObjectionCode, Weight
from .orders import order
from .renewals import renew
from .revocations import revoke


def lifecycle(rulebook: Rulebook, interpretation: Interpretation, acts: Iterable[UsAct], *, until: date) -> LegalState:
    """The acts dated on or before `until`, taken by their days and, of one day, in their order.

    Whether the record supports what is certified changes nothing here: an act is effective until it is revoked.
    """
    docket = LegalState(rulebook, interpretation)
    for _ in stages(docket, acts, until=until):
        pass
    return docket


def stages(docket: LegalState, acts: Iterable[UsAct], *, until: date) -> Iterator[date]:
    """Take the acts into the docket, and stop after each day of acts, so that it can be read as it was known then."""
    ordered = sorted((act for act in acts if act.date <= until), key=lambda act: act.date)
    for day, group in groupby(ordered, key=lambda act: act.date):
        for act in group:
            _take(docket, act)
            docket.seen[act.id] = act
        yield day


def _take(docket: LegalState, act: UsAct) -> None:
    says = tuple(value for key, value in act.__dict__.items() if key not in ("id", "note", "sources"))
    twin = docket.said.setdefault(says, act.id)
    if twin != act.id:
        docket.object(ObjectionCode.DUPLICATE, act, f"says the same as `{twin}`", "remark")
    _say_meaningless(docket, act)
    if act.type == "revoke":
        revoke(docket, act)
        return
    routes = docket.rulebook.routes.values()
    notified = next((route for route in routes if route.notice_under == act.of), None)
    route = route_under(routes, act.of)
    if notified is not None:
        _notify(docket, act, notified)
    elif route is None:
        _unknown_provision(docket, act)
    elif is_law(docket, act) and may(docket, act, route.power):
        _do(docket, act, route)


_MEANS: dict[str, frozenset[str]] = {
    "notify": frozenset(),
    "certify": frozenset({"until", "ground", "explanation", "target"}),
    "suspend": frozenset({"from_", "until", "measures", "target", "upon"}),
    "renew": frozenset({"from_", "until", "measures", "target", "upon", "ground", "explanation"}),
    "waive": frozenset({"from_", "until", "measures", "target", "ground", "explanation"}),
    "revoke": frozenset({"from_", "measures"}),
}
_OPTIONAL = ("measures", "from_", "until", "upon", "ground", "explanation", "target")


def _say_meaningless(docket: LegalState, act: UsAct) -> None:
    """A word on every key that such an act cannot have, so that nobody takes it for a limit."""
    means = _MEANS[act.type]
    route = route_under(docket.rulebook.routes.values(), act.of)
    if act.type == "certify" and route is not None and route.final:
        means = frozenset()  # it knows no part, no person and no later day
    given = [name.rstrip("_") for name in _OPTIONAL if getattr(act, name) and name not in means]
    if given:
        message = f"such an act knows no {', '.join(f'`{name}`' for name in given)}: it counts without"
        docket.object(ObjectionCode.NO_MEANING, act, message, "remark")


def _notify(docket: LegalState, act: UsAct, route: Route) -> None:
    if act.type != "notify":
        message = f"`{act.type}` is no act under that provision; it knows notify"
        docket.object(ObjectionCode.WRONG_ACT, act, message, "no effect")
    elif is_law(docket, act) and may(docket, act, route.notice_power):
        docket.notices[act.id] = ""
        docket.effective.add(act.id)


def _do(docket: LegalState, act: UsAct, route: Route) -> None:
    """What the route makes of an act of this type under this provision."""
    if act.type == "certify" and (route.certified or (act.of == route.renewed_under and route.renewal_certified)):
        _certify(docket, act, route)
    elif act.type == "renew" and act.of == route.renewed_under:
        renew(docket, act, route)
    elif act.type == route.order and act.of == route.under:
        order(docket, act, route)
    else:
        known = [*(["certify"] if route.certified else []), *([route.order] if route.order == "suspend" else [])]
        known = known if act.of == route.under else ["certify"]
        known += ["waive"] if route.order == "waive" else []
        known += ["renew"] if route.renewed_under == act.of else []
        message = f"`{act.type}` is no act under that provision; it knows {', '.join(known)}"
        docket.object(ObjectionCode.WRONG_ACT, act, message, "no effect")


def _unknown_provision(docket: LegalState, act: UsAct) -> None:
    routes = docket.rulebook.routes.values()
    known = [name for each in routes for name in (each.under, each.renewed_under, each.notice_under) if name]
    message = f"nothing is done under that provision that this model knows{did_you_mean(act.of, known)}"
    docket.object(ObjectionCode.UNKNOWN_PROVISION, act, message, "no effect")


def is_law(docket: LegalState, act: UsAct) -> bool:
    """Whether the provision under which it is done was law on its day."""
    if docket.rulebook.statute.level(act.of, act.date) is not None:
        return True
    first = min(level.start_period for level in docket.rulebook.statute.versions[act.of])
    docket.object(ObjectionCode.NOT_LAW, act, f"was no law on {act.date}: in force since {first}", "no effect")
    return False


def may(docket: LegalState, act: UsAct, powers: Sequence[Power]) -> bool:
    """Whether who acts may, on that day; by what delegation is said in the reports."""
    if any(power.covers(act.by, act.type, act.date) for power in powers):
        return True
    able = [power for power in powers if not power.acts or act.type in power.acts]
    who = "; ".join(f"{power.who[0]}{f' since {power.since} ({power.cite})' if power.since else ''}" for power in able)
    message = f"`{act.by[:60]}` could not {act.type} under it on {act.date}; who can: {who or 'nobody'}"
    docket.object(ObjectionCode.NO_POWER, act, message, "no effect")
    return False


def _certify(docket: LegalState, act: UsAct, route: Route) -> None:
    if not ground_is_stated(docket, act, route):
        return
    match route.does:
        case "terminates":
            _terminate(docket, act, route)
        case "exits":
            _end(docket, act, route, later(act.date, route.after), barred_groups=())
        case _:
            docket.certifications[act.id] = Certification(act, route)
            docket.effective.add(act.id)


def _terminate(docket: LegalState, act: UsAct, route: Route) -> None:
    """Everything that the provision reaches ends on the day of the certification, and for good."""
    reached = [each for each in docket.law(act.date) if docket.reach(each, route) is not Reach.NO]
    missing = list(barred(docket, act, route, reached))
    if all(need.group for need in missing):
        ended = _end(docket, act, route, act.date, barred_groups=[need.group for need in missing])
        spend_notice(docket, act, route, ended)


def _end(docket: LegalState, act: UsAct, route: Route, day: date, barred_groups: Sequence[str]) -> list[str]:
    """What the route reaches ends on the day; where its reach is doubtful, so is the end. What newly ends is named.

    With the measure end the days that were ordered for it and would have gone on under a restatement.
    """
    reached: list[str] = []
    ended: list[str] = []
    for measure in [each for each in docket.law(act.date) if each.in_force(day)]:
        reach = docket.reach(measure, route)
        if reach is Reach.NO or (measure.group and measure.group in barred_groups):
            continue
        reached.append(measure.id)
        new = Ending(day, act.id, route.id, reach is Reach.DOUBTFUL)
        if not any(each.day <= day for each in docket.endings.get(measure.id, ()) if each.doubtful is new.doubtful):
            ended.append(measure.id)
        docket.endings.setdefault(measure.id, []).append(new)
        if not new.doubtful:
            for key in [key for key in docket.periods if key.measure in docket.restatements(measure.id)]:
                del docket.periods[key]
    if reached and (ended or day > act.date):
        docket.certifications[act.id] = Certification(act, route)
        docket.effective.add(act.id)
    if not ended:
        said = "what it reaches ends by another act before" if reached else "nothing is left that it could end"
        weight: Weight = "remark" if reached and day > act.date else "no effect"
        docket.object(ObjectionCode.ENDED, act, said, weight)
    return ended
