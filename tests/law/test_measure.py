"""What a route reaches where two questions bear on it, and where an order of bases of its own stands."""

import pytest

from compliance.law.measure import Reach, ReachRule
from compliance.law.question import Choice

YES, NO, DOUBTFUL = Reach.YES, Reach.NO, Reach.DOUBTFUL
RULE = ReachRule.model_validate(
    {
        "question": "Q14", "answers": {"immune": "doubtful", "designation-only": "yes"}, "because": "its words",
        "narrowed": {"question": "Q63", "answers": {"stand": "yes", "enacted": "no"}, "because": "its day"},
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("q14", "q63", "reach", "because"),
    [
        ("designation-only", "stand", YES, "its words"),
        ("immune", "stand", DOUBTFUL, "its words"),
        ("designation-only", "enacted", NO, "its day"),
        ("immune", "enacted", NO, "its day"),
    ],
)
def test_of_two_rules_the_lesser_reach_holds_and_its_reason_is_given(
    q14: str, q63: str, reach: Reach, because: str
) -> None:
    answers = {"Q14": q14, "Q63": q63}
    choices = {name: Choice(question=name, answer=answer, because="") for name, answer in answers.items()}
    assert RULE.under(choices) is reach
    assert RULE.deciding(choices).because == because
