"""Small builders shared by the tests: facts, acts, what a view sees, and rulebooks of a few levels."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from compliance.days import Span, month_of, read_span
from compliance.judgement.evaluate import evaluate
from compliance.judgement.finding import Assessment, Finding, TestFinding
from compliance.law.ladder import Ladder
from compliance.law.question import Answer, Choice, Question, Reading, Sets
from compliance.law.statute import Level, SectionFile, build
from compliance.numbers import Number
from compliance.record.evidence import Entry, EntryKind, Evidence, Fact, Ledger, Verification
from compliance.record.extent import extent
from compliance.record.field import Field, FieldKind
from compliance.record.fold import Folded, Stated, fold
from compliance.record.standard import Bound, FieldFinding, View
from compliance.record.vocabulary import Action, action_types, fields
from compliance.rulebook.interpretation import interpret
from compliance.rulebook.load import load_rules
from compliance.rulebook.parameters import choose
from compliance.rulebook.rulebook import Goal, Rulebook

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


def act(kind: str, on: str, grade: str | None = "verified", **rest: Any) -> Action:
    """An action of this type; its id is its type unless another is given. Who returns is willing and unharmed."""
    if kind in ("release_captives", "repatriate"):
        rest = {"voluntary": True, "gravely_harmed": 0, **rest}
    raw = {"id": kind, "type": kind, "date": on, "verification": grade, **rest}
    made: Action = action_types()[kind].model_validate(raw)
    return made


def stated(facts: Iterable[Fact], case: str = "record") -> list[Stated]:
    return [Stated(case, f"$.facts[{index}]", each) for index, each in enumerate(facts)]


def folded(*said: Fact | Action, as_of: date = AS_OF, **how: Any) -> Folded:
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
) -> FieldFinding:
    """What a view shows of one field on this record."""
    view = View(as_of, start, Verification(grade) if grade else None, below, age, relapses, gross)
    return extent(fields()[field], folded(*said, as_of=as_of).ledger(field), view)


class Bounds(NamedTuple):
    worst: Bound
    best: Bound


def bounds(field: str, *said: Fact | Action, **how: Any) -> Bounds:
    """From worst to best, as a view sees it."""
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


def small_rulebook(
    levels: Sequence[Level], ladders: Sequence[Ladder], sets: Mapping[str, Any], *goals: str
) -> Rulebook:
    """A rulebook of one section, whose one question has the one answer that sets all this."""
    file = SectionFile.model_validate(
        {"act": "ACT", "act_section": "1", "act_name": "A test", "title": "a test", "enacted": ENACTED}
        | {"checked_until": AS_OF, "sources": (), "level": tuple(levels)}
    )
    statute, problems = build({"s1.toml": file})
    assert problems == []
    set_by = Sets.model_validate({"evidence_age": {"conditions": 24}, **sets})
    question = Question(
        id="Q1",
        of=goals[0],
        asks="Which?",
        answer=(Answer(id="this", sets=set_by, because="a test"),),
    )
    reading = Reading(id="plain", title="Plain", choice=(Choice(question="Q1", answer="this", because="a test"),))
    parameters, problems = choose({"Q1": question}, reading, {})
    assert problems == []
    named = {goal: Goal(name=goal, provision=goal, title=goal, act="a test", supports="a test") for goal in goals}
    by_matter = {each.matter: each for each in ladders}
    return Rulebook(
        statute=statute,
        ladders=by_matter,
        questions={"Q1": question},
        readings={"plain": reading},
        interpretations={"plain": interpret(parameters, by_matter)},
        goals=named,
        version="test",
    )


def judged(rulebook: Rulebook, *said: Fact | Action, as_of: date = AS_OF) -> Assessment:
    return evaluate(rulebook, folded(*said, as_of=as_of), as_of=as_of)


# Strategies: ledgers of one field, and entries that are better for it.

GRADES: tuple[Verification | None, ...] = (
    None,
    *(grade for grade in Verification if grade is not Verification.REFUTED),
)
MANY = 10**6  # more than any test asks for
_YEARS = st.integers(2013, 2026)
SPANS: st.SearchStrategy[Span] = st.one_of(
    st.sampled_from([ENACTED, ENACTED - timedelta(days=1), AS_OF, date(2024, 3, 15), date(2024, 3, 14)]).map(read_span),
    st.dates(date(2013, 1, 1), AS_OF).map(read_span),
    st.dates(date(2013, 1, 1), AS_OF).map(month_of),
    _YEARS.map(lambda year: read_span(str(year))),
)
TOTAL_SPANS = (  # totals repeat a span or lie apart; the last is the year before
    Span(ENACTED, date(2020, 12, 31)),
    Span(date(2021, 1, 1), date(2025, 3, 15)),
    Span(date(2025, 3, 16), AS_OF),
)


def evidence(grade: Verification | None) -> Evidence:
    return Evidence(verification=grade)


def entry(
    field: Field, kind: EntryKind, low: Number, high: Number | None, span: Span, grade: Verification | None
) -> Entry:
    return Entry("e", field.path, kind, low, high, span, span.start, evidence(grade))


def values(field: Field) -> st.SearchStrategy[Number]:
    """What the field may hold: a flag, a share, or a small count, the thresholds of the rules among them."""
    if field.value == "flag":
        return st.sampled_from([0, 1])
    if field.value == "share":
        return st.sampled_from([0, Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), 1])
    return st.integers(0, 6)


def ranges(field: Field) -> st.SearchStrategy[tuple[Number, Number | None]]:
    """A value, a range, or a range that is open above."""
    one = values(field).map(lambda value: (value, value))
    two = st.tuples(values(field), values(field)).map(lambda pair: (min(pair), max(pair)))
    return st.one_of(one, one, two, values(field).map(lambda value: (value, None)))


@st.composite
def any_entry(draw: st.DrawFn, field: Field) -> Entry:
    """An entry of any kind that the field can have."""
    stock = field.kind is FieldKind.STOCK
    changes = [EntryKind.CHANGE] if field.value == "count" else []
    kinds_of = [EntryKind.STATEMENT, EntryKind.STATEMENT, *changes] if stock else [EntryKind.EVENT, EntryKind.TOTAL]
    kind = draw(st.sampled_from([*kinds_of, EntryKind.SEARCH]))
    low, high = draw(ranges(field))
    grade = draw(st.sampled_from(GRADES))
    span = draw(st.sampled_from(TOTAL_SPANS) if kind is EntryKind.TOTAL else SPANS)
    made = entry(field, kind, low, high, span, grade)._replace(rises=draw(st.booleans()))
    if kind is EntryKind.SEARCH:
        return made._replace(low=0, high=None, span=Span(date.min, span.end))
    if kind in (EntryKind.STATEMENT, EntryKind.TOTAL) and draw(st.integers(0, 9)) == 0:
        return made._replace(low=0, high=None, unknown=True)
    return made


@st.composite
def better_entry(draw: st.DrawFn, field: Field) -> Entry:
    """An entry that is better for its field: at any grade, on any date."""
    more = field.better != "less"
    grade, span = draw(st.sampled_from(GRADES)), draw(SPANS)
    low, high = draw(ranges(field))
    if field.kind is FieldKind.FLOW:
        if more:
            return entry(field, EntryKind.EVENT, low, high, span, grade)
        return entry(field, EntryKind.TOTAL, 0, 0, draw(st.sampled_from(TOTAL_SPANS)), grade)
    if field.value == "count" and draw(st.booleans()):
        return entry(field, EntryKind.CHANGE, low, high, span, grade)._replace(rises=more)
    extreme, top = (MANY, None) if field.value == "count" else (1, 1)
    return entry(field, EntryKind.STATEMENT, extreme if more else 0, top if more else 0, span, grade)


def ledger(entries: Iterable[Entry]) -> Ledger:
    """The entries as `fold` orders them; each with an id of its own."""
    named = [each._replace(id=f"e{index}") for index, each in enumerate(entries)]
    return tuple(sorted(named, key=lambda each: (each.span.end, each.span.start)))


VIEWS = st.builds(
    View,
    st.just(AS_OF),
    st.sampled_from([None, ENACTED, date(2025, 3, 16)]),
    st.sampled_from([None, *list(Verification)[:4]]),
    st.sampled_from(["unknown", "unmet"]),
    st.sampled_from([None, 24]),
    st.booleans(),
    st.booleans(),
    against_age=st.sampled_from([None, 24]),
    opened=st.just(ENACTED),
    search_margin=st.sampled_from([None, (2, 10)]),
    practice=st.sampled_from([0, 6]),
    half_capped=st.just(False),
    gaps=st.just(()),
    back=st.none(),
    over_gaps=st.none(),
    contrary=st.sampled_from(["", "any", "reported", "the-grade"]),
)
ONE_OF_EACH_KIND = (  # a field of every kind, value and direction
    "un_verification.inspectors",
    "un_verification.sites_open",
    "un_verification.access_terms_agreed",
    "captives.united_states.held",
    "weapons.nuclear.production_running",
    "captives.japan.returned",
    "captives.japan.taken",
    "political_prisoners.died",
    "captives.japan.recognised",
)
ANY_FIELD = st.sampled_from(ONE_OF_EACH_KIND).map(lambda path: fields()[path])


def leaf_of(rungs: Ladder, required: str, *facts: Fact | Action, **sets: Any) -> Finding:
    """The finding for the one leaf of a rulebook, which asks for this rung of the ladder."""
    leaf = level(SECTION, matter=rungs.matter)
    rules = small_rulebook([leaf], [rungs], {"degree": {SECTION: required}, **sets}, SECTION)
    return judged(rules, *facts).result(SECTION)


def finding_of(test: dict[str, Any], *facts: Fact | Action, **sets: dict[str, Any]) -> TestFinding:
    """The finding for one test; the rest are the parameters that an answer sets, by kind."""
    (rung,) = leaf_of(ladder("one", steps={"all": [test]}), "steps", *facts, **sets).rungs
    (part,) = rung.group.parts
    assert isinstance(part, TestFinding)
    return part
