"""Corners of judgement: wholes below the grade, the law as if in force, groups that say two things."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance.files.resources import rules_folder
from compliance.judgement.evaluate import evaluate
from compliance.problem import UnusableError
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from conftest import ENACTED, SECTION, act, fact, folded, judged, ladder, level, search, small_rulebook, total

RETURNED, WHOLE = "captives.japan.returned", "captives.japan.outstanding"
SHARE = {"field": RETURNED, "share_of": WHOLE, "at_least": "1/2", "grade": "observed", "window": "since-enactment"}
NONE_ELSE = search(RETURNED, "2026-01-01")


def one_leaf(steps: dict[str, Any], degree: str = "steps", **sets: Any) -> Rulebook:
    """A rulebook of one leaf, whose ladder has the one rung `steps`."""
    leaf = level(SECTION, matter="one")
    return small_rulebook([leaf], [ladder("one", steps=steps)], {"degree": {SECTION: degree}, **sets}, SECTION)


# 4: "An empty or open-ended register proves nothing unless it is stated complete at that grade."
@pytest.mark.parametrize("grade", ["claimed", None])
def test_an_empty_register_below_the_grade_makes_no_share_hold(grade: str | None) -> None:
    empty = fact(WHOLE, 0, "2016-01-01", grade)
    assert judged(one_leaf({"all": [SHARE]}), empty, NONE_ELSE).result(SECTION).status is not Status.MET


# 4: "The grade is demanded of *whatever makes the test hold*": a small whole makes a share hold.
def test_a_small_whole_below_the_grade_makes_no_share_hold() -> None:
    said = fact(WHOLE, 2, "2016-01-01", "claimed"), act("release_captives", "2018-01-01", country="japan", count=1)
    assert judged(one_leaf({"all": [SHARE]}), *said).result(SECTION).status is Status.UNKNOWN


# "adding an entry or action that is better for its field, at any grade, never lowers a status";
# 10, as if the law were in force: "the window is then the ten years before the day".
def test_a_better_entry_before_all_others_lowers_nothing_where_the_law_is_asked_for_as_if_in_force() -> None:
    early = date(2015, 12, 31)
    net = {"field": RETURNED, "at_least": 1, "net_of": "captives.japan.taken", "net": "@n", "window": "since-enactment"}
    rules = one_leaf({"all": [net]}, net={"n": "net"}, window={"as_if_in_force": "previous-120-months"})
    said = [
        act("release_captives", "2012-06-01", country="japan", count=1),
        total("captives.japan.taken", 0, "2006-01-01", "2015-12-31"),
    ]
    families = act("reunite_families", "2009-09-26", count=97)
    before = evaluate(rules, folded(*said, as_of=early), as_of=early, law_as_of=ENACTED)
    after = evaluate(rules, folded(*said, families, as_of=early), as_of=early, law_as_of=ENACTED)
    assert before.result(SECTION).status is Status.MET
    assert after.result(SECTION).status is Status.MET


# 5: "A leaf that asks for rung r is met if the lower bound reaches r": the lowest degree is one that a reading may set.
def test_a_leaf_that_asks_for_nothing_is_met() -> None:
    rules = one_leaf({"all": [{"field": "camps.pledged", "is": True, "window": "standing"}]}, degree="none")
    assert judged(rules).result(SECTION).status is Status.MET


# 4.1: the loader refuses "a rung … or a test that its type does not allow"; 8: a group is `all`, `any` or `at_least n`.
@pytest.mark.parametrize(
    "group",
    [
        '{ because = "nothing at all" }',
        '{ all = [{ field = "camps.pledged", is = true, window = "ever", because = "a test" }], '
        'any = [{ field = "society.pledged", is = true, window = "ever", because = "a test" }] }',
    ],
    ids=["neither", "both"],
)
def test_a_group_within_a_rung_says_one_thing_or_is_refused(group: str, tmp_path: Path) -> None:
    folder = shutil.copytree(rules_folder(), tmp_path / "rules")
    ladders = folder / "ladders.toml"
    plain = 'all = [{ field = "camps.pledged"'
    assert plain in ladders.read_text()
    ladders.write_text(ladders.read_text().replace(plain, plain.replace("[", f"[{group}, ")))
    with pytest.raises(UnusableError, match="bad-test"):
        load_rules(folder)
