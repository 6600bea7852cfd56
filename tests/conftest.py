"""Small builders shared by the tests: facts, acts, what a lens sees, and rulebooks of a few levels."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import settings

from compliance.files import load_rules
from compliance.judgement.evaluate import evaluate
from compliance.judgement.finding import Assessment
from compliance.law.ladder import Ladder
from compliance.law.reading import Answer, Choice, Question, Reading, Sets, resolve
from compliance.law.rulebook import Goal, Rulebook
from compliance.law.statute import Level, SectionFile, build
from compliance.record.dprk.actions import Action, kinds
from compliance.record.dprk.state import fields
from compliance.record.evidence import Fact, Verification
from compliance.record.extent import extent
from compliance.record.fold import Folded, Stated, fold
from compliance.record.lens import Bound, Extent, Lens

settings.register_profile("suite", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("suite")

AS_OF = date(2026, 3, 15)
ENACTED = date(2016, 2, 18)
SECTION = "/us/usc/t1/s1"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rules()


def fact(field: str, value: Any = None, on: str = "2020-06-01", grade: str | None = "verified", **rest: Any) -> Fact:
    """A stock stood at this value on a day; a `high` among the rest makes it a range."""
    stated = {"low": value} if "high" in rest or rest.pop("open_ended", False) else {"value": value}
    stated = {} if value is None else stated
    return Fact.model_validate({"field": field, "date": on, "verification": grade, **stated, **rest})


def total(field: str, value: Any, start: str, end: str, grade: str | None = "verified", **rest: Any) -> Fact:
    """A flow added up to this over a span."""
    stated = {"low": value} if "high" in rest or rest.pop("open_ended", False) else {"value": value}
    raw = {"field": field, "from": start, "to": end, "verification": grade, **stated, **rest}
    return Fact.model_validate({key: each for key, each in raw.items() if each is not None or key == "verification"})


def search(field: str, on: str, **rest: Any) -> Fact:
    """A search that found nothing, up to a day."""
    return Fact.model_validate({"field": field, "date": on, "basis": "search", "note": "what was searched", **rest})


def act(kind: str, on: str, grade: str | None = "verified", id: str = "", **rest: Any) -> Action:
    """An action of this type; its id is its type unless another is given."""
    made: Action = kinds()[kind].model_validate({"id": id or kind, "type": kind, "date": on, "verification": grade, **rest})
    return made


def stated(facts: Iterable[Fact], case: str = "record") -> list[Stated]:
    return [Stated(f"{case}: $.facts[{index}]", each) for index, each in enumerate(facts)]


def folded(*said: Fact | Action, as_of: date = AS_OF, **how: bool) -> Folded:
    """The record that these facts and acts make, all of one case."""
    facts = stated(each for each in said if isinstance(each, Fact))
    return fold(facts, [each for each in said if not isinstance(each, Fact)], as_of=as_of, **how)


def seen(
    field: str,
    *said: Fact | Action,
    as_of: date = AS_OF,
    start: date | None = None,
    grade: str | None = None,
    below: Literal["unknown", "unmet"] = "unknown",
    age: int | None = 24,
    relapses: bool = False,
    gross: bool = False,
) -> Extent:
    """What a lens shows of one field on this record."""
    lens = Lens(as_of, start, Verification(grade) if grade else None, below, age, relapses, gross)
    return extent(fields()[field], folded(*said, as_of=as_of).state.ledger(field), lens)


class Bounds(NamedTuple):
    worst: Bound
    best: Bound


def bounds(field: str, *said: Fact | Action, **how: Any) -> Bounds:
    """From worst to best, as a lens sees it."""
    found = seen(field, *said, **how)
    return Bounds(found.worst, found.best)


def ladder(matter: str, **rungs: Mapping[str, Any]) -> Ladder:
    """A ladder with only these rungs, each a group as the rule files write it."""
    listed = [{"degree": degree, "because": "a test", **group} for degree, group in rungs.items()]
    return Ladder.model_validate({"matter": matter, "title": matter, "rung": listed})


def flag_ladder(matter: str, flag: str) -> Ladder:
    """A ladder on which `steps` is this flag, and nothing else is asked."""
    return ladder(matter, steps={"all": [{"field": flag, "is": True, "window": "standing"}]})


def level(identifier: str, **rest: Any) -> Level:
    return Level.model_validate(
        {"identifier": identifier, "start_period": "2016-02-18", "heading": identifier, "gist": "a test", **rest}
    )


def small_rulebook(levels: Sequence[Level], ladders: Sequence[Ladder], sets: Mapping[str, Any], *goals: str) -> Rulebook:
    """A rulebook of one section, whose one question has the one answer that sets all this."""
    file = SectionFile.model_validate(
        {"act": "ACT", "act_section": "1", "act_name": "A test", "title": "a test", "enacted": ENACTED}
        | {"checked_until": AS_OF, "sources": (), "level": tuple(levels)}
    )
    statute, problems = build({"s1.toml": file})
    assert problems == []
    question = Question(
        id="Q1",
        of=goals[0],
        asks="Which?",
        answer=(Answer(id="this", sets=Sets.model_validate({"evidence_age": {"conditions": 24}, **sets}), because="a test"),),
    )
    reading = Reading(id="plain", title="Plain", choice=(Choice(question="Q1", answer="this", because="a test"),))
    parameters, problems = resolve({"Q1": question}, reading, {})
    assert problems == []
    named = {goal: Goal(name=goal, provision=goal, title=goal, supports="a test") for goal in goals}
    return Rulebook(
        statute,
        {each.matter: each for each in ladders},
        {"Q1": question},
        {"plain": reading},
        {"plain": parameters},
        named,
        "test",
    )


def judged(rulebook: Rulebook, *said: Fact | Action, as_of: date = AS_OF) -> Assessment:
    return evaluate(rulebook, folded(*said, as_of=as_of), as_of=as_of)
