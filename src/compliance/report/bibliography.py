"""The sources of a record: text, Markdown and JSON."""

from collections.abc import Iterator
from json import dumps
from textwrap import wrap
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from ..record.bibliography import Bibliography, Cited
from ..record.evidence import Source
from .evidence import sentences
from .layout import at, printed
from .markdown import filled


def text(listed: Bibliography, *, case: str, width: int = 80) -> str:
    """One paragraph a source; a link stays on one line, however long, so that it can be followed."""
    lines = [f"Sources of {case}"]
    for each in listed.used:
        lines += ["", *_lines(each, width)]
    if listed.unused:
        lines += ["", "Not cited by any entry"]
    for each in listed.unused:
        lines += ["", *_lines(each, width)]
    return "".join(f"{line}\n" for line in lines)


def _lines(cited: Cited, width: int) -> Iterator[str]:
    yield from _wrapped(titled(cited.source), width, "")
    if cited.source.href:
        yield f"  {cited.source.href}"
    yield from _wrapped(standing(cited), width, "  ")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """The text in lines of at most so many columns; a letter of Chinese, Japanese or Korean takes two of them."""
    if cell_len(text) == len(text):
        return wrap(text, width, initial_indent=indent, subsequent_indent=indent)
    return printed([at(len(indent), Text(text))], width).splitlines()


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


def markdown(listed: Bibliography, *, case: str) -> str:
    """The same as a page."""
    return filled("bibliography.md.j2", listed=listed, case=case, standing=standing, link=_link)


def _link(href: str) -> str:
    """The link between angle brackets, where only these two would end it."""
    return href.replace("<", "%3C").replace(">", "%3E")


def json(listed: Bibliography, *, case: str) -> str:
    """The same as JSON."""
    shape = {
        "format": 1,
        "case": case,
        "used": [_shape(each) for each in listed.used],
        "unused": [_shape(each) for each in listed.unused],
    }
    return dumps(shape, indent=2, ensure_ascii=False) + "\n"


def _shape(cited: Cited) -> dict[str, Any]:
    return {"id": cited.id, **cited.source.model_dump(), "entries": cited.entries}
