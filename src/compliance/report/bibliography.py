"""The sources of a record."""

from collections.abc import Iterator

from ..case.model import Case
from ..record.bibliography import Bibliography, Cited
from ..record.evidence import Source
from .evidence import sentences
from .json import case_shape
from .page import Block, Gap, Heading, Node, Page, Tree, Words
from .shapes.record import BibliographyShape, CitedShape


def page(listed: Bibliography, case: Case) -> Page:
    """A paragraph a source, by publisher and title; then those that no entry cites."""
    return Page(f"Sources of {case.id}", tuple(_blocks(listed, case)))


def _blocks(listed: Bibliography, case: Case) -> Iterator[Block]:
    yield Heading(f"Sources of {case.id}", 1)
    for each in listed.used:
        yield from _source(each)
    if listed.unused:
        yield Heading("Not cited by any entry")
    for each in listed.unused:
        yield from _source(each)


def _source(cited: Cited) -> Iterator[Block]:
    """A link stands on a line of its own, so that it can be followed where nothing is underlined."""
    source = cited.source
    yield Gap()
    below = [Node(Words(source.href, "", source.href))] if source.href else []
    yield Tree((Node(titled(source), (), (*below, Node(standing(cited)))),))


def titled(source: Source) -> str:
    """Publisher, title and date, as far as they are stated."""
    return ". ".join(" ".join(part.split()) for part in (source.publisher, source.title, source.date) if part)


def standing(cited: Cited) -> str:
    """By which id it is cited, whose own word it is, by how many entries, and what is said of it."""
    own = f"the word of the {cited.source.speaks_for}" if cited.source.speaks_for else ""
    own = own.replace("the the ", "the ", 1).replace("the The ", "the ", 1)
    link = "" if cited.source.href else "no link"
    return sentences(resting(cited), own, link, cited.source.note)


def resting(cited: Cited) -> str:
    """`cited as cri18, 3 entries rest on it`."""
    match cited.entries:
        case 0:
            said = "no entry rests on it"
        case 1:
            said = "1 entry rests on it"
        case many:
            said = f"{many} entries rest on it"
    return f"cited as {cited.id}, {said}"


def shape(listed: Bibliography, case: Case) -> BibliographyShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "case": case_shape(case),
        "used": [_shape(each) for each in listed.used],
        "unused": [_shape(each) for each in listed.unused],
    }


def _shape(cited: Cited) -> CitedShape:
    source = cited.source
    return {
        "id": cited.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "href": source.href,
        "speaks_for": source.speaks_for,
        "note": source.note,
        "entries": cited.entries,
    }
