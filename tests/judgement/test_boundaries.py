"""Boundary pairs: for every test of every rung, the value that just holds beside the one that just fails."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pytest

from compliance import Case, Status, judge, load_rules
from compliance.days import Span, add_months
from compliance.judgement.context import Context, context_on
from compliance.judgement.gauge import gauge
from compliance.law.degree import Degree
from compliance.law.ladder import Ladder, Rung, Test
from compliance.law.question import Whole
from compliance.law.window import window_start
from compliance.numbers import Number, simplest
from compliance.record.evidence import Fact
from compliance.record.field import FieldKind
from compliance.record.fold import Stated, fold
from compliance.record.vocabulary import fields, matching
from compliance.rulebook.resolve import Resolver

RULES = load_rules()
PLAIN = RULES.interpretations["plain"]
AS_OF, ENACTED = date(2026, 3, 15), date(2016, 2, 18)
WHOLE = 1000


class Place(NamedTuple):
    """A test and the rung in which it stands."""

    matter: str
    degree: Degree
    test: Test

    def __str__(self) -> str:
        return f"{self.matter}-{self.degree}-{self.test.field[0]}"


A_YEAR_AGO = add_months(AS_OF, -12)
PLACES = [
    Place(ladder.matter, rung.degree, test)
    for ladder in RULES.ladders.values()
    for rung in ladder.rung
    for test in rung.tests()
    if test.empty is None  # tests/judgement/test_empty.py has its pairs
]


def resolved(value: object, kind: str) -> object:
    return PLAIN.value(kind, value[1:]) if isinstance(value, str) and value.startswith("@") else value


def stated(path: str, value: Number, start: date | None) -> Fact:
    """The field stands at, or added up to, just this much, verified."""
    field = fields()[path]
    shown = bool(value) if field.value == "flag" else value
    standing = {"verification": "verified", "verifier": "a witness"}
    if field.kind is FieldKind.FLOW:
        span = {"from": (start or date(1, 1, 1)).isoformat(), "to": AS_OF.isoformat()}
        return Fact.model_validate({"field": path, "value": shown, **span, **standing})
    return Fact.model_validate({"field": path, "value": shown, "date": AS_OF.isoformat(), **standing})


def record(place: Place, value: Number, members: int, harm: int) -> Iterator[Fact]:
    """So many of the tested fields at this value, one field of harm at that, every other one looked at at nothing."""
    test = place.test
    start = window_start(str(resolved(test.window, "window")), AS_OF, ENACTED)
    included = [pattern for name in test.include for pattern in PLAIN.value("include", name[1:])]
    names = [pair for pattern in (*test.field, *included) for pair in matching(pattern)]
    chosen = list(dict(names).items())[:members]  # one field of each name
    for _, path in names:
        said = stated(path, value if path in [path for _, path in chosen] else 0, start)
        yield said
        if test.practice:  # as it stood for the whole of the time asked for
            yield said.model_copy(update={"date": Span(A_YEAR_AGO, A_YEAR_AGO)})
    harms = [path for pattern in (*test.net_of, *test.net_of_known) for _, path in matching(pattern)]
    for path in harms:
        yield stated(path, harm if path == harms[0] else 0, start)
    named = [resolved(pattern, "denominator") for pattern in test.share_of]
    patterns = [each.field if isinstance(each, Whole) else str(each) for each in named]
    wholes = [path for pattern in patterns for _, path in matching(pattern)]
    for path in wholes:
        whole = stated(path, WHOLE if path == wholes[0] else 0, start)
        yield whole.model_copy(update={"date": Span(ENACTED, ENACTED)})  # fixed at the start of the window


def judged(place: Place, value: Number, members: int = 1, harm: int = 0) -> Status:
    return alone(place, record(place, value, members, harm))


def alone(place: Place, facts: Iterable[Fact]) -> Status:
    """What comes of a rung with nothing but this test, on a record of these facts."""
    said = [Stated("x", str(index), fact) for index, fact in enumerate(facts)]
    context = Context(
        rulebook=RULES,
        interpretation=PLAIN,
        ledgers=fold(said, (), as_of=AS_OF).ledgers,
        as_of=AS_OF,
        law_day=AS_OF,
        since=ENACTED,
    )
    rung = Rung.model_validate({"degree": place.degree, "all": (place.test,)})
    rungs = Resolver(PLAIN).rungs(Ladder(matter="x", title="x", rung=(rung,)))
    return gauge("x", rungs, context)[2][0].status


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_just_holds_and_what_just_fails(place: Place) -> None:
    test = place.test
    constant = resolved(test.constant, "threshold")
    assert isinstance(constant, int | Fraction)
    across = resolved(test.across, "nationalities")
    everyone = len(dict(pair for pattern in test.field for pair in matching(pattern)))  # by name
    needed = across if isinstance(across, int) else everyone if across == "each" else 1
    if test.share_of:
        constant = simplest(constant * WHOLE)
    field = fields()[matching(test.field[0])[0][1]]
    one = Fraction(1, 1000) if field.value == "share" else 1
    if not test.upward:
        assert judged(place, constant) is Status.MET
        assert judged(place, constant + 1) is Status.UNMET
    elif constant == 0:  # no more set against it than it is
        assert judged(place, 0) is Status.MET
        assert judged(place, 1, harm=1) is Status.MET
        assert judged(place, 0, harm=1) is Status.UNMET
    elif across is not None:
        assert judged(place, constant, needed) is Status.MET
        assert judged(place, constant, needed - 1) is Status.UNMET
    else:
        assert judged(place, constant) is Status.MET
        assert judged(place, constant - one) is Status.UNMET


def test_every_number_of_every_ladder_is_tried() -> None:
    tests = [test for ladder in RULES.ladders.values() for rung in ladder.rung for test in rung.tests()]
    assert len(PLACES) == len([test for test in tests if test.empty is None])
    assert len(PLACES) > 150


def test_no_whole_of_a_share_is_assumed() -> None:
    place = next(place for place in PLACES if place.test.share_of)
    facts = [stated(path, 5, ENACTED) for pattern in place.test.field for _, path in matching(pattern)]
    assert alone(place, facts) is Status.UNKNOWN


@pytest.mark.parametrize(("day", "too_early"), [("2016-02-17", False), ("2016-02-18", True)])
def test_from_the_day_of_enactment_only_what_came_since_counts(day: str, too_early: bool) -> None:
    act = {"id": "a", "type": "surrender_equipment", "date": "2016-02-10", "pieces": 3}
    verified = {"verification": "verified", "verifier": "Interpol"}
    head = {"format": 1, "id": "x", "title": "T", "as_of": day, "as_if_in_force": True}
    case = Case.from_dict(head | {"actions": [act | verified]})
    tests = [test for rung in judge(case)["401(a)(1)"].rungs for test in rung.group.tests()]
    assert ("before-window" in {use.how for test in tests for seen in test.looked_at for use in seen.uses}) is too_early
    context = context_on(date.fromisoformat(day), case.folded().ledgers, RULES, PLAIN)
    assert context.since == (ENACTED if too_early else None)
