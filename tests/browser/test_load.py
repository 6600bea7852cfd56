"""Eight at once on loopback: no wrong answer, and no growth; the percentiles are printed."""

import json
import statistics
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from compliance import judge, load_case

pytestmark = pytest.mark.browser
LINES = [f"release_prisoners place=camps count={1000 * number} verified-by=ICRC" for number in range(1, 9)]
REQUESTS = 240


def rss_of_children() -> int:
    """Kibibytes of all processes of this server and its workers."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
            command = status.with_name("cmdline").read_text()
        except OSError:
            continue
        if "serve" in command or "spawn_main" in command:
            found += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS"))
    return found


def test_eight_at_once_are_answered_rightly(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = {}
    for line in LINES:
        found = judge(load_case("record").suppose(line))
        expected[line] = {each.path: each.status.value for result in found.results for each in result.finding.walk()}
    took: list[float] = []

    def ask(number: int) -> bool:
        line = LINES[number % len(LINES)]
        body = json.dumps(
            {"suppose": [line], "as_of": f"2027-{number % 12 + 1:02d}-01" if number % 3 == 0 else ""}
        ).encode()
        began = time.perf_counter()
        with urllib.request.urlopen(f"{site}/v1/judge", body, timeout=60) as answer:
            shown = json.load(answer)
        took.append(time.perf_counter() - began)
        if number % 3 == 0:
            return True
        return all(expected[line][each["path"]] == each["status"] for each in shown["conditions"])

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(40)))
        before = rss_of_children()
        assert all(threads.map(ask, range(REQUESTS)))
    grown = rss_of_children() - before
    cuts = statistics.quantiles(took, n=100)
    with capsys.disabled():
        print(  # noqa: T201  # figures for who runs it
            f"\n{len(took)} judgements, 8 at once: median {1000 * cuts[49]:.0f} ms, 95th {1000 * cuts[94]:.0f} ms, "
            f"99th {1000 * cuts[98]:.0f} ms; grown by {grown / 1024:.1f} MiB"
        )
    assert grown < 64 * 1024
