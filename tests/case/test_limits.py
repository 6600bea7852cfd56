"""How much a case may hold: just so much is taken, one more is refused, and whoever loads it may allow more."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance import Limits, Status, UnusableError, judge, load_case, over_time
from compliance.problem import Code

HEAD = {"format": 1, "id": "x", "title": "T", "as_of": "2026-01-01"}
PROMISE = {"type": "promise", "date": "2025", "subject": "censorship"}
FACT = {"field": "captives.japan.held", "value": 1, "date": "2025-01-01"}
PATTERN = {"field": "captives.*.held", "value": 0, "date": "2025-01-01"}
ACT = {"date": "2025-01-01", "type": "waive", "of": "/us/usc/t22/s9251", "by": "P"}
EXPECTED = {"provision": "/us/usc/t22/s9251/a", "reading": "plain", "status": "met"}


def keys(kind: str, count: int) -> dict[str, Any]:
    """The keys of a case with so many of a kind."""
    numbers = range(count)
    ways: dict[str, dict[str, Any]] = {
        "facts": {"facts": [FACT] * count},
        "actions": {"actions": [PROMISE | {"id": f"a{n}"} for n in numbers]},
        "acts": {"acts": [ACT | {"id": f"u{n}"} for n in numbers]},
        "sources": {"sources": {f"s{n}": {"title": "t"} for n in numbers}},
        "expectations": {"expect": [EXPECTED] * count},
        "text": {"about": "x" * count},
    }
    return ways[kind]


SMALL = Limits(facts=4, actions=3, acts=3, sources=3, expectations=3, text=100)
KINDS = ["facts", "actions", "acts", "sources", "expectations", "text"]


def written(folder: Path, **more: Any) -> str:
    path = folder / "case.json"
    path.write_text(json.dumps(HEAD | more))
    return str(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_may_hold_as_many_as_the_limit_and_one_more_is_refused(kind: str, tmp_path: Path) -> None:
    most = getattr(SMALL, kind)
    assert load_case(written(tmp_path, **keys(kind, most)), limits=SMALL).limits == SMALL
    path = written(tmp_path, **keys(kind, most + 1))
    with pytest.raises(UnusableError, match=f"the most is {most}") as caught:
        load_case(path, limits=SMALL)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (Code.TOO_LARGE, path)
    assert load_case(path, limits=replace(SMALL, **{kind: most + 1})).id == "x"


@pytest.mark.parametrize("kind", KINDS)
def test_the_limits_are_those_of_design_unless_others_are_given(kind: str, tmp_path: Path) -> None:
    most = getattr(Limits(), kind)
    assert f"{most:,}" in (Path(__file__).parents[2] / "docs" / "design.md").read_text()
    if kind not in ("facts", "acts"):  # which have their tests
        assert load_case(written(tmp_path, **keys(kind, most))).id == "x"
    with pytest.raises(UnusableError, match=rf"the most is {most:,} \[too-large\]"):
        load_case(written(tmp_path, **keys(kind, most + 1)))


def test_a_pattern_counts_once_for_every_field_that_it_names(tmp_path: Path) -> None:
    path = written(tmp_path, facts=[PATTERN])
    named = len(load_case(path).facts)
    assert named > 1
    with pytest.raises(UnusableError, match="too-large"):
        load_case(path, limits=Limits(facts=named - 1))


@pytest.mark.parametrize("place", ["$.facts[0].note", "$.sources.s.title", "$.sources", "$.title"])
def test_a_text_that_is_too_long_is_refused_wherever_it_stands(place: str, tmp_path: Path) -> None:
    long = "x" * 20_001
    ways: dict[str, dict[str, Any]] = {
        "$.facts[0].note": {"facts": [FACT | {"note": long}]},
        "$.sources.s.title": {"sources": {"s": {"title": long}}},
        "$.sources": {"sources": {long: {"title": "t"}}},
        "$.title": {"title": long},
    }
    with pytest.raises(UnusableError) as caught:
        load_case(written(tmp_path, **ways[place]))
    assert [(each.code, each.place) for each in caught.value.problems] == [(Code.TOO_LARGE, place)]


def test_what_a_baseline_holds_counts_with_the_case(tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text(json.dumps(HEAD | {"id": "base"} | keys("actions", 2)))
    own = [{**each, "id": f"own-{each['id']}"} for each in keys("actions", 2)["actions"]]
    path = written(tmp_path, baseline="base.json", actions=own)
    assert len(load_case(path).actions) == 4
    with pytest.raises(UnusableError, match=r"has 4 actions with its baselines; the most is 3 \[too-large\]"):
        load_case(path, limits=SMALL)


@pytest.mark.parametrize(("most", "holds"), [(20, True), (19, False)])
def test_a_timeline_has_as_many_days_by_entries_as_the_limit(most: int, holds: bool, tmp_path: Path) -> None:
    case = load_case(written(tmp_path, facts=[FACT, FACT]), limits=Limits(day_entries=most))
    if holds:
        assert over_time(case, first="2025-12-01", last="2025-12-10").conditions
    else:
        with pytest.raises(UnusableError, match=r"10 days over 2 facts and actions: the most .* is 19 \[too-large\]"):
            over_time(case, first="2025-12-01", last="2025-12-10")


@pytest.mark.parametrize(("most", "holds"), [(13, True), (12, False)])
def test_what_looks_at_many_days_takes_so_many_entries_by_themselves(most: int, holds: bool, tmp_path: Path) -> None:
    other = FACT | {"field": "captives.china.held"}
    facts = [FACT, FACT, FACT, other, other]
    case = load_case(written(tmp_path, facts=facts), limits=Limits(pairs=most))
    assert judge(case)["401(a)"].status is Status.UNKNOWN  # one day is looked at once
    if holds:
        assert over_time(case, first="2025-12-01", last="2025-12-10").conditions
    else:
        with pytest.raises(UnusableError, match=r"3 on `captives.japan.held`: the most .* is 12 \[too-large\]"):
            over_time(case, first="2025-12-01", last="2025-12-10")


def test_totals_lie_one_within_another_just_so_deep(tmp_path: Path) -> None:
    """Each is two days shorter than the one around it."""
    path = tmp_path / "x.json"
    for depth in (32, 33):
        spans = [(date(2020, 1, 1) + timedelta(n), date(2020, 12, 31) - timedelta(n)) for n in range(depth)]
        totals = [
            {"field": "captives.japan.returned", "value": 0, "from": f"{start}", "to": f"{end}"} for start, end in spans
        ]
        path.write_text(json.dumps(HEAD | {"facts": totals}))
        if depth == 32:
            assert len(load_case(str(path)).facts) == depth
            continue
        message = r"\$\.facts\[32\]\.from: stands within more than 32 other totals"
        with pytest.raises(UnusableError, match=message) as caught:
            load_case(str(path))
        assert [problem.code for problem in caught.value.problems] == [Code.TOO_DEEP]


def test_a_case_states_a_part_of_what_its_baseline_totals(tmp_path: Path) -> None:
    whole = {"field": "captives.japan.returned", "value": 5, "from": "2016-01-01", "to": "2025-12-31"}
    part = whole | {"value": 2, "from": "2020-01-01", "to": "2020-12-31"}
    (tmp_path / "base.json").write_text(json.dumps(HEAD | {"id": "base", "facts": [whole]}))
    (tmp_path / "x.json").write_text(json.dumps(HEAD | {"baseline": "base.json", "facts": [part]}))
    ledger = load_case(str(tmp_path / "x.json")).folded().ledger("captives.japan.returned")
    assert [entry.low for entry in ledger] == [2, 5]
