"""Ladders: their rungs rise, each is reached and told from the others, and no test holds never or always."""

from collections.abc import Sequence

from ..record.vocabulary import fields
from .checked import Checked
from .draws import Column, Draws, Values, steps_of

_RUNGS = "The rungs of a ladder rise, and each is the highest that some record reaches under some reading."
_TESTS = "No test can never hold."
_BETTER = "A better record never reaches a lower rung."


def ladders(draws: Sequence[Draws]) -> tuple[Checked, ...]:
    """The three, over the records drawn; the draws are those of every reading."""
    return _rungs(draws), *map(_tests, draws), *map(_never_lower, draws)


def _name(draws: Draws) -> str:
    return draws.tree.interpretation.name


def _rungs(draws: Sequence[Draws]) -> Checked:
    """A reading may let two rungs fall together; then another tells them apart."""
    wrong: list[str] = []
    tried = 0
    for matter in draws[0].reached:
        degrees = draws[0].degrees(matter)
        tried += len(degrees)
        if [each.rank for each in degrees] != sorted({each.rank for each in degrees}):
            wrong.append(f"{matter}: its rungs do not rise: {', '.join(degrees)}")
        for place, degree in enumerate(degrees, 1):
            if not any((each.reached[matter] == place).any() for each in draws):
                above = any((each.reached[matter] > place).any() for each in draws)
                how = "is reached only with a higher one" if above else "is reached by no record that was tried"
                wrong.append(f"{matter}: {degree} {how}")
    return Checked("rungs", _RUNGS, ", ".join(map(_name, draws)), not wrong, tried, tuple(wrong))


def _tests(draws: Draws) -> Checked:
    wrong: list[str] = []
    for number, each in enumerate(draws.plan.tests):
        if each.asked.empty is not False and not (draws.column(draws.test(number)) == 2).any():
            wrong.append(f"{each.asked.test.label or ', '.join(each.asked.test.field)}: never holds")
    return Checked("tests", _TESTS, _name(draws), not wrong, len(draws.plan.tests), tuple(dict.fromkeys(wrong)))


def _never_lower(draws: Draws) -> Checked:
    better = Draws(draws.tree, draws.plan, _raised(draws.values))
    wrong: list[str] = []
    tried = 0
    for matter, reached in draws.reached.items():
        tried += draws.size
        lower = better.reached[matter] < reached
        if lower.any():
            wrong += _told(draws, better, matter, int(lower.argmax()))
    return Checked("better", _BETTER, _name(draws), not wrong, tried, tuple(wrong))


def _raised(values: Values) -> Values:
    """Every other field of every draw a step better, where there is one."""
    found: dict[str, Column] = {}
    for at, (path, column) in enumerate(values.items()):
        steps, raised = steps_of(fields()[path]), column.numbers.copy()
        for draw in range(at % 2, len(raised), 2):
            if raised[draw] in steps:
                raised[draw] = steps[min(steps.index(raised[draw]) + 1, len(steps) - 1)]
        found[path] = column._replace(numbers=raised)
    return found


def _told(draws: Draws, better: Draws, matter: str, draw: int) -> list[str]:
    degrees = ["none", *draws.degrees(matter)]
    before, after = (each.reached[matter][draw] for each in (draws, better))
    changed = [
        f"{path} {draws.values[path].numbers[draw]} → {better.values[path].numbers[draw]}"
        for path in sorted(draws.looked_at(matter))
        if draws.values[path].numbers[draw] != better.values[path].numbers[draw]
    ]
    return [f"{matter}: {degrees[before]} → {degrees[after]}", *changed[:20]]
