"""The long runs: `make fuzz SECONDS=… EXAMPLES=…`. Prints what the inputs came to; exit 1 if any failed.

SECONDS is the time of each of the four runs; EXAMPLES, the most structures (or mutated bytes) of each kind. What fails
is kept in `.fuzz/`, and with `--keep` among the tests; a way that tried nothing fails too. Bytes are guided by coverage
where atheris is installed, and mutated at random elsewhere.
"""

import argparse
import hashlib
import json
import secrets
import shutil
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
FOUND = Path(__file__).with_name("found")

Mutants = Callable[[Kind], st.SearchStrategy[tuple[str, bytes]]]


def main() -> int:
    """Run all four, print the table, and exit by it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=180)
    asked.add_argument("--examples", type=int, default=1_000_000)
    asked.add_argument("--failures", type=Path, default=Path(".fuzz"))
    asked.add_argument("--keep", action="store_true", help="copy what failed to tests/fuzz/found, as tests")
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
    if limits.keep:
        _kept(limits.failures)
    untried = [way for way, counts in table.items() if not sum(counts.values())]
    for way in untried:
        sys.stderr.write(f"no mutant was tried: {way}\n")
    return int(bool(untried) or any(counts[FAILED] for counts in table.values()))


def _kept(failures: Path) -> None:
    """What failed, among the tests: `test_what_once_failed_fails_no_more` runs it from then on."""
    for found in sorted(failures.glob("*.input")) if failures.is_dir() else ():
        digest = hashlib.sha256(found.read_bytes()).hexdigest()[:12]
        shutil.copy(found, FOUND / f"{digest}.input")
        shutil.copy(found.with_suffix(".json"), FOUND / f"{digest}.json")


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
        again = (kind, name, run)
        tally.count(data, lambda: target.case(data, run) if kind == "cases" else target.rules(name, data, run), *again)

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
