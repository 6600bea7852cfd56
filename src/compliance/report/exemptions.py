"""What stands beside the routes of a relief map: exemptions that need no act, and on what else each measure rests."""

from collections.abc import Iterator

from ..acts.practice import ended_by
from ..acts.relief import Lift
from ..law.route import Exemption
from ..timeline.relief import ReliefMap
from .evidence import cited
from .page import Block, Heading, Line, Note
from .shapes.relief import ExemptionShape, RestsOnShape
from .standing import standing
from .timeline import sections


def exemptions(mapped: ReliefMap) -> Iterator[Block]:
    """Each exemption with what it bears on; of what goes with a waiver, whether one is in effect."""
    known = mapped.rulebook.exemptions.values()
    if known:
        yield Heading("What is exempt without any act, and what goes with a waiver")
    for each in known:
        measures = (mapped.rulebook.measures[name] for name in bears_on(each, mapped))
        named = dict.fromkeys(each.borne_by(measure.section) for measure in measures)
        of = f": §§ {', '.join(named)}" if named else ""
        yield Line(f"{each.title} ({cited(each.provision)}){of}")
        yield Note(" ".join([each.what, *_under(each, mapped), *each.notes]), 2)


def bears_on(exemption: Exemption, mapped: ReliefMap) -> list[str]:
    """The measures that are law on the day and on which it bears."""
    measures = mapped.rulebook.measures
    names = dict.fromkeys(cell.measure for cell in mapped.cells)
    return [name for name in names if exemption.borne_by(measures[name].section)]


def is_open(exemption: Exemption, mapped: ReliefMap) -> bool:
    """Whether it holds on the day: by itself, or because a waiver under which it stands is in effect."""
    lifted = (Lift.LIFTED, Lift.FOR_SOME)
    return not exemption.under or any(cell.lift in lifted for cell in mapped.of(exemption.under))


def _under(exemption: Exemption, mapped: ReliefMap) -> Iterator[str]:
    if exemption.under:
        title = mapped.rulebook.routes[exemption.under].title
        acts = dict.fromkeys(order.act for cell in mapped.of(exemption.under) for order in cell.orders if order.running)
        by = f"by {', '.join(f'`{each}`' for each in acts)}" if acts else "none"
        yield f"Only with a {title}; in effect on this day: {by}."


def grounds(mapped: ReliefMap) -> Iterator[Block]:
    """Every authority on which measures rest beside the Act, so that the end of one shows those that are left."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name in dict.fromkeys(cell.measure for cell in mapped.cells):
        together.setdefault(mapped.rulebook.measures[name].also, []).append(name)
    alone = together.pop((), [])
    if together:
        yield Heading("On what else each measure rests")
    for also, names in together.items():
        yield Line(sections(names, mapped.rulebook))
        for name in also:
            authority = mapped.rulebook.authorities[name]
            yield Note(f"{authority.title}: {standing(authority, mapped)}", 2)
    if together and alone:
        yield Line(f"{sections(alone, mapped.rulebook)}: on no other authority that this model names")


def rests_on(mapped: ReliefMap, measure: str) -> list[RestsOnShape]:
    """The authorities on which a measure rests beside the Act, and how each stands, for JSON."""
    known = (mapped.rulebook.authorities[name] for name in mapped.rulebook.measures[measure].also)
    return [
        {
            "id": each.id,
            "title": each.title,
            "standing": standing(each, mapped),
            "ended": ended_by(mapped.legal, each.id, mapped.as_of) is not None,
        }
        for each in known
    ]


def shape(mapped: ReliefMap) -> list[ExemptionShape]:
    """The exemptions for JSON."""
    return [
        {
            "id": each.id,
            "provision": each.provision,
            "cited": cited(each.provision),
            "title": each.title,
            "what": each.what,
            "measures": bears_on(each, mapped),
            "under": each.under,
            "holds": is_open(each, mapped),
            "notes": list(each.notes),
        }
        for each in mapped.rulebook.exemptions.values()
    ]
