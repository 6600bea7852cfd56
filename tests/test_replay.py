"""The record replayed at the end of each year, as it was known then: a table for people to read."""

from datetime import date

from syrupy.assertion import SnapshotAssertion

from compliance import judge, load_case
from compliance.rulebook.rulebook import Rulebook

MARK = {"met": "+", "unmet": "x", "unknown": "?"}
RECORD = load_case("record")


def line(day: date, reading: str, rulebook: Rulebook) -> str:
    """One day in a line: each provision with its mark."""
    assessment = judge(RECORD, rulebook, reading=reading, as_of=day)
    told = []
    for result in assessment.results:
        leaves = [leaf for leaf in result.finding.leaves() if ">" not in leaf.path]
        parts = (f"{leaf.act_form.partition('§ ')[2]}{MARK[leaf.status.value]}" for leaf in leaves)
        told.append(f"{result.goal.name} {MARK[result.finding.status.value]} ({' '.join(parts)})")
    return f"{day}  {'  '.join(told)}"


def test_the_record_at_each_years_end_as_it_was_known_then(rulebook: Rulebook, snapshot: SnapshotAssertion) -> None:
    days = [*(date(year, 12, 31) for year in range(2002, 2026)), date(2026, 3, 15), RECORD.as_of]
    assert [line(day, "plain", rulebook) for day in days] == snapshot


def test_no_day_of_the_record_supports_either_section(rulebook: Rulebook) -> None:
    for year in range(2002, 2026):
        for reading in ("plain", "strict", "lenient"):
            assert " + (" not in line(date(year, 12, 31), reading, rulebook)
