"""Read a case and its baselines, with every problem of all of them at once."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..amount import Span
from ..citation import Citation
from ..problem import Code, Hints, Problem, UnusableError, did_you_mean
from ..record.acts import UsAct
from ..record.dprk.actions import Action, CloseCamp, Promise, Reverse, kinds
from ..record.dprk.state import fields, is_own_word, matching
from ..record.evidence import Evidence, Fact, Source, Verification
from ..record.field import Field, FieldKind
from ..record.fold import Stated
from .case import Case, Expectation, Head
from .parse import MAX_BYTES, read_bytes, read_json, validated, worded
from .resources import packaged_cases

MAX_BASELINES = 16
MOST_FACTS = 50_000
_ABOVE_CLAIMED = (Verification.REPORTED, Verification.OBSERVED, Verification.VERIFIED)
_LISTS = ("facts", "actions", "acts", "expect")


class _Part(NamedTuple):
    """One file of a case: its own entries, each with its place."""

    name: str
    head: Head
    folder: Path
    sources: dict[str, Source]
    facts: tuple[tuple[str, Fact], ...]
    actions: tuple[tuple[str, Action], ...]
    acts: tuple[tuple[str, UsAct], ...]
    expect: tuple[tuple[str, Expectation], ...]


def load_case(reference: str) -> Case:
    """A case by path, by packaged id, or from standard input (`-`). UnusableError with every problem found."""
    problems, hints = list[Problem](), Hints()
    parts = _chain(reference, problems, hints)
    parts.reverse()  # the first baseline first
    problems += _across(parts, hints)
    if problems:
        raise UnusableError(problems)
    if sum(len(matching(fact.field)) for part in parts for _, fact in part.facts) > MOST_FACTS:
        raise UnusableError(
            [Problem(Code.TOO_LARGE, f"states more than {MOST_FACTS:,} facts", parts[-1].name, "$.facts")]
        )
    last = parts[-1]
    return Case(
        last.head.id, last.head.title, last.head.about, last.head.hypothetical, last.head.as_of, last.head.law_as_of,
        last.head.as_if_in_force,
        tuple(part.head.id for part in parts[:-1]),
        {name: source for part in parts for name, source in part.sources.items()},
        tuple(stated for part in parts for stated in _stated(part)),
        tuple(action for part in parts for _, action in part.actions),
        tuple(act for part in parts for _, act in part.acts),
        last.head.in_return,
        tuple(expectation for _, expectation in last.expect),
    )  # fmt: skip


def _stated(part: _Part) -> Iterator[Stated]:
    """The part's facts, dated; one that names a pattern once for every field."""
    for place, fact in part.facts:
        for each in _fields_apart(fact):
            yield Stated(f"{part.head.id}: {place}", _dated(each, part.head.as_of))


def _fields_apart(fact: Fact) -> Iterator[Fact]:
    """The fact once for every field that its pattern names."""
    for _, path in matching(fact.field):
        yield fact if path == fact.field else fact.model_copy(update={"field": path})


def _dated(fact: Fact, as_of: date) -> Fact:
    """A fact without a date speaks of its own case's day."""
    if fact.date is not None or fact.from_ is not None or fact.to is not None:
        return fact
    return fact.model_copy(update={"date": Span(as_of, as_of)})


def _chain(reference: str, problems: list[Problem], hints: Hints) -> list[_Part]:
    """The case, then its baseline, and so on."""
    parts: list[_Part] = []
    seen: set[str] = set()
    folder = Path()
    while reference or not parts:
        name, path = _locate(reference, folder)
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
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if path is None else None
        try:
            raw = read_json(data if data is not None else read_bytes(path or Path(), name), name)
        except UnusableError as error:
            problems += error.problems
            break
        part = _read(raw, name, path.parent if path else Path(), problems, hints)
        if part is None:
            break
        parts.append(part)
        reference, folder = part.head.baseline, part.folder
    if not parts:
        raise UnusableError(problems)
    return parts


