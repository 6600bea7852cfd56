"""Cases made to look like compliance: whatever else they show, the provision that `about` names is not met."""

from pathlib import Path

import pytest

from compliance import Status, judge, load_case, load_rules

RULES = load_rules()
ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.json"))


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_what_only_looks_like_compliance_is_not_met(path: Path) -> None:
    case = load_case(str(path))
    finding = judge(case, RULES).finding(f"/us/usc/t22/s{case.about}")
    assert finding is not None
    assert finding.status is not Status.MET


def test_there_are_attacks() -> None:
    assert len(ATTACKS) >= 17
