"""The lifecycle agrees, on every day of ten years, with an oracle written by hand from the law."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.consequence.docket import Docket
from compliance.consequence.effect import effect, turning_days
from compliance.consequence.lifecycle import lifecycle
from compliance.files import load_rules
from compliance.law.rulebook import Rulebook
from generated_acts import MEASURES, combinations, means, recorded, sequences, things
from walk_by_day import Act, reliefs, walk

WINDOWS = (date(2016, 1, 1), date(2019, 6, 1), date(2027, 6, 1))
YEARS = timedelta(days=3652)


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    rulebook = load_rules()
    return rulebook._replace(measures={name: rulebook.measures[name] for name in MEASURES})


def taken(rules: Rulebook, answers: Mapping[str, str], acts: Sequence[Act], last: date) -> Docket:
    rulebook, name = rules.answering("plain", answers)
    return lifecycle(rulebook, rulebook.parameters[name], map(recorded, acts), until=last)


def differences(docket: Docket, answers: Mapping[str, str], acts: Sequence[Act], first: date, last: date) -> list[str]:
    """Every day and measure on which the two differ; both walk only where something can have happened."""
    states = walk(acts, things(answers), means(answers), first, last)
    beside = reliefs(acts, things(answers), means(answers), first, last)
    turns = sorted({first, *(day for day in turning_days(docket) if first < day <= last)})
    found: list[str] = []
    for start, end in zip(turns, [*turns[1:], last + timedelta(days=1)], strict=True):
        now = effect(docket, start)
        mine = {name: state.value for name, state in now.states.items()}
        lifted = {(each.route, each.measure, each.target) for each in now.reliefs}
        day = start
        while day < end:
            if states.get(day, {}) != mine:
                found.append(f"{day}: oracle {states.get(day)}, lifecycle {mine}")
            if beside.get(day, set()) != lifted:
                found.append(f"{day}: oracle {sorted(beside.get(day, set()))}, lifecycle {sorted(lifted)}")
            day += timedelta(days=1)
    return found


@settings(max_examples=150)
@given(data=st.data(), answers=combinations(), first=st.sampled_from(WINDOWS))
def test_lifecycle_and_oracle_agree_on_every_day_of_ten_years(
    rules: Rulebook, data: st.DataObject, answers: dict[str, str], first: date
) -> None:
    acts = data.draw(sequences(first))
    last = first + YEARS
    docket = taken(rules, answers, acts, last)
    assert differences(docket, answers, acts, first, last)[:3] == []
