"""What is asked next: never what cannot matter, and never nothing while something could settle it."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import Status, judge, load_case, load_rules
from compliance.case.load import case_supposing
from compliance.case.model import Case
from compliance.case.suppose import as_text
from compliance.explanation.ends import ENOUGH, LITTLE, MUCH, Ends
from compliance.explanation.interview import Key, Question, next_question
from compliance.record.evidence import Fact

RULES = load_rules()
PLAIN, STRICT, LENIENT = (RULES.interpretation(name) for name in ("plain", "strict", "lenient"))
SMALL = (
    ("record", "401(a)(3)", PLAIN),
    ("record", "402(2)(E)", PLAIN),
    ("record", "401(a)(3)", LENIENT),
    ("record", "401(a)(6)", LENIENT),
    ("record", "402(2)(E)(i)", LENIENT),
    ("hanoi-2019-united-states-ask", "402(2)(B)", PLAIN),
    ("hanoi-2019-united-states-ask", "402(2)(E)(ii)", STRICT),
)


@cache
def ends(case: str, reading: str) -> Ends:
    return Ends.of_case(load_case(case), RULES, RULES.interpretation(reading))


def matters(found: Ends, number: int, path: str, others: list[str]) -> bool:
    """Whether some ends of the others leave it to this field, tried one by one."""
    return any(
        found.knowing(number, {**dict(zip(others, at, strict=True)), path: LITTLE})
        is not found.knowing(number, {**dict(zip(others, at, strict=True)), path: MUCH})
        for at in product((LITTLE, ENOUGH, MUCH), repeat=len(others))
    )


def open_of(found: Ends, number: int) -> list[str]:
    return [each.path for axis in found.facts_of(number) for each in found.open_fields(axis, number)]


def line(question: Question, value: object) -> str:
    stated: dict[str, object] = {"field": question.field.path, "value": value, "verification": "verified"}
    stated["verifier"] = "ICRC"
    if question.since is not None:
        stated |= {"from": question.since.isoformat(), "to": question.until.isoformat()}
    else:
        stated["date"] = question.until.isoformat()
    return as_text(Fact.model_validate(stated))


@pytest.mark.parametrize(("name", "of", "reading"), SMALL, ids=lambda each: str(getattr(each, "name", each)))
def test_questions_passed_over_come_to_an_end_and_each_could_have_settled_it(
    name: str, of: str, reading: object
) -> None:
    interpretation = next(each for each in (PLAIN, STRICT, LENIENT) if each is reading)
    found = ends(name, interpretation.name)
    number, passed = found.number_of(of, RULES), list[Key]()
    left = open_of(found, number)
    while question := next_question(load_case(name), of, RULES, interpretation, passed=passed).question:
        path = question.field.path
        others = [each for each in left if each != path]
        if len(others) < 8:
            assert matters(found, number, path, others), path
        left.remove(path)
        passed.append(question.key)
    assert found.status(number) is Status.UNKNOWN
    if len(left) < 8:
        assert not any(matters(found, number, path, [each for each in left if each != path]) for path in left)


VALUES = {"flag": st.booleans(), "count": st.integers(0, 300_000), "share": st.sampled_from(["0", "1/2", "9/10", 1])}


@settings(max_examples=30, deadline=None)
@given(data=st.data(), asked=st.sampled_from(SMALL))
def test_with_any_answers_it_ends_settled_or_with_nothing_left_to_ask(
    data: st.DataObject, asked: tuple[str, str, object]
) -> None:
    name, of, reading = asked
    interpretation = next(each for each in (PLAIN, STRICT, LENIENT) if each is reading)
    base, lines, passed = load_case(name), list[str](), list[Key]()
    case: Case = base
    for _ in range(60):
        standing = next_question(case, of, RULES, interpretation, passed=passed)
        if standing.question is None:
            break
        passed.append(standing.question.key)
        if data.draw(st.booleans(), "known"):
            value = data.draw(VALUES[standing.question.field.value], standing.question.field.path)
            lines.append(line(standing.question, value))
            case = case_supposing(base, lines)
    else:
        pytest.fail("it asks on and on")
    assert judge(case, reading=interpretation)[of].status is standing.settling.status
    if standing.settling.status is Status.UNKNOWN:
        asked_about = {path for path, _, _ in passed}
        found = Ends.of_case(case, RULES, interpretation)
        number = found.number_of(of, RULES)
        free = [each for each in open_of(found, number) if each not in asked_about]
        good, bad = (
            {each: best if found.axis_of and _more(each) else worst for each in free}
            for best, worst in ((MUCH, LITTLE), (LITTLE, MUCH))
        )
        assert found.knowing(number, good) is found.knowing(number, bad)


def _more(path: str) -> bool:
    from compliance.record.vocabulary import fields

    return fields()[path].better == "more"


def test_a_flow_is_asked_about_over_the_window_of_the_reading_and_at_its_grade() -> None:
    question = next_question(load_case("record"), "401(a)(3)", RULES, PLAIN).question
    assert question is not None
    assert (question.field.path, str(question.since)) == ("un_verification.declarations", "2016-02-18")
    assert question.until == load_case("record").as_of
    assert question.grade.value == "observed"
    assert question.conditions == ("401(a)(3)",)


def test_a_goal_that_is_settled_asks_nothing() -> None:
    standing = next_question(load_case("record"), "suspension", RULES, PLAIN)
    assert (standing.settling.status, standing.question) == (Status.UNMET, None)


@pytest.mark.parametrize(("value", "status"), [(0, Status.UNMET), (1, Status.MET)])
def test_an_answer_settles_what_it_decides_alone(value: int, status: Status) -> None:
    case = load_case("record")
    question = next_question(case, "401(a)(3)", RULES, PLAIN).question
    assert question is not None
    answered = case_supposing(case, [line(question, value)])
    standing = next_question(answered, "401(a)(3)", RULES, PLAIN, passed=[question.key])
    assert (standing.settling.status, standing.question) == (status, None)
    assert judge(answered)["401(a)(3)"].status is status
