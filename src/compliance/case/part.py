"""One file of a case, as it was read: its own entries, each with its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..record.acts import UsAct
from ..record.evidence import Fact, Source
from ..record.vocabulary import Action, matching
from .expected import Expected
from .model import Head


class FilePart(NamedTuple):
    """One file of a case. `digest` is the hash of what it says, whatever its line ends."""

    name: str
    head: Head
    folder: Path
    digest: str
    sources: dict[str, Source]
    facts: tuple[tuple[str, Fact], ...]
    actions: tuple[tuple[str, Action], ...]
    acts: tuple[tuple[str, UsAct], ...]
    expect: tuple[tuple[str, Expected], ...]


def fields_apart(fact: Fact) -> Iterator[Fact]:
    """The fact once for every field that its pattern names."""
    for _, path in matching(fact.field):
        yield fact if path == fact.field else fact.model_copy(update={"field": path})
