"""Who holds a power on a day, under each answer to who acts for the Secretary of State."""

from datetime import date

import pytest

from compliance.acts.lifecycle import lifecycle
from compliance.acts.powers import held, whom
from compliance.rulebook.rulebook import Rulebook


@pytest.mark.parametrize(
    ("by", "q69", "may"),
    [
        ("Acting Secretary of State", "the-office", True),
        ("Acting Secretary of State", "the-holder-alone", False),
        ("Acting Secretary of State", "deputies-too", True),
        ("Deputy Secretary of State", "the-office", False),
        ("Deputy Secretary of State", "the-holder-alone", False),
        ("Deputy Secretary of State", "deputies-too", True),
        ("Acting Deputy Secretary of State", "deputies-too", True),
        ("Acting Secretary of the Treasury", "deputies-too", False),
    ],
)
def test_who_acts_for_the_secretary_is_an_answer(by: str, q69: str, may: bool, rulebook: Rulebook) -> None:
    state = lifecycle(rulebook, rulebook.interpretation("plain", {"Q69": q69}), ()).on(date.max)
    assert (held(state, whom(state, by), "/us/usc/t22/s9251/a", date(2020, 1, 1)) is not None) is may
