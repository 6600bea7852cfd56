"""How the cases of a batch are judged: a value that goes to every process and machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..record.origins import Otherwise
from ..rulebook.load import load_rules
from .quick import Quick


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of `judge`, as plain values. `reading` is a name or a `.toml` file, `rules` a folder of rules.

    Baselines are packaged cases; with a `folder` also the `.json` files in it and below.
    """

    rules: str | None = None
    reading: str = "plain"
    answers: tuple[tuple[str, str], ...] = ()
    as_of: str | None = None
    law_as_of: str | None = None
    hindsight: bool = False
    include_unverified: bool = False
    otherwise: Otherwise | None = None
    folder: str | None = None

    def quick(self) -> Quick:
        """What judges so. UnusableError where it cannot be used or is not known; ValueError for a text of no day."""
        folder = Path(self.rules) if self.rules else None
        of_file = [self.reading] if self.reading.endswith(".toml") else []
        rulebook = load_rules(folder, of_file) if of_file or folder else None
        name = list(rulebook.readings)[-1] if of_file and rulebook else self.reading
        asked: Mapping[str, Any] = {
            "as_of": self.as_of,
            "law_as_of": self.law_as_of,
            "hindsight": self.hindsight,
            "include_unverified": self.include_unverified,
            "otherwise": self.otherwise,
        }
        return Quick(rulebook, reading=name, answers=dict(self.answers), **asked)
