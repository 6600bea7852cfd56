"""An empty class asks for nothing: nobody in it when the window opened, and nobody since (Q49)."""

import pytest

from compliance.record.evidence import Fact
from compliance.record.vocabulary import Action
from compliance.status import Status
from conftest import act, fact, finding_of, total

REGISTER = "armistice_detainees.united_states"
EMPTY = {
    "field": f"{REGISTER}.taken",
    "at_most": 0,
    "share_of": f"{REGISTER}.outstanding",
    "empty": "@classes",
    "net_of_known": [f"{REGISTER}.held", f"{REGISTER}.died_in_custody"],
    "net_label": "held, or died in custody",
    "grade": "observed",
    "window": "since-enactment",
}
NOBODY = fact(f"{REGISTER}.outstanding", 0, "2016-02-18")
NONE_TAKEN = total(f"{REGISTER}.taken", 0, "2016-02-18", "2026-03-15")
TAKEN = act("detain", "2019-01-01", country="united_states", count=1, **{"class": "armistice_detainees"})
RETURNED = act("repatriate", "2018-01-01", country="united_states", count=3, **{"class": "armistice_detainees"})


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([NOBODY, NONE_TAKEN], Status.MET),
        ([NONE_TAKEN], Status.UNKNOWN),
        ([NOBODY], Status.UNKNOWN),
        ([fact(f"{REGISTER}.outstanding", 0, "2016-02-19"), NONE_TAKEN], Status.UNKNOWN),  # the day after it opened
        ([fact(f"{REGISTER}.outstanding", 1, "2016-02-18"), NONE_TAKEN], Status.UNMET),
        ([fact(f"{REGISTER}.outstanding", 1, "2016-02-18"), NONE_TAKEN, RETURNED], Status.UNMET),  # returns empty none
        ([fact(f"{REGISTER}.outstanding", 0, "2016-02-18", "claimed"), NONE_TAKEN], Status.UNKNOWN),
        ([NOBODY, NONE_TAKEN, fact(f"{REGISTER}.held", 1, "2019-01-01", "reported")], Status.UNMET),
        ([NOBODY, NONE_TAKEN, fact(f"{REGISTER}.held", 0, "2019-01-01")], Status.MET),
        ([NOBODY, NONE_TAKEN, total(f"{REGISTER}.died_in_custody", 1, "2019-01-01", "2019-12-31")], Status.UNMET),
        ([NOBODY, TAKEN], Status.UNMET),
    ],
)
def test_a_class_is_empty_where_nobody_was_in_it_when_the_window_opened_or_since(
    said: list[Fact | Action], status: Status
) -> None:
    assert finding_of(EMPTY, *said, empty={"classes": True}).status is status


def test_where_the_answer_says_so_an_empty_class_asks_for_somebody() -> None:
    assert finding_of(EMPTY, NOBODY, NONE_TAKEN, empty={"classes": False}).status is Status.UNMET
