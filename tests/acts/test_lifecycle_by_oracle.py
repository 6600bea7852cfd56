"""The lifecycle agrees, on every day of ten years, with an oracle written by hand from the law."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.acts.effect import effect, turning_days
from compliance.acts.legal_state import LegalState
from compliance.acts.lifecycle import lifecycle
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook
from generated_acts import MEANS, MEASURES, at_random, combinations, means, recorded, sequences, things
from walk_by_day import Act, walk

WINDOWS = (date(2016, 1, 1), date(2019, 6, 1), date(2027, 6, 1))
YEARS = timedelta(days=3652)
OF_REACH = ("Q13", "Q14", "Q25")
ASKED_LATER = ("Q66", "Q67", "Q68", "Q69", "Q70")  # drawn too: all combinations of these would be 48 times as many


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    rulebook = load_rules()
    return replace(rulebook, measures={name: rulebook.measures[name] for name in MEASURES})


def taken(rules: Rulebook, answers: Mapping[str, str], acts: Sequence[Act], last: date) -> LegalState:
    return lifecycle(rules, rules.interpretation("plain", answers), map(recorded, acts)).on(last)


def differences(
    state: LegalState, answers: Mapping[str, str], acts: Sequence[Act], first: date, last: date
) -> list[str]:
    """Every day on which the two differ; the lifecycle is asked where it says that something turns."""
    turns = {first, *turning_days(state)}
    found: list[str] = []
    for day, seen in walk(acts, things(answers), means(answers), first, last).items():
        if day in turns:
            now = effect(state, day)
            states = {name: state.value for name, state in now.states.items()}
            reliefs = {(each.route, each.measure, each.target) for each in now.reliefs}
        if (seen.states, seen.reliefs) != (states, reliefs):
            found.append(f"{day}: oracle {seen.states} {sorted(seen.reliefs)}; lifecycle {states} {sorted(reliefs)}")
    return found


@settings(max_examples=150)
@given(data=st.data(), answers=combinations(), first=st.sampled_from(WINDOWS))
def test_lifecycle_and_oracle_agree_on_every_day_of_ten_years(
    rules: Rulebook, data: st.DataObject, answers: dict[str, str], first: date
) -> None:
    acts = data.draw(sequences(first))
    last = first + YEARS
    state = taken(rules, answers, acts, last)
    assert differences(state, answers, acts, first, last)[:3] == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(16))
def test_they_agree_under_every_combination_of_answers_on_time(rules: Rulebook, part: int) -> None:
    """Each combination with acts of its own; the answers that bear on reach alone are drawn with them."""
    drawn = (*OF_REACH, *ASKED_LATER)
    of_time = {question: sorted(answers) for question, answers in MEANS.items() if question not in drawn}
    combined = list(product(*of_time.values()))
    assert len(combined) == prod(map(len, of_time.values())) == 5184
    for number, chosen in list(enumerate(combined))[part::16]:
        dice = Random(number)
        reach = {question: dice.choice(sorted(MEANS[question])) for question in drawn}
        answers = {**reach, **dict(zip(of_time, chosen, strict=True))}
        first = WINDOWS[number % len(WINDOWS)]
        acts, last = at_random(dice, first), first + YEARS
        state = taken(rules, answers, acts, last)
        assert differences(state, answers, acts, first, last)[:3] == [], (number, answers, acts)
