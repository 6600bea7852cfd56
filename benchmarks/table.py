"""What a benchmark found, as a table that is printed and put into the documents."""

import textwrap
from collections.abc import Mapping
from typing import NamedTuple


class Table(NamedTuple):
    """Rows of figures under their heads; the first cell of a row says what was measured."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """For a terminal."""
        every = [self.heads, *self.rows]
        widths = [max(len(row[column]) for row in every) for column in range(len(self.heads))]
        lines = ["  ".join(map(_laid, row, widths)).rstrip() for row in every]
        return "\n".join([self.title, textwrap.fill(self.about, 110), "", *lines, "", ""])

    def markdown(self) -> str:
        """For a page."""
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, *self.rows)]
        lines.insert(1, f"|---|{'---:|' * (len(self.heads) - 1)}")
        return "\n".join([f"## {self.title}", "", *textwrap.wrap(self.about, 120), "", *lines, ""])


def _laid(cell: str, width: int) -> str:
    """A figure stands at the right of its column, words at the left."""
    return cell.rjust(width) if cell[:1].isdigit() or cell == "—" else cell.ljust(width)


def timed(taken: Mapping[str, float], title: str, about: str) -> Table:
    """Medians in milliseconds, each with its ratio to the first."""
    first = next(iter(taken))
    rows = tuple((name, figure(time), ratio(time / taken[first])) for name, time in taken.items())
    return Table(title, about, ("", "ms", f"to {first}"), rows)


def figure(number: float) -> str:
    """Three places that say something."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3g}"


def ratio(number: float) -> str:
    """A ratio, in three places that say something."""
    return f"{figure(number)} ×"
