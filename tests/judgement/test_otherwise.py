"""What a hypothetical supposes by saying no more: nothing else happens. It keeps what was shown, and mends nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import Status, UnusableError, expectations, judge, load_case
from compliance.case.model import Case

BY = {"verification": "verified", "verifier": "a witness"}
DECLARED = "/us/usc/t22/s9251/a/3"


def written(folder: Path, name: str, as_of: str, baseline: str = "", **rest: Any) -> Case:
    case = {"format": 1, "id": name, "title": name, "hypothetical": True, "as_of": as_of, **rest}
    (folder / f"{name}.json").write_text(json.dumps(case | ({"baseline": baseline} if baseline else {})))
    return load_case(str(folder / f"{name}.json"))


@pytest.mark.parametrize("on", ["2026-11-23", "2027-02-01", "2029-06-01", "2040-01-01"])
def test_a_case_that_adds_nothing_finds_what_its_baseline_finds(tmp_path: Path, on: str) -> None:
    case = written(tmp_path, "nothing", on, "record", expect=[{"same_as": "record"}])
    assert expectations(case).differences == ()


def test_a_link_that_says_unknown_leaves_its_own_gap_open(tmp_path: Path) -> None:
    aged = judge(written(tmp_path, "aged", "2029-06-01", "record", otherwise="unknown"))
    assert aged.supposed is None
    kept = judge(written(tmp_path, "kept", "2029-06-01", "record"))
    assert kept.supposed is not None
    assert [str(span.start) for span in kept.supposed.spans] == ["2026-11-24"]
    assert kept.supposed.without
    assert judge(load_case(str(tmp_path / "kept.json")), otherwise="unknown").statuses == aged.statuses


def test_the_day_before_the_gap_supposes_nothing(tmp_path: Path) -> None:
    case = written(tmp_path, "later", "2029-06-01", "record")
    assert judge(case, as_of="2026-11-23").supposed is None
    assert judge(case, as_of="2026-11-24").supposed is not None


SEEN = {"field": "un_verification.inspectors", "value": 9, "date": "2025-01-01", **BY}


@pytest.mark.parametrize(("otherwise", "status"), [(None, Status.MET), ("unknown", Status.UNKNOWN)])
def test_what_a_baseline_shows_does_not_age_after_its_day(tmp_path: Path, otherwise: Any, status: Status) -> None:
    """A finding of a condition that can lapse, two and a half years old on the day judged."""
    written(tmp_path, "then", "2025-06-01", facts=[SEEN])
    case = written(tmp_path, "now", "2027-07-01", "then.json")
    found = judge(case, otherwise=otherwise).finding(DECLARED)
    assert found is not None
    assert found.status is status


NOTES = "counterfeiting.new_notes_attributed"


def notes(folder: Path, baseline: list[dict[str, Any]], own: list[dict[str, Any]]) -> tuple[Status, ...]:
    """The statuses of the test that no note was found for a year, under § 401(a)(1), a year and a half after."""
    written(folder, "then", "2025-06-01", facts=baseline)
    case = written(folder, "now", "2027-01-01", "then.json", facts=own)
    found = judge(case).finding("/us/usc/t22/s9251/a/1")
    assert found is not None
    tests = [test for rung in found.rungs if rung.degree == "steps" for test in rung.group.tests()]
    return tuple(test.status for test in tests if test.extents[0].field.path == NOTES)


def counted(number: int, start: str, end: str) -> dict[str, Any]:
    return {"field": NOTES, "value": number, "from": start, "to": end, **BY}


@pytest.mark.parametrize(
    ("baseline", "own", "status"),
    [
        ([counted(0, "2024-06-02", "2025-06-01")], [], Status.MET),  # held when the gap began
        ([], [], Status.UNKNOWN),  # was unknown, and stays so
        ([counted(1, "2025-03-01", "2025-03-01")], [], Status.UNKNOWN),  # failed, and is not mended by silence
        ([counted(1, "2025-03-01", "2025-03-01")], [counted(0, "2026-01-02", "2027-01-01")], Status.MET),  # is stated
        ([counted(0, "2024-06-02", "2025-06-01")], [counted(1, "2026-10-01", "2026-10-01")], Status.UNMET),
        ([counted(0, "2024-06-02", "2025-06-01")], [counted(1, "2025-09-01", "2025-09-01")], Status.UNKNOWN),
        (
            [counted(0, "2024-06-02", "2025-06-01")],
            [{"field": NOTES, "unknown": True, "from": "2026-01-01", "to": "2026-12-31"}],
            Status.UNKNOWN,
        ),
    ],
)
def test_that_nothing_else_happens_keeps_a_test_of_harm_and_does_not_mend_it(
    tmp_path: Path, baseline: list[dict[str, Any]], own: list[dict[str, Any]], status: Status
) -> None:
    assert notes(tmp_path, baseline, own) == (status,)


def test_in_a_net_the_harm_since_the_gap_began_is_nil(tmp_path: Path) -> None:
    taken = [
        {"field": f"{register}.*.taken", "value": 0, "from": "0001-01-01", "to": "2025-06-01", **BY}
        for register in ("captives", "armistice_detainees")
    ]
    written(tmp_path, "then", "2025-06-01", facts=taken)
    home = [
        {"id": country, "type": "repatriate", "date": "2026-01-01", "country": country, "count": 1, **BY}
        | {"gravely_harmed": 0, "voluntary": True}
        for country in ("japan", "canada")
    ]
    now = written(tmp_path, "now", "2027-01-01", "then.json", actions=home)
    found = judge(now).finding("/us/usc/t22/s9251/a/4")
    assert found is not None
    assert found.status is Status.MET
    without = judge(now, otherwise="unknown").finding("/us/usc/t22/s9251/a/4")
    assert without is not None
    assert without.status is Status.UNKNOWN


def test_only_a_hypothetical_supposes(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match=r"\$\.otherwise: supposes that nothing else happens"):
        written(tmp_path, "recorded", "2029-06-01", hypothetical=False, otherwise="as-recorded")
    assert judge(written(tmp_path, "recorded", "2029-06-01", hypothetical=False, otherwise="unknown")).supposed is None


def test_no_file_writes_what_is_supposed(tmp_path: Path) -> None:
    fact = {"field": NOTES, "basis": "otherwise", "from": "2026-01-01", "to": "2026-12-31", "note": "x"}
    with pytest.raises(UnusableError, match=r"basis"):
        written(tmp_path, "now", "2027-01-01", facts=[fact])
