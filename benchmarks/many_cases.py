"""The draws and the rows that are judged when many cases are."""

from collections.abc import Iterator
from pathlib import Path

from compliance.scale.row import Row

SWEPT = "suspension-not-termination"
SWEEP = Path(__file__).with_name("eight-numbers.toml")


def rows_of(count: int) -> Iterator[Row]:
    """So many cases on the record, as lines of JSON: no two alike."""
    for number in range(1, count + 1):
        yield Row(number, None, case_json(number))


def case_json(number: int) -> str:
    """One of them."""
    return (
        f'{{"format": 1, "id": "row-{number}", "title": "Row {number}", "as_of": "2026-03-15", "baseline": "record", '
        f'"actions": [{{"id": "freed", "type": "release_prisoners", "count": {number}, "place": "camps", '
        '"date": "2026-03-10", "verification": "verified", "verifier": "ICRC"}]}'
    )
