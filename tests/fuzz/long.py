"""The long runs: `make fuzz SECONDS=… EXAMPLES=…`. Prints what the inputs came to; exit 1 if any failed.

SECONDS is the time of each of the four runs; EXAMPLES, the most structures (or mutated bytes) of each kind. What fails
is kept in `.fuzz/`. Bytes are guided by coverage where atheris is installed, and mutated at random elsewhere.
"""

import argparse
import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from corpus import Kind
from mutations import bytestrings, structures
from tally import COUNTED, FAILED, Tally
from target import CASE_RUNS, RULES_RUNS, Run, Target, rules_read_once

KINDS: tuple[Kind, ...] = ("cases", "rules")
AT_ONCE = 50

Mutants = Callable[[Kind], st.SearchStrategy[tuple[str, bytes]]]


def main() -> int:
    """Run all four, print the table, and exit by it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=180)
    asked.add_argument("--examples", type=int, default=1_000_000)
    asked.add_argument("--failures", type=Path, default=Path(".fuzz"))
    limits = asked.parse_args()
    table: dict[str, Mapping[str, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            table[f"{kind}, structure"] = _drawn(kind, "structure", structures, Path(folder), limits)
            if find_spec("atheris"):
                table[f"{kind}, bytes (guided)"] = _guided(kind, Path(folder), limits)
            else:
                table[f"{kind}, bytes (random)"] = _drawn(kind, "bytes", bytestrings, Path(folder), limits)
    sys.stdout.write(_shown(table))
    return int(any(counts[FAILED] for counts in table.values()))


def _drawn(kind: Kind, way: str, mutants: Mutants, folder: Path, limits: argparse.Namespace) -> Mapping[str, int]:
    """Mutants drawn at random, some at a time, until the time is over or there were enough."""
    target = Target.within(_made(folder / f"{kind}-{way}"))
    tally = Tally(target.folder / "tally.json", limits.failures, f"{kind}-{way}")

    @settings(
        max_examples=AT_ONCE, deadline=None, derandomize=False, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(mutant=mutants(kind), run=st.sampled_from(CASE_RUNS if kind == "cases" else RULES_RUNS))
    def attempt(mutant: tuple[str, bytes], run: Run) -> None:
        name, data = mutant
        tally.count(data, lambda: target.case(data, run) if kind == "cases" else target.rules(name, data, run))

    end = time.monotonic() + limits.seconds
    with rules_read_once():
        while time.monotonic() < end and sum(tally.counts.values()) < limits.examples:
            seed(secrets.randbits(64))(attempt)()
    return tally.counts


def _guided(kind: Kind, folder: Path, limits: argparse.Namespace) -> Mapping[str, int]:
    """Bytes guided by coverage, in a process of their own: the library ends the process in which it runs."""
    own = _made(folder / f"{kind}-bytes")
    script = Path(__file__).with_name("guided.py")
    command = [sys.executable, str(script), kind, str(own), str(limits.failures), str(limits.seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    tally = own / "tally.json"
    counts: dict[str, int] = json.loads(tally.read_text()) if tally.exists() else dict.fromkeys(COUNTED, 0)
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        counts[FAILED] += 1
    return counts


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _shown(table: Mapping[str, Mapping[str, int]]) -> str:
    head = f"{'':<24}" + "".join(f"{word:>12}" for word in ("inputs", *COUNTED))
    rows = (
        f"{name:<24}" + "".join(f"{count:>12,}" for count in (sum(counts.values()), *counts.values()))
        for name, counts in table.items()
    )
    return "\n".join((head, *rows)) + "\n"


if __name__ == "__main__":
    sys.exit(main())
