"""The verdicts of many cases are those of `judge`."""

import pytest

from compliance import judge, load_case
from compliance.files.resources import packaged_cases
from compliance.scale.quick import Quick

READINGS = ("lenient", "plain", "strict")


@pytest.mark.parametrize("reading", READINGS)
def test_of_every_packaged_case_each_provision_has_the_status_that_judge_finds(reading: str) -> None:
    quick = Quick(reading=reading)
    for name in packaged_cases():
        case = load_case(name)
        judged = judge(case, reading=reading)
        found = {finding.path: finding.status for result in judged.results for finding in result.finding.walk()}
        verdict = quick.verdict(case)
        assert {path: verdict.statuses[number] for path, number in verdict.tree.numbers.items()} == found, name
