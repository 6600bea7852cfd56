"""The way back from what is refused: the scenario of an address, without what is wrong with it."""

import re

from ..problem import UnusableError
from .levers import acts, set_
from .scenario import KEYS, LONGEST_LINE, MOST_SUPPOSED, Scenario, judged, read_scenario
from .shown import Pairs

_LINE = re.compile(r"suppose\[(\d+)\]")


def back(pairs: Pairs) -> str:
    """The board of as much of the scenario as can be judged; of the packaged record where nothing can."""
    own = [(key, value) for key, value in pairs if key in KEYS and value.strip()] + _of_form(pairs)
    for _ in range(3):  # what is read is mended first, then what is judged
        try:
            scenario = read_scenario(own)
            judged(scenario)
        except UnusableError as error:
            own = _without(own, {each.place for each in error.problems})
        else:
            return f"board?{scenario.query}"
    return f"board?{Scenario().query}"


def _of_form(pairs: Pairs) -> list[tuple[str, str]]:
    """The lines of the form of levers as they were, without what it adds: that is what may be wrong."""
    was = tuple(value for key, value in pairs if key == "was")
    form = {
        "on": [value for key, value in pairs if key == "on" and value in acts()],
        "keep": [value for key, value in pairs if key == "keep"],
    }
    return [("suppose", line) for line in set_(Scenario(suppose=was), form).suppose]


def _without(own: list[tuple[str, str]], wrong: set[str]) -> list[tuple[str, str]]:
    """What is left of a scenario when what is wrong is taken from it: of too many lines the first are kept."""
    lines = [value for key, value in own if key == "suppose"]
    bad = {int(found[1]) for each in wrong if (found := _LINE.match(each))}
    kept = [line for number, line in enumerate(lines, 1) if number not in bad and len(line) <= LONGEST_LINE]
    rest = [(key, value) for key, value in own if key != "suppose" and key not in wrong]
    return [*rest, *(("suppose", line) for line in kept[:MOST_SUPPOSED])]
