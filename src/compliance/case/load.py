"""Read a case and its baselines, with every problem of all of them at once."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count as counted
from pathlib import Path
from typing import Any, NamedTuple

from ..days import Span
from ..files.parse import read_bytes, read_input, read_json, validated, worded
from ..files.resources import packaged_cases
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.acts import UsAct
from ..record.evidence import Evidence, Fact, Source
from ..record.fold import Stated
from ..record.nobody import is_nobody
from ..record.origins import Origins, Part
from ..record.vocabulary import (
    Action,
    Placed,
    action_types,
    closure_problems,
    is_own_host,
    is_own_word,
    matching,
    reversal_problems,
    telling_problems,
)
from . import suppose
from .check import ABOVE_CLAIMED, action_problems, expect_problems, fact_problems, us_act_problems, written_problems
from .expected import EffectExpectation, Expectation, Expected, FieldExpectation, SameAs
from .model import Case, Head, Limits

MAX_BASELINES = 16
MAX_WITHIN = 32  # totals, each within the next
_LISTS = ("facts", "actions", "acts", "expect")
# What a case says of itself alone, and takes from no baseline.
_OWN = ("id", "title", "about", "hypothetical", "as_of", "law_as_of", "as_if_in_force", "in_return")


_LIMITS = Limits()


class _Part(NamedTuple):
    """One file of a case: its own entries, each with its place."""

    name: str
    head: Head
    folder: Path
    sources: dict[str, Source]
    facts: tuple[tuple[str, Fact], ...]
    actions: tuple[tuple[str, Action], ...]
    acts: tuple[tuple[str, UsAct], ...]
    expect: tuple[tuple[str, Expected], ...]


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
    over = list(_over(parts, limits))
    if over:
        raise UnusableError([*problems, *over])
    problems += _across(parts)
    if problems:
        raise UnusableError(problems)
    return _joined(parts, limits)


def below(case: Case) -> Case:
    """The case on which this one stands: its baseline. ValueError where it has none."""
    if len(case.parts) < 2:
        raise ValueError(f"`{case.id}` has no baseline")
    return _joined(case.parts[:-1], case.limits)


def case_from(raw: Mapping[str, Any], *, limits: Limits = _LIMITS) -> Case:
    """The case that a file with these keys and values would be; its baseline is a packaged case.

    UnusableError with every problem found.
    """
    problems = list[Problem]()
    part = _read(dict(raw), str(raw.get("id", "")) or "the case", Path(), problems)
    parts: list[_Part] = []
    if part is not None and part.head.baseline:
        try:
            parts += load_beside(part.head.baseline, Path()).parts
        except UnusableError as error:
            problems += error.problems
    return _on(parts, part, problems, limits)


def case_supposing(case: Case, lines: Sequence[object], place: str = "--suppose", *, as_of: date | None = None) -> Case:
    """The case with further entries that a hypothetical states on top of it: lines, actions, facts or their keys.

    A line that says no date is of the case's day, and a later date moves that day, as a later `as_of` does.
    UnusableError with every problem.
    """
    problems = list[Problem]()
    typed: list[suppose.Typed] = []
    places: list[str] = []
    for number, line in enumerate(lines, 1):
        where = f"{place}[{number}]"
        entry, found = _typed(line, where, case.as_of)
        problems += found
        if entry is not None:
            typed.append(entry)
            places.append(where)
    taken = [item.id for part in case.parts for _, item in (*part.facts, *part.actions, *part.acts) if item.id]
    listed = list(suppose.numbered(typed, taken))
    head = {"format": 1, "id": _free(case), "title": f"{case.title}, and {_many(len(listed))}", "hypothetical": True}
    named = {section: [each.entry for each in listed if each.section == section] for section in ("facts", "actions")}
    raw = head | {"as_of": case.as_of.isoformat(), "baseline": case.id} | named
    wrong = list[Problem]()
    part = _read(raw, "", case.folder, wrong)
    problems += (_typed_at(problem, typed, places) for problem in wrong)
    if part is not None:
        part = part._replace(name=place)
        days = [_last_day(item) for _, item in (*part.facts, *part.actions)]
        part = part._replace(head=part.head.model_copy(update={"as_of": max([case.as_of, as_of or case.as_of, *days])}))
    return _on(list(case.parts), part, problems, case.limits)


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


def _on(parts: list[_Part], part: _Part | None, problems: list[Problem], limits: Limits) -> Case:
    """The case that one more part makes of these."""
    if part is not None and not problems:
        parts = [*parts, part]
        problems += [*_over(parts, limits), *_across(parts)]
    if problems or part is None:
        raise UnusableError(problems)
    return _joined(parts, limits)


def _joined(parts: Sequence[_Part], limits: Limits) -> Case:
    last = parts[-1]
    return Case(
        **{name: getattr(last.head, name) for name in _OWN},
        baselines=tuple(part.head.id for part in parts[:-1]),
        sources={name: source for part in parts for name, source in part.sources.items()},
        facts=tuple(stated for part in parts for stated in _stated(part)),
        actions=tuple(action for part in parts for _, action in part.actions),
        acts=tuple(act for part in parts for _, act in part.acts),
        acts_search=next((part.head.acts_search for part in reversed(parts) if part.head.acts_search), None),
        expect=tuple(each for _, each in last.expect),
        folder=last.folder,
        origins=_origins(parts),
        limits=limits,
        parts=tuple(parts),
    )


def _origins(parts: Sequence[_Part]) -> Origins:
    chain = tuple(
        Part(
            part.head.id,
            part.head.as_of,
            part.head.hypothetical,
            part.head.otherwise or ("as-recorded" if part.head.hypothetical else "unknown"),
        )
        for part in parts
    )
    own = {key for part in parts for key, source in part.sources.items() if source.speaks_for}
    of_action = {action.id: part.head.id for part in parts for _, action in part.actions}
    return Origins(chain, of_action, frozenset(own))


def _over(parts: Sequence[_Part], limits: Limits) -> Iterator[Problem]:
    """What the case and its baselines have too many of."""
    counts = [
        ("facts", sum(len(matching(fact.field)) for part in parts for _, fact in part.facts), limits.facts, "facts"),
        ("actions", sum(len(part.actions) for part in parts), limits.actions, "actions"),
        ("acts", sum(len(part.acts) for part in parts), limits.acts, "acts of the United States"),
        ("sources", sum(len(part.sources) for part in parts), limits.sources, "sources"),
        ("expect", sum(len(part.expect) for part in parts), limits.expectations, "expectations"),
    ]
    for key, count, most, what in counts:
        if count > most:
            message = f"has {count:,} {what} with its baselines; the most is {most:,}"
            yield Problem(Code.TOO_LARGE, message, parts[-1].name, f"$.{key}")


def _long(value: Any, most: int, place: str = "$") -> Iterator[Problem]:
    """Every text that is longer than it may be."""
    match value:
        case str() if len(value) > most:
            message = f"is a text of {len(value):,} characters; the most is {most:,}"
            yield Problem(Code.TOO_LARGE, message, place=place)
        case list():
            for index, each in enumerate(value):
                yield from _long(each, most, f"{place}[{index}]")
        case dict():
            for key, each in value.items():
                yield from _long(key, most, place)
                yield from _long(each, most, f"{place}.{key[:60]}")


def _stated(part: _Part) -> Iterator[Stated]:
    """The part's facts; one that names a pattern once for every field."""
    for place, fact in part.facts:
        for each in _fields_apart(fact):
            yield Stated(part.head.id, place, each)


