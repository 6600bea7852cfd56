"""Who holds a power on a day: by the statute, or by delegations that the rules or the case show; and by none shown."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..citation import Citation
from ..law.office import Office, Person, is_within, person
from ..law.route import Route
from ..names import same_name
from ..problem import did_you_mean
from ..record.acts import UsAct
from .legal_state import Given, LegalState
from .objection import Objection, ObjectionCode, Weight, objection


class Held(NamedTuple):
    """A power that somebody holds: by the statute itself, or by these delegations, the President's first."""

    by: tuple[Given, ...] = ()

    @property
    def cite(self) -> str:
        """Where the delegations stand; empty where the statute vests the power."""
        return "; ".join(each.cite[:120] or f"`{each.id}`" for each in self.by)


def whom(state: LegalState, name: str) -> Person:
    """Whom a name means; who only acts in an office is none of it where the reading lets its holder alone act (Q69)."""
    found = person(name, state.rulebook.offices.values())
    if found.acting and state.rule("for_the_secretary") == "holder":
        return Person(same_name(name), None, acting=True)
    return found


def route_of(state: LegalState, provision: str) -> Route | None:
    """A route on which something is done under the provision."""
    return next((each for each in state.rulebook.routes.values() if provision in each.provisions), None)


def held(state: LegalState, by: Person, provision: str, day: date, passed: tuple[str, ...] = ()) -> Held | None:
    """How somebody holds the power of a provision on a day; None where nothing shows that he does.

    A delegation gives what whoever gave it holds on that day, so that it falls with the one on which it stands.
    """
    route = route_of(state, provision)
    if route and any(by.is_in(office) for office in route.powers(provision)):
        return Held()
    for given in state.delegations(day):
        if given.id in passed or not any(is_within(provision, whole) for whole in given.of) or not by.is_in(given.to):
            continue
        above = held(state, whom_holds(state, given.by), provision, day, (*passed, given.id))
        if above:
            return Held((*above.by, given))
    # Of what a Deputy Secretary does it may be taken that it was delegated (Q69).
    if by.office and by.office.deputy_of and state.rule("for_the_secretary") == "deputies":
        return held(state, whom_holds(state, by.office.deputy_of), provision, day, passed)
    return None


def whom_holds(state: LegalState, office: str) -> Person:
    """The holder of an office by its id or, where the rules know none, by its bare name."""
    known = state.rulebook.offices.get(office)
    return Person(office, known, acting=False)


def not_held(state: LegalState, act: UsAct, provision: str) -> Objection:
    """What to say of somebody for whom no power is shown: that he can have none, or that none is shown here."""
    code, weight, why = _why_not(whom(state, act.by), is_vested_in_president(state, provision))
    message = f"`{act.by[:60]}` could not {act.type} under it on {act.date}: {why}"
    if code is ObjectionCode.POWER_NOT_SHOWN:
        message = f"that `{act.by[:60]}` could {act.type} under it on {act.date} is not shown here"
    who, by = "; ".join(_able(state, provision)) or "nobody", whom(state, act.by)
    asked = code is ObjectionCode.POWER_NOT_SHOWN and (by.acting or (by.office and by.office.deputy_of))
    question = state.question("for_the_secretary") if asked else ""
    return objection(code, act, f"{message}; who can: {who}", weight, provision=provision, question=question)


def _why_not(by: Person, from_president: bool) -> tuple[ObjectionCode, Weight, str]:
    rank = by.office.rank if by.office else ""
    if rank == "outside":
        return ObjectionCode.NO_POWER, "no effect", "it is a power of the executive branch"
    if rank == "unconfirmed" and from_president:
        # Only to the head of an agency, or to an officer whom the Senate confirms (3 U.S.C. § 301).
        why = "the President's power passes to heads of agencies and officers confirmed by the Senate (3 U.S.C. § 301)"
        return ObjectionCode.NO_POWER, "no effect", why
    return ObjectionCode.POWER_NOT_SHOWN, "not shown", ""


def provisions_of(state: LegalState, given: Given) -> list[str]:
    """The provisions of routes whose power a delegation passes on."""
    known = (name for route in state.rulebook.routes.values() for name in route.provisions)
    return [name for name in dict.fromkeys(known) if any(is_within(name, whole) for whole in given.of)]


def is_vested_in_president(state: LegalState, provision: str) -> bool:
    """Whether the statute gives the power of a provision to the President."""
    route = route_of(state, provision)
    offices = (state.rulebook.offices[name] for name in (route.powers(provision) if route else ()))
    return any(each.rank == "president" for each in offices)


