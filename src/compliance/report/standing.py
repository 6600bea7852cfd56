"""Whether an authority stands on the day of a relief map, in a sentence."""

from ..acts.practice import ended_by, unseen
from ..law.measure import Authority
from ..timeline.relief import ReliefMap


def standing(each: Authority, mapped: ReliefMap) -> str:
    """Whether an authority stands on the day, as far as the rules and the case know."""
    ended, last = ended_by(mapped.legal, each.id, mapped.as_of), unseen(mapped.rulebook, each.id, mapped.as_of)
    if ended:
        return f"ended on {ended[0]} by `{ended[1]}`"
    if each.since and mapped.as_of < each.since:
        return f"not yet made on this day: since {each.since}"
    if last and each.further:
        return f"stands; the emergency was last seen continued to {last}, and whether it was since is unverified"
    if last:
        went = "that it was continued was not seen: unverified" if each.continued else "it ended by itself"
        return f"stood until {last}; {went}"
    fallen = ended_by(mapped.legal, each.stands_on, mapped.as_of) if each.stands_on else None
    if fallen:
        what = mapped.rulebook.authorities[each.stands_on].title
        return f"stands in part: the {what} ended on {fallen[0]} by `{fallen[1]}`; its further bases are left"
    if each.runs_until is None:
        return "stands"
    return f"stands, until {each.runs_until}{' unless continued' if each.continued else ', when it ends by itself'}"
