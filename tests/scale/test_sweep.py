"""What a sweep finds of a draw is what `judge` finds of its case."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from compliance import load_case
from compliance.files.resources import packaged_cases
from compliance.problem import UnusableError
from compliance.scale.drivers import drivers, interval
from compliance.scale.sweep import Sweep, sweep
from compliance.scale.sweep_file import SweepFile, load_sweep
from compliance.status import Status

EXAMPLE = Path(__file__).parents[2] / "docs" / "sweeps" / "what-could-go-wrong.toml"
EIGHT = Path(__file__).parents[2] / "benchmarks" / "eight-numbers.toml"
READINGS = ("plain", "strict", "lenient")


def swept(case: str, *vary: dict[str, Any], **more: Any) -> Sweep:
    file = SweepFile.model_validate({"format": 1, "draws": 8, "readings": READINGS, "vary": vary} | more)
    return sweep(load_case(case), file, keep=True)


def differing(found: Sweep) -> list[tuple[int, str, str]]:
    """The draws of which `judge` says otherwise."""
    return list(found.differing(range(found.draws)))


def test_of_the_example_in_the_documents_draws_are_judged_as_their_cases_are() -> None:
    asked = load_sweep(EXAMPLE).model_copy(update={"draws": 30_000, "readings": READINGS})
    found = sweep(load_case("suspension-and-termination"), asked, keep=True)
    assert list(found.differing(range(0, 30_000, 2_500))) == []
    assert {status for tally in found.tallies for status in tally.kept["/us/usc/t22/s9251/a"]} == {0, 1, 2}


@pytest.mark.long
def test_five_thousand_of_a_million_draws_are_judged_as_their_cases_are() -> None:
    found = sweep(load_case("suspension-not-termination"), load_sweep(EIGHT))
    assert found.draws == 1_000_000
    assert list(found.differing(range(0, 1_000_000, 200))) == []


JAPANESE = {
    "name": "returned",
    "suppose": "repatriate country=japan count={} voluntary=yes gravely-harmed=0 verified-by=ICRC",
    "uniform": [0, 20],
}
SEIZED = {"name": "seized", "suppose": "detain country=japan count={}", "values": [0, 1, 3], "weights": [3, 1, 1]}
KINDS: dict[str, tuple[dict[str, Any], ...]] = {
    "a number of people": (JAPANESE,),
    "numbers for and against": (JAPANESE, SEIZED),
    "one number in two lines": (
        {
            "name": "taken and returned",
            "suppose": [
                "detain country=japan count={} date=2027-06-01",
                "repatriate country=japan count={} voluntary=yes gravely-harmed=0 verified-by=ICRC",
            ],
            "uniform": [0, 9],
        },
    ),
    "a share in steps": (
        {
            "name": "share open",
            "suppose": "humanitarian.counties_open={} verified-by=WFP",
            "uniform": [0, 1],
            "step": Fraction(1, 8),
        },
    ),
    "a range that the record states": ({"name": "population", "range_of": "camps.population"}, JAPANESE),
    "a range that the record states of a span": (
        {"name": "identified", "range_of": "armistice_detainees.united_states.identified"},
        JAPANESE,
    ),
    "a day": (
        {
            "name": "day",
            "suppose": "test_weapon programme=nuclear date={}",
            "days": [date(2027, 1, 1), date(2028, 1, 1)],
        },
        JAPANESE,
    ),
    "what comes or does not": (
        {"name": "expelled", "suppose": "expel_inspectors date=2027-09-01", "share": Fraction(1, 2)},
        JAPANESE,
    ),
    "an answer": ({"name": "Q5", "answer": "Q5", "values": ["gross", "net"]}, SEIZED, JAPANESE),
    "a range with one end that varies": (
        {
            "name": "at least",
            "suppose": "release_prisoners count={}..120000 place=camps verified-by=ICRC",
            "uniform": [0, 120_000],
        },
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ["suspension-not-termination", "suspension-and-termination"])
def test_whatever_varies_each_draw_is_judged_as_its_case_is(kind: str, case: str) -> None:
    found = swept(case, *KINDS[kind])
    assert differing(found) == []


def test_numbers_are_columns_and_what_is_none_is_judged_apart() -> None:
    kinds = {kind: [bool(axis.held) for axis in swept("record", *KINDS[kind], draws=3).axes] for kind in KINDS}
    assert kinds["one number in two lines"] == [True]
    assert kinds["a share in steps"] == [True]
    assert kinds["a range that the record states"] == [True, True]
    assert kinds["a day"] == [False, True]
    assert kinds["an answer"] == [False, True, True]
    assert kinds["what comes or does not"] == [False, True]


LINES = (
    "release_prisoners count={} place=camps verified-by=ICRC",
    "detain country=republic_of_korea count={}",
    "release_captives country=republic_of_korea count={} verified-by=ICRC",
    "surrender_equipment pieces={} verified-by=Interpol",
    "political_prisoners.held_now.camps={} verified-by=ICRC",
    "hand_over_remains country=united_states count={} verified-by=DPAA",
    "weapons.nuclear.dismantled={}/100 verified-by=IAEA",
    "imprison count={} place=camps",
    "reunite_families count={} verified-by=ICRC",
)


@settings(max_examples=10, deadline=None)
@given(
    some.sampled_from(sorted(packaged_cases())),
    some.lists(some.sampled_from(LINES), min_size=1, max_size=5, unique=True),
    some.lists(some.tuples(some.integers(0, 90), some.integers(0, 60)), min_size=5, max_size=5),
    some.integers(0, 1_000),
)
def test_of_any_packaged_case_any_draws_are_judged_as_their_cases_are(
    case: str, lines: list[str], ranges: list[tuple[int, int]], seed: int
) -> None:
    vary = [
        {"name": line, "suppose": line, "uniform": [low, min(low + more, 100)]}
        for line, (low, more) in zip(lines, ranges, strict=False)
    ]
    try:
        found = swept(case, *vary, draws=3, seed=seed)
    except UnusableError:  # not law on the day of the case
        return
    assert differing(found) == []


def test_a_grid_takes_every_combination_once() -> None:
    one = {"name": "one", "suppose": "surrender_equipment pieces={} verified-by=Interpol", "uniform": [0, 3]}
    two = {"name": "two", "suppose": "detain country=japan count={}", "values": [0, 2]}
    found = swept("suspension-not-termination", one, two, grid=True)
    assert sorted({found.draw(number) for number in range(found.draws)}) == [(a, b) for a in range(4) for b in range(2)]
    assert found.draws == 8
    assert differing(found) == []


def test_the_same_seed_gives_the_same_draws_and_another_axis_changes_none_of_them() -> None:
    alone, again = swept("record", JAPANESE), swept("record", JAPANESE)
    beside = swept("record", JAPANESE, SEIZED)
    assert (alone.places == again.places).all()
    assert (alone.places[0] == beside.places[0]).all()
    assert (alone.places != swept("record", JAPANESE, seed=1).places).any()


def test_draws_have_the_shares_that_their_weights_say() -> None:
    found = swept("record", SEIZED, draws=20_000)
    shares = [(found.places[0] == place).mean() for place in range(3)]
    assert shares == pytest.approx([0.6, 0.2, 0.2], abs=0.02)


def test_of_a_triangle_the_most_likely_is_drawn_most() -> None:
    freed = {
        "name": "freed",
        "suppose": "release_prisoners count={} place=camps verified-by=ICRC",
        "triangular": [0, 2, 10],
    }
    found = swept("record", freed, draws=20_000)
    counts = [(found.places[0] == place).sum() for place in range(11)]
    assert counts.index(max(counts)) == 2
    assert min(counts) > 0


def test_alone_a_number_turns_the_verdict_where_judging_it_alone_does() -> None:
    seized = {"name": "seized", "suppose": "detain country=japan count={}", "uniform": [0, 10_000]}
    found = swept("suspension-not-termination", seized, draws=10, readings=("plain",))
    driver = next(each for each in drivers(found) if each.goal == "suspension")
    assert [(run.first, run.last, run.status) for run in driver.alone] == [
        (0, 0, Status.MET),
        (1, 10_000, Status.UNKNOWN),
    ]


def test_what_speaks_against_a_goal_correlates_against_it() -> None:
    found = swept("suspension-not-termination", SEIZED, JAPANESE, draws=2_000, readings=("plain",))
    by_axis = {each.axis.name: each.correlation for each in drivers(found) if each.goal == "suspension"}
    assert by_axis["seized"] is not None
    assert by_axis["seized"] < -0.1
    assert {each.correlation for each in drivers(found) if each.goal == "termination"} == {None}


def test_of_none_and_of_all_the_interval_is_not_empty() -> None:
    assert interval(0, 1_000)[1] == pytest.approx(0.0038, abs=0.0002)
    assert interval(1_000, 1_000)[0] == pytest.approx(0.9962, abs=0.0002)
    assert interval(500, 1_000) == pytest.approx((0.469, 0.531), abs=0.001)
