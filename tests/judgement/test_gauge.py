"""Ladders: between which degrees a matter stands, and the tests by which."""

from fractions import Fraction
from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.law.degree import Degree
from compliance.law.window import window_start
from compliance.record.evidence import Fact
from compliance.record.vocabulary import Action
from compliance.status import Status
from conftest import AS_OF, ENACTED, act, fact, finding_of, ladder, leaf_of, search, total

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
FLAGS = {  # one flag a rung
    "commitment": "society.free_travel",
    "steps": "society.outside_information",
    "progress": "society.un_access",
    "significant": "society.statistics_published",
    "complete": "society.budget_published",
}
STANDING = {"window": "standing"}
FIVE = ladder("five", **{degree: {"all": [{"field": flag, "is": True, **STANDING}]} for degree, flag in FLAGS.items()})
STATUSES = st.sampled_from(Status)


def said(field: str, status: Status) -> list[Fact]:
    """What makes a flag met, unmet or unknown."""
    return [] if status is UNKNOWN else [fact(field, status is MET)]


def degrees(rungs: dict[str, Status]) -> tuple[Degree | None, Degree | None]:
    facts = [each for degree, status in rungs.items() for each in said(FLAGS[degree], status)]
    found = leaf_of(FIVE, "steps", *facts)
    return found.lowest, found.highest


ALL_UNMET = dict.fromkeys(FLAGS, UNMET)


def test_where_every_rung_fails_the_degree_is_none() -> None:
    assert degrees(ALL_UNMET) == (Degree.NONE, Degree.NONE)


def test_where_nothing_is_known_any_degree_is_possible() -> None:
    assert degrees({}) == (Degree.NONE, Degree.COMPLETE)


def test_the_lowest_degree_is_the_highest_rung_met_though_lower_ones_fail() -> None:
    assert degrees(ALL_UNMET | {"significant": MET, "commitment": MET}) == (Degree.SIGNIFICANT, Degree.SIGNIFICANT)


def test_the_highest_degree_is_the_highest_rung_not_unmet() -> None:
    assert degrees(ALL_UNMET | {"steps": MET, "progress": UNKNOWN}) == (Degree.STEPS, Degree.PROGRESS)
    assert degrees(ALL_UNMET | {"steps": UNKNOWN, "progress": MET}) == (Degree.PROGRESS, Degree.PROGRESS)


@given(st.lists(STATUSES, min_size=5, max_size=5), st.sampled_from(list(FLAGS)))
def test_a_leaf_is_met_where_every_completion_reaches_its_rung_and_unmet_where_none_does(
    statuses: list[Status], required: str
) -> None:
    ranks = [Degree(degree).rank for degree in FLAGS]
    outcomes = set()
    for turned_out in product(*[[MET, UNMET] if status is UNKNOWN else [status] for status in statuses]):
        reached = max((rank for rank, status in zip(ranks, turned_out, strict=True) if status is MET), default=0)
        outcomes.add(reached >= Degree(required).rank)
    expected = UNKNOWN if len(outcomes) == 2 else MET if outcomes == {True} else UNMET
    facts = [each for flag, status in zip(FLAGS.values(), statuses, strict=True) for each in said(flag, status)]
    assert leaf_of(FIVE, required, *facts).status is expected


@pytest.mark.parametrize(
    ("group", "statuses", "expected"),
    [
        ("all", [MET, UNKNOWN], UNKNOWN),
        ("all", [UNMET, UNKNOWN], UNMET),
        ("any", [MET, UNKNOWN], MET),
        ("any", [UNMET, UNKNOWN], UNKNOWN),
        ("of", [MET, UNKNOWN], UNKNOWN),
        ("of", [MET, MET], MET),
        ("of", [UNMET, UNKNOWN], UNMET),
    ],
)
def test_a_group_is_all_any_or_so_many_of_its_tests(group: str, statuses: list[Status], expected: Status) -> None:
    flags = list(FLAGS.values())[: len(statuses)]
    parts: dict[str, Any] = {group: [{"field": flag, "is": True, **STANDING} for flag in flags]}
    parts |= {"at_least_of": "@enough"} if group == "of" else {}
    facts = [each for flag, status in zip(flags, statuses, strict=True) for each in said(flag, status)]
    (rung,) = leaf_of(ladder("one", steps=parts), "steps", *facts, threshold={"enough": 2}).rungs
    assert rung.status is expected


# Tests: a range against a constant.

HELD = "captives.united_states.held"
STAFF = "humanitarian.international_staff"


