"""Several cases side by side, provision by provision; of two, which entries moved what differs."""

from collections.abc import Iterator, Sequence

from ..explanation.comparison import Comparison, Difference
from ..explanation.phrase import phrase
from ..explanation.why import Piece
from ..explanation.words import day
from ..judgement.finding import OUTCOME
from ..status import Status
from .board import rows_of
from .document import Document, notice, short_notice, supposes
from .evidence import entry_said, when
from .json import case_shape, made_by
from .page import Block, Gap, Glyph, Grid, Heading, Line, Node, Note, Page, Part, Tree, Words
from .shapes.explanation import ComparisonShape, DifferenceShape

_NAME = 22
_SHOWN = 6  # entries of a provision


def page(compared: Comparison, documents: Sequence[Document]) -> Page:
    """A row for each condition, a column for each case, a star where they differ; below, of two cases, why."""
    name = " and ".join(document.case.id for document in documents)
    return Page(name, tuple(_blocks(compared, documents, name)))


def _blocks(compared: Comparison, documents: Sequence[Document], name: str) -> Iterator[Block]:
    first = documents[0]
    readings = {document.assessment.reading for document in documents}
    one = f" · {first.assessment.reading} reading" if len(readings) == 1 else ""
    yield Heading((name, Words(one, "soft")) if one else name, 1)
    yield Gap()
    letters = [chr(ord("A") + index) for index in range(len(documents))]
    cases: list[tuple[Part, ...]] = []
    for letter, document in zip(letters, documents, strict=True):
        goals = " · ".join(f"{each.goal.name} {OUTCOME[each.finding.status]}" for each in document.assessment.results)
        head = day(document.assessment.as_of) + ("" if one else f", {document.assessment.reading}")
        cases.append((letter, document.case.id, head, goals))
    yield Grid(tuple(cases), (2, 0, 0), indent=2, wraps=True)
    yield Gap()
    rows: list[tuple[Part, ...]] = []
    differing: list[Difference] = []
    for result in first.assessment.results:
        of = compared.of(result.finding)
        rows.append((_star(of), Words(f"§ {result.finding.number}", "strong"), *map(_glyph, of.statuses), ""))
        for row in rows_of(result):
            of = compared.of(row.finding)
            last = documents[-1].assessment.finding(row.finding.path) or row.finding
            rows.append((_star(of), f"{row.number} {row.heading}", *map(_glyph, of.statuses), phrase(last)))
            if _star(of) and row.finding.decided:
                differing.append(of)
    widths = (2, _NAME, *(3 for _ in documents))
    yield Grid(tuple(rows), widths, ("", "", *letters, f"in {letters[-1]}"), indent=2)
    yield Gap()
    if len(documents) == 2:
        yield from _why(documents, differing)
    yield Line("* the cases differ. Conditions only; no sanction is lifted by any of them.", 2)
    for document in documents:
        if supposes(document):
            yield Line(Words(f"{document.case.id}: {supposes(document)}", "supposed"), 2)
    yield Note(short_notice(*(document.case for document in documents)), 2)


def _glyph(status: Status | None) -> Part:
    return Glyph(status) if status is not None else "—"


def _star(difference: Difference) -> str:
    return "*" if len(set(difference.statuses)) > 1 else ""


def _why(documents: Sequence[Document], differing: Sequence[Difference]) -> Iterator[Block]:
    """For each condition that differs, the entries it was judged on that only one of the cases has."""
    for each in differing:
        yield Line(Words(f"{each.finding.number} {each.finding.level.short}", "strong"), 2)
        nodes: list[Node] = []
        for document, only in zip(documents, each.only_in, strict=True):
            nodes += [_node(document, piece) for piece in only[:_SHOWN]]
            if len(only) > _SHOWN:
                nodes.append(Node(f"and {len(only) - _SHOWN} more only in {document.case.id}"))
        yield Tree(tuple(nodes) or (Node("no entry differs: the day, the window or the law does"),), 4)


def _node(document: Document, piece: Piece) -> Node:
    return Node((f"only in {document.case.id}, {when(piece, document)}: ", *entry_said(piece, document)))


def shape(compared: Comparison, documents: Sequence[Document]) -> ComparisonShape:
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
                "reading": document.assessment.reading,
                "goals": {each.goal.name: each.finding.status.value for each in document.assessment.results},
            }
            for document in documents
        ],
        "provisions": [_difference(compared.of(finding)) for each in first.results for finding in each.finding.walk()],
    }


def _difference(each: Difference) -> DifferenceShape:
    ids = [dict.fromkeys(use.entry.id for piece in only for use in piece.uses) for only in each.only_in]
    return {
        "provision": each.finding.number,
        "path": each.finding.path,
        "heading": each.finding.level.heading,
        "statuses": [status.value if status is not None else None for status in each.statuses],
        "differs": bool(_star(each)),
        "only_in": [list(names) for names in ids],
    }
