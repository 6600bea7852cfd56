"""Judging in many threads at once gives what it gives in one: a web server may share a rulebook."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

import pytest

from compliance import judge, load_case, load_rules
from compliance.judgement import durable
from compliance.judgement.finding import Assessment

CASES = ("record-2026-03-15", "suspension-and-termination", "everything", "no-captives-or-detainees")
WORK = list(product(CASES, ("plain", "strict", "lenient"))) * 4
THREADS = 8
RULES = load_rules()


@pytest.mark.parametrize("engines", [("specification",), ("specification", "durable_rules")], ids=" and ".join)
def test_threads_that_start_together_find_what_one_finds(engines: tuple[str, ...]) -> None:
    if "durable_rules" in engines and not durable.is_available():
        pytest.skip("durable_rules is not installed here")
    start = Barrier(THREADS)

    def together(share: list[tuple[str, str]]) -> list[Assessment]:
        """Judge on the rulebook that all threads share."""
        start.wait()
        return [judge(load_case(name), RULES, reading=reading, engines=engines) for name, reading in share]

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(together, [WORK[index::THREADS] for index in range(THREADS)]))
    fresh = load_rules()
    alone = {(name, reading): judge(load_case(name), fresh, reading=reading) for name, reading in set(WORK)}
    for index, share in enumerate(found):
        for work, assessment in zip(WORK[index::THREADS], share, strict=True):
            assert assessment.results == alone[work].results
            assert assessment.engines == engines