@pytest.mark.parametrize(("low", "high", "status"), [(5, 9, MET), (4, 9, UNKNOWN), (1, 5, UNKNOWN), (1, 4, UNMET)])
def test_at_least_holds_for_every_value_for_none_or_for_some(low: int, high: int, status: Status) -> None:
    test = {"field": STAFF, "at_least": 5, **STANDING}
    assert finding_of(test, fact(STAFF, low, high=high)).status is status


@pytest.mark.parametrize(("low", "high", "status"), [(0, 5, MET), (0, 6, UNKNOWN), (5, 9, UNKNOWN), (6, 9, UNMET)])
def test_at_most_holds_for_every_value_for_none_or_for_some(low: int, high: int, status: Status) -> None:
    assert finding_of({"field": HELD, "at_most": 5, **STANDING}, fact(HELD, low, high=high)).status is status


RUNNING = "weapons.nuclear.production_running"


@pytest.mark.parametrize(("value", "status"), [(False, MET), (True, UNMET), (None, UNKNOWN)])
def test_a_flag_of_harm_is_asked_to_be_false(value: bool | None, status: Status) -> None:
    facts = [] if value is None else [fact(RUNNING, value)]
    assert finding_of({"field": RUNNING, "is": False, **STANDING}, *facts).status is status


def test_a_threshold_may_be_set_by_an_answer() -> None:
    test = {"field": STAFF, "at_least": "@staff", **STANDING}
    assert finding_of(test, fact(STAFF, 5), threshold={"staff": 5}).status is MET
    assert finding_of(test, fact(STAFF, 5), threshold={"staff": 6}).status is UNMET


@pytest.mark.parametrize(("grade", "status"), [("observed", MET), ("reported", UNKNOWN)])
def test_the_grade_may_be_set_by_an_answer(grade: str, status: Status) -> None:
    test = {"field": STAFF, "at_least": 5, "grade": "@aid", **STANDING}
    assert finding_of(test, fact(STAFF, 5, grade=grade), grade={"aid": "observed"}).status is status


@pytest.mark.parametrize(("below", "status"), [("unknown", UNKNOWN), ("unmet", UNMET)])
def test_an_assertion_below_the_grade_is_left_unmet_only_where_an_answer_says_so(below: str, status: Status) -> None:
    test = {"field": STAFF, "at_least": 5, "grade": "@aid", **STANDING}
    facts = fact(STAFF, 1, "2019-01-01"), fact(STAFF, 9, "2020-01-01", "claimed")
    assert finding_of(test, *facts, grade={"aid": "observed"}, below_grade={"aid": below}).status is status


# Shares.

RETURNED, WHOLE = "captives.japan.returned", "captives.japan.recognised"
SHARE = {"field": RETURNED, "share_of": WHOLE, "at_least": "1/2", "window": "ever"}
NONE_ELSE = search(RETURNED, "2026-01-01")


def back(count: int, on: str = "2018-01-01", grade: str = "verified") -> Action:
    return act("release_captives", on, grade, id=f"back-{on}", country="japan", count=count)


@pytest.mark.parametrize(("came", "status"), [(9, MET), (8, UNMET)])
def test_a_share_turns_exactly_at_its_fraction_of_the_whole(came: int, status: Status) -> None:
    assert finding_of(SHARE, fact(WHOLE, 17), back(came), NONE_ELSE).status is status
    assert finding_of(SHARE, fact(WHOLE, 17), back(came), NONE_ELSE).turns_at == (Fraction(17, 2), Fraction(17, 2))


@pytest.mark.parametrize(("came", "status"), [(10, MET), (9, UNKNOWN), (5, UNKNOWN), (4, UNMET)])
def test_a_share_of_an_uncertain_whole_holds_only_for_the_largest_and_fails_only_for_the_smallest(
    came: int, status: Status
) -> None:
    assert finding_of(SHARE, fact(WHOLE, 10, high=20), back(came), NONE_ELSE).status is status


def test_a_share_of_a_whole_that_nobody_states_is_unknown() -> None:
    assert finding_of(SHARE, back(1000), NONE_ELSE).status is UNKNOWN


def test_the_whole_of_a_share_is_the_last_stated_by_the_start_of_the_window() -> None:
    test = SHARE | {"window": "since-enactment"}
    wholes = fact(WHOLE, 10, "2015-01-01"), fact(WHOLE, 20, "2016-02-18"), fact(WHOLE, 2, "2016-02-19")
    assert finding_of(test, *wholes, back(1)).whole == (20, 20)
    assert finding_of(test, wholes[0], wholes[2], back(1)).whole == (10, 10)


