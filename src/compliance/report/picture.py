"""Pages' bars of shares as a picture by itself: SVG, for a paper or a slide."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from .page import Heading, Page, Shares, plain


def render(page: Page) -> str:
    """The headings and the bars of shares of a page."""
    kept = list[tuple[str, Shares]]()
    title = heading = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            heading = plain(block.said)
            title = title or heading
        elif isinstance(block, Shares):
            kept.append((heading, block))
    return _template().render(title=title, parts=kept)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("compliance.report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    return environment.get_template("shares.svg.j2")
