"""How far one field goes, at worst and at best, on what the record shows."""

from .evidence import Ledger
from .field import Field, FieldKind
from .flow import flow_extent
from .lens import Extent, Lens
from .stock import stock_extent


def extent(field: Field, ledger: Ledger, lens: Lens) -> Extent:
    """Look at one field through a lens. Silence leaves it anywhere between its bounds."""
    return stock_extent(field, ledger, lens) if field.kind is FieldKind.STOCK else flow_extent(field, ledger, lens)