def test_where_no_whole_is_stated_by_then_no_later_figure_takes_its_place() -> None:
    test = SHARE | {"window": "since-enactment"}
    found = finding_of(test, fact(WHOLE, 20, "2016-02-19"), fact(WHOLE, 2, "2020-01-01"), back(1))
    assert (found.status, found.whole) == (UNKNOWN, (0, inf))


def test_of_a_whole_stated_as_nobody_no_share_holds() -> None:
    test = SHARE | {"window": "since-enactment"}
    assert finding_of(test, fact(WHOLE, 0, "2016-01-01"), back(1)).status is UNKNOWN


def test_deaths_and_transfers_stay_in_the_whole_and_are_no_release() -> None:
    released, base = "political_prisoners.released.camps", "political_prisoners.held_at_base.camps"
    test = {"field": released, "share_of": base, "at_least": "1/2", "window": "since-enactment"}
    emptied = act("close_camp", "2018-01-01", camp="18", released=4, transferred=60)
    died = total("political_prisoners.died", 36, "2016-02-18", "2026-03-15")
    found = finding_of(test, fact(base, 100, "2016-01-01"), emptied, died, search(released, "2026-01-01"))
    assert (found.status, found.worst, found.whole) == (UNMET, 4, (100, 100))


# Net of harm.

TAKEN = "captives.japan.taken"
NET = {"field": RETURNED, "at_least": 1, "window": "since-enactment", "net_of": TAKEN, "net": "@captives"}


def seized(count: int) -> list[Fact | Action]:
    """So many people taken, and nobody else."""
    none_else = total(TAKEN, 0, "2016-02-18", "2026-03-15")
    return [none_else, act("detain", "2019-01-01", country="japan", count=count)]


@pytest.mark.parametrize(
    ("net", "taken", "status"),
    [("gross", 3, MET), ("net", 2, MET), ("net", 3, UNMET), ("clean", 0, MET), ("clean", 1, UNMET)],
)
def test_harm_is_ignored_set_against_progress_or_defeats_it_as_the_reading_says(
    net: str, taken: int, status: Status
) -> None:
    assert finding_of(NET, back(3), NONE_ELSE, *seized(taken), net={"captives": net}).status is status


@pytest.mark.parametrize("net", ["net", "clean"])
def test_harm_of_which_nothing_is_known_leaves_progress_unknown(net: str) -> None:
    assert finding_of(NET, back(3), NONE_ELSE, net={"captives": net}).status is UNKNOWN


@pytest.mark.parametrize(("net", "status"), [("gross", MET), ("net", UNMET)])
def test_a_step_later_undone_counts_only_gross(net: str, status: Status) -> None:
    undone = act("reverse", "2019-01-01", id="r", of="back-2018-01-01")
    assert finding_of(NET, back(3), undone, NONE_ELSE, *seized(0), net={"captives": net}).status is status


# Across classes.

ACROSS = {"field": "captives.*.returned", "at_least": 1, "window": "ever", "label": "nationalities"}


def of(*countries: str) -> list[Action]:
    return [act("release_captives", "2018-01-01", id=country, country=country, count=5) for country in countries]


ALL_SEARCHED = [
    search(f"captives.{country}.returned", "2026-01-01")
    for country in [
        "japan",
        "republic_of_korea",
        "united_states",
        "australia",
        "canada",
        "china",
        "france",
        "italy",
        "jordan",
        "lebanon",
        "malaysia",
        "netherlands",
        "romania",
        "singapore",
        "thailand",
        "other",
    ]
]


@pytest.mark.parametrize(
    ("across", "countries", "status"),
    [
        (2, ["japan", "china"], MET),
        (2, ["japan"], UNMET),
        (1, ["japan"], MET),
        ("any", ["japan"], MET),
        ("any", [], UNMET),
        ("each", ["japan", "china"], UNMET),
    ],
)
def test_a_test_across_nationalities_asks_it_of_so_many_of_them(
    across: int | str, countries: list[str], status: Status
) -> None:
    assert finding_of({**ACROSS, "across": across}, *of(*countries), *ALL_SEARCHED).status is status


def test_many_of_one_nationality_are_not_two_nationalities() -> None:
    found = finding_of({**ACROSS, "across": "@captives"}, *of("japan"), nationalities={"captives": 2})
    assert (found.status, found.worst) == (UNKNOWN, 5)


def test_two_tracks_of_one_nationality_are_one_member() -> None:
    test = {**ACROSS, "field": ["captives.*.returned", "captives.*.accounted_for"], "across": 2}
    accounted = act("account_for", "2018-01-01", country="japan", count=1, proof="DNA", died_in_custody=0)
    found = finding_of(test, *of("japan"), accounted)
    assert [name for name, member in found.members if member.status is MET] == ["japan"]


