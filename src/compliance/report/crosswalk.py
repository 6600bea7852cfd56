"""An agenda against the law, from both sides: text, Markdown and JSON."""

from json import dumps

from rich.console import RenderableType
from rich.text import Text

from ..agenda.crosswalk import Crosswalk
from ..agenda.model import Agenda, Demand
from ..explanation.words import day
from .layout import printed, table
from .markdown import filled


def text(agenda: Agenda, crossed: Crosswalk, *, width: int = 80, colour: bool = False) -> str:
    """The agenda's demands with their provisions, and the law's provisions with their demands."""
    demands = [
        (each.demand.id, f"{each.demand.asks} {_behind(each.provisions, each.demand)}") for each in crossed.demands
    ]
    leaves = [
        (each.provision, f"{each.heading}: {', '.join(each.demands) or 'left as it is by this agenda'}")
        for each in crossed.provisions
    ]
    parts: list[RenderableType] = [
        Text(f"{agenda.title} ({agenda.author}, {day(agenda.published)})", style="bold"),
        Text(),
        Text("Demands, and the provisions whose tests look at the same conduct", style="bold"),
        table(demands, 2),
        Text(),
        Text("Provisions, and the demands that advance them", style="bold"),
        table(leaves, 2),
    ]
    return printed(parts, width, colour)


def _behind(forms: tuple[str, ...], demand: Demand) -> str:
    return "→ " + ("; ".join((*forms, *demand.instruments)) if forms else "; ".join(("none", *demand.instruments)))


def markdown(agenda: Agenda, crossed: Crosswalk) -> str:
    """The same as a page."""
    return filled("crosswalk.md.j2", agenda=agenda, crossed=crossed)


def json(agenda: Agenda, crossed: Crosswalk) -> str:
    """Both sides of the crosswalk, as JSON."""
    shape = {
        "format": 1,
        "agenda": agenda.id,
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
    return dumps(shape, indent=2, ensure_ascii=False) + "\n"
