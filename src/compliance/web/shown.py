"""How an answer is made: a page of a template, in the frame that every page has."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ..problem import Problem
from ..report import html
from ..report.page import Page
from .problems import lines
from .scenario import Scenario

HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"
NOTICE = "Not a certification, a prediction or legal advice; the President may rely on classified information."
Pairs = Sequence[tuple[str, str]]


class Answer(NamedTuple):
    """What is sent back: a status, a text of some kind, and where to look instead where it is elsewhere."""

    status: int
    text: str
    kind: str = HTML
    location: str = ""
    file_name: str = ""


class Part(NamedTuple):
    """A part of the site, in the bar above every page."""

    name: str
    said: str
    href: str


_OWN = re.compile(r"/(law|record|cases)/[A-Za-z0-9_.%()-]+")


def _safe_link(href: str) -> bool:
    """To the web, or to a page of this site."""
    return href.startswith(("https://", "http://")) or _OWN.fullmatch(href) is not None


@cache
def _environment() -> Environment:
    found = Environment(
        loader=ChoiceLoader([PackageLoader("compliance.web"), PackageLoader("compliance.report")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    html.equip(found)
    found.globals["safe_link"] = _safe_link
    return found


def rendered(template: str, title: str, here: str, tabs: Sequence[Part], notice: str, **more: Any) -> str:
    """A page of a template; `here` is the part of the site in which it stands."""
    said = {"title": title, "here": here, "parts": tabs, "notice": notice, "root": "/", "style": "static/style.css"}
    return _environment().get_template(template).render(**{"script": False, "back": "", "links": (), **said, **more})


def framed(template: str, title: str, here: str, scenario: Scenario, notice: str, **more: Any) -> str:
    query = scenario.query
    tabs = (
        Part("board", "Board", f"board?{query}"),
        Part("compare", "Compare", f"compare?{query}"),
        Part("timeline", "Timeline", f"timeline?{query}"),
        Part("relief", "What is lifted", f"relief?{query}"),
        Part("law", "Law", "law"),
        Part("record", "Record", "record"),
        Part("cases", "Cases", "cases"),
    )
    return rendered(template, title, here, tabs, notice, home=f"board?{query}", **more)


def report(page: Page, here: str, scenario: Scenario, **more: Any) -> Answer:
    return Answer(200, framed("report.html.j2", page.title, here, scenario, NOTICE, page=page, **more))


def failed(title: str, problems: Sequence[Problem], status: int = 422, back: str = "") -> Answer:
    """A page of what is wrong; `back` is where it leads back to, the packaged record where nothing is said."""
    home = Scenario()
    back = back or f"board?{home.query}"
    return Answer(status, framed("problems.html.j2", title, "", home, NOTICE, problems=lines(problems), back=back))
