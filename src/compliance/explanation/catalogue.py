"""A catalogue of named acts that a plan may be made of, each a line or several, with what must come first."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import StrictStr

from ..case.suppose import read
from ..files.parse import read_bytes, read_toml, validated
from ..files.resources import rules_folder
from ..frozen import Frozen
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.acts import Id
from ..record.evidence import Fact
from ..record.vocabulary import action_types
from .candidates import Candidate

PACKAGED = "packaged"
_ANY_DAY = date(2027, 6, 1)


class Act(Frozen):
    """One named act. `from_law` are the provisions that ask for it in words, `sources` who tells of it."""

    id: Id
    title: StrictStr
    lines: tuple[StrictStr, ...]
    after: tuple[Id, ...] = ()
    sources: tuple[StrictStr, ...] = ()
    from_law: StrictStr = ""


class CatalogueFile(Frozen):
    """`rules/catalogue.toml`."""

    act: tuple[Act, ...]


def load_catalogue(reference: str | Path = PACKAGED) -> tuple[Candidate, ...]:
    """The acts of a catalogue, the packaged one by default, as candidates. UnusableError with every problem found."""
    return tuple(Candidate(act.id, act.lines, act.after, act.title) for act in acts_of(reference))


def acts_of(reference: str | Path = PACKAGED) -> tuple[Act, ...]:
    """The acts as the file has them: every line reads, what comes first is there, and nothing waits for itself."""
    path = rules_folder() / "catalogue.toml" if str(reference) == PACKAGED else Path(reference)
    name = path.name if str(reference) == PACKAGED else str(reference)
    problems = list[Problem]()
    raw = read_toml(read_bytes(path, name), name)
    found = validated(CatalogueFile, raw, "", problems)
    if found is not None:
        problems += _problems(found.act)
    if problems or found is None:
        raise UnusableError([each._replace(place=each.place.removeprefix(".")).within(name) for each in problems])
    return found.act


def _problems(acts: tuple[Act, ...]) -> Iterator[Problem]:
    known: dict[str, Act] = {}
    for act in acts:
        if act.id in known:
            yield Problem(Code.DUPLICATE_ID, f"`{act.id}` stands twice", place=act.id)
        known[act.id] = act
    for act in acts:
        if not act.lines:
            yield Problem(Code.MISSING_KEY, "does nothing: it has no line", place=act.id)
        for line in act.lines:
            yield from _line_problems(line, act.id)
        for each in act.after:
            if each not in known:
                hint = did_you_mean(each, known)
                yield Problem(Code.UNKNOWN_ID, f"comes after an unknown act `{each}`{hint}", place=act.id)
        if (circle := _circle(act, known)) is not None:
            yield Problem(Code.CIRCULAR, f"waits for itself: {' → '.join(circle)}", place=act.id)


def _line_problems(line: str, place: str) -> list[Problem]:
    """What is wrong with a line whatever it is supposed of."""
    typed, problems = read(line, place, _ANY_DAY)
    if typed is not None:
        model = action_types()[typed.entry["type"]] if typed.section == "actions" else Fact
        validated(model, {"id": "s1", **typed.entry}, place, problems)
    return problems


def _circle(act: Act, known: Mapping[str, Act]) -> list[str] | None:
    """The way by which an act comes back to itself, or None."""
    ways = [[act.id]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for each in known[way[-1]].after if way[-1] in known else ():
            if each == act.id:
                return [*way, each]
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return None
