"""The packaged cases, a line each."""

from collections.abc import Iterator, Mapping, Sequence

from ..case.model import Case
from .page import Block, Gap, Grid, Heading, Page, Part
from .shapes.lookup import CasesShape


def page(cases: Sequence[Case], folders: Mapping[str, int]) -> Page:
    """Each case with its day and title; then the folders of others, with how many they hold."""
    return Page("Cases", tuple(_blocks(cases, folders)))


def _blocks(cases: Sequence[Case], folders: Mapping[str, int]) -> Iterator[Block]:
    yield Heading("Packaged cases", 1)
    yield Gap()
    rows: list[tuple[Part, ...]] = [
        (case.id, case.as_of.isoformat(), f"{' '.join(case.title.split())}{'' if case.hypothetical else ' (record)'}")
        for case in cases
    ]
    rows += [(f"{name}/", "", f"{many} more: `compliance cases {name}`") for name, many in folders.items()]
    yield Grid(tuple(rows), (0, 0), wraps=True)


def shape(cases: Sequence[Case], folder: str) -> CasesShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "cases": [
            {
                "id": case.id,
                "title": case.title,
                "as_of": case.as_of.isoformat(),
                "hypothetical": case.hypothetical,
                "folder": folder,
            }
            for case in cases
        ],
    }
