"""What is lifted in practice: nothing follows from the law alone, and what rests on another authority stays."""

from datetime import date
from typing import NamedTuple

from ..law.measure import Measure, Reach
from ..law.route import Route
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .legal_state import LegalState


class Practice(NamedTuple):
    """Whether the restriction itself is lifted: `no` where it rests on something else too, else at most `expected`."""

    word: str
    because: str


def practice(state: LegalState, measure: Measure, route: Route, day: date, in_effect: Status) -> Practice:
    """What this record and this reading say of the restriction, where the route lifts the measure or not."""
    is_lifted = in_effect is Status.MET
    standing = [name for name in measure.also if stands(state, name, day)]
    firm = [name for name in standing if not _is_shaken(state, name, day, route)]
    alone = bool(measure.also) and not standing  # what the rule says of authorities holds while one of them stands
    rule = measure.practice if route.does == "terminates" and is_lifted and not alone else None
    falls = rule.under(state.interpretation.choices) if rule else Reach.YES
    if is_lifted and firm and state.rule("in_practice") == "nothing":
        titles = _titles(state.rulebook, firm, day)
        return Practice("no", f"under this reading nothing is lifted in practice while it rests on {titles} as well")
    if rule and falls is Reach.DOUBTFUL:
        return Practice("doubtful", rule.because)
    if firm:
        return Practice("no", f"stays: it rests on {_titles(state.rulebook, firm, day)} as well")
    if in_effect is Status.UNKNOWN:
        return Practice("doubtful", "whether the measure itself is lifted by this route is doubtful")
    if not is_lifted:
        return Practice("no", "the measure itself is not lifted by this route")
    if standing:
        titles = _titles(state.rulebook, standing, day)
        return Practice("doubtful", f"it rests on {titles} as well, which stands in part: what that carries is open")
    if rule and falls is Reach.NO:
        return Practice("no", rule.because)
    if state.rule("in_practice") == "relief":
        return Practice("expected", "this reading takes relief in practice to follow; none is recorded")
    return Practice("unknown", "not recorded: licences, rules and listings follow by acts of their own")


def _is_shaken(state: LegalState, name: str, day: date, route: Route) -> bool:
    """Whether an authority stands in part only: its emergency ended, or a termination took what it had of the Act."""
    known = state.rulebook.authorities[name]
    fell = route.does == "terminates" and known.terminated(state.interpretation.choices) is Reach.DOUBTFUL
    return fell or _lost_its_ground(state, name, day)


def _lost_its_ground(state: LegalState, name: str, day: date) -> bool:
    """Whether that on which it stands was ended by the day, which further bases of its own survive."""
    known = state.rulebook.authorities[name]
    return bool(known.further and known.stands_on and ended_by(state, known.stands_on, day))


def _titles(rulebook: Rulebook, names: list[str], day: date) -> str:
    """The authorities, each with a word where it was not seen that it still runs."""
    seen = [(rulebook.authorities[name], unseen(rulebook, name, day)) for name in names]
    whose = [("its emergency " if each.further else "", each.title, last) for each, last in seen]
    said = [f"{title} ({of}last seen continued to {last})" if last else title for of, title, last in whose]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def stands(state: LegalState, name: str, day: date) -> bool:
    """Whether an authority was made by the day, and neither it nor one on which it stands was ended by an act."""
    known = state.rulebook.authorities[name]
    made = known.since is None or known.since <= day
    return made and ended_by(state, name, day) is None


def ended_by(state: LegalState, name: str, day: date) -> tuple[date, str] | None:
    """When and by what an authority was ended, or one on which it stands; None where it was not by the day.

    By an act of the case, named by its id, or by what the rules know of it. What has several bases falls with the last.
    """
    ended, known = own_end(state, name), state.rulebook.authorities[name]
    if ended and ended[0] <= day:
        return ended
    if not known.stands_on:
        return None
    # "Falls with the emergency" is the whole truth only of an order that has no other basis.
    bases = (known.stands_on, *known.further)
    ends = [ended_by(state, each, day) for each in bases if each in state.rulebook.authorities]
    fallen = [each for each in ends if each]
    return max(fallen) if len(fallen) == len(bases) else None


def own_end(state: LegalState, name: str) -> tuple[date, str] | None:
    """When and by what an authority itself was ended, whatever became of that on which it stands."""
    known = state.rulebook.authorities[name]
    return (known.revoked, known.revoked_by) if known.revoked else state.authorities.get(name)


def unseen(rulebook: Rulebook, name: str, day: date) -> date | None:
    """The last day until which an authority, or one on which it stands, was seen to be continued; None if it runs."""
    while name:
        known = rulebook.authorities[name]
        if known.runs_until and known.runs_until < day:
            return known.runs_until
        name = known.stands_on
    return None
