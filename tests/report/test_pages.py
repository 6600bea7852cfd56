"""A page says the same in every format, and nothing in it breaks a terminal or runs in a browser."""

import html as html_of
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner

from compliance import judge, load_case, over_time
from compliance.cli.app import app
from compliance.report import board, full, html, markdown, relief, text, timeline
from compliance.report.document import Document
from compliance.report.page import Glyph, Grid, Heading, Line, Node, Page, Rows, Tree, Words, words_of
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from compliance.timeline.relief import relief as relief_of

CASES = ("record-2026-03-15", "suspension-and-termination", "singapore-2018")
COMMANDS = (
    *("evaluate record", "evaluate hanoi-2019-united-states-ask", "evaluate record --reading all"),
    *("explain record 401a6", "explain record 402", "plan all-but-captives", "missing record"),
    *("missing record --settles suspension", "missing record --settles 401a4"),
    *("compare singapore-2018 record-2026-03-15", "timeline from-leap-day", "relief termination-without-suspension"),
    *("history record camp_conditions", "record bibliography", "agenda record", "crosswalk"),
    *("cases", "law 401a6", "law 402", "law Q5", "law diff 2016-12-31 2019-12-31", "readings", "measures"),
    *("fields camps", "actions", "actions close_camp", "verify --reading plain"),
)
HOSTILE: tuple[str, ...] = (
    "x" * 10_000,
    "漢字の題名" * 400,
    "עברית and العربية",
    "<script>alert(1)</script> **b** [a](javascript:alert(1)) `c` & &amp; <b>",
    "https://example.org/?a=1&b=2 <https://example.org>",
)


def page_of(case: str, rulebook: Rulebook) -> Page:
    loaded = load_case(case)
    document = Document(loaded, judge(loaded, rulebook), rulebook)
    return board.with_the_rest(board.page(board.Board(document)), document)


def words(shown: str) -> str:
    """What is left of a page without marks, glyphs, spaces and how a format writes them."""
    return re.sub(r"[\W_]+", "", html_of.unescape(shown))


@pytest.mark.parametrize("case", CASES)
def test_every_format_says_every_line_of_the_page(case: str, rulebook: Rulebook) -> None:
    says_the_same_in_every_format(page_of(case, rulebook))


@pytest.mark.parametrize("case", ["renewed-twice-then-lapses", "from-leap-day"])
def test_every_format_says_every_line_of_a_timeline_and_of_a_relief_map(case: str, rulebook: Rulebook) -> None:
    loaded = load_case(case)
    says_the_same_in_every_format(timeline.page(over_time(loaded, rulebook)))
    says_the_same_in_every_format(relief.page(relief_of(loaded, rulebook)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_has_one_title_and_no_heading_below_a_level_that_is_missing(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--format", "html"])
    assert shown.exit_code == 0
    found = [int(each) for each in re.findall(r"<h([1-6])>", shown.stdout)]
    assert found.count(1) == 1 and found[0] == 1, found
    assert all(later <= earlier + 1 for earlier, later in pairwise(found)), found
    assert re.search(r"<th[^>]*></th>", shown.stdout) is None


SUPPOSING = (
    *("evaluate all-but-captives", "evaluate all-but-captives --full", "evaluate all-but-captives --reading all"),
    *("explain all-but-captives 401a4", "plan all-but-captives", "missing all-but-captives"),
    *("compare record all-but-captives", "timeline from-leap-day", "relief from-leap-day"),
    *("history all-but-captives foreign_captives", "agenda all-but-captives"),
)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("command", SUPPOSING)
def test_no_hypothetical_is_headed_as_the_public_record_alone(command: str, form: str) -> None:
    shown = " ".join(CliRunner().invoke(app, [*command.split(), "--format", form]).stdout.split())
    assert "with the case's hypothetical entries" in html_of.unescape(shown)


def test_a_record_of_ones_own_is_headed_as_that(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"format": 1, "id": "mine", "title": "Mine", "as_of": "2026-01-01", "hypothetical": false}')
    shown = "".join(CliRunner().invoke(app, ["evaluate", str(path)]).stdout.split())
    assert f"Ontherecordof{path},notpackaged,andunderthisreading" in shown
    assert "publicrecord" not in shown


def says_the_same_in_every_format(page: Page) -> None:
    printed = {
        "text": words(text.render(page, text.Look(4000))),
        "markdown": words(re.sub(r"\[\^\d+\]|\(<http[^>]*>\)|\\(?=\W|_)", "", markdown.render(page))),
        "html": words(re.sub(r"<style>.*?</style>|<[^>]+>", "", html.render(page), flags=re.DOTALL)),
    }
    for line in filter(None, map(words, words_of(page.blocks))):
        for form, shown in printed.items():
            if form == "text" and line in map(str, Status):
                continue  # a terminal shows the sign alone
            assert line in shown or (form == "text" and _without_statuses(line) in shown), (form, line)


def _without_statuses(line: str) -> str:
    return re.sub(r"^(met|unmet|unknown)|(unmet|unknown|met)(?=all of|one of|at least)", "", line)


@pytest.mark.parametrize("case", ["suspension-and-termination", "singapore-2018", "nuclear-only"])
def test_no_hypothetical_is_headed_as_record(case: str, rulebook: Rulebook) -> None:
    page = page_of(case, rulebook)
    for shown in (text.render(page), markdown.render(page), html.render(page)):
        flat = html_of.unescape(" ".join(shown.split()))
        assert "with the case's hypothetical entries" in flat
        assert "This public record" not in flat


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(title: str, width: int, tmp_path: Path, rulebook: Rulebook) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"format": 1, "id": "t", "title": title, "as_of": "2020-01-01"}))
    for unicode in (True, False):
        shown = text.render(page_of(str(path), rulebook), text.Look(width, unicode=unicode))
        assert max(cell_len(line) for line in shown.splitlines()) <= width


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_from_a_case_runs_or_links_on_paper(title: str, tmp_path: Path, rulebook: Rulebook) -> None:
    path = tmp_path / "case.json"
    case = {"format": 1, "id": "t", "title": title, "as_of": "2020-01-01", "sources": {"s": {"title": title[:500]}}}
    path.write_text(json.dumps(case))
    page = page_of(str(path), rulebook)
    shown = html.render(page)
    assert "<script" not in shown
    assert not re.search(r'href="(?!https://)', shown)
    assert not re.search(r"(?<!\\)\]\(", markdown.render(page).replace("](<https://", ""))


