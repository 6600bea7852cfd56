"""Citations are read strictly and printed as lawyers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.citation import Citation
from compliance.rulebook.rulebook import Rulebook

LEVELS = st.lists(st.from_regex(r"[A-Za-z0-9]{1,4}", fullmatch=True), max_size=5).map(tuple)


def test_a_citation_prints_by_the_code_and_by_the_act(rulebook: Rulebook) -> None:
    cited = Citation.parse("/us/usc/t22/s9251/a/4/A@2019-12-20")
    assert str(cited) == "22 U.S.C. § 9251(a)(4)(A)"
    assert rulebook.statute.act_form(cited.identifier) == "NKSPEA § 401(a)(4)(A)"
    assert cited.version == date(2019, 12, 20)
    assert cited.identifier == "/us/usc/t22/s9251/a/4/A"


def test_a_section_may_have_a_letter_and_no_levels() -> None:
    assert str(Citation.parse("/us/usc/t22/s9221b")) == "22 U.S.C. § 9221b"


@given(st.integers(1, 54), st.integers(1, 99999), LEVELS)
def test_what_is_parsed_has_the_identifier_it_was_parsed_from(
    title: int, section: int, levels: tuple[str, ...]
) -> None:
    text = "/".join((f"/us/usc/t{title}/s{section}", *levels))
    assert Citation.parse(text).identifier == text
    assert Citation.parse(text) == Citation(str(title), str(section), levels)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22 U.S.C. 9251",
        "/us/usc/t22",
        "/us/usc/t22/s",
        "/us/usc/t22/s9251/",
        "/us/usc/t22/s9251//a",
        "/us/usc/t22/s9251/a(4)",
        "/us/usc/t22/s9251/a\n",
        "us/usc/t22/s9251/a",
        "/us/usc/t22/s9251@",
        "/us/usc/t22/s9251@2019-12",
        "/us/usc/t22/s9252/1>/us/usc/t22/s9251/a",
    ],
)
def test_text_of_another_form_is_no_citation(text: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        Citation.parse(text)


def test_the_day_of_a_version_must_exist() -> None:
    assert Citation.parse("/us/usc/t22/s9251@2016-02-29").version == date(2016, 2, 29)
    with pytest.raises(ValueError, match="day"):
        Citation.parse("/us/usc/t22/s9251@2019-02-29")


def test_the_text_of_a_wrong_citation_is_shown_cut_short() -> None:
    with pytest.raises(ValueError, match="not a citation") as caught:
        Citation.parse("x" * 10_000)
    assert len(str(caught.value)) < 200
