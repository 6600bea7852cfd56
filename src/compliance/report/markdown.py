"""A page as Markdown, to paste: nested lists, footnotes to the sources; text from cases stays text."""

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..explanation.words import day
from ..status import Status
from . import text
from .page import (
    Block,
    Chart,
    Fold,
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
    Shares,
    Tree,
    parts_of,
)

MARK = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?"}
_SAFE = ("https://", "http://")


def render(page: Page) -> str:
    """The page, with its sources as footnotes at the end."""
    paper = _Paper()
    text = "\n".join(paper.lines(page.blocks)) + "\n" + "\n".join(paper.footnotes())
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


class _Paper:
    """The lines of one page; the sources are numbered as they come."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str], int] = {}

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Every block, with an empty line before and after it."""
        for block in blocks:
            yield ""
            match block:
                case Heading(said=said, level=level):
                    yield f"{'#' * level} {self._said(said)}"
                case Line(said=said):
                    yield self._said(said)
                case Note(said=said):
                    yield f"*{self._said(said).strip()}*"
                case Rows(rows=rows):
                    yield from self._rows(rows, 0)
                case Grid():
                    yield from self._grid(block)
                case Chart() | Shares():
                    yield from ("```text", *text.render(Page("", (block,))).rstrip("\n").split("\n"), "```")
                case Tree(nodes=nodes):
                    for node in nodes:
                        yield from self._node(node, 0)
                case Fold(summary=summary, blocks=below):
                    yield f"### {self._said(summary)}"
                    yield from self.lines(below)
                case _:
                    pass

    def footnotes(self) -> Iterator[str]:
        """Every source that was cited, under its number."""
        for (source, href), number in self._notes.items():
            yield ""
            yield f"[^{number}]: {plain(source)}.{f' <{href}>' if href.startswith(_SAFE) else ''}"

    def _rows(self, rows: Iterable[tuple[Said, Said]], depth: int) -> Iterator[str]:
        for name, value in rows:
            named = self._said(name).strip()
            yield f"{'  ' * depth}- {f'{named}: ' if named else ''}{self._said(value)}"

    def _node(self, node: Node, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}- {self._said(node.said)}"
        yield from self._rows(node.rows, depth + 1)
        for below in node.below:
            yield from self._node(below, depth + 1)

    def _grid(self, grid: Grid) -> Iterator[str]:
        columns = max(len(row) for row in grid.rows) if grid.rows else 0
        yield f"| {' | '.join(grid.heads or [''] * columns)} |"
        yield f"|{'---|' * columns}"
        for row in grid.rows:
            yield f"| {' | '.join(self._said(cell) for cell in row)} |"

    def _said(self, said: Said) -> str:
        return "".join(self._part(part) for part in parts_of(said))

    def _part(self, part: Part) -> str:
        if isinstance(part, Glyph):
            if part.named:
                return MARK[part.status]
            return f"{part.before} → {part.status}" if _changed(part) else str(part.status)
        if isinstance(part, str):
            return plain(part, ends=True)
        text = plain(part.text, ends=True)
        if part.source:
            number = self._notes.setdefault((part.source, part.href), len(self._notes) + 1)
            return f"{text}[^{number}]"
        if part.href.startswith(_SAFE):
            return f"[{text}](<{part.href}>)"
        return f"**{text.strip()}**" if part.tone == "strong" and text.strip() else text


def _changed(part: Glyph) -> bool:
    return part.before is not None and part.before is not part.status


def filled(template: str, **values: object) -> str:
    """A template filled in. `plain` escapes for Markdown; autoescape would be for HTML."""
    environment = Environment(
        loader=PackageLoader("compliance.report"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"plain": plain, "day": day}
    text = environment.get_template(template).render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def plain(text: str, *, ends: bool = False) -> str:
    """The text on one line, with what Markdown would take for marks escaped; with its outer spaces if `ends`."""
    line = re.sub(r"\s+", " ", text)
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", line).replace("&", "&amp;")
    return escaped if ends else escaped.strip()
