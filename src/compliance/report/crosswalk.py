"""An agenda against the law, from both sides."""

from ..agenda.crosswalk import Crosswalk
from ..agenda.model import Agenda, Demand
from ..explanation.words import day
from .json import made_by
from .page import Heading, Page, Rows, Said
from .shapes.agenda import CrosswalkShape


def page(agenda: Agenda, crossed: Crosswalk) -> Page:
    """The agenda's demands with their provisions, and the law's provisions with their demands."""
    demands: tuple[tuple[Said, Said], ...] = tuple(
        (each.demand.id, f"{each.demand.asks} {_behind(each.provisions, each.demand)}") for each in crossed.demands
    )
    leaves: tuple[tuple[Said, Said], ...] = tuple(
        (each.provision, f"{each.heading}: {', '.join(each.demands) or 'left as it is by this agenda'}")
        for each in crossed.provisions
    )
    return Page(
        agenda.title,
        (
            Heading(f"{agenda.title} ({agenda.author}, {day(agenda.published)})", 1),
            Heading("Demands, and the provisions whose tests look at the same conduct"),
            Rows(demands, 2),
            Heading("Provisions, and the demands that advance them"),
            Rows(leaves, 2),
        ),
    )


def _behind(forms: tuple[str, ...], demand: Demand) -> str:
    return "→ " + ("; ".join((*forms, *demand.instruments)) if forms else "; ".join(("none", *demand.instruments)))


def shape(agenda: Agenda, crossed: Crosswalk, rulebook: str) -> CrosswalkShape:
    """Both sides of the crosswalk, as plain values for JSON; `rulebook` is the version of the rules."""
    return {
        "format": 2,
        "agenda": agenda.id,
        "rulebook": rulebook,
        "compliance": made_by(),
        "demands": [
            {
                "id": each.demand.id,
                "asks": each.demand.asks,
                "by": list(each.demand.by),
                "kind": each.demand.kind,
                "provisions": list(each.demand.advances),
                "instruments": list(each.demand.instruments),
            }
            for each in crossed.demands
        ],
        "provisions": [
            {"provision": each.provision, "heading": each.heading, "demands": list(each.demands)}
            for each in crossed.provisions
        ],
    }
