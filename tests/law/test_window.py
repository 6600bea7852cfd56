"""From which day on what is new counts, at the edges of months and years."""

from datetime import date

import pytest

from compliance.law.window import window_start

ENACTED = date(2016, 2, 18)


@pytest.mark.parametrize(
    ("window", "as_of", "start"),
    [
        ("since-enactment", date(2026, 3, 15), ENACTED),
        ("standing", date(2026, 3, 15), None),
        ("ever", date(2026, 3, 15), None),
        ("previous-12-months", date(2026, 3, 15), date(2025, 3, 16)),
        ("previous-12-months", date(2028, 2, 29), date(2027, 3, 1)),
        ("previous-6-months", date(2026, 8, 31), date(2026, 3, 1)),
        ("previous-1-months", date(2026, 3, 31), date(2026, 3, 1)),
    ],
)
def test_a_window_begins_on_its_first_day(window: str, as_of: date, start: date | None) -> None:
    assert window_start(window, as_of, ENACTED) == start


@pytest.mark.parametrize("window", ["previous-0-months", "previous-months", "since-2016", "", "previous-1000-months"])
def test_a_window_of_another_name_is_none(window: str) -> None:
    with pytest.raises(ValueError, match="expected standing, ever, since-enactment or previous-12-months"):
        window_start(window, ENACTED, ENACTED)


def test_asked_as_if_in_force_the_window_since_enactment_has_no_first_day() -> None:
    assert window_start("since-enactment", date(2010, 1, 1), None) is None
