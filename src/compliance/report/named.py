"""Entries, tests and provisions of a report in JSON, each named once and referred to by its name."""

import math
from collections.abc import Mapping
from fractions import Fraction
from json import dumps

from ..explanation.why import lacking, looks_for, shows, title
from ..judgement.finding import GroupFinding, RungFinding, TestFinding
from ..law.statute import Level
from ..numbers import show_number
from ..record.evidence import Entry, Source
from ..record.standard import Bound, FieldFinding
from .shapes.assessment import (
    EffectShape,
    EntryShape,
    Exactly,
    ExtentShape,
    GroupShape,
    LevelShape,
    RungShape,
    SaysShape,
    TestShape,
)


class Named:
    """What has been named so far: entries by their ids, tests by numbers, provisions by identifiers."""

    def __init__(self) -> None:
        self.entries: dict[str, EntryShape] = {}
        self.tests: dict[str, TestShape] = {}
        self.provisions: dict[str, LevelShape] = {}
        self._said: set[tuple[str, str, str, str, str, str]] = set()
        self._numbers: dict[str, str] = {}

    def entry(self, entry: Entry) -> str:
        """The name of an entry; what it says of this field is listed with it."""
        shown = self.entries.get(entry.id)
        if shown is None:
            shown = self.entries[entry.id] = _standing(entry)
        says = _says(entry)
        key = (entry.id, says["field"], says["kind"], str(says["low"]), str(says["high"]), says["date"])
        if key not in self._said:
            self._said.add(key)
            shown["says"].append(says)
        return entry.id

    def level(self, level: Level) -> str:
        """The name of a provision."""
        self.provisions.setdefault(level.identifier, level_shape(level))
        return level.identifier

    def rung(self, rung: RungFinding) -> RungShape:
        """A rung, its tests by name."""
        return {
            "degree": rung.degree.value,
            "status": rung.status.value,
            "because": rung.because,
            "tests": self._group(rung.group),
        }

    def _group(self, group: GroupFinding) -> GroupShape:
        parts = [self._group(part) if isinstance(part, GroupFinding) else self._test(part) for part in group.parts]
        return {"status": group.status.value, "how": group.how, "needed": group.needed, "parts": parts}

    def _test(self, test: TestFinding) -> str:
        shape: TestShape = {
            "status": test.status.value,
            "tested": title(test),
            "looks_for": looks_for(test),
            "shows": shows(test),
            "lacking": lacking(test),
            "worst": _bound(test.worst),
            "best": _bound(test.best),
            "turns_at": [_bound(bound) for bound in test.turns_at],
            "since": test.since.isoformat() if test.since else None,
            "grade": test.grade.value if test.grade else None,
            "fields": [self._extent(extent) for extent in test.looked_at if extent.uses],
            "members": {name: member.status.value for name, member in test.members},
        }
        name = self._numbers.setdefault(dumps(shape), f"test {len(self._numbers) + 1}")
        self.tests.setdefault(name, shape)
        return name

    def _extent(self, extent: FieldFinding) -> ExtentShape:
        return {
            "field": extent.field.path,
            "worst": _bound(extent.worst),
            "best": _bound(extent.best),
            "doubts": sorted(extent.reasons),
            "entries": [{"entry": self.entry(use.entry), "how": use.how} for use in extent.uses],
        }


def cited_sources(named: Named, sources: Mapping[str, Source]) -> dict[str, dict[str, str]]:
    """The sources that the entries cite, by id."""
    cited = {key for entry in named.entries.values() for key in entry["sources"]}
    return {key: sources[key].model_dump(exclude_defaults=True) for key in sorted(cited & sources.keys())}


def level_shape(level: Level) -> LevelShape:
    """A level of the statute, in the version used."""
    effect: EffectShape | None = None
    if level.effect:
        effect = {
            "act": level.effect.act,
            "modal": level.effect.modal,
            "object": level.effect.object,
            "then": level.effect.then,
            "duration": level.effect.duration,
            "carve_outs": list(level.effect.carve_outs),
        }
    return {
        "identifier": level.identifier,
        "version": level.start_period.isoformat(),
        "heading": level.heading,
        "gist": level.gist,
        "standard": level.standard,
        "effect": effect,
    }


def _standing(entry: Entry) -> EntryShape:
    return {
        "says": [],
        "supposed": entry.supposed or entry.otherwise,
        "published": entry.published.isoformat(),
        "verification": entry.verification.value if entry.verification else None,
        "verifier": entry.evidence.verifier,
        "provenance": entry.evidence.provenance.value,
        "sources": list(entry.evidence.sources),
        "note": entry.evidence.note,
    }


def _says(entry: Entry) -> SaysShape:
    says: SaysShape = {
        "field": entry.field,
        "kind": entry.kind.value,
        "low": show_number(entry.low),
        "high": None if entry.high is None else show_number(entry.high),
        "date": str(entry.span),
    }
    if entry.annulled_by:
        says["reversed_by"] = entry.annulled_by
    return says


def _bound(bound: Bound) -> Exactly:
    """A bound exactly; null where there is none."""
    return None if math.isinf(bound) else show_number(Fraction(bound) if not isinstance(bound, int) else bound)
