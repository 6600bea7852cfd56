"""What Congress enacted: levels of the Code, their versions by date, and the tree they form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ..citation import Citation
from ..days import Day
from ..frozen import Frozen
from ..problem import Code, Problem, did_you_mean


class Connective(StrEnum):
    """How the levels below are joined, as printed."""

    AND = "and"
    OR = "or"


class Kind(StrEnum):
    """What a level is for. Only conditions are judged; an effect is shown; a heading groups."""

    CONDITION = "condition"
    EFFECT = "effect"
    HEADING = "heading"


class Consequence(Frozen):
    """What the statute attaches to a level: who acts, the modal verb, what follows, for how long."""

    act: str
    modal: str
    object: str
    then: str
    duration: str = ""
    carve_outs: tuple[str, ...] = ()


_BEFORE = re.compile(r"(?i)^.*(?:§|sec(?:tion|\.)?\s|u\.?\s?s\.?\s?c\.?|act\s|nkspea\s)\s*")


class Level(Frozen):
    """One piece of statute in one version. `gist` is this project's paraphrase; `standard` a short term of art.

    `short` is the heading of a condition on a board, where it has a row of its own; of a goal, what leads its rows.
    """

    identifier: str
    start_period: Day
    end_period: Day | None = None
    heading: str
    short: str = ""
    gist: str
    kind: Kind = Kind.CONDITION
    connective: Connective | None = None
    standard: str = ""
    matter: str = ""
    refers_to: str = ""
    effect: Consequence | None = None
    enacted_by: str = ""
    amended_by: str = ""
    notes: tuple[str, ...] = ()

    @property
    def citation(self) -> Citation:
        """The citation with the day on which this version came into force."""
        return Citation.parse(self.identifier)._replace(version=self.start_period)

    def in_force(self, day: date) -> bool:
        """Whether this version was law on that day; both ends count."""
        return self.start_period <= day and (self.end_period is None or day <= self.end_period)


class SectionFile(Frozen):
    """One file of `rules/us/`: a section of the Code with every version of every level."""

    act: str
    act_section: str
    act_name: str
    title: str
    enacted: Day
    checked_until: Day
    sources: tuple[str, ...]
    level: tuple[Level, ...]


class Statute(NamedTuple):
    """All sections of a rulebook. Levels keep the order of their file; `below` names those directly below each."""

    sections: Mapping[str, SectionFile]
    versions: Mapping[str, tuple[Level, ...]]
    below: Mapping[str, tuple[str, ...]]

    def level(self, identifier: str, day: date) -> Level | None:
        """The version in force on that day, or None."""
        return next((level for level in self.versions.get(identifier, ()) if level.in_force(day)), None)

    def children(self, identifier: str, day: date) -> tuple[Level, ...]:
        """The levels directly below, in force on that day."""
        below = [self.level(name, day) for name in self.below.get(identifier, ())]
        return tuple([level for level in below if level is not None])

    def section(self, identifier: str) -> SectionFile:
        """The file in which a level stands."""
        return self.sections[Citation.parse(identifier).whole_section]

    def act_form(self, identifier: str) -> str:
        """The citation by the section of the act: `NKSPEA § 401(a)(6)`."""
        return f"{self.section(identifier).act} § {self.act_number(identifier)}"

    def act_number(self, identifier: str) -> str:
        """The section of the act and the levels below it: `401(a)(6)`."""
        return self.section(identifier).act_section + Citation.parse(identifier).pinpoint

    def identified(self, text: str) -> str | None:
        """The identifier that somebody means by a citation as it is typed, by the Code or by the Act's own section.

        `401(a)(6)`, `401a6`, `22 USC 9251(a)(6)`, `sec. 401(a)`, `402(2)(e)`; None for what is none of this statute.
        """
        if text in self.versions:
            return text
        said = _BEFORE.sub("", f"{text.strip()} ").strip()
        exact = {form: name for name in self.versions for form in self._forms(name)}
        loose = {re.sub(r"\W", "", form).lower(): name for form, name in reversed(exact.items())}
        return exact.get(said) or loose.get(re.sub(r"\W", "", said).lower())

    def _forms(self, identifier: str) -> tuple[str, str]:
        cited = Citation.parse(identifier)
        return self.act_number(identifier), f"{cited.section}{cited.pinpoint}"

    def leaves(self) -> Iterator[str]:
        """Identifiers of the judged leaves, in any version."""
        for identifier, levels in self.versions.items():
            if any(level.kind is Kind.CONDITION and level.matter for level in levels):
                yield identifier


def build(files: Mapping[str, SectionFile]) -> tuple[Statute, list[Problem]]:
    """Join section files (by file name) into a statute, with every problem of their levels."""
    misread: list[tuple[str, Problem]] = []
    versions: dict[str, tuple[Level, ...]] = {}
    sections: dict[str, SectionFile] = {}
    where: dict[str, str] = {}
    for name, file in files.items():
        for level in file.level:
            try:
                Citation.parse(level.identifier)
            except ValueError as error:
                misread.append((level.identifier, Problem(Code.WRONG_VALUE, str(error), name, level.identifier)))
                continue
            for other in level.effect.carve_outs if level.effect else ():
                try:
                    Citation.parse(other)
                except ValueError as error:
                    misread.append((other, Problem(Code.WRONG_VALUE, str(error), name, level.identifier)))
            sections[Citation.parse(level.identifier).whole_section] = file
            versions[level.identifier] = (*versions.get(level.identifier, ()), level)
            where[level.identifier] = name
    problems = [each._replace(message=f"{each.message}{did_you_mean(text, versions)}") for text, each in misread]
    below: dict[str, tuple[str, ...]] = {}
    for identifier in versions:
        parent = Citation.parse(identifier).parent
        below[parent] = (*below.get(parent, ()), identifier)
    statute = Statute(sections, versions, below)
    as_deep: dict[int, list[str]] = {}
    for identifier in versions:
        as_deep.setdefault(identifier.count("/"), []).append(identifier)
    for identifier, levels in versions.items():
        found = (*_version_problems(levels), *_tree_problems(statute, identifier, levels, as_deep))
        problems += [problem._replace(file=where[identifier], place=identifier) for problem in found]
    return statute, problems


def _version_problems(levels: tuple[Level, ...]) -> Iterator[Problem]:
    ordered = sorted(levels, key=lambda level: level.start_period)
    for level in ordered:
        if level.end_period is not None and level.end_period < level.start_period:
            yield Problem(Code.BAD_SPAN, f"ends on {level.end_period}, before it begins on {level.start_period}")
    for earlier, later in pairwise(ordered):
        if earlier.end_period is None or earlier.end_period >= later.start_period:
            yield Problem(Code.VERSIONS_OVERLAP, f"two versions are in force on {later.start_period}")
        elif (later.start_period - earlier.end_period).days > 1:
            yield Problem(
                Code.VERSION_GAP, f"no version is in force between {earlier.end_period} and {later.start_period}"
            )


def _tree_problems(
    statute: Statute, identifier: str, levels: tuple[Level, ...], as_deep: Mapping[int, Sequence[str]]
) -> Iterator[Problem]:
    parent = Citation.parse(identifier).parent
    if parent and parent not in statute.versions:
        hint = did_you_mean(parent, as_deep.get(parent.count("/"), ()))
        yield Problem(Code.NO_PARENT, f"its parent `{parent}` is not in the rulebook{hint}")
    for level in levels:
        below = statute.below.get(identifier, ())
        if level.refers_to and level.refers_to not in statute.versions:
            hint = did_you_mean(level.refers_to, statute.versions)
            yield Problem(Code.UNKNOWN_PROVISION, f"refers to `{level.refers_to}`, which is not in the rulebook{hint}")
        if level.matter and level.refers_to:
            yield Problem(Code.WRONG_VALUE, "names a matter and refers to another level; it is judged by one of them")
        if level.kind is Kind.CONDITION and not (below or level.matter or level.refers_to):
            yield Problem(Code.NO_MATTER, "is judged, has nothing below it, and names no matter")
        if level.kind is Kind.CONDITION and len(below) > 1 and level.connective is None:
            yield Problem(Code.MISSING_KEY, "has levels below it and no `connective`")
