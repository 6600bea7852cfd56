"""Evaluation in many threads at once gives what it gives in one: a web server may share a rulebook."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

import pytest

from compliance import evaluate, load_case, load_rules
from compliance.judgement import durable
from compliance.judgement.finding import Assessment

CASES = ("record-2026-03-15", "suspension-and-termination", "everything", "no-captives-or-detainees")
WORK = list(product(CASES, ("plain", "strict", "lenient"))) * 4
THREADS = 8


def judged(work: tuple[str, str], both: bool) -> Assessment:
    """One evaluation on the rulebook that all threads share."""
    name, reading = work
    case = load_case(name)
    assessment = evaluate(RULES, case.folded(), as_of=case.as_of, reading=reading)
    return durable.confirmed(assessment) if both else assessment


RULES = load_rules()


@pytest.mark.parametrize("both", [False, True], ids=["specification", "both engines"])
def test_threads_that_start_together_find_what_one_finds(both: bool) -> None:
    if both and not durable.is_available():
        pytest.skip("durable_rules is not installed here")
    fresh = load_rules()
    RULES.parameters["plain"].memo.clear()
    start = Barrier(THREADS)

    def together(share: list[tuple[str, str]]) -> list[Assessment]:
        start.wait()
        return [judged(work, both) for work in share]

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(together, [WORK[index::THREADS] for index in range(THREADS)]))
    for index, share in enumerate(found):
        for (name, reading), assessment in zip(WORK[index::THREADS], share, strict=True):
            case = load_case(name)
            alone = evaluate(fresh, case.folded(), as_of=case.as_of, reading=reading)
            assert assessment.results == alone.results
            if both:
                assert assessment.engines == ("specification", "durable_rules")
