"""Numbers and dates in the words of a report, whatever the machine's own language."""

import locale
from datetime import date
from fractions import Fraction

import pytest

from compliance.explanation.words import amount, count, day, share, span_of
from compliance.record.standard import UNBOUNDED
from compliance.record.vocabulary import fields

PEOPLE = fields()["political_prisoners.held"]


def test_a_date_is_written_as_american_lawyers_abroad_write_it() -> None:
    assert [day(date(2016, month, 18)).split()[1] for month in (1, 2, 12)] == ["January", "February", "December"]


def test_a_date_does_not_follow_the_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:  # not every machine has it; C there always is
                continue
            assert day(date(2016, 3, 1)) == "1 March 2016"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (12_000, 12_000, "12,000 people"),
        (1, 1, "1 person"),
        (0, 0, "no people"),
        (53_000, 65_000, "53,000–65,000 people"),
        (4, UNBOUNDED, "4 or more people"),
        (0, UNBOUNDED, "any number of people"),
    ],
)
def test_people_are_counted_as_people(low: int, high: float, said: str) -> None:
    assert span_of(PEOPLE, low, high) == said


def test_a_share_has_a_name_where_english_has_one() -> None:
    assert [share(Fraction(1, 10)), share(Fraction(2, 3)), share(Fraction(3, 7)), share(0)] == [
        "a tenth",
        "two thirds",
        "3/7",
        "none",
    ]


def test_a_fraction_of_a_person_is_the_next_whole_one() -> None:
    assert count(Fraction(5, 2)) == "3"
    assert amount(PEOPLE, Fraction(5, 2)) == "3 people"
