"""Compare what a case expects of acts with what they do."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from ..consequence.deadlines import deadlines
from ..consequence.docket import Docket
from ..consequence.effect import effect
from ..consequence.lifecycle import lifecycle
from ..consequence.objection import Objection
from ..consequence.relief import relief_map
from ..consequence.support import Record, Support, supports
from ..consequence.timeline import bound, unsupported
from ..files import Case, EffectExpectation
from ..judgement.evaluate import evaluate
from ..law.rulebook import Rulebook
from ..problem import UnusableError


class Course:
    """A case's acts under one reading; what is asked of it is worked out once."""

    def __init__(self, case: Case, rulebook: Rulebook, reading: str) -> None:
        self.case, self.rulebook, self.reading = case, rulebook, reading
        self.docket = lifecycle(rulebook, rulebook.parameters[reading], case.acts, until=case.as_of)

    def docket_on(self, day: date) -> Docket:
        """The docket as it was known on a day, and no later than the case's own."""
        until = min(day, self.case.as_of)
        return lifecycle(self.rulebook, self.rulebook.parameters[self.reading], self.case.acts, until=until)

    @cached_property
    def supported(self) -> Mapping[str, Support]:
        """What the record shows on the day of each certification."""
        record = Record(self.rulebook, self.reading, self.case.facts, self.case.actions)
        return supports(record, tuple(self.docket.seen.values()))

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        """Everything that the law and the record have to say, those of no act included."""
        return (*self.docket.objections, *unsupported(self.docket, self.supported), *self._bound())

    def _bound(self) -> Iterator[Objection]:
        case = self.case
        made = evaluate(
            self.rulebook, case.folded(), as_of=case.as_of, reading=self.reading,
            law_as_of=case.law_day(case.as_of, self.rulebook.enacted),
        )  # fmt: skip
        statuses = [(case.as_of, each.goal.name, each.finding.status) for each in made.results]
        yield from bound(self.docket, statuses)


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
                courses[key] = Course(case, *rulebook.answering(expected.reading, expected.answers))
        except UnusableError as error:
            found += [problem.message for problem in error.problems]
            continue
        changed = "".join(f", {question} {answer}" for question, answer in expected.answers.items())
        found += [f"{line} ({expected.reading}{changed})" for line in _differences(expected, courses[key])]
    return tuple(found)


def _differences(expected: EffectExpectation, course: Course) -> Iterator[str]:
    if expected.deadline is not None:
        days = [each.day for each in deadlines(course.docket, course.case.as_of)]
        if expected.deadline not in days:
            yield f"deadline {expected.deadline}: there are {', '.join(map(str, days)) or 'none'}"
    if expected.measure and expected.measure not in course.rulebook.measures:
        yield f"no measure `{expected.measure}`"
    elif expected.state is not None:
        yield from _state(expected, course)
    elif expected.lift is not None or expected.practice is not None:
        yield from _lift(expected, course)
    elif expected.deadline is None:
        yield from _act(expected, course)


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
    if expected.until is not None and cell.until != expected.until:
        yield f"{where}: expected until {expected.until}, found {cell.until}"
    if expected.target and expected.target not in cell.targets:
        yield f"{where}: expected for {expected.target}, found for {', '.join(cell.targets) or 'all'}"


def _act(expected: EffectExpectation, course: Course) -> Iterator[str]:
    if expected.act and expected.act not in course.docket.seen:
        yield f"no act `{expected.act}` on or before {course.case.as_of}"
        return
    if expected.effective is not None and (expected.act in course.docket.effective) is not expected.effective:
        yield f"{expected.act}: expected {'an' if expected.effective else 'no'} effect, found otherwise"
    support = course.supported.get(expected.act)
    if expected.supported is not None and (support is None or support.status is not expected.supported):
        found = support.status if support else "none"
        yield f"{expected.act}: expected {expected.supported} on the record, found {found}"
    if expected.findings is not None:
        codes = sorted({each.code.value for each in course.objections if each.act == expected.act})
        if codes != sorted(expected.findings):
            wanted = ", ".join(sorted(expected.findings)) or "nothing"
            yield f"{expected.act or 'no act'}: expected {wanted}, found {', '.join(codes) or 'nothing'}"
