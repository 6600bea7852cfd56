"""Levers: the named acts of the catalogue, by the condition on which each bears, as a form sets them.

A lever that is pulled is lines of the scenario. How many, when and by whom can be set where the act is one line. With
another number it is another act than the lever names, and stands among the other lines.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..case.load import case_supposing, load_case
from ..case.model import Case
from ..explanation.catalogue import Act, acts_of
from ..judgement.fast import Plan
from ..judging import rulebook_of
from ..problem import UnusableError
from .scenario import Scenario, judged

_KEY = re.compile(r"(?:^|\s)(count|date|verified-by|observed-by)=")


class Lever(NamedTuple):
    """An act, whether it is pulled, and what can be set of it; empty where it cannot be."""

    act: Act
    pulled: bool
    many: str
    day: str
    by: str
    witness: str  # the key of who stands behind it

    @property
    def is_set(self) -> bool:
        """Whether anything of it can be set."""
        return len(self.act.lines) == 1


class Group(NamedTuple):
    """The levers that bear on one condition: its place in the Act, what it is called."""

    number: str
    heading: str
    levers: tuple[Lever, ...]

    @property
    def pulled(self) -> int:
        """How many of them are pulled."""
        return sum(each.pulled for each in self.levers)


@cache
def acts() -> Mapping[str, Act]:
    """The packaged acts, by id."""
    return {each.id: each for each in acts_of()}


def _said(line: str) -> dict[str, str]:
    """What a line says of how many, when and by whom."""
    found: dict[str, str] = {}
    for match in _KEY.finditer(line):
        rest = line[match.end() :]
        after = re.search(r"\s[A-Za-z][A-Za-z_-]*=", rest)
        found[match[1]] = rest[: after.start()] if after else rest
    return found


def _shape(line: str) -> str:
    """A line without when and by whom; `-` and `_` in its type are alike. How many is of the act: half is no eighth."""
    head, _, rest = line.partition(" ")
    said = _said(f" {rest}")
    for key, value in said.items():
        if key == "count":
            continue
        rest = f" {rest}".replace(f" {key}={value}", "", 1).strip()
    return f"{head.replace('-', '_')} {' '.join(sorted(rest.split()))}".strip()


def matched(supposed: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The lines that are pulled levers, by the act's id, and the others."""
    left = list(supposed)
    found: dict[str, tuple[str, ...]] = {}
    for act in acts().values():
        shapes = {_shape(line): line for line in left}
        own = [shapes.get(_shape(line)) for line in act.lines]
        lines = tuple(line for line in own if line is not None)
        if len(lines) == len(act.lines):
            found[act.id] = lines
            for line in lines:
                left.remove(line)
    return found, tuple(left)


def levers(scenario: Scenario) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Every lever by condition, as the scenario has pulled it, and what else it supposes."""
    pulled, others = matched(scenario.suppose)
    groups: list[Group] = []
    for number, heading, names in bearing(scenario.reading):
        of = tuple(_lever(acts()[name], pulled.get(name)) for name in names)
        groups.append(Group(number, heading, of))
    return tuple(groups), others


def _lever(act: Act, lines: tuple[str, ...] | None) -> Lever:
    said = _said((lines or act.lines)[0])
    witness = "verified-by" if "verified-by" in said else "observed-by"
    return Lever(act, lines is not None, said.get("count", ""), said.get("date", ""), said.get(witness, ""), witness)


@cache
def bearing(reading: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """By condition the acts that move a field at which its tests look: each with one condition.

    With the narrowest that looks at all that it moves; where there is none with the first that looks at some.
    """
    rulebook = rulebook_of(None)
    plan = Plan(rulebook.interpretation(reading).ladders)
    assessment = judged(Scenario(reading=reading)).document.assessment
    conditions = [leaf for result in assessment.results for leaf in result.finding.leaves() if not leaf.referred]
    by_matter = {leaf.matter: leaf for leaf in reversed(conditions)}
    record, left = load_case("record"), dict(acts())
    fields_of = {
        matter: {plan.listed[slot].field.path for slot, tests in enumerate(plan.tests_of) if tests & _of(plan, matter)}
        for matter in by_matter
    }
    placed: dict[str, list[str]] = {matter: [] for matter in by_matter}
    for act in tuple(left.values()):
        paths = _paths(record, act)
        touched = [matter for matter in reversed(by_matter) if paths & fields_of[matter]]
        looked = paths & set().union(*fields_of.values())
        whole = [matter for matter in touched if looked <= fields_of[matter]]
        if touched:
            chosen = min(whole, key=lambda each: len(fields_of[each])) if whole else touched[0]
            placed[chosen].append(left.pop(act.id).id)
    shown = [
        (leaf.number, leaf.level.short or leaf.level.heading, tuple(placed[matter]))
        for matter, leaf in reversed(by_matter.items())
        if placed[matter]
    ]
    return (*shown, *([("", "Other acts", tuple(left))] if left else []))


def _of(plan: Plan, matter: str) -> set[int]:
    """The tests of a matter."""
    return {number for number, matters in enumerate(plan.matters_of) if matter in matters}


def _paths(record: Case, act: Act) -> set[str]:
    """The fields that the act moves."""
    try:
        own = case_supposing(record, act.lines).parts[-1]
    except UnusableError:
        return set()
    return {fact.field for _, fact in own.facts} | {move.field for _, action in own.actions for move in action.moves()}


def set_(scenario: Scenario, form: Mapping[str, Sequence[str]]) -> Scenario:
    """The scenario that a form asks for: the levers that are on, as it sets them, and the lines that it keeps or adds.

    Fields: `on` the acts that are pulled; `ID.count`, `ID.date`, `ID.by` what is set of them; `keep` and `add` lines.
    """
    pulled, _ = matched(scenario.suppose)
    lines: list[str] = []
    for name in form.get("on", ()):
        act = acts().get(name)
        if act is None:
            continue
        lever = _lever(act, pulled.get(name))
        own = list(pulled.get(name, act.lines))
        if lever.is_set:
            asked = {key: form[f"{name}.{key}"][0] for key in ("count", "date", "by") if form.get(f"{name}.{key}")}
            own = [_changed(own[0], lever, asked)]
        lines += own
    lines += [*form.get("keep", ()), *(each.strip() for each in form.get("add", ()) if each.strip())]
    return scenario._replace(suppose=tuple(dict.fromkeys(lines)))


def _changed(line: str, lever: Lever, said: Mapping[str, str]) -> str:
    """The line with what the form says of how many, when and by whom."""
    for key, name in (("count", "count"), ("date", "date"), ("by", lever.witness)):
        if key not in said:
            continue
        value = " ".join(said[key].split())
        current = _said(line).get(name)
        if current is not None:
            line = line.replace(f"{name}={current}", f"{name}={value}" if value else "", 1)
        elif value:
            head, _, rest = line.partition(" ")
            line = f"{head} {name}={value} {rest}".strip()
    return " ".join(line.split())
