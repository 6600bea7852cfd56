"""Compare what a case expects with what is found."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .acts.deadlines import deadlines
from .acts.effect import effect
from .acts.objection import Objection
from .acts.relief import relief_map
from .case.model import Case, EffectExpectation, Expectation
from .judgement.finding import Assessment
from .judging import Rules, judge, rulebook_of
from .problem import UnusableError, did_you_mean
from .rulebook.rulebook import Rulebook
from .timeline.case_history import CaseHistory
from .timeline.support import Support, acts_of, remarks_of, supports


class Checked(NamedTuple):
    """How many expectations a case has, and a line for each that does not hold."""

    expected: int
    differences: tuple[str, ...]


def expectations(case: Case, rules: Rules = None) -> Checked:
    """Statuses and degrees are compared exactly, determining and residual provisions and reasons as subsets."""
    rulebook, found = rulebook_of(rules), list[str]()
    assessments: dict[tuple[object, ...], Assessment] = {}
    for expectation in case.expect:
        if expectation.reading not in rulebook.readings:
            hint = did_you_mean(expectation.reading, rulebook.readings)
            found.append(f"unknown reading `{expectation.reading}`{hint}")
            continue
        goal = rulebook.apart_from(expectation.provision)
        key = (goal, expectation.reading, *expectation.answers.items())
        try:
            if key not in assessments:
                reading, answers = expectation.reading, expectation.answers
                assessments[key] = judge(case, rulebook, reading=reading, answers=answers, goal=goal)
        except UnusableError as error:
            found += [problem.message for problem in error.problems]
            continue
        line = _difference(expectation, assessments[key])
        if line:
            found.append(line)
    found += _effect_differences(case, rulebook)
    return Checked(len(case.expect) + len(case.expect_effects), tuple(found))


def _difference(expectation: Expectation, assessment: Assessment) -> str:
    finding = assessment.finding(expectation.provision)
    changed = "".join(f", {question} {answer}" for question, answer in expectation.answers.items())
    where = f"{expectation.provision} ({expectation.reading}{changed})"
    if finding is None:
        return f"{where}: no such finding"
    if finding.status is not expectation.status:
        return f"{where}: expected {expectation.status.value}, found {finding.status.value}"
    if expectation.degree is not None and expectation.degree != (finding.lowest, finding.highest):
        return f"{where}: expected degrees {', '.join(expectation.degree)}, found {finding.lowest}, {finding.highest}"
    for name in ("determining", "residual", "reasons"):
        missing = [each for each in getattr(expectation, name) if each not in getattr(finding, name)]
        if missing:
            return f"{where}: {name} expected {', '.join(missing)}, found {', '.join(getattr(finding, name)) or 'none'}"
    return ""


def _objections(history: CaseHistory, supported: Mapping[str, Support]) -> tuple[Objection, ...]:
    """Everything that the law and the record have to say, those of no act included."""
    said = [each for found in acts_of(history, supported) for each in found.objections]
    return (*said, *remarks_of(history))


def _effect_differences(case: Case, rulebook: Rulebook) -> Iterator[str]:
    """A line for each expectation of acts that does not hold."""
    histories: dict[tuple[object, ...], CaseHistory] = {}
    for expected in case.expect_effects:
        key = (expected.reading, *expected.answers.items())
        try:
            if key not in histories:
                interpretation = rulebook.interpretation(expected.reading, expected.answers)
                histories[key] = CaseHistory(case, rulebook, interpretation)
        except UnusableError as error:
            yield from (problem.message for problem in error.problems)
            continue
        changed = "".join(f", {question} {answer}" for question, answer in expected.answers.items())
        yield from (f"{line} ({expected.reading}{changed})" for line in _differences(expected, histories[key]))


def _differences(expected: EffectExpectation, history: CaseHistory) -> Iterator[str]:
    if expected.deadline is not None:
        days = [each.day for each in deadlines(history.legal, history.as_of)]
        if expected.deadline not in days:
            yield f"deadline {expected.deadline}: as of {history.as_of} there are {', '.join(map(str, days)) or 'none'}"
    if expected.measure and expected.measure not in history.rulebook.measures:
        yield f"no measure `{expected.measure}`{did_you_mean(expected.measure, history.rulebook.measures)}"
    elif expected.state is not None:
        yield from _state(expected, history)
    elif expected.lift is not None or expected.practice is not None:
        yield from _lift(expected, history)
    elif expected.deadline is None:
        yield from _act(expected, history)


def _state(expected: EffectExpectation, history: CaseHistory) -> Iterator[str]:
    assert expected.on is not None  # the loader has made sure
    now = effect(history.legal_on(expected.on), expected.on)
    state = now.states.get(expected.measure)
    where = f"{expected.measure} on {expected.on}"
    if state is not expected.state:
        yield f"{where}: expected {expected.state}, found {state or 'no law'}"
    elif expected.until is not None and now.until.get(expected.measure) != expected.until:
        yield f"{where}: expected until {expected.until}, found {now.until.get(expected.measure)}"


def _lift(expected: EffectExpectation, history: CaseHistory) -> Iterator[str]:
    assert expected.on is not None  # the loader has made sure
    cells = relief_map(history.legal_on(expected.on), expected.on, {})
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


def _act(expected: EffectExpectation, history: CaseHistory) -> Iterator[str]:
    if expected.act and expected.act not in history.legal.seen:
        yield f"no act `{expected.act}` on or before {history.as_of}"
        return
    if expected.effective is not None and (expected.act in history.legal.effective) is not expected.effective:
        yield f"{expected.act}: expected {'an' if expected.effective else 'no'} effect, found otherwise"
    supported = supports(history)
    if expected.standing is not None:
        found = next(each.standing for each in acts_of(history, supported) if each.act.id == expected.act)
        if found is not expected.standing:
            yield f"{expected.act}: expected {expected.standing}, found {found}"
    support = supported.get(expected.act)
    if expected.supported is not None and (support is None or support.status is not expected.supported):
        shown = support.status if support else "none"
        yield f"{expected.act}: expected {expected.supported} on the record, found {shown}"
    if expected.findings is not None:
        codes = sorted({each.code.value for each in _objections(history, supported) if each.act == expected.act})
        if codes != sorted(expected.findings):
            wanted = ", ".join(sorted(expected.findings)) or "nothing"
            yield f"{expected.act or 'no act'}: expected {wanted}, found {', '.join(codes) or 'nothing'}"
