"""A page as one self-contained file of HTML: light, dark and on paper, without a script."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..status import Status
from .page import Block, Glyph, Page, Part, Said, Words, parts_of

MARK = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?"}
_SAFE = ("https://", "http://")


def render(page: Page) -> str:
    """The page; what comes from a case is text, and links lead to the web alone."""
    return _template().render(page=page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("compliance.report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    environment.filters |= {"parts": parts_of}
    environment.tests |= {"glyph": _is_glyph, "words": _is_words}
    environment.globals |= {"kind": _kind, "mark": MARK, "safe_link": _safe_link}
    return environment.get_template("page.html.j2")


def _kind(block: Block) -> str:
    return type(block).__name__


def _is_glyph(part: Part) -> bool:
    return isinstance(part, Glyph)


def _is_words(part: Said) -> bool:
    return isinstance(part, Words)


def _safe_link(href: str) -> bool:
    return href.startswith(_SAFE)
