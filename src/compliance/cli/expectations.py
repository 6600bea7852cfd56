"""Compare what a case expects with what the evaluation finds."""

from typing import NamedTuple

from ..files import Case, Expectation
from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment
from ..law.rulebook import Rulebook
from ..problem import UnusableError, did_you_mean
from .expected_effects import effect_differences
from .prepared import certified


class Checked(NamedTuple):
    """How many expectations a case has, and a line for each that does not hold."""

    expected: int
    differences: tuple[str, ...]


def differences(case: Case, rulebook: Rulebook) -> Checked:
    """Statuses and degrees are compared exactly, determining and residual provisions and reasons as subsets."""
    found: list[str] = []
    folded, law_day = case.folded(), case.law_day(case.as_of, rulebook.enacted)
    assessments: dict[tuple[object, ...], Assessment] = {}
    for expectation in case.expect:
        if expectation.reading not in rulebook.parameters:
            hint = did_you_mean(expectation.reading, rulebook.parameters)
            found.append(f"unknown reading `{expectation.reading}`{hint}")
            continue
        key = (expectation.reading, *expectation.answers.items())
        try:
            if key not in assessments:
                rules, name = rulebook.answering(expectation.reading, expectation.answers)
                assessments[key] = evaluate(
                    rules, folded, as_of=case.as_of, reading=name, law_as_of=law_day,
                    certified=certified(rules, name, case.acts, case.as_of),
                )  # fmt: skip
        except UnusableError as error:
            found += [problem.message for problem in error.problems]
            continue
        line = _difference(expectation, assessments[key])
        if line:
            found.append(line)
    found += effect_differences(case, rulebook)
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
