"""Every expectation of a case, compared with what is found."""

from collections.abc import Iterator
from typing import NamedTuple

from ..case.expected import EffectExpectation, Expectation, FieldExpectation, SameAs
from ..case.model import Case
from ..judgement.finding import Assessment
from ..judging import Rules, judge, rulebook_of
from ..problem import UnusableError, did_you_mean
from ..rulebook.rulebook import Rulebook
from ..timeline.case_history import CaseHistory
from .of_acts import effect_differences
from .of_cases import case_differences
from .of_fields import field_differences


class Checked(NamedTuple):
    """How many expectations a case has, and a line for each that does not hold."""

    expected: int
    differences: tuple[str, ...]


def expectations(case: Case, rules: Rules = None) -> Checked:
    """Statuses, degrees and values are compared exactly, determining and residual provisions and reasons as subsets."""
    rulebook = rulebook_of(rules)
    comparison = _Comparison(case, rulebook)
    return Checked(len(case.expect), tuple(line for each in case.expect for line in comparison.lines(each)))


class _Comparison:
    """One case under one rulebook; what was judged for one expectation is kept for the next."""

    def __init__(self, case: Case, rulebook: Rulebook) -> None:
        self.case, self.rulebook = case, rulebook
        self.assessments: dict[tuple[object, ...], Assessment] = {}
        self.histories: dict[tuple[object, ...], CaseHistory] = {}

    def lines(self, expected: Expectation | EffectExpectation | FieldExpectation | SameAs) -> Iterator[str]:
        """A line for each thing that is not as expected, or cannot be compared."""
        try:
            match expected:
                case Expectation():
                    yield from self._of_provision(expected)
                case EffectExpectation():
                    yield from self._of_acts(expected)
                case FieldExpectation():
                    yield from field_differences(expected, self.case, self.rulebook)
                case SameAs():
                    yield from case_differences(expected, self.case, self.rulebook)
        except UnusableError as error:
            yield from (problem.message for problem in error.problems)

    def _of_provision(self, expected: Expectation) -> Iterator[str]:
        if expected.reading not in self.rulebook.readings:
            yield f"unknown reading `{expected.reading}`{did_you_mean(expected.reading, self.rulebook.readings)}"
            return
        goal = self.rulebook.apart_from(expected.provision)
        key = (goal, expected.reading, *expected.answers.items())
        if key not in self.assessments:
            reading, answers = expected.reading, expected.answers
            self.assessments[key] = judge(self.case, self.rulebook, reading=reading, answers=answers, goal=goal)
        line = _difference(expected, self.assessments[key])
        if line:
            yield f"{expected.provision} ({_under(expected)}): {line}"

    def _of_acts(self, expected: EffectExpectation) -> Iterator[str]:
        key = (expected.reading, *expected.answers.items())
        if key not in self.histories:
            interpretation = self.rulebook.interpretation(expected.reading, expected.answers)
            self.histories[key] = CaseHistory(self.case, self.rulebook, interpretation)
        for line in effect_differences(expected, self.histories[key]):
            yield f"{line} ({_under(expected)})"


def _under(expected: Expectation | EffectExpectation) -> str:
    return expected.reading + "".join(f", {question} {answer}" for question, answer in expected.answers.items())


def _difference(expected: Expectation, assessment: Assessment) -> str:
    finding = assessment.finding(expected.provision)
    if finding is None:
        return "no such finding"
    if finding.status not in expected.status:
        return f"expected {' or '.join(each.value for each in expected.status)}, found {finding.status.value}"
    if expected.degree is not None and expected.degree != (finding.lowest, finding.highest):
        return f"expected degrees {', '.join(expected.degree)}, found {finding.lowest}, {finding.highest}"
    for name in ("determining", "residual", "reasons"):
        missing = [each for each in getattr(expected, name) if each not in getattr(finding, name)]
        if missing:
            return f"{name} expected {', '.join(missing)}, found {', '.join(getattr(finding, name)) or 'none'}"
    return ""
