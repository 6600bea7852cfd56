"""Bytes guided by coverage: `guided.py cases|rules FOLDER FAILURES SECONDS`, a process of its own in `make fuzz`."""

import sys
import zlib
from pathlib import Path

import atheris

# What reads a file, and what checks what was read.
READ = [f"compliance.{name}" for name in ("numbers", "days", "files", "law", "rulebook", "case", "agenda")]

with atheris.instrument_imports(include=READ):
    from corpus import Kind, seeds
    from tally import Tally
    from target import CASE_RUNS, RULES_RUNS, Target, rules_read_once

MOST_BYTES = 128 * 1024
MOST_SEEDS = 16  # the smallest: each is run before anything is changed


def fuzz(kind: Kind, folder: Path, failures: Path, seconds: int) -> None:
    """Try inputs until the time is over; what they came to stands in the folder's tally. Does not return."""
    target, tally = Target.within(folder), Tally(folder / "tally.json", failures, f"{kind}-bytes")
    names = sorted(seeds(kind))

    def one(data: bytes) -> None:
        """A run is chosen by the input itself; of rules, the file by its first byte."""
        if kind == "cases":
            run = CASE_RUNS[zlib.crc32(data) % len(CASE_RUNS)]
            tally.count(data, lambda: target.case(data, run), kind, "", run)
        elif data:
            name, run = names[data[0] % len(names)], RULES_RUNS[zlib.crc32(data) % len(RULES_RUNS)]
            tally.count(data[1:], lambda: target.rules(name, data[1:], run), kind, name, run)

    inputs = folder / "inputs"
    inputs.mkdir()
    for name in sorted(names, key=lambda name: len(seeds(kind)[name]))[:MOST_SEEDS]:
        index = names.index(name)
        first = bytes([index]) if kind == "rules" else b""
        (inputs / str(index)).write_bytes(first + seeds(kind)[name])
    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", "-rss_limit_mb=0", "-verbosity=0"]
    options.append(f"-artifact_prefix={folder}/")  # what was slow is counted here, and not left in the project
    atheris.Setup([sys.argv[0], *options, str(inputs)], one)
    with rules_read_once():
        atheris.Fuzz()


if __name__ == "__main__":
    fuzz("cases" if sys.argv[1] == "cases" else "rules", Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
