"""The law, the record and the packaged cases as a folder of pages, which any server can hand out."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..case.load import load_case
from ..explanation.deeds import deeds
from ..files.resources import cases_folder, packaged_cases, web_file
from ..judging import rulebook_of
from ..report import board as board_report
from ..report.page import Heading, Line, Note, Page, Rows, Words
from . import library
from .scenario import Scenario, of_case
from .shown import NOTICE, Part, rendered

_HREF = re.compile(r'href="/(law|record|cases)/([^"]+)"')
_TABS = (
    ("law", "Law", "law/index.html"),
    ("record", "Record", "record/index.html"),
    ("cases", "Cases", "cases/index.html"),
)


def files() -> Iterator[tuple[str, str]]:
    """Each file of the site by its path, with its text."""
    yield "style.css", web_file("style.css").decode("utf-8")
    yield "index.html", _page(_home(), "", 0)
    rulebook = rulebook_of(None)
    yield "law/index.html", _page(library.law_index(), "law", 1)
    for name in library.law_names():
        yield f"law/{_slug(name)}.html", _page(library.law_page(name), "law", 1)
    yield "record/index.html", _page(library.record_index(), "record", 1)
    for name in rulebook.ladders:
        yield f"record/{_slug(name)}.html", _page(library.matter_page(name), "record", 1)
    yield "cases/index.html", _page(_cases(), "cases", 1)
    for name in packaged_cases():
        yield f"cases/{_slug(name)}.html", _page(_case(name), "cases", 1)


def _slug(name: str) -> str:
    """The name of a file for a provision, a question, a matter or a case.

    >>> _slug("401(a)(6)"), _slug("Q5"), _slug("camp_conditions"), _slug("record-2026-03-15")
    ('401-a-6', 'q5', 'camp_conditions', 'record-2026-03-15')
    """
    return re.sub(r"[^a-z0-9_.]+", "-", name.lower()).strip("-")


def _page(page: Page, here: str, depth: int) -> str:
    root = "../" * depth
    tabs = tuple(Part(*each) for each in _TABS)
    text = rendered(
        "report.html.j2",
        page.title,
        here,
        tabs,
        NOTICE,
        page=page,
        root=root,
        home="index.html",
        style="style.css",
    )
    return _HREF.sub(lambda found: f'href="{root}{found[1]}/{_slug(unquote(found[2]))}.html"', text)


def _home() -> Page:
    return Page(
        "NKSPEA, title IV",
        (
            Heading("NKSPEA, title IV", 1),
            Line(
                "What must be true before U.S. sanctions on North Korea may be suspended (§ 401) or must terminate "
                "(§ 402): the law in our own words, the public record, and cases judged on it."
            ),
            Rows(
                (
                    (Words("Law", "", "/law/index"), "every provision and every open question"),
                    (Words("Record", "", "/record/index"), "what happened, matter by matter"),
                    (Words("Cases", "", "/cases/index"), "the packaged cases, judged under the plain reading"),
                )
            ),
            Note(NOTICE),
        ),
    )


def _cases() -> Page:
    rows = []
    for name, path in packaged_cases().items():
        folder = path.parent.name if path.parent != cases_folder() else ""
        rows.append((Words(name, "", f"/cases/{name}"), (f"{folder}: " if folder else "") + load_case(name).title))
    return Page("Cases", (Heading("The packaged cases", 1), Rows(tuple(rows))))


def _case(name: str) -> Page:
    found = of_case(Scenario(case=name), load_case(name))
    document = found.document
    done = deeds(document.case, document.assessment, found.before)
    made = board_report.Board(document, before=found.before, done=done, typed=name, paper=True)
    return board_report.with_the_rest(board_report.page(made), document)