def _fields_apart(fact: Fact) -> Iterator[Fact]:
    """The fact once for every field that its pattern names."""
    for _, path in matching(fact.field):
        yield fact if path == fact.field else fact.model_copy(update={"field": path})


def _chain(reference: str, given: bytes | None, problems: list[Problem], anywhere: bool, longest: int) -> list[_Part]:
    """The case, then its baseline, and so on; `given` are the bytes of the first where its file is not to be read."""
    parts: list[_Part] = []
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
            given, raw = None, read_json(data, name)
        except UnusableError as error:
            problems += error.problems
            break
        problems += (problem.within(name) for problem in _long(raw, longest))
        part = _read(raw, name, path.parent if path else Path(), problems)
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


def _read(raw: dict[str, Any], name: str, folder: Path, problems: list[Problem]) -> _Part | None:
    """One file's parts. Entries are read one by one, so that a broken one does not hide the others."""
    found: list[Problem] = []
    plain = {key: value for key, value in raw.items() if key not in (*_LISTS, "sources", "$schema")}
    known = [*Head.model_fields, *_LISTS, "sources"]
    for key in [key for key in plain if key not in Head.model_fields]:
        message = f"unknown key `{key[:60]}`{did_you_mean(key, known)}"
        found.append(Problem(Code.UNKNOWN_KEY, message, place=f"$.{key[:60]}"))
        del plain[key]
    head = validated(Head, plain, "$", found)
    sources = _sources(raw.get("sources", {}), found)
    facts = _each(raw, "facts", found, lambda item, place: _fact(item, place, found))
    actions = _each(raw, "actions", found, lambda item, place: _action(item, place, found))
    acts = _each(raw, "acts", found, lambda item, place: validated(UsAct, item, place, found))
    expect = _each(raw, "expect", found, lambda item, place: _expected(item, place, found))
    for place, fact in facts:
        found += [problem._replace(place=place + problem.place) for problem in fact_problems(fact)]
    for place, action in actions:
        found += [problem._replace(place=place + problem.place) for problem in action_problems(action)]
    for place, act in acts:
        found += [problem._replace(place=place + problem.place) for problem in us_act_problems(act)]
    for place, expectation in expect:
        found += [problem._replace(place=place + problem.place) for problem in expect_problems(expectation)]
    problems += [problem.within(name) for problem in found]
    if head is None:
        return None
    return _Part(
        name=name, head=head, folder=folder, sources=sources, facts=facts, actions=actions, acts=acts, expect=expect
    )


