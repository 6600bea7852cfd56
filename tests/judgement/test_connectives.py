"""Connectives, references, and what they rest on."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.judgement.evaluate import evaluate
from compliance.judgement.finding import Finding
from compliance.law.degree import Degree
from compliance.law.statute import Level
from compliance.problem import UnusableError
from compliance.record.evidence import Fact
from compliance.record.vocabulary import fields
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from conftest import AS_OF, SECTION, fact, flag_ladder, folded, judged, ladder, level, small_rulebook

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
STATUSES = st.sampled_from(Status)
FLAGS = [path for path, field in fields().items() if field.value == "flag" and field.better == "more"][:12]
LADDERS = [flag_ladder(f"m{index}", flag) for index, flag in enumerate(FLAGS)]


def leaf(identifier: str, index: int) -> Level:
    return level(identifier, matter=f"m{index}")


def said(statuses: Sequence[Status]) -> list[Fact]:
    """What makes the leaves so, each by its own flag."""
    listed = zip(FLAGS, statuses, strict=False)
    return [fact(flag, status is MET) for flag, status in listed if status is not UNKNOWN]


def flat(count: int, **rest: Any) -> list[Level]:
    """A section with so many leaves below it."""
    return [level(SECTION, connective="and"), *(leaf(f"{SECTION}/{index}", index) for index in range(count))]


def steps(levels: Sequence[Level]) -> dict[str, str]:
    return {each.identifier: "steps" for each in levels if each.matter}


def found(connective: Any, statuses: Sequence[Status], **sets: Any) -> Finding:
    """The finding for a section whose leaves have these statuses."""
    levels = flat(len(statuses))
    rules = small_rulebook(
        levels, LADDERS, {"degree": steps(levels), "connective": {SECTION: connective}, **sets}, SECTION
    )
    return judged(rules, *said(statuses)).result(SECTION)


def children(finding: Finding, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{SECTION}/{number}" for number in numbers)


@pytest.mark.parametrize(
    ("connective", "statuses", "status", "determining", "residual"),
    [
        ("all", [MET, MET], MET, [0, 1], []),
        ("all", [MET, UNMET, UNMET], UNMET, [1, 2], []),
        ("all", [UNMET, UNKNOWN], UNMET, [0], []),
        ("all", [MET, UNKNOWN, UNKNOWN], UNKNOWN, [], [1, 2]),
        ("any", [MET, UNMET, MET], MET, [0, 2], []),
        ("any", [MET, UNKNOWN], MET, [0], []),
        ("any", [UNMET, UNMET], UNMET, [0, 1], []),
        ("any", [UNMET, UNKNOWN], UNKNOWN, [], [1]),
    ],
)
def test_a_status_rests_on_the_children_that_decide_it_and_stays_open_by_the_unknown(
    connective: str, statuses: list[Status], status: Status, determining: list[int], residual: list[int]
) -> None:
    finding = found(connective, statuses)
    assert finding.status is status
    assert finding.determining == children(finding, *determining)
    assert finding.residual == children(finding, *residual)


@pytest.mark.parametrize(
    ("statuses", "status", "determining", "residual"),
    [
        ([MET, MET, UNKNOWN], MET, [0, 1], []),
        ([MET, UNMET, UNKNOWN], UNKNOWN, [], [2]),
        ([MET, UNMET, UNMET], UNMET, [1, 2], []),
    ],
)
def test_at_least_rests_on_those_that_are_as_it_is(
    statuses: list[Status], status: Status, determining: list[int], residual: list[int]
) -> None:
    finding = found("at_least", statuses, at_least={SECTION: 2})
    assert (finding.status, finding.needed) == (status, 2)
    assert finding.determining == children(finding, *determining)
    assert finding.residual == children(finding, *residual)


@pytest.mark.parametrize(("printed", "status"), [("and", UNMET), ("or", MET)])
def test_without_an_answer_the_printed_conjunction_decides(printed: str, status: Status) -> None:
    levels = [level(SECTION, connective=printed), *flat(2)[1:]]
    rules = small_rulebook(levels, LADDERS, {"degree": steps(levels)}, SECTION)
    assert judged(rules, *said([MET, UNMET])).result(SECTION).status is status


def test_an_open_leaf_is_listed_for_itself_even_where_the_whole_is_settled() -> None:
    finding = found("all", [UNMET, UNKNOWN])
    assert [each.residual for each in finding.leaves()] == [(), (f"{SECTION}/1",)]


def test_levels_that_are_no_conditions_are_not_judged() -> None:
    levels = [*flat(1), level(f"{SECTION}/b", kind="effect"), level(f"{SECTION}/c", kind="heading")]
    rules = small_rulebook(levels, LADDERS, {"degree": steps(levels)}, SECTION)
    assessment = judged(rules, *said([MET]))
    assert [child.path for child in assessment.result(SECTION).children] == [f"{SECTION}/0"]
    assert [each.identifier for each in assessment.effects] == [f"{SECTION}/b"]


# Pooled: one obligation, judged on the fields of all its classes together.

POOL = ladder("pool", steps={"any": [{"field": flag, "is": True, "window": "standing"} for flag in FLAGS[:2]]})


def pooled(statuses: Sequence[Status]) -> Finding:
    levels = flat(2)
    sets = {"degree": steps(levels) | {SECTION: "steps"}, "connective": {SECTION: {"pooled": "pool"}}}
    rules = small_rulebook(levels, [*LADDERS, POOL], sets, SECTION)
    return judged(rules, *said(statuses)).result(SECTION)


@pytest.mark.parametrize(
    ("statuses", "status"), [([MET, UNMET], MET), ([UNMET, UNMET], UNMET), ([UNMET, UNKNOWN], UNKNOWN)]
)
def test_a_pooled_level_is_judged_by_its_own_ladder_and_its_children_are_only_views(
    statuses: list[Status], status: Status
) -> None:
    finding = pooled(statuses)
    assert (finding.status, finding.matter, finding.connective) == (status, "pool", "pooled")
    assert [view.status for view in finding.views] == statuses
    assert finding.children == ()
    assert finding.determining == ()
    assert finding.residual == ((SECTION,) if status is UNKNOWN else ())


def test_views_never_count_as_conditions() -> None:
    finding = pooled([MET, UNMET])
    assert [each.path for each in finding.walk()] == [SECTION]
    assert [each.path for each in finding.leaves()] == [SECTION]


# References: a path tells a provision from the same provision referred to.

REFERRING = f"{SECTION}/r"
PATH = f"{REFERRING}>{SECTION}/a"


def referring(**degrees: str) -> Rulebook:
    """A section whose `r` refers to its own `a`, which has the one leaf `a/1`."""
    rungs = {name: {"all": [{"field": flag, "is": True, "window": "standing"}]} for name, flag in TWO.items()}
    levels = [
        level(SECTION, connective="and"),
        level(f"{SECTION}/a", connective="and"),
        level(f"{SECTION}/a/1", matter="two"),
        level(REFERRING, refers_to=f"{SECTION}/a"),
    ]
    sets = {"degree": {f"{SECTION}/a/1": "steps", **degrees}}
    return small_rulebook(levels, [ladder("two", **rungs)], sets, SECTION)


TWO = {"steps": FLAGS[0], "complete": FLAGS[1]}
LEAF = f"{SECTION}/a/1"


def test_what_is_referred_to_is_found_by_its_path() -> None:
    assessment = judged(referring(), fact(FLAGS[0], True))
    paths = [each.path for each in assessment.result(SECTION).walk()]
    assert paths == [SECTION, f"{SECTION}/a", LEAF, REFERRING, PATH, f"{REFERRING}>{LEAF}"]
    assert {each.status for each in assessment.result(SECTION).walk()} == {MET}
    found_at = assessment.finding(f"{REFERRING}>{LEAF}")
    assert found_at is not None
    assert found_at.level.identifier == LEAF


def test_a_reference_may_ask_another_rung_of_the_same_leaf() -> None:
    rules = referring(**{f"{REFERRING}>{LEAF}": "complete"})
    assessment = judged(rules, fact(FLAGS[0], True), fact(FLAGS[1], False))
    here, there = assessment.finding(LEAF), assessment.finding(f"{REFERRING}>{LEAF}")
    assert here is not None
    assert there is not None
    assert (here.status, here.required) == (MET, Degree.STEPS)
    assert (there.status, there.required) == (UNMET, Degree.COMPLETE)


@pytest.mark.parametrize(("statuses", "status"), [([MET], MET), ([UNMET], UNMET), ([UNKNOWN], UNKNOWN)])
def test_a_level_that_refers_is_as_what_it_refers_to(statuses: list[Status], status: Status) -> None:
    rules = referring(**{f"{REFERRING}>{LEAF}": "complete"})
    finding = judged(rules, fact(FLAGS[0], True), *said([UNKNOWN, *statuses])).finding(REFERRING)
    assert finding is not None
    assert (finding.status, finding.connective) == (status, "refers to")
    assert finding.determining == ((PATH,) if status is not UNKNOWN else ())
    assert finding.residual == ((f"{REFERRING}>{LEAF}",) if status is UNKNOWN else ())


# Law has dates.


def versioned() -> Rulebook:
    levels = [
        level(SECTION, connective="and", end_period="2019-12-19"),
        level(SECTION, connective="or", start_period="2019-12-20"),
        *flat(2)[1:],
    ]
    return small_rulebook(levels, LADDERS, {"degree": steps(levels)}, SECTION)


@pytest.mark.parametrize(("day", "status"), [(date(2019, 12, 19), UNMET), (date(2019, 12, 20), MET)])
def test_the_version_in_force_on_the_day_is_the_one_that_judges(day: date, status: Status) -> None:
    facts = [fact(FLAGS[0], True, "2017-01-01"), fact(FLAGS[1], False, "2017-01-01")]
    finding = evaluate(versioned(), folded(*facts, as_of=day), as_of=day).result(SECTION)
    assert finding.status is status
    assert finding.level.in_force(day)


def test_the_law_of_another_day_may_be_asked_for() -> None:
    facts = [fact(FLAGS[0], True), fact(FLAGS[1], False)]
    assessment = evaluate(versioned(), folded(*facts), as_of=AS_OF, law_as_of=date(2019, 12, 19))
    assert assessment.as_if
    assert assessment.result(SECTION).status is UNMET


def test_a_day_before_the_first_version_is_a_problem_unless_the_law_is_asked_for_as_if_in_force() -> None:
    early = date(2016, 2, 17)
    with pytest.raises(UnusableError, match="was not law on 2016-02-17"):
        evaluate(versioned(), folded(as_of=early), as_of=early)
    assert evaluate(versioned(), folded(as_of=early), as_of=early, law_as_of=date(2016, 2, 18)).as_if


@pytest.mark.parametrize(("day", "warned"), [(AS_OF, 0), (date(2026, 3, 16), 1)])
def test_a_day_after_the_text_was_checked_is_a_warning(day: date, warned: int) -> None:
    assert len(evaluate(versioned(), folded(as_of=day), as_of=day).warnings) == warned


# Any tree of connectives agrees with every completion of its leaves.

Tree = tuple[str, tuple["Tree | Status", ...], int] | Status
TREES: st.SearchStrategy[Any] = st.recursive(
    STATUSES,
    lambda inner: st.tuples(
        st.sampled_from(["all", "any", "at_least"]),
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        st.integers(1, 3),
    ),
    max_leaves=6,
)


def planted(tree: Any, identifier: str, leaves: list[Status], sets: dict[str, Any]) -> list[Level]:
    """The levels of a tree, its leaves numbered in order."""
    if isinstance(tree, Status):
        leaves.append(tree)
        sets["degree"][identifier] = "steps"
        return [leaf(identifier, len(leaves) - 1)]
    how, parts, needed = tree
    sets["connective"][identifier], sets["at_least"][identifier] = how, needed
    below = [planted(part, f"{identifier}/{index}", leaves, sets) for index, part in enumerate(parts)]
    return [level(identifier, connective="and"), *(each for levels in below for each in levels)]


def holds(tree: Any, values: list[bool]) -> bool:
    """Whether the tree holds where its leaves take these values, first leaf first."""
    if isinstance(tree, Status):
        return values.pop(0)
    how, parts, needed = tree
    count = sum([holds(part, values) for part in parts])
    return bool(count >= {"all": len(parts), "any": 1}.get(how, needed))


def outcomes(tree: Any, leaves: Sequence[Status]) -> dict[tuple[bool, ...], bool]:
    """What the tree comes to under every completion of its leaves."""
    ways = product(*[[True, False] if each is UNKNOWN else [each is MET] for each in leaves])
    return {way: holds(tree, list(way)) for way in ways}


@given(TREES)
def test_a_tree_is_met_or_unmet_exactly_where_every_completion_is(tree: Any) -> None:
    leaves: list[Status] = []
    sets: dict[str, Any] = {"degree": {}, "connective": {}, "at_least": {}}
    rules = small_rulebook(planted(tree, SECTION, leaves, sets), LADDERS, sets, SECTION)
    finding = judged(rules, *said(leaves)).result(SECTION)
    every = outcomes(tree, leaves)
    status = UNKNOWN if len(set(every.values())) == 2 else MET if all(every.values()) else UNMET
    assert finding.status is status
    paths = [each.path for each in finding.leaves()]
    pivotal = {
        path
        for index, path in enumerate(paths)
        for way, outcome in every.items()
        for turned in [(*way[:index], not way[index], *way[index + 1 :])]
        if turned in every and every[turned] is not outcome
    }
    assert set(finding.residual) == pivotal
