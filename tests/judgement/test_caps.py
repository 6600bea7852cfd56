"""What caps what: where no foreign staff can be, no term of their access can be kept."""

import pytest

from compliance.record.evidence import Fact
from compliance.status import Status
from conftest import fact, finding_of

VISITS = {"field": "humanitarian.random_visits", "is": True, "window": "since-enactment", "relapses": True}
ALLOWED = fact("humanitarian.random_visits", True, "2025-01-10")
STAFF = "humanitarian.international_staff"


@pytest.mark.parametrize(
    ("staff", "capped", "half"),
    [
        ([], Status.MET, Status.MET),  # of staff nothing is known, so nothing follows
        ([fact(STAFF, 3, "2026-01-01")], Status.MET, Status.MET),
        ([fact(STAFF, 0, "2026-01-01")], Status.UNMET, Status.UNKNOWN),
        ([fact(STAFF, 0, "2023-01-01")], Status.MET, Status.MET),  # too old to rule out anything today
    ],
)
def test_without_staff_no_term_is_kept_or_none_is_shown_to_be(staff: list[Fact], capped: Status, half: Status) -> None:
    assert finding_of(VISITS, ALLOWED, *staff).status is capped
    by_answer = {**VISITS, "capped": "@staff"}
    assert finding_of(by_answer, ALLOWED, *staff, threshold={"staff": 1}).status is capped
    assert finding_of(by_answer, ALLOWED, *staff, threshold={"staff": 0}).status is half


def test_the_entries_of_the_premise_are_shown() -> None:
    found = finding_of(VISITS, ALLOWED, fact(STAFF, 0, "2026-01-01"))
    assert {use.entry.field for use in found.extents[0].uses} == {"humanitarian.random_visits", STAFF}


def test_what_caps_alone_leaves_nothing_open() -> None:
    assert finding_of(VISITS, fact(STAFF, 0, "2026-01-01")).status is Status.UNMET
