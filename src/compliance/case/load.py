"""Read a case and its baselines, with every problem of all of them at once."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count as counted
from pathlib import Path
from typing import Any

from ..files.exact import digest
from ..files.foreign import foreign
from ..files.parse import read_bytes, read_input, read_json, worded
from ..files.resources import packaged_cases
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.evidence import Evidence, Fact
from ..record.origins import Otherwise
from ..record.vocabulary import Action
from . import suppose
from .across import Chain, counts_of, over_limits
from .ground import Ground, grown
from .model import Case, Limits
from .part import FilePart
from .read import hash_of, read_part, too_long

MAX_BASELINES = 16

_LIMITS = Limits()
_NOWHERE = Path()


def load_case(reference: str | os.PathLike[str], *, baselines_anywhere: bool = False, limits: Limits = _LIMITS) -> Case:
    """A case by path, by packaged id, or from standard input (`-`). UnusableError with every problem found.

    A baseline is a packaged case, or a `.json` file at or below the folder of the file that names it: a case that
    somebody else wrote has no other file read. `baselines_anywhere` takes any path but standard input. Of a case that
    is over one of the `limits` the problem has the code `too-large` and names the limit.
    """
    return _loaded(os.fspath(reference), None, baselines_anywhere, limits)


def load_beside(reference: str, folder: Path) -> Case:
    """A case that a file in the folder names: a packaged one, or a `.json` file at or below the folder.

    UnusableError with every problem found.
    """
    if not _is_baseline(reference, folder):
        hint = did_you_mean(reference, packaged_cases())
        message = f"`{reference[:200]}` is no packaged case, and no `.json` file at or below the folder of this one"
        raise UnusableError([Problem(Code.UNKNOWN_CASE, message + hint)])
    return load_case(reference if reference in packaged_cases() else str(folder / reference))


def load_text(reference: str, text: str) -> Case:
    """The case that a file would be with this text in it: its baselines are sought from where it lies."""
    return _loaded(reference, text.encode("utf-8"), False, _LIMITS)


def _loaded(reference: str, given: bytes | None, anywhere: bool, limits: Limits) -> Case:
    problems = list[Problem]()
    parts = _chain(reference, given, problems, anywhere, limits.text)
    parts.reverse()  # the first baseline first
    over = list(over_limits(sum(map(counts_of, parts), Counter[str]()), limits, parts[-1].name))
    if over:
        raise UnusableError([*problems, *over])
    chain = Chain()
    for part in parts:
        problems += chain.add(part)
    problems += chain.of_all()
    if problems:
        raise UnusableError(problems)
    return _joined(parts, limits)


def below(case: Case) -> Case:
    """The case on which this one stands: its baseline. ValueError where it has none."""
    if len(case.parts) < 2:
        raise ValueError(f"`{case.id}` has no baseline")
    return _joined(case.parts[:-1], case.limits)


def ground_beside(reference: str, folder: Path) -> Ground:
    """What `load_beside` loads, to put others on. UnusableError with every problem found."""
    return Ground(load_beside(reference, folder))


def case_from(
    raw: Mapping[str, Any],
    *,
    limits: Limits = _LIMITS,
    name: str | None = None,
    folder: Path = _NOWHERE,
    ground: Callable[[str, Path], Ground] = ground_beside,
) -> Case:
    """The case that a file with these keys and values would be; its baseline is a packaged case.

    With a `folder` the baseline may be a file there; `ground` loads it, for who has loaded it before. Problems are of
    the file called `name`. UnusableError with every problem found.
    """
    problems = list[Problem]()
    shown = (str(raw.get("id", "")) or "the case") if name is None else name
    part = read_part(dict(raw), shown, folder, problems)
    beneath = None
    if part is not None and part.head.baseline:
        try:
            beneath = ground(part.head.baseline, folder)
        except UnusableError as error:
            problems += error.problems
    if problems or part is None:
        raise UnusableError(problems)
    return beneath.under(part, limits) if beneath else _alone(part, limits)


def _alone(part: FilePart, limits: Limits) -> Case:
    problems, chain = list(over_limits(counts_of(part), limits, part.name)), Chain()
    problems += chain.add(part)
    problems += chain.of_all()
    if problems:
        raise UnusableError(problems)
    return grown(None, part, limits)


def case_supposing(
    case: Case,
    lines: Sequence[object],
    place: str = "--suppose",
    *,
    as_of: date | None = None,
    ground: Ground | None = None,
) -> Case:
    """The case with further entries that a hypothetical states on top of it: lines, actions, facts or their keys.

    A line that says no date is of the case's day, and a later date moves that day, as a later `as_of` does. `ground` is
    that of the case, where many suppose something of it. UnusableError with every problem.
    """
    problems = list[Problem]()
    typed: list[suppose.Typed] = []
    places: list[str] = []
    for number, line in enumerate(lines, 1):
        where = f"{place}[{number}]"
        entry, found = _typed(line, where, max(case.as_of, as_of or case.as_of))
        problems += found
        if entry is not None:
            typed.append(entry)
            places.append(where)
    taken = [item.id for part in case.parts for _, item in (*part.facts, *part.actions, *part.acts) if item.id]
    listed = list(suppose.numbered(typed, taken))
    head = {"format": 1, "id": _free(case), "title": f"{case.title}, and {_many(len(listed))}", "hypothetical": True}
    if case.as_if_in_force:
        head |= {"as_if_in_force": True}  # what is supposed on top of it is asked of the same law
    if case.law_as_of is not None:
        head |= {"law_as_of": case.law_as_of.isoformat()}
    named = {section: [each.entry for each in listed if each.section == section] for section in ("facts", "actions")}
    raw = head | {"as_of": case.as_of.isoformat(), "baseline": case.id} | named
    wrong = list[Problem]()
    part = read_part(raw, "", case.folder, wrong)
    problems += (_typed_at(problem, typed, places) for problem in wrong)
    if part is not None:
        part = part._replace(name=place)
        days = [_last_day(item) for _, item in (*part.facts, *part.actions)]
        day = max([case.as_of, as_of or case.as_of, *days])
        part = part._replace(
            head=part.head.model_copy(update={"as_of": day}), digest=hash_of(raw | {"as_of": day.isoformat()})
        )
    if problems or part is None:
        raise UnusableError(problems)
    return (ground or Ground(case)).under(part, case.limits)


def supposing_otherwise(case: Case, otherwise: Otherwise) -> Case:
    """The case with every hypothetical of its chain supposing this of the time since its baseline."""
    parts = [
        part._replace(head=part.head.model_copy(update={"otherwise": otherwise})) if part.head.hypothetical else part
        for part in case.parts
    ]
    return _joined(parts, case.limits)


def called(case: Case, name: str, title: str) -> Case:
    """The case under another id and title."""
    *below, last = case.parts
    head = last.head.model_copy(update={"id": name, "title": title})
    return _joined([*below, last._replace(head=head)], case.limits)


def _typed_at(problem: Problem, typed: Sequence[suppose.Typed], places: Sequence[str]) -> Problem:
    """The problem, at the line that it is of."""
    for section in ("facts", "actions"):
        own = [place for entry, place in zip(typed, places, strict=True) if entry.section == section]
        for index, place in enumerate(own):
            at = f"$.{section}[{index}]"
            if problem.place == at or problem.place.startswith(f"{at}."):
                return problem._replace(file="", place=place + problem.place.removeprefix(at))
    return problem


def _typed(line: object, where: str, day: date) -> tuple[suppose.Typed | None, list[Problem]]:
    """What was given, as a file writes it."""
    if isinstance(line, str):
        return suppose.read(line, where, day)
    if isinstance(line, Evidence):
        raw = line.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        section: suppose.Section = "facts" if isinstance(line, Fact) else "actions"
        raw |= {key: str(value) for key in ("date", "died", "died_to") if (value := getattr(line, key, None))}
        return suppose.Typed(section, raw if isinstance(line, Fact) else {**raw, "type": getattr(line, "type", "")}), []
    if isinstance(line, Mapping):
        return suppose.Typed("actions" if "type" in line else "facts", dict(line)), []
    return None, [Problem(Code.WRONG_TYPE, f"expected text, an action or a fact, found {worded(line)}", place=where)]


def _last_day(item: Fact | Action) -> date:
    span = item.date
    return span.end if span else (item.to or date.min) if isinstance(item, Fact) else date.min


def _free(case: Case) -> str:
    """An id that no case of the chain has."""
    names = {part.head.id for part in case.parts}
    return next(name for number in counted(1) if (name := f"{case.id[:70]}.{number}") not in names)


def _many(number: int) -> str:
    return f"{number} supposition{'s' if number != 1 else ''}"


def _joined(parts: Sequence[FilePart], limits: Limits) -> Case:
    """The case that files make together, the first baseline first."""
    case = grown(None, parts[0], limits)
    for part in parts[1:]:
        case = grown(case, part, limits)
    return case


def _chain(
    reference: str, given: bytes | None, problems: list[Problem], anywhere: bool, longest: int
) -> list[FilePart]:
    """The case, then its baseline, and so on; `given` are the bytes of the first where its file is not to be read."""
    parts: list[FilePart] = []
    seen: set[str] = set()
    folder = Path()
    while reference or not parts:
        if parts and not anywhere and not _is_baseline(reference, folder):
            message = f"`{reference[:200]}` is no packaged case, and no `.json` file at or below the folder of this one"
            hint = did_you_mean(reference, packaged_cases())
            problems.append(Problem(Code.UNKNOWN_CASE, message + hint, parts[-1].name, "$.baseline"))
            break
        name, path = _locate(reference, folder, first=not parts)
        if name is None:
            hint = did_you_mean(reference, packaged_cases())
            said_by = (parts[-1].name, "$.baseline") if parts else ("", "")
            problems.append(
                Problem(Code.UNKNOWN_CASE, f"no packaged case and no file `{reference[:200]}`{hint}", *said_by)
            )
            break
        key = os.path.realpath(path) if path else name
        if key in seen:
            names = " → ".join([part.name for part in parts] + [name])
            problems.append(
                Problem(Code.CIRCULAR, f"its baselines come back to itself: {names}", parts[-1].name, "$.baseline")
            )
            break
        if len(parts) > MAX_BASELINES:
            problems.append(
                Problem(Code.TOO_DEEP, f"stands on more than {MAX_BASELINES} baselines", parts[0].name, "$.baseline")
            )
            break
        seen.add(key)
        try:
            data = read_input(name) if path is None else read_bytes(path, name) if given is None else given
            if said := foreign(data):
                raise UnusableError([Problem(Code.ANOTHER_KIND, said, name)])
            given, raw = None, read_json(data, name)
        except UnusableError as error:
            problems += error.problems
            break
        problems += (problem.within(name) for problem in too_long(raw, longest))
        part = read_part(raw, name, path.parent if path else Path(), problems, digest(data).hex())
        if part is None:
            break
        parts.append(part)
        reference, folder = part.head.baseline, part.folder
    if not parts:
        raise UnusableError(problems)
    return parts


def _locate(reference: str, folder: Path, *, first: bool) -> tuple[str | None, Path | None]:
    """The name and path of a case: a packaged id, or a path; no path for standard input, no name if there is none.

    A baseline is never standard input: what is read there is known to nobody who reads the file.
    """
    if reference == "-" and first and sys.stdin is not None:
        return "standard input", None
    packaged = packaged_cases()
    if reference in packaged:
        return reference, packaged[reference]
    path = folder / reference
    return (str(path), path) if reference and (reference.endswith(".json") or _is_file(path)) else (None, None)


def _is_baseline(reference: str, folder: Path) -> bool:
    """Whether a case may have this file read for it."""
    if reference in packaged_cases():
        return True
    named = Path(reference)
    if not reference.endswith(".json") or named.is_absolute() or ".." in named.parts:
        return False
    return Path(os.path.realpath(folder / named)).is_relative_to(os.path.realpath(folder))  # links are followed


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
