"""How many inputs were run, answered and refused; and those that failed, kept as files."""

import json
import re
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from oracle import Outcome

FAILED = "failed"
COUNTED = (*Outcome, FAILED)


class Tally:
    """Counts in a file, so that they outlive the process that counts; one input is kept for each way to fail."""

    def __init__(self, path: Path, failures: Path, name: str) -> None:
        self.path, self.failures, self.name = path, failures, name
        self.counts = dict.fromkeys(COUNTED, 0)
        self.seen: set[tuple[str, int | None, str]] = set()

    def count(self, data: bytes, attempt: Callable[[], Outcome], *what: object) -> None:
        """Count what the attempt comes to; whatever it raises is a failure. `what` tells how to try it again."""
        try:
            self.counts[attempt()] += 1
        except Exception as error:
            self.counts[FAILED] += 1
            self._keep(data, error, what)
        self.path.write_text(json.dumps(self.counts))

    def _keep(self, data: bytes, error: Exception, what: Sequence[object]) -> None:
        way = _way(error)
        if way not in self.seen:
            self.seen.add(way)
            self.failures.mkdir(exist_ok=True)
            stem = self.failures / f"{self.name}-{len(self.seen)}"
            stem.with_suffix(".input").write_bytes(data)
            stem.with_suffix(".json").write_text(json.dumps(what))
            stem.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), errors="replace")


def _way(error: Exception) -> tuple[str, int | None, str]:
    """Where it was raised and what it said, but for places, numbers and the input's own words."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    said = re.sub(r"^.*?: \S*: |`[^`]*`|[0-9]+", "", str(error))
    return frame.filename, frame.lineno, said[:60]
