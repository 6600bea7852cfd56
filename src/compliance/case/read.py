"""Read what one file of a case says, entry by entry, so that a broken one does not hide the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from json import dumps
from pathlib import Path
from typing import Any

from ..files.exact import digest
from ..files.parse import validated, worded
from ..problem import Code, Problem, did_you_mean
from ..record.acts import UsAct
from ..record.evidence import Fact, Source
from ..record.nobody import is_nobody
from ..record.vocabulary import Action, action_types, is_own_host, is_own_word
from .check import action_problems, expect_problems, fact_problems, us_act_problems, written_problems
from .expected import EffectExpectation, Expectation, Expected, FieldExpectation, SameAs
from .model import Head
from .part import FilePart

_LISTS = ("facts", "actions", "acts", "expect")


def too_long(value: Any, most: int, place: str = "$") -> Iterator[Problem]:
    """Every text that is longer than it may be."""
    match value:
        case str() if len(value) > most:
            message = f"is a text of {len(value):,} characters; the most is {most:,}"
            yield Problem(Code.TOO_LARGE, message, place=place)
        case list():
            for index, each in enumerate(value):
                yield from too_long(each, most, f"{place}[{index}]")
        case dict():
            for key, each in value.items():
                yield from too_long(key, most, place)
                yield from too_long(each, most, f"{place}.{key[:60]}")


def hash_of(raw: Mapping[str, Any]) -> str:
    """The hash of what was given without a file: the same keys and values have the same, in whatever order."""
    return digest(dumps(raw, sort_keys=True, default=str).encode()).hex()


def read_part(
    raw: dict[str, Any], name: str, folder: Path, problems: list[Problem], hashed: str = ""
) -> FilePart | None:
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
    if head is not None and not head.hypothetical:
        found += _unsourced(facts, actions)
    problems += [problem.within(name) for problem in found]
    if head is None:
        return None
    return FilePart(
        name=name,
        head=head,
        folder=folder,
        digest=hashed or ("" if found else hash_of(raw)),  # what is no case may hold anything
        sources=sources,
        facts=facts,
        actions=actions,
        acts=acts,
        expect=expect,
    )


def _unsourced(facts: Iterable[tuple[str, Fact]], actions: Iterable[tuple[str, Action]]) -> Iterator[Problem]:
    """What a public record cannot hold: an entry that names no source and is no search that says where it looked."""
    for place, item in (*facts, *actions):
        if item.sources or (isinstance(item, Fact) and item.basis and item.note):
            continue
        message = (
            'names no source: in a file that says `"hypothetical": false` each entry does, or is a search with a `note`'
        )
        yield Problem(Code.MISSING_KEY, message, place=f"{place}.sources")


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
    if item.get("id", "") == "":
        code, message = (Code.WRONG_VALUE, "`id` is empty") if "id" in item else (Code.MISSING_KEY, "`id` is missing")
        found.append(Problem(code, message, place=f"{place}.id"))
    return validated(model, item, place, found)