def _able(state: LegalState, provision: str) -> Iterator[str]:
    route = route_of(state, provision)
    yield from (state.rulebook.offices[name].title for name in (route.powers(provision) if route else ()))
    for each in state.every_delegation():
        if any(is_within(provision, whole) for whole in each.of):
            until = f" until {each.until}" if each.until else ""
            office, source = state.rulebook.offices.get(each.to), each.cite[:120] or f"`{each.id}`"
            yield f"{office.title if office else each.to} since {each.since}{until} ({source})"


def acting_in(state: LegalState, act: UsAct) -> Iterator[Objection]:
    """A word on somebody who acts in an office: how long he had been acting is not recorded."""
    by = whom(state, act.by)
    if by.acting and by.office:
        message = "an acting officer exercises the office (5 U.S.C. § 3345(a)); since when is not recorded here, and "
        message += "5 U.S.C. § 3346 sets a limit: 210 days, longer while a nomination is pending or in sickness"
        yield objection(ObjectionCode.ACTING, act, message, "remark")


def not_modelled(state: LegalState, act: UsAct) -> Objection:
    """That this model does not know what comes of an act under its provision: it may have an effect."""
    # Of another section none is suggested: whoever waives under a section that is not here means no waiver of § 9228.
    section = Citation.parse(act.of).whole_section
    known = [name for route in state.rulebook.routes.values() for name in route.provisions]
    hint = did_you_mean(act.of, [name for name in known if is_within(name, section)])
    message = f"nothing is done under that provision that this model knows: of its effect it says nothing{hint}"
    return objection(ObjectionCode.UNKNOWN_PROVISION, act, message, "not modelled")


def delegate(state: LegalState, act: UsAct) -> Iterator[Objection]:
    """Why a delegation passes nothing on, or is not shown to."""
    known = [name for route in state.rulebook.routes.values() for name in route.provisions]
    powers = [name for name in dict.fromkeys(known) if is_within(name, act.of)]
    if not powers:
        yield not_modelled(state, act)
        return
    if all(state.rulebook.statute.level(name, act.date) is None for name in powers):
        yield objection(ObjectionCode.NOT_LAW, act, f"was no law on {act.date}", "no effect")
        return
    by, to = whom(state, act.by), whom(state, act.to)
    lacking = [name for name in powers if not held(state, by, name, act.date)]
    if lacking:
        yield not_held(state, act, lacking[0])
    elif not _passes_on(by.office):
        message = f"that `{act.by[:60]}` can pass it on is not shown here"
        yield objection(ObjectionCode.POWER_NOT_SHOWN, act, message, "not shown")
    else:
        yield from _receives(act, by, to, any(is_vested_in_president(state, name) for name in powers))


def given(state: LegalState, act: UsAct, since: date) -> Given:
    """The delegation that the act makes, between offices where the rules know them."""
    by, to = (each.office.id if each.office else each.name for each in (whom(state, act.by), whom(state, act.to)))
    return Given(act.id, by, to, (act.of,), since, act.until, act.cite)


def _passes_on(office: Office | None) -> bool:
    """The President passes his power on, and the head of an agency what he has (22 U.S.C. § 2651a(a)(4))."""
    return office is not None and office.rank in ("president", "head")


def _receives(act: UsAct, by: Person, to: Person, from_president: bool) -> Iterator[Objection]:
    """Whether it can pass to this office: from the President, to the head of an agency or an officer confirmed.

    From a Secretary, to officers under him; and what is the President's goes no further than before (3 U.S.C. § 301).
    """
    in_person = by.office is not None and by.office.rank == "president"
    able = ("head", "confirmed") if in_person else ("confirmed",)
    source = "3 U.S.C. § 301" if in_person else "22 U.S.C. § 2651a(a)(4)"
    whom_to = "the head of an agency or an officer confirmed by the Senate" if in_person else "an officer under him"
    if to.office and to.office.rank not in able:
        message = f"it cannot pass to `{act.to[:60]}`: it passes to {whom_to} ({source})"
        yield objection(ObjectionCode.NO_DELEGATION, act, message, "no effect")
    elif to.office is None:
        message = f"that `{act.to[:60]}` is {whom_to} is not shown ({source})"
        yield objection(ObjectionCode.POWER_NOT_SHOWN, act, message, "not shown")
    elif from_president and not act.cite.strip():
        message = "that it was published is not shown: no `cite` is given (3 U.S.C. § 301)"
        yield objection(ObjectionCode.POWER_NOT_SHOWN, act, message, "not shown")
