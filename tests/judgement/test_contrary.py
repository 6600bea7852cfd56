"""A word against a finding at the grade: a doubt at most, from the grade on that the reading asks for (Q48)."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import Status, judge, load_case
from compliance.record.evidence import Fact
from compliance.record.vocabulary import Action
from conftest import act, fact, finding_of, total

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
HELD = {"field": "captives.japan.held", "at_most": 0, "window": "standing", "grade": "observed"}
TAKEN = {"field": "captives.japan.taken", "at_most": 0, "window": "since-enactment", "grade": "observed"}
NOBODY = fact("captives.japan.held", 0, "2025-01-01")
NONE = total("captives.japan.taken", 0, "2016-02-18", "2026-03-15")


def found(test: dict[str, Any], contrary: str, *said: Fact | Action) -> Status:
    return finding_of(test, *said, contrary={"words": contrary}).status


WORDS = [
    (None, UNKNOWN, MET, MET),
    ("claimed", UNKNOWN, MET, MET),
    ("reported", UNKNOWN, UNKNOWN, MET),
    ("observed", UNMET, UNMET, UNMET),  # at the grade it is a finding of its own
]


@pytest.mark.parametrize(("grade", "any_word", "reports", "findings"), WORDS)
def test_what_a_word_against_a_finding_makes_of_it(
    grade: str | None, any_word: Status, reports: Status, findings: Status
) -> None:
    later = fact("captives.japan.held", 2, "2025-06-01", grade)
    event = act("detain", "2025-06-01", grade, country="japan", count=2)
    for contrary, status in (("any", any_word), ("reported", reports), ("the-grade", findings)):
        assert found(HELD, contrary, NOBODY, later) is status
        assert found(HELD, contrary, NOBODY, event) is status
    for contrary, status in (("any", any_word), ("reported", reports), ("the-grade", findings)):
        assert found(TAKEN, contrary, NONE, event) is status


def test_on_the_day_of_the_finding_itself_a_rumour_weighs_no_more() -> None:
    same_day = fact("captives.japan.held", 2, "2025-01-01", "claimed")
    assert found(HELD, "reported", NOBODY, same_day) is MET
    assert found(HELD, "any", NOBODY, same_day) is UNKNOWN


def test_where_no_finding_stands_what_is_adverse_counts_at_any_grade() -> None:
    assert found(HELD, "the-grade", fact("captives.japan.held", 2, "2025-06-01", "claimed")) is UNMET


def test_a_later_finding_ends_the_doubt() -> None:
    running = "weapons.nuclear.production_running"
    test = {"field": running, "is": False, "window": "standing", "grade": "observed"}
    said = fact(running, False, "2025-01-01"), fact(running, True, "2025-06-01", "reported")
    assert found(test, "reported", *said) is UNKNOWN
    assert found(test, "reported", *said, fact(running, False, "2025-09-01")) is MET


def test_a_stale_finding_stands_against_nothing() -> None:
    lapsing = HELD | {"relapses": True}
    old, rumour = fact("captives.japan.held", 0, "2023-01-01"), fact("captives.japan.held", 2, "2025-06-01", "claimed")
    assert found(lapsing, "the-grade", old, rumour) is UNMET


def test_a_word_set_aside_is_shown() -> None:
    rumour = fact("captives.japan.held", 2, "2025-06-01", "claimed")
    test = finding_of(HELD, NOBODY, rumour, contrary={"words": "reported"})
    assert [use.how for use in test.extents[0].uses] == ["counted", "set-aside"]


def judged(folder: Path, standing: dict[str, Any], **rest: Any) -> Status:
    """Whether production is found not to go on, where the Secret Service found so and somebody says otherwise."""
    ceased = {"field": "counterfeiting.production_evidenced", "value": False, "date": "2028-05-01"}
    goes_on = {"field": "counterfeiting.production_evidenced", "value": True, "date": "2028-05-20"}
    case = {"format": 1, "title": "T", "hypothetical": True, "as_of": "2028-06-01"}
    finding = ceased | {"verification": "verified", "verifier": "United States Secret Service"}
    (folder / "found.json").write_text(json.dumps(case | {"id": "found", "facts": [finding]}))
    own = {"id": "said", "facts": [goes_on | standing]} | rest
    (folder / "said.json").write_text(json.dumps(case | own))
    found = judge(load_case(str(folder / "said.json"))).finding("/us/usc/t22/s9251/a/1")
    assert found is not None
    tests = (test for rung in found.rungs if rung.degree == "steps" for test in rung.group.tests())
    return next(test.status for test in tests if test.extents[0].field.path == goes_on["field"])


def test_what_a_hypothetical_supposes_against_its_baseline_is_heard_fully(tmp_path: Path) -> None:
    claimed = {"verification": "claimed", "verifier": "an unnamed source"}
    assert judged(tmp_path, claimed, baseline="found.json") is UNMET


def test_the_own_word_of_the_government_against_itself_is_heard_fully(tmp_path: Path) -> None:
    admitted = {"verification": "claimed", "verifier": "Government of North Korea"}
    finding = {"field": "counterfeiting.production_evidenced", "value": False, "date": "2028-05-01"}
    finding |= {"verification": "verified", "verifier": "United States Secret Service"}
    both = [finding, finding | admitted | {"value": True, "date": "2028-05-20"}]
    assert judged(tmp_path, {}, facts=both) is UNMET
    both[1] |= {"verifier": "an unnamed source"}
    assert judged(tmp_path, {}, facts=both) is MET
