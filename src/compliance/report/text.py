"""A page as text for a terminal: broken and cut by the cells that letters take, coloured only if asked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from ..status import Status
from .page import (
    Block,
    Chart,
    Fold,
    Gap,
    Glyph,
    Grid,
    Heading,
    Line,
    Node,
    Note,
    Page,
    Part,
    Rows,
    Said,
    Share,
    Shares,
    Tree,
    Words,
    parts_of,
)
from .strip import axis, strip, strip_of_shares, ticks

MARK = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?"}
_STYLE = {"": "", "strong": "1", "soft": "2", "warning": "33", "supposed": "35"}
_STATUS_STYLE = {Status.MET: "32", Status.UNMET: "31", Status.UNKNOWN: "33"}
_LEAST = 12  # cells without which the last column says nothing
_LABEL = 40  # cells at most for the labels of a chart
_BAR = 40  # cells at most for a bar of shares
_PROSE = 100  # wider lines of prose are hard to read
_ASCII = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "▲": "^",
        "→": ">",
        "…": "...",
        "·": "-",
        "–": "-",
        "—": "-",
        "─": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "×": "x",
    }
)


class Look(NamedTuple):
    """What the terminal takes: its width in cells, colour, letters beyond ASCII, links."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    links: bool = False


class _Piece(NamedTuple):
    text: str
    style: str = ""
    href: str = ""


def render(page: Page, look: Look | None = None) -> str:
    """The page, line by line; no line is wider than the terminal. Without a look: 80 cells, no colour."""
    look = look or Look()
    return "".join(f"{line.rstrip()}\n" for line in _lines(page.blocks, look))


def _lines(blocks: Iterable[Block], look: Look) -> Iterator[str]:
    for block in blocks:
        match block:
            case Gap():
                yield ""
            case Heading(said=said, level=2):
                yield ""
                yield _ruled(said, look)
            case Heading(said=said):
                yield from _broken([*_pieces(said, look, "1")], 0, 0, look)
            case Line(said=said, indent=indent):
                yield from _broken([*_pieces(said, look)], indent, indent, look)
            case Note(said=said, indent=indent):
                yield from _broken([*_pieces(said, look, "2")], indent, indent, look)
            case Rows(rows=rows, indent=indent):
                yield from _rows(rows, indent, look)
            case Grid():
                yield from _grid(block, look)
            case Chart():
                yield from (_painted([piece], look) for piece in _chart(block, look))
            case Shares(rows=shares):
                yield from _shares(shares, look)
            case Tree(nodes=nodes, indent=indent):
                for node in nodes:
                    yield from _node(node, indent, look)
            case Fold(summary=summary, blocks=below):
                yield from _broken([*_pieces(summary, look, "1")], 0, 0, look)
                yield from _lines(below, look)


def _node(node: Node, indent: int, look: Look) -> Iterator[str]:
    yield from _broken([*_pieces(node.said, look)], indent, indent + 2, look)
    yield from _rows(node.rows, indent + 4, look)
    for below in node.below:
        yield from _node(below, indent + 2, look)


def _rows(rows: Iterable[tuple[Said, Said]], indent: int, look: Look) -> Iterator[str]:
    """Names in a column as wide as the widest, but of no more than a third of the line; what is wider stands above."""
    rows = list(rows)
    names = [[*_pieces(name, look, "2")] for name, _ in rows]
    most = max(look.width - indent, 12) // 3
    wide = max((_cells(name) for name in names if _cells(name) <= most), default=0)
    for name, (_, value) in zip(names, rows, strict=True):
        start = min(indent + wide + 2, max(look.width - _LEAST, 0))
        if _cells(name) > wide or start < indent + wide + 2:
            yield from _broken(name, indent, indent, look)
            name = []
        lines = list(_broken([*_pieces(value, look)], start, start, look))
        lead = " " * min(indent, start) + _painted(name, look)
        lead += " " * max(start - min(indent, start) - _cells(name), 0)
        yield lead + (lines[0][start:] if lines else "")
        yield from lines[1:]


def _grid(grid: Grid, look: Look) -> Iterator[str]:
    cells = [[[*_pieces(cell, look)] for cell in row] for row in grid.rows]
    if grid.heads:
        cells.insert(0, [[_Piece(head, "1")] for head in grid.heads])
    widths = [
        width or max((_cells(row[column]) for row in cells if column < len(row)), default=0)
        for column, width in enumerate(grid.widths)
    ]
    for row in cells:
        if grid.indent + sum(width + _apart(width) for width in widths) + _LEAST > look.width and len(row) > 1:
            apart = [piece for cell in row for piece in (*cell, _Piece("  "))]  # too narrow for columns
            yield from _broken(apart, grid.indent, grid.indent + 2, look)
            continue
        line, at = " " * grid.indent, grid.indent
        for cell, width in zip(row[:-1], widths, strict=False):
            line += _painted(_fitted(cell, width, look), look)
            at += width
            line += " " * _apart(width)
            at += _apart(width)
        if grid.wraps:
            first, *rest = [*_broken(row[-1], at, at, look)] or [""]
            yield line + first[at:]
            yield from rest
            continue
        yield line + _painted(_cut(row[-1], max(look.width - at, 1), look), look)


