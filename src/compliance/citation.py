"""Citations of the United States Code in USLM form, and how a lawyer prints them."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Self

_FORM = re.compile(r"/us/usc/t(\d+[a-z]?)/s(\d+[a-z]*)((?:/[A-Za-z0-9]+)*)(?:@(\d{4}-\d\d-\d\d))?")


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[str, str, tuple[str, ...], date | None]:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a citation of the form /us/usc/t1/s2/a/3: `{text[:80]}`")
    title, section, levels, version = match.groups()
    return title, section, tuple(levels.split("/")[1:]), date.fromisoformat(version) if version else None


class Citation(NamedTuple):
    """One place in the Code, with the day of its version where that matters.

    >>> str(Citation.parse("/us/usc/t22/s9251/a/4/A@2019-12-20"))
    '22 U.S.C. § 9251(a)(4)(A)'
    """

    title: str
    section: str
    levels: tuple[str, ...] = ()
    version: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `/us/usc/t22/s9251/a/4/A`, optionally with `@2019-12-20`; ValueError if it is not of that form."""
        return cls(*_parsed(text))

    @property
    def identifier(self) -> str:
        """The USLM identifier, without the version."""
        return "/".join((self.whole_section, *self.levels))

    @property
    def whole_section(self) -> str:
        """The identifier of the section in which it stands."""
        return f"/us/usc/t{self.title}/s{self.section}"

    @property
    def parent(self) -> str:
        """The identifier of the level above; empty for a section."""
        return "/".join((self.whole_section, *self.levels[:-1])) if self.levels else ""

    @property
    def pinpoint_level(self) -> str:
        """The last level, as printed: `(A)`; empty for a section."""
        return f"({self.levels[-1]})" if self.levels else ""

    @property
    def pinpoint(self) -> str:
        """The levels below the section, as printed: `(a)(4)(A)`."""
        return "".join(f"({level})" for level in self.levels)

    @property
    def link(self) -> str:
        """Where the section is read: the Code as the Office of the Law Revision Counsel publishes it."""
        granule = f"USC-prelim-title{self.title}-section{self.section}"
        return f"https://uscode.house.gov/view.xhtml?req=granuleid:{granule}&num=0&edition=prelim"

    def __str__(self) -> str:
        return f"{self.title} U.S.C. § {self.section}{self.pinpoint}"
