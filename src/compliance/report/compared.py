"""Several readings of one case at a glance: where they agree and where they part."""

from collections.abc import Iterator, Sequence

from ..explanation.phrase import phrase
from ..explanation.words import day
from ..judgement.finding import OUTCOME, Finding
from .board import Row, rows_of
from .document import Document, short_notice, supposes
from .page import Block, Gap, Glyph, Grid, Heading, Line, Note, Page, Part, Words

_NAME = 22


def page(documents: Sequence[Document]) -> Page:
    """One row for each condition, one column for each reading; a star where they differ."""
    title = " ".join(documents[0].case.title.split())
    return Page(title, tuple(_blocks(documents, title)))


def _blocks(documents: Sequence[Document], title: str) -> Iterator[Block]:
    first = documents[0]
    readings = [document.assessment.reading for document in documents]
    widths = tuple(max(len(name), 5) for name in readings)
    yield Heading((title, Words(" · every reading", "soft")), 1)
    yield Gap()
    goals: list[tuple[Part, ...]] = [
        (
            _star([_found(each, result.finding.path) for each in documents]),
            f"{result.goal.title} § {result.finding.number}",
            " · ".join(
                f"{each.assessment.reading} {OUTCOME[each.assessment.results[place].finding.status]}"
                for each in documents
            ),
        )
        for place, result in enumerate(first.assessment.results)
    ]
    yield Grid(tuple(goals), (2, _NAME), indent=2)
    yield Gap()
    rows: list[tuple[Part, ...]] = []
    for result in first.assessment.results:
        rows.append(("", Words(f"§ {result.finding.number}", "strong"), *("" for _ in readings), ""))
        rows += [_row(row, documents) for row in rows_of(result)]
    yield Grid(tuple(rows), (2, _NAME, *widths), ("", "", *readings, f"under {readings[0]}"), indent=2)
    yield Gap()
    if supposes(first):
        yield Line(Words(supposes(first), "supposed"), 2)
    for warning in first.assessment.warnings[:2]:
        yield Line(Words(f"Warning: {warning}.", "warning"), 2)
    yield Line("* the readings differ. Conditions only; no sanction is lifted by any of them.", 2)
    yield Line("`--reading NAME` shows why; `compliance readings` lists what each answers.", 2)
    yield Note(short_notice(first.case).replace("under this reading", "under each reading"), 2)
    law = f"Law of {day(first.assessment.law_day)}, checked to {day(first.checked_until)}"
    named = f"{first.case.id} {first.case.version[:8]} · rules {first.assessment.rulebook[:8]}"
    yield Note(f"{named} · {day(first.assessment.as_of)} · {law}", 2)


def _row(row: Row, documents: Sequence[Document]) -> tuple[Part, ...]:
    found = [_found(document, row.finding.path) for document in documents]
    glyphs: list[Part] = [Glyph(each.status) if each else "—" for each in found]
    referred = any(below.referred for below in row.finding.walk())
    return (
        _star(found),
        f"{row.number} {row.heading}",
        *glyphs,
        "as above" if referred else phrase(row.finding),
    )


def _found(document: Document, path: str) -> Finding | None:
    return document.assessment.finding(path)


def _star(found: Sequence[Finding | None]) -> str:
    return "*" if len({each.status if each else None for each in found}) > 1 else ""