def test_a_link_that_is_none_of_the_webs_is_text() -> None:
    page = Page("t", (Line(Words("here", "", "javascript:alert(1)", "a source")),))
    assert "javascript" not in html.render(page)
    assert "javascript" not in markdown.render(page)


def test_a_terminal_without_unicode_gets_letters_of_its_own() -> None:
    page = Page("t", (Grid(((Glyph(Status.MET, Status.UNMET), "a – b … “c”"),), (4,)),))
    assert text.render(page, text.Look(unicode=False)) == 'x>+ a - b ... "c"\n'


def test_the_last_cell_of_a_row_is_cut_at_a_word() -> None:
    page = Page("t", (Grid((("(1)", "no free speech or outside broadcasts"),), (8,)),))
    assert text.render(page, text.Look(30)) == "(1)       no free speech or…\n"


def test_names_wider_than_a_third_of_the_line_stand_above_what_belongs_to_them() -> None:
    page = Page("t", (Rows((("a", "one"), ("a name that is long", "two"))),))
    assert text.render(page, text.Look(24)) == "a  one\na name that is long\n   two\n"


def test_a_tree_keeps_its_nesting_on_paper() -> None:
    node = Node((Glyph(Status.UNMET), " at least 2 of:"), (), (Node("a"), Node("b", (("shows", "c"),))))
    page = Page("t", (Tree((node,)),))
    assert markdown.render(page) == "- unmet at least 2 of:\n  - a\n  - b\n    - shows: c\n"
    assert html.render(page).count("<ul") == 2


def test_a_source_is_a_footnote_once() -> None:
    cited = Words("KBS", "", "https://example.org/a", "A title. KBS. 2018")
    page = Page("t", (Heading("h", 1), Line(("one ", cited)), Line(("two ", cited))))
    shown = markdown.render(page)
    assert shown.count("[^1]:") == 1
    assert shown.count("KBS[^1]") == 2
    assert "[^1]: A title. KBS. 2018. <https://example.org/a>" in shown


@given(st.text(max_size=200), st.integers(20, 120))
def test_any_text_keeps_to_the_width(said: str, width: int) -> None:
    page = Page("t", (Line(said), Rows(((said, said),)), Grid(((said, said),), (10,)), Tree((Node(said),))))
    printable = "".join(letter for letter in said if letter.isprintable())
    page = Page("t", (Line(printable), Rows(((printable, printable),)), Grid(((printable, printable),), (10,))))
    assert all(cell_len(line) <= width for line in text.render(page, text.Look(width)).splitlines())


def test_full_says_at_least_what_the_board_says_of_each_condition(rulebook: Rulebook) -> None:
    case = load_case("record-2026-03-15")
    document = Document(case, judge(case, rulebook), rulebook)
    shown = " ".join(text.render(full.page(document)).split())
    for result in document.assessment.results:
        for row in board.rows_of(result):
            if row.finding.decided:
                assert f"NKSPEA § {row.finding.number}" in shown
