"""What the record shows on the day of a certification, and which certifications are looked at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from compliance.case.load import load_case
from compliance.record.acts import UsAct
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from compliance.timeline.case_history import CaseHistory
from compliance.timeline.support import Support, supports

A, B = "/us/usc/t22/s9251/a", "/us/usc/t22/s9251/b"
MET = "2027-10-01"  # the day on which the packaged package of six steps would support a suspension


def act(name: str, day: str, kind: str, of: str, by: str = "President") -> UsAct:
    return UsAct.model_validate({"id": name, "date": day, "type": kind, "of": of, "by": by})


def supported(rulebook: Rulebook, acts: Sequence[UsAct], answers: dict[str, str] | None = None) -> dict[str, Support]:
    case = load_case("suspension-and-termination")
    history = CaseHistory(replace(case, acts=tuple(acts)), rulebook, rulebook.interpretation("plain", answers))
    return dict(supports(history))


def test_a_certification_is_looked_at_on_its_own_day_as_the_record_was_known_then(rulebook: Rulebook) -> None:
    found = supported(rulebook, [act("eve", "2027-09-30", "certify", A), act("day", MET, "certify", A)])
    assert found["eve"].status is Status.UNKNOWN
    assert found["day"].status is Status.MET


@pytest.mark.parametrize(("day", "by"), [("2015-12-01", "President"), (MET, "Mayor")])
def test_what_has_no_effect_is_neither_looked_at_nor_the_first_certification(
    rulebook: Rulebook, day: str, by: str
) -> None:
    first = act("first", "2027-09-01", "certify", A, by) if by == "Mayor" else act("first", day, "certify", A, by)
    found = supported(rulebook, [first, act("made", MET, "certify", A), act("kept", MET, "certify", B)])
    assert "first" not in found
    assert found["kept"].status is Status.MET
    assert "from 2027-10-01" in found["kept"].how


def test_a_look_back_begins_with_the_first_certification_or_reaches_a_whole_year(rulebook: Rulebook) -> None:
    acts = [act("made", MET, "certify", A), act("kept", MET, "certify", B)]
    assert supported(rulebook, acts)["kept"].status is Status.MET
    whole = supported(rulebook, acts, {"Q44": "one-each-whole-year"})["kept"]
    assert whole.status is Status.UNMET
    assert "from 2026-10-02" in whole.how


def test_what_was_not_known_for_some_months_was_not_shown_to_be_kept(rulebook: Rulebook) -> None:
    acts = [act("made", MET, "certify", A), act("kept", "2028-06-01", "certify", B)]
    assert supported(rulebook, acts)["kept"].status is Status.UNKNOWN
    assert supported(rulebook, acts, {"Q17": "not-reversed"})["kept"].status is Status.MET


def test_a_record_is_judged_once_a_day(rulebook: Rulebook) -> None:
    history = CaseHistory(load_case("suspension-and-termination"), rulebook, rulebook.interpretation("plain"))
    assert history.assessment(date(2028, 1, 1)) is history.assessment(date(2028, 1, 1))
    assert history.assessment(date(2028, 1, 1)) is not history.assessment(date(2028, 1, 1), afresh=True)
