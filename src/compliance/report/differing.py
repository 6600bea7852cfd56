"""Several cases side by side, provision by provision; of two, which entries moved what differs."""

from collections.abc import Iterator, Sequence

from ..explanation.phrase import phrase
from ..explanation.why import Piece, evidence
from ..explanation.words import day
from ..judgement.finding import OUTCOME, Finding
from .board import rows_of
from .document import Document, notice, short_notice, supposes
from .evidence import entry_said, when
from .json import case_shape, made_by
from .page import Block, Gap, Glyph, Grid, Heading, Line, Node, Note, Page, Part, Tree, Words
from .shapes.explanation import ComparisonShape, DifferenceShape

_NAME = 22
_SHOWN = 6  # entries of a provision


def page(documents: Sequence[Document]) -> Page:
    """A row for each condition, a column for each case, a star where they differ; below, of two cases, why."""
    name = " and ".join(document.case.id for document in documents)
    return Page(name, tuple(_blocks(documents, name)))


def _blocks(documents: Sequence[Document], name: str) -> Iterator[Block]:
    first = documents[0]
    yield Heading((name, Words(f" · {first.assessment.reading} reading", "soft")), 1)
    yield Gap()
    letters = [chr(ord("A") + index) for index in range(len(documents))]
    cases: list[tuple[Part, ...]] = []
    for letter, document in zip(letters, documents, strict=True):
        goals = " · ".join(f"{each.goal.name} {OUTCOME[each.finding.status]}" for each in document.assessment.results)
        cases.append((letter, document.case.id, day(document.assessment.as_of), goals))
    yield Grid(tuple(cases), (2, 0, 0), indent=2, wraps=True)
    yield Gap()
    rows: list[tuple[Part, ...]] = []
    differing: list[Finding] = []
    for result in first.assessment.results:
        found = [document.assessment.finding(result.finding.path) for document in documents]
        rows.append((_star(found), Words(f"§ {result.finding.number}", "strong"), *map(_glyph, found), ""))
        for row in rows_of(result):
            found = [document.assessment.finding(row.finding.path) for document in documents]
            last = found[-1] or row.finding
            rows.append((_star(found), f"{row.number} {row.heading}", *map(_glyph, found), phrase(last)))
            if _star(found) and row.finding.decided:
                differing.append(row.finding)
    widths = (2, _NAME, *(3 for _ in documents))
    yield Grid(tuple(rows), widths, ("", "", *letters, f"in {letters[-1]}"), indent=2)
    yield Gap()
    if len(documents) == 2:
        yield from _why(documents[0], documents[1], differing)
    yield Line("* the cases differ. Conditions only; no sanction is lifted by any of them.", 2)
    for document in documents:
        if supposes(document):
            yield Line(Words(f"{document.case.id}: {supposes(document)}", "supposed"), 2)
    yield Note(short_notice(*(document.case for document in documents)), 2)


def _glyph(found: Finding | None) -> Part:
    return Glyph(found.status) if found else "—"


def _star(found: Sequence[Finding | None]) -> str:
    return "*" if len({each.status if each else None for each in found}) > 1 else ""


def _why(one: Document, other: Document, differing: Sequence[Finding]) -> Iterator[Block]:
    """For each condition that differs, the entries it was judged on that only one of the cases has."""
    for finding in differing:
        before, after = (_pieces(document, finding.path) for document in (one, other))
        yield Line(Words(f"{finding.number} {finding.level.short}", "strong"), 2)
        nodes: list[Node] = []
        for document, own, others in ((one, before, after), (other, after, before)):
            only = [piece for key, piece in own.items() if key not in others]
            nodes += [_node(document, piece) for piece in only[:_SHOWN]]
            if len(only) > _SHOWN:
                nodes.append(Node(f"and {len(only) - _SHOWN} more only in {document.case.id}"))
        yield Tree(tuple(nodes) or (Node("no entry differs: the day, the window or the law does"),), 4)


def _node(document: Document, piece: Piece) -> Node:
    return Node((f"only in {document.case.id}, {when(piece, document)}: ", *entry_said(piece, document)))


def _pieces(document: Document, path: str) -> dict[tuple[str, str], Piece]:
    """The evidence on which a condition was judged, by the id of its entry and the field."""
    found = document.assessment.finding(path)
    pieces = [piece for leaf in found.leaves() for piece in evidence(leaf)] if found else []
    return {(piece.use.entry.id, piece.use.entry.field): piece for piece in pieces}


def shape(documents: Sequence[Document]) -> ComparisonShape:
    """The same as plain values, for JSON."""
    first = documents[0].assessment
    return {
        "format": 2,
        "notice": notice(*(document.case for document in documents)),
        "reading": first.reading,
        "rulebook": first.rulebook,
        "compliance": made_by(),
        "cases": [
            {
                "case": case_shape(document.case),
                "as_of": document.assessment.as_of.isoformat(),
                "goals": {each.goal.name: each.finding.status.value for each in document.assessment.results},
            }
            for document in documents
        ],
        "provisions": [_difference(documents, finding) for each in first.results for finding in each.finding.walk()],
    }


def _difference(documents: Sequence[Document], finding: Finding) -> DifferenceShape:
    found = [document.assessment.finding(finding.path) for document in documents]
    differs = bool(_star(found))
    sides: list[list[str]] = []
    if differs and finding.decided and len(documents) == 2:
        before, after = ({name for name, _ in _pieces(document, finding.path)} for document in documents)
        sides = [sorted(before - after), sorted(after - before)]
    return {
        "provision": finding.number,
        "path": finding.path,
        "heading": finding.level.heading,
        "statuses": [each.status.value if each else None for each in found],
        "differs": differs,
        "only_in": sides,
    }
