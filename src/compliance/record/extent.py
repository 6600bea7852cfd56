"""How far one field goes, at worst and at best, on what the record shows."""

from functools import cache

from .evidence import Ledger
from .field import Field, FieldKind
from .flow import flow_extent
from .standard import UNBOUNDED, Bound, FieldFinding, Reason, View
from .stock import stock_extent


def extent(field: Field, ledger: Ledger, view: View) -> FieldFinding:
    """Look at one field through a view. Silence leaves it anywhere between its bounds."""
    if not ledger:
        return silence(field)
    return stock_extent(field, ledger, view) if field.kind is FieldKind.STOCK else flow_extent(field, ledger, view)


@cache
def silence(field: Field) -> FieldFinding:
    """What a field shows of which nothing is recorded: through any view, the whole of its range."""
    top: Bound = UNBOUNDED if field.value == "count" else 1
    worst, best = (0, top) if field.better != "less" else (top, 0)
    return FieldFinding(field, worst, best, (), frozenset({Reason.NOT_STATED}))