def _locate(reference: str, folder: Path) -> tuple[str | None, Path | None]:
    """The name and path of a case: a packaged id, or a path; no path for standard input, no name if there is none."""
    if reference == "-" and sys.stdin is not None:
        return "standard input", None
    packaged = packaged_cases()
    if reference in packaged:
        return reference, packaged[reference]
    path = folder / reference
    return (str(path), path) if reference and (reference.endswith(".json") or _is_file(path)) else (None, None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _read(raw: dict[str, Any], name: str, folder: Path, problems: list[Problem], hints: Hints) -> _Part | None:
    """One file's parts. Entries are read one by one, so that a broken one does not hide the others."""
    found: list[Problem] = []
    plain = {key: value for key, value in raw.items() if key not in (*_LISTS, "sources", "$schema")}
    known = [*Head.model_fields, *_LISTS, "sources"]
    for key in [key for key in plain if key not in Head.model_fields]:
        message = f"unknown key `{key[:60]}`{hints(key, known)}"
        found.append(Problem(Code.UNKNOWN_KEY, message, place=f"$.{key[:60]}"))
        del plain[key]
    head = validated(Head, plain, "$", found, hints)
    sources = _sources(raw.get("sources", {}), found, hints)
    facts = _each(raw, "facts", found, lambda item, place: validated(Fact, item, place, found, hints))
    actions = _each(raw, "actions", found, lambda item, place: _action(item, place, found, hints))
    acts = _each(raw, "acts", found, lambda item, place: validated(UsAct, item, place, found, hints))
    expect = _each(raw, "expect", found, lambda item, place: validated(Expectation, item, place, found, hints))
    for place, fact in facts:
        found += [problem._replace(place=place + problem.place) for problem in _fact_problems(fact, hints)]
    for place, action in actions:
        found += [problem._replace(place=place + problem.place) for problem in _action_problems(action, hints)]
    for place, act in acts:
        found += [problem._replace(place=place + problem.place) for problem in _us_act_problems(act)]
    for place, expectation in expect:
        found += [problem._replace(place=place + problem.place) for problem in _expect_problems(expectation)]
    problems += [problem.within(name) for problem in found]
    return _Part(name, head, folder, sources, facts, actions, acts, expect) if head else None


def _sources(raw: object, found: list[Problem], hints: Hints) -> dict[str, Source]:
    if not isinstance(raw, dict):
        found.append(Problem(Code.WRONG_TYPE, "expected an object of sources by id", place="$.sources"))
        return {}
    read = {key: validated(Source, value, f"$.sources.{key[:60]}", found, hints) for key, value in raw.items()}
    return {key: source for key, source in read.items() if source is not None}


def _each(raw: Mapping[str, Any], key: str, found: list[Problem], read: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    items = raw.get(key, [])
    if not isinstance(items, list):
        found.append(Problem(Code.WRONG_TYPE, "expected a list", place=f"$.{key}"))
        return ()
    done = [(place, read(item, place)) for index, item in enumerate(items) for place in [f"$.{key}[{index}]"]]
    return tuple((place, value) for place, value in done if value is not None)


def _action(item: object, place: str, found: list[Problem], hints: Hints) -> Action | None:
    if not isinstance(item, dict) or "type" not in item:
        message = "`type` is missing" if isinstance(item, dict) else "expected an object"
        code = Code.MISSING_KEY if isinstance(item, dict) else Code.WRONG_TYPE
        found.append(Problem(code, message, place=place))
        return None
    word = item["type"]
    if not isinstance(word, str):
        found.append(Problem(Code.WRONG_TYPE, f"expected text, found {worded(word)}", place=f"{place}.type"))
        return None
    model = kinds().get(word)
    if model is None:
        word = word[:60]
        message = f"unknown action `{word}`{hints(word, kinds())}"
        found.append(Problem(Code.UNKNOWN_ACTION, message, place=f"{place}.type"))
        return None
    return validated(model, item, place, found, hints)


def _fact_problems(fact: Fact, hints: Hints) -> Iterator[Problem]:
    named = matching(fact.field)
    if not named:
        hint = hints(fact.field, fields())
        yield Problem(Code.UNKNOWN_FIELD, f"unknown field `{fact.field[:80]}`{hint}", place=".field")
        return
    if "*" in fact.field and fact.basis is None and (fact.value is None or fact.value):
        message = "a pattern says the same of every field it names: only zero, false or a search can be said so"
        yield Problem(Code.WRONG_VALUE, message, place=".field")
    for field in (fields()[path] for _, path in named):
        found = [*_what_problems(fact, field), *_when_problems(fact, field)]
        yield from found
        if found:
            break
    yield from _standing_problems(fact)


def _what_problems(fact: Fact, field: Field) -> Iterator[Problem]:
    ways = [fact.value is not None, fact.low is not None or fact.high is not None, fact.unknown, fact.basis is not None]
    if sum(ways) != 1:
        yield Problem(
            Code.WRONG_VALUE, 'states exactly one of `value`, `low` and `high`, `unknown: true`, or `basis: "search"`'
        )
    if fact.basis == "search" and not fact.note.strip():
        yield Problem(Code.MISSING_KEY, "a search says in `note` what was searched", place=".note")
    if fact.basis == "search" and fact.published is not None:
        yield Problem(
            Code.WRONG_VALUE, "a search has no `published`: it speaks of each day it covers", place=".published"
        )
    for name, value in (("value", fact.value), ("low", fact.low), ("high", fact.high)):
        if value is None:
            continue
        wrong = (field.value == "flag") != isinstance(value, bool)
        if wrong:
            expected = "true or false" if field.value == "flag" else "a number"
            yield Problem(Code.WRONG_TYPE, f"`{fact.field}` takes {expected}", place=f".{name}")
        elif field.value == "count" and (not isinstance(value, int) or value < 0):
            yield Problem(Code.BAD_RANGE, "expected a whole number, zero or more", place=f".{name}")
        elif field.value == "share" and not 0 <= value <= 1:
            yield Problem(Code.BAD_RANGE, "expected a share from 0 to 1", place=f".{name}")
    if fact.high is not None and fact.low is None:
        yield Problem(Code.MISSING_KEY, "a range needs `low`", place=".low")
    if fact.low is not None and fact.high is not None and fact.low > fact.high:
        yield Problem(Code.BAD_RANGE, "`low` is above `high`", place=".low")


def _when_problems(fact: Fact, field: Field) -> Iterator[Problem]:
    spanned = fact.from_ is not None or fact.to is not None
    if fact.from_ is not None and fact.to is not None and fact.from_ > fact.to:
        yield Problem(Code.BAD_SPAN, f"ends on {fact.to}, before it begins on {fact.from_}", place=".from")
    if spanned and fact.date is not None:
        yield Problem(Code.WRONG_VALUE, "states `date` and a span; one of them is enough", place=".date")
    if fact.basis == "search":
        if spanned and fact.to is None:
            yield Problem(Code.MISSING_KEY, "a search over a span needs `to`", place=".to")
    elif field.kind is FieldKind.FLOW:
        if fact.from_ is None or fact.to is None:
            yield Problem(Code.MISSING_KEY, f"`{fact.field}` adds up over time: state `from` and `to`", place=".from")
    elif spanned:
        yield Problem(Code.WRONG_VALUE, f"`{fact.field}` stands on a day: state `date`", place=".from")
    begins = fact.from_ or (fact.date.start if fact.date else None)
    if fact.basis != "search" and fact.published and begins and fact.published < begins:
        yield Problem(Code.BAD_SPAN, f"published on {fact.published}, before it begins on {begins}", place=".published")


def _standing_problems(evidence: Evidence) -> Iterator[Problem]:
    if evidence.verification is Verification.VERIFIED and not evidence.verifier.strip():
        yield Problem(Code.MISSING_KEY, "is `verified` by nobody: name the `verifier`", place=".verifier")
    if evidence.verification in _ABOVE_CLAIMED and is_own_word(evidence.verifier):
        message = f"the word of `{evidence.verifier[:60]}` is `claimed`, whatever it says that it verified"
        yield Problem(Code.WRONG_VALUE, message, place=".verification")


def _action_problems(action: Action, hints: Hints) -> Iterator[Problem]:
    yield from _standing_problems(action)
    if action.published and action.published < action.date.start:
        yield Problem(
            Code.BAD_SPAN,
            f"published on {action.published}, before it begins on {action.date.start}",
            place=".published",
        )
    if isinstance(action, Promise) and f"{action.subject}.pledged" not in fields():
        subjects = (path.removesuffix(".pledged") for path in fields() if path.endswith(".pledged"))
        hint = hints(action.subject, subjects)
        yield Problem(Code.UNKNOWN_FIELD, f"nothing is pledged of `{action.subject[:80]}`{hint}", place=".subject")
        return
    for move in action.moves():
        if move.field not in fields():
            yield Problem(Code.UNKNOWN_FIELD, f"moves `{move.field}`, which is not kept for that country", place="")
            return


def _us_act_problems(act: UsAct) -> Iterator[Problem]:
    try:
        Citation.parse(act.of)
    except ValueError as error:
        yield Problem(Code.UNKNOWN_PROVISION, str(error), place=".of")
    if not act.by.strip():
        yield Problem(Code.MISSING_KEY, "is done by nobody: name who acts in `by`", place=".by")


def _expect_problems(expectation: Expectation) -> Iterator[Problem]:
    for part in expectation.provision.split(">"):
        try:
            Citation.parse(part)
        except ValueError as error:
            yield Problem(Code.UNKNOWN_PROVISION, str(error), place=".provision")


def _across(parts: Sequence[_Part], hints: Hints) -> Iterator[Problem]:
    """What only shows when the parts are seen together: ids, sources, reversals, overlapping totals."""
    ids: dict[str, str] = {}
    actions: dict[str, Action] = {}
    names: set[str] = set()
    sources: dict[str, Source] = {}
    for part in parts:
        if part.head.id in names:
            yield Problem(
                Code.DUPLICATE_ID, f"the id `{part.head.id}` is that of one of its baselines", part.name, "$.id"
            )
        names.add(part.head.id)
        sources |= part.sources
        for place, item in (*part.actions, *part.acts):
            if item.id in ids:
                yield Problem(
                    Code.DUPLICATE_ID, f"the id `{item.id[:60]}` is taken: {ids[item.id]}", part.name, f"{place}.id"
                )
            ids[item.id] = f"{part.name}: {place}"
        actions |= {action.id: action for _, action in part.actions}
        for place, cited in (*part.facts, *part.actions, *part.acts):
            yield from _source_problems(cited, sources, part.name, place, hints)
        for place, action in part.actions:
            if isinstance(action, Reverse):
                yield from _reversal_problems(action, actions, part, place, hints)
    yield from _closures(parts)
    yield from _overlaps(parts)


def _closures(parts: Sequence[_Part]) -> Iterator[Problem]:
    """A camp closed twice would count its people twice: the earlier closure is reversed, or it is the same one."""
    acts = [(part, place, action) for part in parts for place, action in part.actions]
    undone = {action.of for _, _, action in acts if isinstance(action, Reverse)}
    closed: dict[str, str] = {}
    for part, place, action in acts:
        if not isinstance(action, CloseCamp) or action.id in undone:
            continue
        camp = " ".join(action.camp.split()).casefold()
        if camp in closed:
            message = f"`{closed[camp]}` closed that camp already: keep one of them, or reverse the other first"
            yield Problem(Code.DUPLICATE_ID, message, part.name, f"{place}.camp")
        closed[camp] = action.id


def _source_problems(
    cited: Any, sources: Mapping[str, Source], name: str, place: str, hints: Hints
) -> Iterator[Problem]:
    for index, key in enumerate(cited.sources):
        if key not in sources:
            hint = hints(key, sources)
            yield Problem(Code.UNKNOWN_SOURCE, f"unknown source `{key[:60]}`{hint}", name, f"{place}.sources[{index}]")
    named = [sources[key] for key in cited.sources if key in sources]
    verification = getattr(cited, "verification", None)
    own_word = named and all(source.speaks_for for source in named)
    if own_word and verification in _ABOVE_CLAIMED:
        message = f"the word of {named[0].speaks_for} alone is `claimed`, in whatever outlet"
        yield Problem(Code.WRONG_VALUE, message, name, f"{place}.verification")


def _reversal_problems(
    action: Reverse, actions: Mapping[str, Action], part: _Part, place: str, hints: Hints
) -> Iterator[Problem]:
    undone = actions.get(action.of)
    if undone is None or undone is action:
        hint = hints(action.of, (name for name in actions if name != action.id))
        yield Problem(Code.UNKNOWN_ID, f"reverses an unknown action `{action.of[:60]}`{hint}", part.name, f"{place}.of")
    elif isinstance(undone, Reverse) and undone.of == action.id:
        yield Problem(Code.CIRCULAR, f"`{action.id}` and `{undone.id}` reverse each other", part.name, f"{place}.of")
    elif action.date.end < undone.date.end:
        yield Problem(
            Code.BAD_SPAN, f"reverses `{action.of}` before it was done on {undone.date}", part.name, f"{place}.date"
        )


def _overlaps(parts: Sequence[_Part]) -> Iterator[Problem]:
    """Totals of one flow may repeat a span, as a dispute, but not overlap: one could not tell what they share."""
    totals: dict[str, dict[Span, tuple[str, str]]] = {}
    for part in parts:
        for place, fact in ((place, fact) for place, each in part.facts for fact in _fields_apart(each)):
            if not fact.basis and fact.from_ is not None and fact.to is not None and fact.from_ <= fact.to:
                totals.setdefault(fact.field, {})[Span(fact.from_, fact.to)] = (part.name, place)
    for spans in totals.values():
        reached: Span | None = None
        for span in sorted(spans):
            if reached is not None and span.overlaps(reached):
                later, earlier = (
                    (span, reached) if _stands_later(spans[span], spans[reached], parts) else (reached, span)
                )
                where = ": ".join(spans[earlier])
                message = (
                    f"overlaps the total for {earlier} ({where}); state spans apart, or the same span to replace it"
                )
                yield Problem(Code.OVERLAP, message, spans[later][0], f"{spans[later][1]}.from")
            reached = span if reached is None or span.end > reached.end else reached


def _stands_later(one: tuple[str, str], other: tuple[str, str], parts: Sequence[_Part]) -> bool:
    order = [part.name for part in parts]
    places = [order.index(name) for name, _ in (one, other)]
    return places[0] > places[1] or (places[0] == places[1] and _number(one[1]) > _number(other[1]))


def _number(place: str) -> int:
    return int(place.partition("[")[2].rstrip("]"))