def test_classes_and_what_is_included_are_set_by_answers() -> None:
    test = {"field": "political_prisoners.released.*", "classes": "@prisoners", "at_least": 1, "window": "ever"}
    freed = act("release_prisoners", "2018-01-01", place="other_detention", count=1)
    assert finding_of(test, freed, classes={"prisoners": ("camps", "other_detention")}).worst == 1
    assert finding_of(test, freed, classes={"prisoners": ("camps",)}).worst == 0
    harmed = act("release_captives", "2018-01-01", country="japan", count=1, gravely_harmed=1)
    credited = {"field": RETURNED, "include": ["@harmed"], "at_least": 1, "window": "ever"}
    assert finding_of(credited, harmed, include={"harmed": ()}).worst == 0
    assert finding_of(credited, harmed, include={"harmed": ("captives.japan.returned_after_grave_harm",)}).worst == 1


# Windows.


@pytest.mark.parametrize(
    ("window", "start"),
    [
        ("standing", None),
        ("ever", None),
        ("since-enactment", "2016-02-18"),
        ("previous-12-months", "2025-03-16"),
        ("previous-1-months", "2026-02-16"),
    ],
)
def test_a_window_begins_on_its_first_day(window: str, start: str | None) -> None:
    found = window_start(window, AS_OF, ENACTED)
    assert (found and found.isoformat()) == start


@pytest.mark.parametrize(
    "window", ["", "previous-0-months", "previous-months", "previous-1000-months", "since", "previous--1-months"]
)
def test_there_are_no_other_windows(window: str) -> None:
    with pytest.raises(ValueError, match="expected standing"):
        window_start(window, AS_OF, ENACTED)


@pytest.mark.parametrize(("on", "status"), [("2025-03-16", MET), ("2025-03-15", UNMET)])
def test_a_test_may_look_back_a_year_and_no_further(on: str, status: Status) -> None:
    test = {"field": RETURNED, "at_least": 1, "window": "@progress"}
    assert finding_of(test, back(1, on), NONE_ELSE, window={"progress": "previous-12-months"}).status is status


SEARCHED = search("captives.japan.taken", "2026-03-15")
WITHIN = {**NET, "search": "@taken"}
MARGIN: dict[str, dict[str, Any]] = {"net": {"captives": "net"}, "search_margin": {"taken": {"times": 2, "more": 10}}}


@pytest.mark.parametrize(("came", "status"), [(10, UNKNOWN), (11, MET)])
def test_a_search_bounds_new_harm_by_a_margin(came: int, status: Status) -> None:
    assert finding_of(WITHIN, back(came), SEARCHED, **MARGIN).status is status


@pytest.mark.parametrize(("came", "status"), [(16, UNKNOWN), (17, MET)])
def test_the_margin_grows_with_what_was_found(came: int, status: Status) -> None:
    known = [act("detain", f"2019-0{month}-01", "reported", country="japan", count=1) for month in (1, 2, 3)]
    # twice three and ten more, of which one stands against each who came
    assert finding_of(WITHIN, back(came), *known, SEARCHED, **MARGIN).status is status


def test_a_search_is_no_statement_where_the_reading_asks_for_one() -> None:
    none: dict[str, dict[str, Any]] = {**MARGIN, "search_margin": {"taken": "none"}}
    assert finding_of(WITHIN, back(900), SEARCHED, **none).status is UNKNOWN


@pytest.mark.parametrize(("until", "status"), [("2026-03-14", UNKNOWN), ("2026-03-15", MET)])
def test_a_search_bounds_what_it_covers_to_the_day(until: str, status: Status) -> None:
    assert finding_of(WITHIN, back(900), search("captives.japan.taken", until), **MARGIN).status is status


def test_a_total_and_a_search_cover_the_window_together() -> None:
    counted = total("captives.japan.taken", 0, "2016-02-18", "2020-12-31")
    later = Fact.model_validate(
        SEARCHED.model_dump(by_alias=True) | {"from": "2021-01-01", "to": "2026-03-15", "date": None}
    )
    assert finding_of(WITHIN, back(11), counted, later, **MARGIN).status is MET
    assert finding_of(WITHIN, back(11), later, **MARGIN).status is UNKNOWN


def test_no_margin_shows_that_nobody_was_taken() -> None:
    nobody = {"field": "captives.japan.taken", "at_most": 0, "window": "since-enactment", "search": "@taken"}
    assert finding_of(nobody, SEARCHED, **MARGIN).status is UNKNOWN
