"""Counts of combinations of answers, as pages and JSON say them."""

from ..explanation.counts import Counts
from ..explanation.words import percent
from .shapes.explanation import CountsShape

NO_PROBABILITIES = (
    "Counts of combinations, never probabilities: nothing here says that one answer is likelier than another."
)


def many(some: int, all_: int) -> str:
    """How many they are, and what share of all.

    >>> many(0, 10), many(10, 10), many(1, 3), many(1, 1000)
    ('none', 'all', '1 (33%)', '1 (under 1%)')
    >>> many(2, 3), many(999, 1000)
    ('2 (67%)', '999 (over 99%)')
    """
    return f"{some:,} ({percent(some, all_)})" if some not in (0, all_) else percent(some, all_)


def shape(counts: Counts) -> CountsShape:
    """The counts as plain values, for JSON."""
    return {"met": counts.met, "unknown": counts.unknown, "unmet": counts.unmet}