def _expected(item: object, place: str, found: list[Problem]) -> Expected | None:
    """An expectation of a provision, of a field, of another case, or of what acts do: told by their first keys."""
    keys = item.keys() if isinstance(item, dict) else ()
    if "provision" in keys:
        return validated(Expectation, item, place, found)
    if "field" in keys:
        return validated(FieldExpectation, item, place, found)
    if "same_as" in keys:
        return validated(SameAs, item, place, found)
    if EffectExpectation.model_fields.keys() & keys:
        return validated(EffectExpectation, item, place, found)
    return validated(Expectation, item, place, found)


def _sources(raw: object, found: list[Problem]) -> dict[str, Source]:
    if not isinstance(raw, dict):
        found.append(Problem(Code.WRONG_TYPE, "expected an object of sources by id", place="$.sources"))
        return {}
    read = {key: validated(Source, value, f"$.sources.{key[:60]}", found) for key, value in raw.items()}
    kept = {key: source for key, source in read.items() if source is not None}
    found += [problem for key, source in kept.items() for problem in _unmarked(key, source)]
    return kept


def _unmarked(key: str, source: Source) -> Iterator[Problem]:
    """A government's own outlet says whose word it is: what it alone publishes is `claimed`."""
    outlet = source.publisher if is_own_word(source.publisher) else source.href if is_own_host(source.href) else ""
    if outlet and is_nobody(source.speaks_for):
        message = f"`{outlet[:80]}` publishes its government's own word: name that government in `speaks_for`"
        yield Problem(Code.MISSING_KEY, message, place=f"$.sources.{key[:60]}.speaks_for")


