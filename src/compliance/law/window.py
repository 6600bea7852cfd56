"""Windows: from which day on what is new counts."""

import re
from datetime import date, timedelta

from ..days import add_months

SINCE = ("since-enactment", "since-published")  # of the Act; of an agenda, which stands in its place


def window_start(window: str, as_of: date, enacted: date | None) -> date | None:
    """The first day of a window; None where it has none, or where one since enactment has none to begin with.

    ValueError if there is no such window.

    >>> window_start("previous-12-months", date(2026, 3, 15), date(2016, 2, 18))
    datetime.date(2025, 3, 16)
    """
    if window in ("standing", "ever"):
        return None
    if window in SINCE:
        return enacted
    months = _months(window)
    if months is not None:
        return add_months(as_of, -months) + timedelta(days=1)
    raise ValueError("expected standing, ever, since-enactment or previous-12-months")


def months_back(window: str) -> int | None:
    """How many months back a window reaches, time in which nothing else is supposed to happen apart; None: no such.

    `past-12-months` counts that time too: what is asked for afresh within a year is asked for within the calendar's.
    """
    return _months(window) if window.startswith("previous-") else None


def _months(window: str) -> int | None:
    match = re.fullmatch(r"(?:previous|past)-([1-9][0-9]{0,2})-months", window)
    return int(match[1]) if match else None
