"""Which letters a file may hold: what a reader sees, and the joiners that a script cannot be spelled without."""

import sys
import unicodedata

import pytest

from compliance.files.parse import unseen_in

# Seen before the number that they stand with, though formats.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


def test_every_control_format_private_letter_and_half_of_a_pair_is_refused_and_no_other_letter() -> None:
    for number in range(sys.maxunicode + 1):
        kind, refused = unicodedata.category(chr(number)), bool(unseen_in(chr(number)))
        if kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            assert refused is (number not in SEEN and number not in (0x09, 0x0A)), hex(number)
        elif refused and kind != "Cn":
            assert "FILLER" in unicodedata.name(chr(number)) or kind == "Mn", hex(number)


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී", "요덕", "Yŏdŏk", "ЦТАК", "葛\U000e0100", "a\tb\n"]
)
def test_a_spelling_is_kept(text: str) -> None:
    assert unseen_in(text) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("KC\u200cNA", "U+200C"),
        ("می\u200c", "U+200C"),
        ("\u200dक", "U+200D"),
        ("می\u200c\u200cخ", "U+200C"),
        ("می\u200cخ\u202e", "U+202E"),
        ("\u2067x", "U+2067"),
        ("\U000e0041", "U+E0041"),
        ("a\u3164", "U+3164"),
        ("so\u00adft", "U+00AD"),
        ("\ue000", "U+E000"),
        ("\x1b[31m", "U+001B"),
        ("\ud800", "U+D800"),
    ],
)
def test_what_nobody_sees_is_named_by_its_number(text: str, number: str) -> None:
    assert unseen_in(text).startswith(f"{number}, ")
