"""A page as one self-contained file of HTML: light, dark and on paper, without a script."""

from datetime import date, timedelta
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..status import Status
from .page import Block, Chart, Glyph, Page, Part, Said, Words, parts_of

MARK = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?"}
_SAFE = ("https://", "http://")


def render(page: Page) -> str:
    """The page; what comes from a case is text, and links lead to the web alone."""
    return _template("page.html.j2").render(page=page)


def fragment(page: Page) -> str:
    """The page as a part of another, such as the cell of a notebook."""
    return _template("fragment.html.j2").render(page=page)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("compliance.report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    equip(environment)
    return environment.get_template(name)


def equip(environment: Environment) -> None:
    """Give an environment what the templates of pages ask for."""
    environment.filters |= {"parts": parts_of}
    environment.tests |= {"glyph": _is_glyph, "words": _is_words}
    environment.globals |= {"kind": _kind, "mark": MARK, "safe_link": _safe_link, "scale": Scale}


class Scale:
    """The days of a chart as hundredths of its width: exact enough for a picture, beside which the dates stand."""

    def __init__(self, chart: Chart) -> None:
        self.first, self.last = chart.first, chart.last
        self.days = (chart.last - chart.first).days + 1

    def at(self, when: date) -> str:
        """Where a day begins."""
        return f"{100 * max(0, (when - self.first).days) / self.days:.3f}"

    def wide(self, start: date, end: date) -> str:
        """How wide the days from one to another are."""
        begin, stop = max(start, self.first), min(end, self.last)
        return f"{100 * ((stop - begin).days + 1) / self.days:.3f}"

    def shows(self, start: date, end: date) -> bool:
        """Whether any of the days lies within the chart."""
        return start <= self.last and self.first <= end

    def years(self) -> list[date]:
        """The first days of the years between, at most some twenty of them."""
        every = 1 + (self.last.year - self.first.year) // 20
        found = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1, every)]
        return [self.first, *found] if not found or found[0] - self.first > timedelta(self.days // 20) else found


def _kind(block: Block) -> str:
    return type(block).__name__


def _is_glyph(part: Part) -> bool:
    return isinstance(part, Glyph)


def _is_words(part: Said) -> bool:
    return isinstance(part, Words)


def _safe_link(href: str) -> bool:
    return href.startswith(_SAFE)