def _chart(chart: Chart, look: Look) -> Iterator[_Piece]:
    """The years, then each bar as signs, one for each slice of days, beside its label."""
    left = min(max((cell_len(bar.label) for bar in chart.bars), default=0), look.width // 3, _LABEL)
    columns = max(10, look.width - left - 2)
    yield _Piece(f"{'':{left}}  {axis(chart.first, chart.last, columns)}", "2")
    for bar in chart.bars:
        draw = ticks if bar.points else strip
        drawn = draw(bar.stretches, chart.first, chart.last, columns)
        yield _Piece(f"{set_cell_size(bar.label, left)}  {drawn}")


def _shares(shares: Sequence[Share], look: Look) -> Iterator[str]:
    """Each label, a bar of signs, and the shares in words; no share that there is goes without a sign."""
    right = max((cell_len(each.said) for each in shares), default=0)
    most = max(look.width - right - _LEAST - 4, look.width // 4)
    left = min(max((cell_len(each.label) for each in shares), default=0), most, _LABEL)
    columns = max(_LEAST, min(look.width - left - right - 4, _BAR))
    for each in shares:
        bar = strip_of_shares((each.met, each.unknown, each.unmet), columns, "█▒·" if look.unicode else "#?-")
        label = _fitted([_Piece(each.label)], left, look)
        pieces = [*label, _Piece(f"  {bar}  {each.said}")]
        yield _painted(_cut(pieces, look.width, look), look)


def _apart(width: int) -> int:
    """Two cells between columns; none after one of glyphs, which brings its own."""
    return 0 if width <= 4 else 2


def _fitted(pieces: list[_Piece], width: int, look: Look) -> list[_Piece]:
    cut = _cut(pieces, width, look)
    return [*cut, _Piece(" " * (width - _cells(cut)))]


def _cut(pieces: list[_Piece], width: int, look: Look) -> list[_Piece]:
    """The pieces within so many cells; where they do not fit, cut at a word, and the cut shown."""
    if _cells(pieces) <= width:
        return pieces
    kept: list[_Piece] = []
    shown = "…" if look.unicode else "..."
    left = width - len(shown)
    for piece in pieces:
        if cell_len(piece.text) <= left:
            kept.append(piece)
            left -= cell_len(piece.text)
            continue
        text = set_cell_size(piece.text, max(left, 0)).rstrip()
        whole = text if piece.text[len(text) : len(text) + 1] == " " else text.rpartition(" ")[0]
        kept.append(piece._replace(text=(whole or text).rstrip(" ,;:")))
        break
    return [*kept, _Piece(shown)]


def _broken(pieces: list[_Piece], first: int, rest: int, look: Look) -> Iterator[str]:
    """The pieces in lines that fit, broken at spaces; a word too long for a line is broken anywhere."""
    first, rest = (min(indent, max(look.width - _LEAST, 0)) for indent in (first, rest))
    width = max(min(look.width, rest + _PROSE) - max(first, rest), 1)
    line: list[_Piece] = []
    indent, used = first, 0
    for piece in _worded(pieces, width):
        size = cell_len(piece.text)
        if line and used + size > width and piece.text != " ":
            yield " " * indent + _painted(_stripped(line), look)
            line, used, indent = [], 0, rest
        if piece.text == " " and not line:
            continue
        line.append(piece)
        used += size
    if line:
        yield " " * indent + _painted(_stripped(line), look)


def _worded(pieces: list[_Piece], width: int) -> Iterator[_Piece]:
    """Words and the spaces between them; what is not parted by a space stays together."""
    for piece in pieces:
        if piece.href and piece.href == piece.text:  # who reads it on paper, or where nothing is a link, copies it
            yield piece
            continue
        for number, word in enumerate(piece.text.split(" ")):
            if number:
                yield piece._replace(text=" ")
            while cell_len(word) > width:
                head = word
                while cell_len(head) > width:
                    head = head[: max(len(head) * width // max(cell_len(head), 1), 1)]
                yield piece._replace(text=head)
                word = word[len(head) :]
            if word:
                yield piece._replace(text=word)


def _stripped(line: list[_Piece]) -> list[_Piece]:
    while line and line[-1].text == " ":
        line = line[:-1]
    return line


def _ruled(said: Said, look: Look) -> str:
    pieces = _cut([*_pieces(said, look, "1")], look.width, look)
    left = look.width - _cells(pieces) - 1
    return _painted([*pieces, _Piece(" "), _Piece(("─" if look.unicode else "-") * max(left, 0), "2")], look)


def _pieces(said: Said, look: Look, style: str = "") -> Iterator[_Piece]:
    for part in parts_of(said):
        for piece in _pieces_of(part, style):
            yield piece if look.unicode else piece._replace(text=piece.text.translate(_ASCII))


def _pieces_of(part: Part, style: str) -> Iterator[_Piece]:
    if isinstance(part, Glyph):
        if part.before is not None and part.before is not part.status:
            yield _Piece(MARK[part.before], _STATUS_STYLE[part.before])
            yield _Piece("→")
        yield _Piece(MARK[part.status], _STATUS_STYLE[part.status])
    elif isinstance(part, Words):
        yield _Piece(_one_line(part.text), _STYLE[part.tone] or style, part.href)
    else:
        yield _Piece(_one_line(part), style)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _cells(pieces: Iterable[_Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _painted(pieces: Iterable[_Piece], look: Look) -> str:
    return "".join(_paint(piece, look) for piece in pieces)


def _paint(piece: _Piece, look: Look) -> str:
    text = piece.text
    if look.colour and piece.style:
        text = f"\x1b[{piece.style}m{text}\x1b[0m"
    if look.links and piece.href:
        text = f"\x1b]8;;{piece.href}\x1b\\{text}\x1b]8;;\x1b\\"
    return text
