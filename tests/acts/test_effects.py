"""What must hold of every sequence of acts, under every answer, on every day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.acts.effect import effect, turning_days
from compliance.acts.legal_state import LegalState, MeasureState
from compliance.acts.lifecycle import Lifecycle, lifecycle
from compliance.acts.relief import Cell, Lift, relief_map
from compliance.days import NEVER, last_day
from compliance.judgement import durable
from compliance.judgement.confirmed import confirmed
from compliance.law.measure import Reach
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status, all_of
from compliance.timeline.spans import effects_between
from generated_acts import combinations, recorded, sequences
from walk_by_day import Act

FIRST = date(2019, 6, 1)
LAST = FIRST + timedelta(days=3652)
# durable_rules does not import on Python 3.13: there is no second engine to ask there.
needs_durable = pytest.mark.skipif(not durable.is_available(), reason="durable_rules is not installed here")
CARVED_OUT = ("designation-104g", "foreign-banks-201b", "subsidiaries-201c")


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules()


def folded(rules: Rulebook, answers: Mapping[str, str], acts: Sequence[Act]) -> Lifecycle:
    return lifecycle(rules, rules.interpretation("plain", answers), map(recorded, acts))


def taken(rules: Rulebook, answers: Mapping[str, str], acts: Sequence[Act], until: date = LAST) -> LegalState:
    return folded(rules, answers, acts).on(until)


def days_between(state: LegalState) -> list[date]:
    """Every day on which something turns, its eve, and some between."""
    turns = [day for day in turning_days(state) if FIRST < day <= LAST]
    return sorted({FIRST, LAST, *turns, *(day - timedelta(days=1) for day in turns)})


@given(acts=sequences(FIRST), answers=combinations())
def test_every_measure_that_is_law_has_one_state_and_one_cell_for_each_route(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    for day in days_between(state)[:6]:
        law = [measure.id for measure in rules.measures.values() if measure.in_force(day)]
        cells = relief_map(state, day, {})
        assert list(effect(state, day).states) == law
        assert [(cell.measure, cell.route) for cell in cells] == [
            (name, route) for name in law for route in rules.routes
        ]


@given(acts=sequences(FIRST), answers=combinations())
def test_a_measure_is_suspended_exactly_where_the_map_lifts_it_for_all_by_suspension(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    for day in days_between(state)[:8]:
        states = effect(state, day).states
        for cell in relief_map(state, day, {}):
            if cell.route == "suspension":
                assert (cell.lift is Lift.LIFTED) is (states[cell.measure] is MeasureState.SUSPENDED)
            if cell.lift in (Lift.LIFTED, Lift.FOR_SOME):
                assert cell.in_effect is Status.MET
                assert {order.act for order in cell.orders} <= state.effective
                assert (cell.lift is Lift.FOR_SOME) is all(order.target for order in cell.orders)


@given(acts=sequences(FIRST), answers=combinations())
def test_every_act_has_an_effect_or_a_finding_that_says_why_not(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    life = folded(rules, answers, acts)
    said = {each.act for each in life.objections(LAST)}
    assert set(life.on(LAST).seen) <= life.on(LAST).effective | said


@given(acts=sequences(FIRST), answers=combinations())
def test_what_is_terminated_stays_terminated_and_is_lifted_by_nothing_else_afterwards(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    ended: set[str] = set()
    for day in days_between(state):
        now = effect(state, day)
        assert all(now.states.get(name, MeasureState.TERMINATED) is MeasureState.TERMINATED for name in ended)
        ended |= {name for name, state in now.states.items() if state is MeasureState.TERMINATED}
        assert not ended & {each.measure for each in now.reliefs}
        for cell in relief_map(state, day, {}) if ended else ():
            if cell.measure in ended:
                assert cell.lift is (Lift.LIFTED if cell.orders and cell.orders[0].running else Lift.ENDED)


@given(acts=sequences(FIRST), answers=combinations().filter(lambda answers: answers["Q16"] == "lapses"))
def test_nothing_stays_suspended_past_the_last_day_that_an_order_could_give_it(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    for (_, measure, _), periods in state.periods.items():
        for period in periods:
            act = state.seen[period.order]
            assert act.until is None or period.end <= act.until
            assert period.start >= act.date
            if act.of.endswith("9223/c"):
                continue  # its waiver has no term
            assert period.end < NEVER
            longest = 366 if act.type in ("suspend", "waive") or act.of.endswith(("9228/b", "9228/c")) else 180
            assert (period.end - period.start).days < longest, (measure, period)


@given(acts=sequences(FIRST), answers=combinations(), cut=st.integers(0, 13))
def test_a_later_act_changes_no_earlier_day(
    rules: Rulebook, acts: list[Act], answers: dict[str, str], cut: int
) -> None:
    ordered = sorted(acts, key=lambda act: act.date)
    until = ordered[min(cut, len(ordered) - 1)].date
    known, whole = taken(rules, answers, acts, until), taken(rules, answers, acts)
    for day in days_between(whole):
        if day <= until:
            assert effect(known, day).states == effect(whole, day).states
            assert {each[:3] for each in effect(known, day).reliefs} == {
                each[:3] for each in effect(whole, day).reliefs
            }


@given(acts=sequences(FIRST), answers=combinations(), offset=st.integers(0, 3650))
def test_a_timeline_shows_each_day_as_it_was_known_on_it(
    rules: Rulebook, acts: list[Act], answers: dict[str, str], offset: int
) -> None:
    day = FIRST + timedelta(days=offset)
    effects = effects_between(folded(rules, answers, [act for act in acts if act.date <= LAST]), FIRST, LAST)
    shown = max((each for each in effects if each.day <= day), key=lambda each: each.day)
    then = effect(taken(rules, answers, acts, day), day)
    assert (shown.states, shown.until, shown.reliefs) == (then.states, then.until, then.reliefs)


@given(answers=combinations())
def test_a_termination_reaches_what_is_carved_out_and_a_suspension_never_does(
    rules: Rulebook, answers: dict[str, str]
) -> None:
    choices = rules.interpretation("plain", answers).choices
    for measure in CARVED_OUT:
        assert rules.measures[measure].reach["suspension"].under(choices) is Reach.NO
        assert rules.measures[measure].reach["termination"].under(choices) is Reach.YES


@given(acts=sequences(FIRST), answers=combinations())
def test_no_suspension_ever_covers_what_is_carved_out(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    for day in days_between(state):
        states = effect(state, day).states
        assert all(states.get(name) in (None, MeasureState.IN_FORCE, MeasureState.TERMINATED) for name in CARVED_OUT)


@needs_durable
@settings(max_examples=25)
@given(acts=sequences(FIRST), answers=combinations())
def test_the_second_engine_reaches_the_same_conclusion_for_each_date(
    rules: Rulebook, acts: list[Act], answers: dict[str, str]
) -> None:
    state = taken(rules, answers, acts)
    for day in days_between(state):
        confirmed(relief_map(state, day, {}))


@needs_durable
def test_a_conclusion_that_the_second_engine_does_not_reach_is_refused(rules: Rulebook) -> None:
    cell: Cell = relief_map(taken(rules, {}, []), LAST, {})[0]
    assert cell.in_effect is all_of(cell.premises) is not Status.MET
    with pytest.raises(durable.EnginesDifferError, match="durable_rules unmet"):
        confirmed((cell._replace(in_effect=Status.MET),))


@given(
    start=st.dates(date(2016, 2, 18), date(2090, 1, 1)),
    days=st.integers(1, 400),
    year=st.sampled_from(("anniversary", "365-days")),
)
def test_a_year_has_three_hundred_and_sixty_five_days_or_a_leap_day_more(start: date, days: int, year: str) -> None:
    assert (last_day(start, days, year) - start).days + 1 == days
    assert (last_day(start, "year", year) - start).days + 1 in ((365,) if year == "365-days" else (365, 366))
