"""The sources of a record, and how many of its entries rest on each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .evidence import Source


class Cited(NamedTuple):
    """A source by its id, and how many entries cite it."""

    id: str
    source: Source
    entries: int


class Bibliography(NamedTuple):
    """The sources that entries cite, and those that none does; each by publisher and title."""

    used: tuple[Cited, ...]
    unused: tuple[Cited, ...]


def bibliography(sources: Mapping[str, Source], citing: Iterable[tuple[str, ...]]) -> Bibliography:
    """The sources of a record; `citing` are the ids that each of its entries cites, every one of them known."""
    counts = Counter(key for keys in citing for key in set(keys))
    listed = sorted((Cited(key, source, counts[key]) for key, source in sources.items()), key=_by_publisher)
    return Bibliography(
        tuple(each for each in listed if each.entries), tuple(each for each in listed if not each.entries)
    )


def _by_publisher(cited: Cited) -> tuple[str, str, str]:
    """A title in square brackets, as one that describes, stands where it would without them."""
    title = cited.source.title.lstrip("[“\"'").casefold()
    return cited.source.publisher.casefold() or title, title, cited.id
