"""One input, run: a case file by itself, or one rule file among the packaged others."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from compliance.files.parse import read_toml
from compliance.files.resources import rules_folder
from compliance.rulebook.load import load_rules
from corpus import seeds
from oracle import Outcome, outcome

Run = tuple[str, ...]

CASE = "CASE"  # where the input's path stands
SWEEP = str(Path(__file__).with_name("sweep.toml"))
CASE_RUNS: tuple[Run, ...] = (
    ("evaluate", CASE),
    ("evaluate", CASE, "--full"),
    ("evaluate", CASE, "--format", "json"),
    ("evaluate", CASE, "--format", "markdown"),
    ("evaluate", CASE, "--format", "html"),
    ("evaluate", CASE, "--check", "suspension"),
    ("evaluate", CASE, "--reading", "all"),
    ("evaluate", CASE, "--reading", "all", "--format", "json"),
    ("evaluate", CASE, "--reading", "strict", "--hindsight"),
    ("evaluate", CASE, "--reading", "lenient", "--include-unverified", "--check", "suspension"),
    ("evaluate", CASE, "--as-of", "2018-08-01", "--format", "json"),
    ("evaluate", CASE, "--law-as-of", "2019-01-01"),
    ("timeline", CASE, "--from", "2026-01-01"),
    ("timeline", CASE, "--from", "2027-06-01", "--format", "json", "--reading", "lenient"),
    ("timeline", CASE, "--from", "2028-01-01", "--to", "2030-01-01", "--format", "html"),
    ("relief", CASE),
    ("relief", CASE, "--format", "json", "--reading", "strict"),
    ("check", CASE),
    ("test", CASE),
    ("plan", CASE),
    ("compare", CASE, "record"),
    ("missing", CASE),
    ("missing", CASE, "--settles", "termination"),
    ("interview", CASE, "suspension", "--reading", "lenient"),
    ("fragility", CASE),
    ("sweep", CASE, SWEEP, "--check", "3"),
    ("record", "lint", CASE),
    ("explain", CASE),
    ("explain", CASE, "401a4", "--format", "markdown", "--suppose", "captives.japan.held=2 observed-by=UNHCR"),
    ("evaluate", CASE, "--suppose", "release_prisoners count=8000 place=camps verified-by=ICRC"),
    ("agenda", CASE),
    ("agenda", CASE, "--format", "json"),
    ("history", "foreign_captives", "--case", CASE),
    ("history", "--case", CASE, "--format", "json"),
    ("record", "check", CASE),
    ("record", "check", CASE, "--strict"),
    ("record", "bibliography", CASE),
    ("record", "bibliography", CASE, "--format", "markdown"),
    ("record", "export", CASE),
    ("record", "export", CASE, "--format", "json"),
    ("record", "missing", CASE),
    ("record", "add", CASE),
)
RULES_RUNS: tuple[Run, ...] = (
    ("evaluate", "nuclear-only"),
    ("evaluate", "nuclear-only", "--format", "json", "--reading", "all"),
    ("evaluate", "nuclear-only", "--format", "markdown"),
    ("evaluate", "suspension-and-termination", "--check", "suspension"),
    ("evaluate", "wide-estimates", "--law-as-of", "2019-01-01"),
    ("check", "nuclear-only"),
    ("timeline", "renewed-twice-then-lapses", "--from", "2030-05-01"),
    ("relief", "beside-the-carve-out"),
    ("relief", "beside-the-carve-out", "--format", "json"),
    ("law", "diff", "2018-06-12", "2026-11-24"),
    ("readings",),
    ("law",),
)
AGENDA, READINGS = "agenda/", "readings/"
AGENDA_RUNS: tuple[Run, ...] = (
    ("agenda", "nuclear-only"),
    ("agenda", "nuclear-only", "--format", "json"),
    ("agenda", "record", "--format", "markdown"),
    ("crosswalk",),
    ("crosswalk", "--format", "json"),
)


class Target(NamedTuple):
    """A folder with a rulebook of its own, where inputs are written and run."""

    folder: Path

    @classmethod
    def within(cls, folder: Path) -> "Target":
        """A target in this folder, with the packaged rules in it."""
        shutil.copytree(rules_folder(), folder / "rules")
        return cls(folder)

    def case(self, data: bytes, run: Run) -> Outcome:
        """What comes of a case file of these bytes."""
        path = self.folder / "case.json"
        return outcome(tuple(str(path) if each == CASE else each for each in run), lambda: path.write_bytes(data))

    def rules(self, name: str, data: bytes, run: Run) -> Outcome:
        """What comes of the packaged rules with these bytes for one file; a case is tried only where they hold."""
        path = self.folder / "rules" / name
        packaged, own = path.read_bytes(), ("--rules", str(self.folder / "rules"))
        path.write_bytes(data)
        try:
            if name.startswith(READINGS) and RULES_RUNS.index(run) % 2:  # a reading of somebody's own
                return outcome(("evaluate", "nuclear-only", "--reading", str(path)))
            if name.startswith(AGENDA):  # no part of the rulebook: read by commands of its own
                return outcome((*AGENDA_RUNS[RULES_RUNS.index(run) % len(AGENDA_RUNS)], "--agenda", str(path)))
            checked = outcome(("rules", "check", *own))
            return checked if checked is Outcome.REFUSED else outcome((*run, *own))
        finally:
            path.write_bytes(packaged)


@contextmanager
def rules_read_once() -> Iterator[None]:
    """What is packaged of the rules is read once for all the inputs that are tried: it is most of the time of a run."""
    packaged = load_rules()
    files = {data: read_toml(data, name) for name, data in seeds("rules").items()}

    def load(folder: Path | None = None, further: Any = ()) -> Any:
        return packaged if folder is None and not further else load_rules(folder, further)

    def read(data: bytes, name: str, known: Any = None) -> Any:
        return files[data] if data in files else read_toml(data, name, known)

    with (
        mock.patch("compliance.cli.options.load_rules", load),
        mock.patch("compliance.rulebook.load.read_toml", read),
    ):
        yield
