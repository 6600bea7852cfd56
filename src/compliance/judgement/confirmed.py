"""The second engine over the relief map: what is in effect follows from its premises, and both engines must say so."""

from functools import cache

from ..acts.relief import PREMISES, Cell
from ..status import Status
from . import durable
from .production import Node

_TREE = (Node("in-effect", len(PREMISES), PREMISES),)


def confirmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells, where durable_rules concludes of each what the specification did; else EnginesDifferError."""
    if not durable.is_available():
        return cells
    differences = [
        f"{cell.measure} by {cell.route}: specification {cell.in_effect}, durable_rules {_concluded(cell.premises)}"
        for cell in cells
        if _concluded(cell.premises) != cell.in_effect.value
    ]
    if differences:
        raise durable.EnginesDifferError(differences)
    return cells


@cache
def _concluded(premises: tuple[Status, ...]) -> str:
    """What durable_rules concludes from these premises; there are three to the fourth of them."""
    found, _ = durable.engine_for(_TREE).run(dict(zip(PREMISES, (each.value for each in premises), strict=True)))
    return found.get("in-effect", "nothing")
