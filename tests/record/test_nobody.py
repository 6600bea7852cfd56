"""Who is named, and what names nobody."""

import pytest

from compliance.record.nobody import is_nobody

NOBODY = [
    "",
    " ",
    "-0-",
    "0",
    "N/A",
    "n.a.",
    "n. a.",
    "NA",
    "none",
    "None.",
    "unknown",
    "UNKNOWN",
    "TBD",
    "t.b.d.",
    "-",
    "–",
]
NOBODY += [
    "?",
    "??",
    "...",
    "null",
    "not  applicable",
    "(none)",
    "[unknown]",
    "to be confirmed",
    "\u200b",
    "\u3164",
    "_",
]
NOBODY += ["미상", "不详", "неизвестно", "néant", "xxx", "ditto"]
NAMED = [
    "IAEA",
    "A body",
    "38 North",
    "hypothetical",
    "the governments concerned",
    "a witness",
    "NATO",
    "Nauru",
    "X Corp",
]
NAMED += [
    "Japan",
    "UN",
    "통일연구원",
    "国际原子能机构",
    "МАГАТЭ",
    "unknown to us, named by the IAEA",
    "1718 Committee",
    "E3",
]
NAMED += ["None of the above: ICRC", "the families", "Nilsson", "satellite imagery", "APG", "WFP", "Red Cross", "OPCW"]


@pytest.mark.parametrize("name", NOBODY)
def test_a_placeholder_names_nobody(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", NAMED)
def test_a_name_names_somebody(name: str) -> None:
    assert not is_nobody(name)
