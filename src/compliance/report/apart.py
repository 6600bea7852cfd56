"""What a ground of a route asks of the record, judged by itself: in a relief map, beside the routes."""

from collections.abc import Iterator

from ..explanation.words import REASONS
from ..judgement.finding import Finding
from ..law.route import Route
from ..status import Status
from ..timeline.relief import ReliefMap
from .page import Block, Heading, Line, Note
from .shapes.relief import GroundShape

SUPPORTED = {
    Status.MET: "would support it; conditions only, no sanction is lifted",
    Status.UNMET: "does not support it (unmet)",
    Status.UNKNOWN: "does not support it (unknown)",
}


def grounds_said(mapped: ReliefMap, route: Route) -> str:
    """What the record says to a route without a goal of its own: nothing is asked, or each of its grounds."""
    judged = [each for each in route.ground if each.goal in mapped.apart]
    if not judged:
        return "its conditions are not judged here" if route.certified else "asks for no conduct"
    said = [f"on ground `{each.id}` {SUPPORTED[mapped.apart[each.goal].status]}" for each in judged]
    rest = [f"ground `{each.id}` asks for no conduct" for each in route.ground if not each.goal]
    return "; ".join([*said, *rest])


def judged_apart(mapped: ReliefMap) -> Iterator[Block]:
    """Each ground that is judged, leaf by leaf: what was found, what is asked for, what is open."""
    for goal, finding in mapped.apart.items():
        yield Heading(f"What this record shows of {finding.act_form}: {mapped.rulebook.apart[goal].title.lower()}")
        yield Line(f"A ground of its own, judged in the window of its own Act: {SUPPORTED[finding.status]}.")
        for leaf in finding.leaves():
            yield Line(f"{leaf.act_form}  {leaf.level.heading}: {_leaf_said(leaf)}")
            yield Note(leaf.level.gist, 2)


def _leaf_said(leaf: Finding) -> str:
    between = f"{leaf.lowest}" if leaf.lowest is leaf.highest else f"{leaf.lowest} to {leaf.highest}"
    why = "; ".join(REASONS[each] for each in leaf.reasons)
    asked = ", ".join(leaf.questions)
    return f"{leaf.status}; this reading asks for {leaf.required}, found {between} ({asked}){f'; {why}' if why else ''}"


def shape(mapped: ReliefMap) -> dict[str, GroundShape]:
    """The same for JSON, by goal."""
    return {
        goal: {
            "provision": finding.level.identifier,
            "status": finding.status.value,
            "leaves": [
                {
                    "path": leaf.path,
                    "heading": leaf.level.heading,
                    "status": leaf.status.value,
                    "required": leaf.required.value if leaf.required else None,
                    "degree": [each.value for each in (leaf.lowest, leaf.highest) if each],
                    "reasons": [each.value for each in leaf.reasons],
                    "questions": list(leaf.questions),
                }
                for leaf in finding.leaves()
            ],
        }
        for goal, finding in mapped.apart.items()
    }
