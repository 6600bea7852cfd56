"""Suggestions: what is near enough, and what is never suggested."""

import pytest

from compliance.problem import did_you_mean


@pytest.mark.parametrize(
    ("word", "known", "suggested"),
    [
        ("verifed", ("claimed", "verified"), "verified"),
        ("camps.population", ("camps.population", "camps.populations"), None),  # the word itself: it is no slip
        ("anylst", ("analysis",), None),  # five letters shared of fourteen: 71 of 100
        ("analysts", ("analysis",), "analysis"),  # seven of sixteen: 88
        ("abcd", ("abcdef",), "abcdef"),  # 80 of 100: just near enough
        ("abcd", ("abcdefg",), None),  # 73
        ("Q99", ("Q8", "Q9", "Q10"), "Q9"),
        ("Q133", ("Q3", "Q13", "Q33"), "Q13"),  # of equals the one that begins alike
        ("a/c", ("a/a", "a/b"), None),  # 67
        ("/s9251/c", ("/s9251/a", "/s9251/b"), "/s9251/b"),  # and then the last
        ("", ("a",), None),
        ("x" * 81, ("x" * 80,), None),
    ],
)
def test_a_near_name_is_suggested_and_never_the_word_itself(
    word: str, known: tuple[str, ...], suggested: str | None
) -> None:
    assert did_you_mean(word, known) == ("" if suggested is None else f"; did you mean `{suggested}`?")


def test_among_more_names_than_anybody_keeps_none_is_looked_for() -> None:
    names = [f"source-{number}" for number in range(1001)]
    assert did_you_mean("source-9999", names[:500]) == "; did you mean `source-99`?"
    assert did_you_mean("source-9999", names) == ""
