"""An assessment as Markdown: the same words as in the terminal, for a page or a brief."""

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..explanation.why import evidence, looks_for, remedies, shows, speaking, still_open, title
from ..explanation.words import REASONS, day
from .document import Document, by_certification, leaves, notice, supposes, verdict
from .evidence import LEFT_OUT, cited, done_under, entry, replaced, when

SECTIONS = (("unmet", "What is unmet"), ("unknown", "What is unknown"), ("met", "What is met"))


def render(document: Document) -> str:
    """The report as Markdown. Text from cases is escaped, so that it stays text."""
    return page(
        "report.md.j2",
        document=document,
        assessment=document.assessment,
        notice=notice(document.case.hypothetical),
        verdict=verdict,
        remedies=remedies,
        still_open=still_open,
        leaves=leaves(document.assessment),
        sections=SECTIONS,
        reasons=REASONS,
        left_out=LEFT_OUT,
        replaced=replaced,
        speaking=speaking,
        title=title,
        looks_for=looks_for,
        shows=shows,
        evidence=evidence,
        when=lambda piece: when(piece, document),
        entry=lambda piece: entry(piece, document),
        cited=cited,
        done_under=done_under,
        by_certification=by_certification,
        supposes=supposes(document),
    )


def page(template: str, **values: object) -> str:
    """A template filled in. `plain` escapes for Markdown; autoescape would be for HTML."""
    environment = Environment(
        loader=PackageLoader("compliance.report"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"plain": plain, "day": day}
    text = environment.get_template(template).render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def plain(text: str) -> str:
    """The text on one line, with what Markdown would take for marks escaped."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
