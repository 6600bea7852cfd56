"""Medians of contenders that take turns, so that whatever slows the machine slows all of them."""

import statistics
import time
from collections.abc import Callable, Mapping

TURN = 0.01  # seconds: long enough for the caches to be each contender's own


def medians(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Milliseconds a run of each: the median over the rounds, in each of which everyone has one turn.

    A turn is as many runs as fill about ten milliseconds, and at least one. The first run is not counted.
    """
    runs = {name: _runs_a_turn(work) for name, work in contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            taken[name].append(_turn(work, runs[name]))
    return {name: statistics.median(times) * 1000 for name, times in taken.items()}


def _runs_a_turn(work: Callable[[], object]) -> int:
    work()
    return max(1, int(TURN / min(_turn(work, 1) for _ in range(3))))


def _turn(work: Callable[[], object], runs: int) -> float:
    """Seconds a run."""
    start = time.perf_counter()
    for _ in range(runs):
        work()
    return (time.perf_counter() - start) / runs
