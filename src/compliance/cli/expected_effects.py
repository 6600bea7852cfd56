"""Compare what a case expects of acts with what they do."""

from collections.abc import Callable, Iterator
from datetime import date

from ..consequence.course import Course
from ..consequence.deadlines import deadlines
from ..consequence.effect import effect
from ..consequence.objection import Objection
from ..consequence.relief import relief_map
from ..consequence.support import Record
from ..consequence.timeline import remarks_of, told_of
from ..files import Case, EffectExpectation
from ..law.rulebook import Rulebook
from ..problem import UnusableError, did_you_mean


def _objections(case: Case, course: Course) -> tuple[Objection, ...]:
    """Everything that the law and the record have to say, those of no act included."""
    told = [each for told in told_of(course.docket, course.supported) for each in told.objections]
    return (*told, *remarks_of(course, _law_day(case, course)))


def _law_day(case: Case, course: Course) -> Callable[[date], date | None]:
    return lambda day: case.law_day(day, course.record.rulebook.enacted)


def effect_differences(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """A line for each expectation of acts that does not hold."""
    courses: dict[tuple[object, ...], Course] = {}
    found: list[str] = []
    for expected in case.expect_effects:
        key = (expected.reading, *expected.answers.items())
        try:
            if key not in courses:
                problems = rulebook.unknown_reading(expected.reading)
                if problems:
                    raise UnusableError(problems)
                rules, name = rulebook.answering(expected.reading, expected.answers)
                courses[key] = Course(Record(rules, name, case.facts, case.actions), case.acts, case.as_of)
        except UnusableError as error:
            found += [problem.message for problem in error.problems]
            continue
        changed = "".join(f", {question} {answer}" for question, answer in expected.answers.items())
        found += [f"{line} ({expected.reading}{changed})" for line in _differences(expected, case, courses[key])]
    return tuple(found)


def _differences(expected: EffectExpectation, case: Case, course: Course) -> Iterator[str]:
    if expected.deadline is not None:
        days = [each.day for each in deadlines(course.docket, course.as_of)]
        if expected.deadline not in days:
            yield f"deadline {expected.deadline}: as of {course.as_of} there are {', '.join(map(str, days)) or 'none'}"
    if expected.measure and expected.measure not in course.record.rulebook.measures:
        yield f"no measure `{expected.measure}`{did_you_mean(expected.measure, course.record.rulebook.measures)}"
    elif expected.state is not None:
        yield from _state(expected, course)
    elif expected.lift is not None or expected.practice is not None:
        yield from _lift(expected, course)
    elif expected.deadline is None:
        yield from _act(expected, case, course)


def _state(expected: EffectExpectation, course: Course) -> Iterator[str]:
    assert expected.on is not None  # the loader has made sure
    now = effect(course.docket_on(expected.on), expected.on)
    state = now.states.get(expected.measure)
    where = f"{expected.measure} on {expected.on}"
    if state is not expected.state:
        yield f"{where}: expected {expected.state}, found {state or 'no law'}"
    elif expected.until is not None and now.until.get(expected.measure) != expected.until:
        yield f"{where}: expected until {expected.until}, found {now.until.get(expected.measure)}"


def _lift(expected: EffectExpectation, course: Course) -> Iterator[str]:
    assert expected.on is not None  # the loader has made sure
    cells = relief_map(course.docket_on(expected.on), expected.on, {})
    cell = next((each for each in cells if (each.measure, each.route) == (expected.measure, expected.route)), None)
    where = f"{expected.measure} by {expected.route} on {expected.on}"
    if cell is None:
        yield f"{where}: no such route, or no law on that day"
        return
    if expected.lift is not None and cell.lift is not expected.lift:
        yield f"{where}: expected {expected.lift}, found {cell.lift}"
    if expected.practice is not None and cell.practice.word != expected.practice:
        yield f"{where}: in practice expected {expected.practice}, found {cell.practice.word}"
    until = next((each.until for each in cell.orders if each.target == expected.target), None)
    if expected.until is not None and until != expected.until:
        yield f"{where}: expected until {expected.until}, found {until}"
    if expected.target and expected.target not in cell.targets:
        yield f"{where}: expected for {expected.target}, found for {', '.join(cell.targets) or 'all'}"


def _act(expected: EffectExpectation, case: Case, course: Course) -> Iterator[str]:
    if expected.act and expected.act not in course.docket.seen:
        yield f"no act `{expected.act}` on or before {course.as_of}"
        return
    if expected.effective is not None and (expected.act in course.docket.effective) is not expected.effective:
        yield f"{expected.act}: expected {'an' if expected.effective else 'no'} effect, found otherwise"
    support = course.supported.get(expected.act)
    if expected.supported is not None and (support is None or support.status is not expected.supported):
        found = support.status if support else "none"
        yield f"{expected.act}: expected {expected.supported} on the record, found {found}"
    if expected.findings is not None:
        codes = sorted({each.code.value for each in _objections(case, course) if each.act == expected.act})
        if codes != sorted(expected.findings):
            wanted = ", ".join(sorted(expected.findings)) or "nothing"
            yield f"{expected.act or 'no act'}: expected {wanted}, found {', '.join(codes) or 'nothing'}"
