"""Two spellings of one name are one; two names are two."""

import pytest

from compliance.law.office import is_named
from compliance.names import same_name

ONE = [
    ("요덕", "\u110b\u116d\u1103\u1165\u11a8"),  # composed, and as macOS and PDFs write it
    ("Yŏdŏk", "Yodok"),
    ("Camp 15", " camp\u00a0 15 "),
    ("Ｃａｍｐ １５", "Camp 15"),
    ("Hoch’on", "Hoch'on"),
    ("Hwasong\u200b", "Hwasong"),
    ("STRASSE", "straße"),
]
TWO = [("Yodok", "Yodŏng"), ("Camp 15", "Camp 16"), ("ハ", "バ"), ("요덕", "요독"), ("कि", "की")]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_names_are_not_the_same(one: str, other: str) -> None:
    assert same_name(one) != same_name(other)


def test_who_may_act_is_named_however_the_name_is_spaced() -> None:
    assert is_named("the  Secretary\u00a0of State", ["Secretary of State"], ())
    assert not is_named("Secretary of the State", ["Secretary of State"], ())
