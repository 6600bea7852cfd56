"""A higher rung holds only with the safeguards of the lower one, so that no rung is a way around another."""

import pytest

from compliance import load_rules
from compliance.law.degree import Degree
from compliance.rulebook.resolve import ResolvedGroup, ResolvedRung, ResolvedTest

RULES = load_rules()
READINGS = ("plain", "strict", "lenient")


def lowest_asked(matter: str, reading: str) -> Degree:
    """The lowest rung, from steps up, that the reading asks of the matter anywhere; words may always be passed by."""
    parameters, statute = RULES.interpretations[reading], RULES.statute
    degrees = [
        Degree(found.value)
        for (kind, path), found in parameters.values.items()
        if kind == "degree" and found.value != "as-suspension"
        if statute.versions[path.rpartition(">")[2]][-1].matter == matter
        or matter in ("foreign_nationals", "us_nationals")
    ]
    return max(Degree.STEPS, min(degrees, key=lambda degree: degree.rank), key=lambda degree: degree.rank)


def conditions(rung: ResolvedRung) -> list[ResolvedTest | ResolvedGroup]:
    """What must all hold."""
    return list(rung.group.parts) if rung.group.how == "all" else [rung.group]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("matter", RULES.ladders)
def test_every_condition_of_the_rung_asked_for_stands_in_the_rungs_above_it(matter: str, reading: str) -> None:
    rungs = {rung.degree: rung for rung in RULES.interpretations[reading].ladders[matter]}
    least = Degree.SIGNIFICANT if matter == "us_nationals" else lowest_asked(matter, reading)
    for degree, rung in rungs.items():
        if (matter, degree) == ("counterfeiting", Degree.COMPLETE):
            continue  # judged by itself: who has ceased for good has nothing left to give up
        if degree.rank > least.rank:
            missing = [part for part in conditions(rungs[least]) if part not in conditions(rung)]
            assert missing == [], f"{matter}, {degree}"
