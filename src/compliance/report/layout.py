"""What the terminal reports share: marks, colours, tables of two columns, indents, and how parts become text."""

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..status import Status

MARK = {Status.MET: "+", Status.UNMET: "x", Status.UNKNOWN: "?"}
STYLE = {Status.MET: "green", Status.UNMET: "red", Status.UNKNOWN: "yellow"}


def printed(parts: Iterable[RenderableType], width: int, colour: bool = False) -> str:
    """The parts as text of at most `width` columns, with terminal colours only if asked."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return out.getvalue() if colour else "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def section(heading: str) -> Iterator[RenderableType]:
    """A heading with a rule, after an empty line."""
    yield Text()
    yield Rule(Text(heading, style="bold"), align="left", characters="─", style="dim")


def table(rows: Iterable[tuple[str, str]], indent: int = 0) -> RenderableType:
    """Names and what belongs to them, in two columns."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, value in rows:
        grid.add_row(Text(name), Text(value))
    return at(indent, grid)


def at(indent: int, part: RenderableType) -> RenderableType:
    """The part so many columns to the right; nothing is nested, because rich renders what is nested again and again."""
    return Padding(part, (0, 0, 0, indent)) if indent else part
