"""Time as a row of characters: one for each slice of days, and a wave where something changes within it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from .page import Stretch

CHANGES = "~"


def strip(parts: Sequence[Stretch], first: date, last: date, width: int) -> str:
    """The parts over the days from `first` to `last`, in so many characters; days of no part are blank."""
    return "".join(_mark(parts, start, end) for start, end in slices(first, last, width))


def ticks(parts: Sequence[Stretch], first: date, last: date, width: int) -> str:
    """Single days over the same slices: the mark of what lies in one, a star for several, blank for none."""
    cells = [[part.mark for part in parts if start <= part.start <= end] for start, end in slices(first, last, width)]
    return "".join(" " if not marks else marks[0] if len(set(marks)) == 1 else "*" for marks in cells)


def slices(first: date, last: date, width: int) -> list[tuple[date, date]]:
    """The days cut into at most `width` slices of nearly one length; never an empty one."""
    days = (last - first).days + 1
    width = max(1, min(width, days))
    cuts = [days * index // width for index in range(width + 1)]
    return [(first + timedelta(days=start), first + timedelta(days=end - 1)) for start, end in pairwise(cuts)]


def _mark(parts: Sequence[Stretch], start: date, end: date) -> str:
    touching = [part for part in parts if part.start <= end and start <= part.end]
    marks = {part.mark for part in touching}
    covered = sum((min(part.end, end) - max(part.start, start)).days + 1 for part in touching)
    if covered < (end - start).days + 1:
        marks.add(" ")
    return marks.pop() if len(marks) == 1 else CHANGES


def axis(first: date, last: date, width: int) -> str:
    """The years, each where it begins, as far as there is room."""
    cells = slices(first, last, width)
    line = [" "] * len(cells)
    free = 0
    for index, (start, end) in enumerate(cells):
        begins = date(end.year, 1, 1)
        label = str(end.year) if start <= begins <= end or index == 0 else ""
        if label and index >= free and index + len(label) <= len(cells):
            line[index : index + len(label)] = label
            free = index + len(label) + 1
    return "".join(line).rstrip()


def strip_of_shares(shares: Sequence[float], width: int, marks: str) -> str:
    """Shares of all in so many characters, each with its mark; none that there is goes without one.

    >>> strip_of_shares((0.001, 0.25, 0.749), 12, "#?-")
    '#???--------'
    """
    cells = [max(round(share * width), 1) if share else 0 for share in shares]
    widest = cells.index(max(cells))
    cells[widest] += width - sum(cells)
    return "".join(mark * count for mark, count in zip(marks, cells, strict=True))
