"""A case over time says of every day what `judge` says of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from compliance import Timeline, judge, load_case, over_time
from compliance.case.model import Case
from compliance.judgement.finding import Finding
from compliance.law.degree import Degree
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from conftest import SECTION, fact, flag_ladder, level, small_rulebook, stated

DAYS = 100
FLAGS = {"camps": "un_verification.access_terms_agreed", "aid": "humanitarian.standards_accepted"}
Found = dict[str, tuple[Status, Degree | None, Degree | None]]


def told(shown: Timeline, day: date) -> Found:
    """What the spans have on a day, by path."""
    return {
        each.provision.path: (span.status, span.lowest, span.highest)
        for each in shown.conditions
        for span in each.spans
        if span.start <= day <= span.end
    }


def judged(case: Case, rulebook: Rulebook, reading: str, day: date) -> Found:
    """The same of the judgement of that day, without what is referred to: that has spans of its own."""
    results = judge(case, rulebook, reading=reading, as_of=day).results
    own = (each for result in results for each in _own(result.finding))
    return {each.path: (each.status, each.lowest, each.highest) for each in own}


def _own(finding: Finding) -> Iterator[Finding]:
    yield finding
    for child in finding.children:
        if not child.referred:
            yield from _own(child)


@pytest.mark.parametrize(
    ("name", "reading", "first"),
    [
        ("suspension-and-termination", "plain", date(2028, 2, 1)),
        ("suspension-and-termination", "strict", date(2028, 5, 15)),
        ("record", "plain", date(2016, 1, 20)),  # into the first day of the Act, as if in force before it
        ("record", "plain", date(2018, 4, 1)),
        ("record", "lenient", date(2026, 2, 1)),
        ("from-leap-day", "strict", date(2029, 5, 1)),
    ],
)
def test_every_day_of_a_packaged_case_is_as_judge_has_it(
    name: str, reading: str, first: date, rulebook: Rulebook
) -> None:
    case, last = load_case(name), first + timedelta(days=DAYS)
    shown = over_time(case, rulebook, first=first, last=last, reading=reading, as_of=last)
    for shift in range(DAYS + 1):
        day = first + timedelta(days=shift)
        assert told(shown, day) == judged(case, rulebook, reading, day), day


def test_a_change_of_the_law_is_a_change_though_nothing_happens() -> None:
    """No packaged amendment moves a status; here two conditions become one of two on a day like any other."""
    levels = [
        level(SECTION, connective="and", end_period="2019-12-19"),
        level(SECTION, connective="or", start_period="2019-12-20"),
        *(level(f"{SECTION}/{index}", matter=matter) for index, matter in enumerate(FLAGS)),
    ]
    ladders = [flag_ladder(matter, flag) for matter, flag in FLAGS.items()]
    degrees = {each.identifier: "steps" for each in levels if each.matter}
    rules = small_rulebook(levels, ladders, {"degree": degrees}, SECTION)
    said = [fact(flag, shown, "2017-01-01") for flag, shown in zip(FLAGS.values(), (True, False), strict=True)]
    case = Case(id="few", title="A few facts", as_of=date(2020, 1, 31), facts=tuple(stated(said, "few")))
    shown = over_time(case, rules, first=date(2019, 12, 1), last=case.as_of)
    assert [(each.start, each.status) for each in shown.conditions[0].spans] == [
        (date(2019, 12, 1), Status.UNMET),
        (date(2019, 12, 20), Status.MET),
    ]
    for day in (date(2019, 12, 19), date(2019, 12, 20), case.as_of):
        assert told(shown, day) == judged(case, rules, "plain", day)


@pytest.mark.parametrize("name", ["q20-certified-before", "q20-certified-and-revoked", "own-exit-and-revocation"])
def test_the_days_about_a_certification_are_as_judge_has_them_where_it_stands_in_for_conditions(
    name: str, rulebook: Rulebook
) -> None:
    case = load_case(name)
    shown = over_time(case, rulebook, reading="lenient")
    named = {act.date + timedelta(days=shift) for act in case.acts for shift in (-1, 0, 1, 30)}
    looked = sorted(day for day in named if shown.first <= day <= case.as_of)
    assert looked
    for day in looked:
        assert told(shown, day) == judged(case, rulebook, "lenient", day), day
