"""A page: what a report says, block by block, before anybody decides how to print it.

Each subject makes one page; text, Markdown and HTML print any page. Links, glyphs, colours and cuts are the printer's.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from ..status import Status

Tone = Literal["", "strong", "soft", "warning", "supposed"]


class Words(NamedTuple):
    """Some words of a line, with their tone, and where they lead if they are a link.

    `source` is what paper says of a link's end: title, publisher, date.
    """

    text: str
    tone: Tone = ""
    href: str = ""
    source: str = ""


class Glyph(NamedTuple):
    """The sign of a status; `before` is the status it had against a baseline.

    Paper and what reads aloud give its word, unless it is `named` beside it.
    """

    status: Status
    before: Status | None = None
    named: bool = False


Part: TypeAlias = str | Words | Glyph
Said: TypeAlias = Part | tuple[Part, ...]


class Heading(NamedTuple):
    """The title of the page (level 1), of a section (2) or of a part of one (3)."""

    said: Said
    level: Literal[1, 2, 3] = 2


class Line(NamedTuple):
    """A paragraph of prose, broken where the page is narrow."""

    said: Said
    indent: int = 0


class Rows(NamedTuple):
    """Names and what belongs to them."""

    rows: tuple[tuple[Said, Said], ...]
    indent: int = 0


class Grid(NamedTuple):
    """A table whose rows stay one line in a terminal: the last cell is cut where it does not fit, or `wraps`.

    `widths` are the cells of every column but the last; a column of 0 is as wide as its widest cell.
    """

    rows: tuple[tuple[Said, ...], ...]
    widths: tuple[int, ...]
    heads: tuple[str, ...] = ()
    indent: int = 0
    wraps: bool = False


class Stretch(NamedTuple):
    """Days on end, both counted: the sign that stands for them, a word for it, and all that there is to say."""

    start: date
    end: date
    mark: str
    word: str
    said: str


class Bar(NamedTuple):
    """One thing over time. The stretches of a bar of `points` are single days, of which several may fall together."""

    label: str
    stretches: tuple[Stretch, ...]
    points: bool = False


class Chart(NamedTuple):
    """Things over the same days, one below the other; a terminal draws signs, a browser bars."""

    first: date
    last: date
    bars: tuple[Bar, ...]


class Share(NamedTuple):
    """Of how many of all a thing is met, unknown and unmet, and that in words."""

    label: str
    met: float
    unknown: float
    unmet: float
    said: str


class Shares(NamedTuple):
    """Things with their shares, one below the other; a terminal draws signs, a browser bars."""

    rows: tuple[Share, ...]


class Node(NamedTuple):
    """A branch of a tree: a line, what belongs to it, and what lies below."""

    said: Said
    rows: tuple[tuple[Said, Said], ...] = ()
    below: tuple["Node", ...] = ()


class Tree(NamedTuple):
    """Nested conditions; a terminal indents them, paper nests lists."""

    nodes: tuple[Node, ...]
    indent: int = 0


class Note(NamedTuple):
    """What is said in a quieter voice: the notice, what a report rests on."""

    said: Said
    indent: int = 0


class Fold(NamedTuple):
    """A section that HTML folds under its first line; the others print it open."""

    summary: Said
    blocks: tuple["Block", ...]


class Gap(NamedTuple):
    """An empty line in a terminal."""


Block: TypeAlias = Heading | Line | Rows | Grid | Chart | Shares | Tree | Note | Fold | Gap


class Page(NamedTuple):
    """All that a report says. `title` is what a browser's tab calls it."""

    title: str
    blocks: tuple[Block, ...]


def parts_of(said: Said) -> tuple[Part, ...]:
    """What is said, part by part."""
    return (said,) if isinstance(said, str | Words | Glyph) else said


def plain(said: Said) -> str:
    """The bare words; a glyph is the word of its status."""
    return "".join(_plain(part) for part in parts_of(said))


def _plain(part: Part) -> str:
    if isinstance(part, Glyph):
        if part.named:
            return ""
        return str(part.status) if part.before is None else f"{part.before} → {part.status}"
    return part.text if isinstance(part, Words) else part


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every line that the blocks say, in order: what each format must say too."""
    for block in blocks:
        match block:
            case Heading(said=said) | Line(said=said) | Note(said=said):
                yield plain(said)
            case Rows(rows=rows):
                yield from (plain(each) for row in rows for each in row)
            case Grid(rows=cells, heads=heads):
                yield from heads
                yield from (plain(each) for row in cells for each in row)
            case Chart(bars=bars):
                yield from (bar.label.strip() for bar in bars)
            case Shares(rows=shares):
                yield from (word for each in shares for word in (each.label, each.said))
            case Tree(nodes=nodes):
                yield from _words_of_nodes(nodes)
            case Fold(summary=summary, blocks=below):
                yield plain(summary)
                yield from words_of(below)
            case Gap():
                pass


def _words_of_nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield plain(node.said)
        yield from (plain(each) for row in node.rows for each in row)
        yield from _words_of_nodes(node.below)
