"""What survives, and when it ended: authorities that the rules know to be revoked."""

from datetime import date

import pytest

from compliance import load_rules
from compliance.acts.lifecycle import lifecycle
from compliance.acts.practice import ended_by, stands


@pytest.mark.parametrize(
    ("day", "stood"),
    [(date(2012, 7, 10), False), (date(2012, 7, 11), True), (date(2016, 10, 6), True), (date(2016, 10, 7), False)],
)
def test_executive_order_13619_stood_until_executive_order_13742_revoked_it(day: date, stood: bool) -> None:
    rulebook = load_rules()
    state = lifecycle(rulebook, rulebook.interpretations["plain"], ()).on(day)
    assert stands(state, "eo-13619", day) is stood
    assert (ended_by(state, "eo-13619", day) is not None) is (day >= date(2016, 10, 7))