def _each(raw: Mapping[str, Any], key: str, found: list[Problem], read: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    items = raw.get(key, [])
    if not isinstance(items, list):
        found.append(Problem(Code.WRONG_TYPE, "expected a list", place=f"$.{key}"))
        return ()
    done = [(place, read(item, place)) for index, item in enumerate(items) for place in [f"$.{key}[{index}]"]]
    return tuple((place, value) for place, value in done if value is not None)


def _fact(item: object, place: str, found: list[Problem]) -> Fact | None:
    """A fact; what its numbers look like is gone once they are read."""
    fact = validated(Fact, item, place, found)
    if fact is not None and isinstance(item, dict):
        found += [problem._replace(place=place + problem.place) for problem in written_problems(fact, item)]
    return fact


def _action(item: object, place: str, found: list[Problem]) -> Action | None:
    if not isinstance(item, dict) or "type" not in item:
        message = "`type` is missing" if isinstance(item, dict) else "expected an object"
        code = Code.MISSING_KEY if isinstance(item, dict) else Code.WRONG_TYPE
        found.append(Problem(code, message, place=place))
        return None
    word = item["type"]
    if not isinstance(word, str):
        found.append(Problem(Code.WRONG_TYPE, f"expected text, found {worded(word)}", place=f"{place}.type"))
        return None
    model = action_types().get(word)
    if model is None:
        word = word[:60]
        message = f"unknown action `{word}`{did_you_mean(word, action_types())}"
        found.append(Problem(Code.UNKNOWN_ACTION, message, place=f"{place}.type"))
        return None
    return validated(model, item, place, found)


def _across(parts: Sequence[_Part]) -> Iterator[Problem]:
    """What only shows when the parts are seen together: ids, sources, reversals, overlapping totals."""
    ids: dict[str, str] = {}
    facts: dict[str, Fact] = {}
    actions: dict[str, Action] = {}
    names: set[str] = set()
    sources: dict[str, Source] = {}
    placed: list[Placed] = []
    for part in parts:
        if part.head.id in names:
            yield Problem(
                Code.DUPLICATE_ID, f"the id `{part.head.id}` is that of one of its baselines", part.name, "$.id"
            )
        names.add(part.head.id)
        for key in sorted(part.sources.keys() & sources.keys()):
            if part.sources[key] != sources[key]:
                message = f"the source `{key[:60]}` of its baseline is another: entries there rest on it"
                yield Problem(Code.DUPLICATE_ID, message, part.name, f"$.sources.{key[:60]}")
        sources |= part.sources
        for place, item in (*part.facts, *part.actions, *part.acts):
            if item.id and item.id in ids:
                yield Problem(
                    Code.DUPLICATE_ID, f"the id `{item.id[:60]}` is taken: {ids[item.id]}", part.name, f"{place}.id"
                )
            ids[item.id] = f"{part.name}: {place}"
        yield from _replacing_problems(part, facts, ids)
        facts |= {fact.id: fact for _, fact in part.facts if fact.id}
        actions |= {action.id: action for _, action in part.actions}
        for place, cited in (*part.facts, *part.actions, *part.acts):
            yield from _source_problems(cited, sources, part.name, place)
        own = [Placed(part.name, place, action) for place, action in part.actions]
        yield from reversal_problems(own, actions)
        yield from telling_problems(own, actions)
        placed += own
        if part.head.otherwise == "as-recorded" and not part.head.hypothetical:
            message = "supposes that nothing else happens: only a hypothetical can; otherwise it is `unknown`"
            yield Problem(Code.WRONG_VALUE, message, part.name, "$.otherwise")
    yield from closure_problems(placed)
    yield from _noticed(parts)
    yield from _overlaps(parts)


def _noticed(parts: Sequence[_Part]) -> Iterator[Problem]:
    """A notice names acts of the case."""
    known = [act.id for part in parts for _, act in part.acts]
    for part in parts:
        for place, act in part.acts:
            for index, each in enumerate(act.actions):
                if each.act not in known:
                    message = f"no act `{each.act[:60]}` in this case{did_you_mean(each.act, known)}"
                    yield Problem(Code.UNKNOWN_ID, message, part.name, f"{place}.actions[{index}].act")


def _replacing_problems(part: _Part, facts: Mapping[str, Fact], ids: Mapping[str, str]) -> Iterator[Problem]:
    """Facts that replace what no baseline states, or what speaks of another field; `facts` are the baselines'."""
    for place, fact in part.facts:
        if not fact.replaces:
            continue
        old, where = facts.get(fact.replaces), f"{place}.replaces"
        if old is None and fact.replaces in ids:
            message = f"`{fact.replaces}` is no fact of a baseline ({ids[fact.replaces]}): those alone can be replaced"
            yield Problem(Code.UNKNOWN_ID, message, part.name, where)
        elif old is None:
            hint = did_you_mean(fact.replaces, facts)
            message = f"replaces an unknown fact `{fact.replaces}`{hint}"
            yield Problem(Code.UNKNOWN_ID, message, part.name, where)
        elif not {path for _, path in matching(fact.field)} <= {path for _, path in matching(old.field)}:
            message = f"replaces `{fact.replaces}`, which speaks of `{old.field}`: state that field"
            yield Problem(Code.WRONG_VALUE, message, part.name, f"{place}.field")


def _source_problems(cited: Any, sources: Mapping[str, Source], name: str, place: str) -> Iterator[Problem]:
    unknown = [(index, key) for index, key in enumerate(cited.sources) if key not in sources]
    for index, key in unknown:
        # The first of a list alone is guessed at: one list can hold hundreds of thousands.
        hint = did_you_mean(key, sources) if index == unknown[0][0] else ""
        yield Problem(Code.UNKNOWN_SOURCE, f"unknown source `{key[:60]}`{hint}", name, f"{place}.sources[{index}]")
    named = [sources[key] for key in cited.sources if key in sources]
    verification = getattr(cited, "verification", None)
    own_word = named and all(source.speaks_for for source in named)
    if own_word and verification in ABOVE_CLAIMED:
        message = f"the word of {named[0].speaks_for} alone is `claimed`, in whatever outlet"
        yield Problem(Code.WRONG_VALUE, message, name, f"{place}.verification")


class _Total(NamedTuple):
    """The total of a flow over a span: where it stands, in the order of the files."""

    order: int
    file: str
    place: str


def _overlaps(parts: Sequence[_Part]) -> Iterator[Problem]:
    """Totals of one flow may repeat a span, as a dispute, or lie one within another, not overlap otherwise."""
    totals: dict[str, dict[Span, _Total]] = {}
    listed = [(level, place, each) for level, part in enumerate(parts) for place, each in part.facts]
    # The last part that replaces a fact has its place: what stood there, or was put there before, is left out.
    last = {
        (each.replaces, path): level for level, _, each in listed if each.replaces for _, path in matching(each.field)
    }
    for order, (level, place, each) in enumerate(listed):
        part = parts[level]
        for fact in _fields_apart(each):
            if any(last.get((name, fact.field), level) > level for name in (fact.id, fact.replaces)):
                continue
            if not fact.basis and fact.from_ is not None and fact.to is not None and fact.from_ <= fact.to:
                totals.setdefault(fact.field, {})[Span(fact.from_, fact.to)] = _Total(order, part.name, place)
    for spans in totals.values():
        around: list[Span] = []
        for span in sorted(spans, key=lambda span: (span.start, -span.end.toordinal())):
            while around and around[-1].end < span.start:
                around.pop()
            if around and not span.inside(around[-1]):
                later, earlier = sorted((span, around[-1]), key=lambda each: spans[each].order, reverse=True)
                message = (
                    f"overlaps the total for {earlier} in part ({spans[earlier].file}: {spans[earlier].place}); "
                    "state spans apart or one within the other, or name what it `replaces` by its id"
                )
                yield Problem(Code.OVERLAP, message, spans[later].file, f"{spans[later].place}.from")
                continue
            around.append(span)
            if len(around) > MAX_WITHIN:
                message = f"stands within more than {MAX_WITHIN} other totals, one within the other"
                yield Problem(Code.TOO_DEEP, message, spans[span].file, f"{spans[span].place}.from")
                break
