"""What acts are expected to do, and what they did."""

from collections.abc import Iterator, Mapping

from ..acts.deadlines import deadlines
from ..acts.effect import effect
from ..acts.objection import Objection
from ..acts.relief import relief_map
from ..case.expected import EffectExpectation
from ..problem import did_you_mean
from ..timeline.case_history import CaseHistory
from ..timeline.support import Support, acts_of, remarks_of, supports


def effect_differences(expected: EffectExpectation, history: CaseHistory) -> Iterator[str]:
    """A line for each thing that acts are expected to do, and do not."""
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


def _objections(history: CaseHistory, supported: Mapping[str, Support]) -> tuple[Objection, ...]:
    """Everything that the law and the record have to say, those of no act included."""
    said = [each for found in acts_of(history, supported) for each in found.objections]
    return (*said, *remarks_of(history))
