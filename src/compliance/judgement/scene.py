"""Look at the State as a test asks: the lens for its recipe, and each field once through each lens."""

import re
from datetime import date, timedelta

from ..amount import add_months
from ..law.reading import Parameters
from ..record.dprk.state import State
from ..record.evidence import EntryKind, Verification
from ..record.extent import extent
from ..record.field import Field
from ..record.lens import Extent, Lens
from .asked import Asked, Recipe
from .finding import RungFinding, Tested


class Look:
    """The State through one lens, remembering what it has seen."""

    def __init__(self, state: State, lens: Lens) -> None:
        self.lens = lens
        self._state = state
        self._seen: dict[str, Extent] = {}

    def at(self, fields: tuple[Field, ...]) -> tuple[Extent, ...]:
        """What the record shows of each field."""
        return tuple([self._seen.get(field.path) or self._first(field) for field in fields])

    def _first(self, field: Field) -> Extent:
        found = self._seen[field.path] = extent(field, self._state.ledger(field.path), self.lens)
        return found

    def whole(self, field: Field, on_day: bool) -> Extent:
        """The whole of a share: what was stated of it by the start of the window (or by the day), and no later figure.

        A larger whole makes a share harder to reach; so what keeps it small needs the grade, and is as a harm is.
        """
        until = self.lens.as_of if on_day else self.lens.start or self.lens.as_of
        stated = [entry for entry in self._state.ledger(field.path) if entry.kind is EntryKind.STATEMENT]
        fixed = tuple(entry for entry in stated if entry.span.end <= until)
        lens = self.lens._replace(as_of=until, start=None, relapses=False)
        return extent(field._replace(better="less"), fixed, lens)._replace(field=field)


class Scene:
    """What every test of one evaluation shares: the State, the reading, the day, and what was already judged.

    `enacted` is None where the Act is younger than the day judged.
    """

    def __init__(self, state: State, parameters: Parameters, as_of: date, enacted: date | None) -> None:
        self.state, self.parameters, self.as_of, self.enacted = state, parameters, as_of, enacted
        self.tested: dict[int, tuple[Asked, Tested]] = {}
        self.rungs: dict[str, tuple[RungFinding, ...]] = {}
        self._looks: dict[Recipe, Look] = {}

    def look(self, asked: Asked) -> Look:
        """The look that a test asks for."""
        found = self._looks.get(asked.recipe)
        if found is None:
            found = self._looks[asked.recipe] = Look(self.state, self._lens(asked.recipe))
        return found

    def _lens(self, recipe: Recipe) -> Lens:
        return Lens(
            self.as_of,
            window_start(recipe.window, self.as_of, self.enacted),
            Verification(recipe.grade) if recipe.grade else None,
            recipe.below_grade,
            recipe.evidence_age,
            recipe.relapses,
            recipe.gross,
            self.enacted is None and recipe.window in ("since-enactment", "since-published"),
            recipe.against_age,
        )


def window_start(window: str, as_of: date, enacted: date | None) -> date | None:
    """The first day of a window; None where it has none, or where the Act is asked for as if in force.

    ValueError if there is no such window.

    >>> window_start("previous-12-months", date(2026, 3, 15), date(2016, 2, 18))
    datetime.date(2025, 3, 16)
    """
    if window in ("standing", "ever"):
        return None
    if window in ("since-enactment", "since-published"):  # of the Act; of an agenda, which stands in its place
        return enacted
    match = re.fullmatch(r"previous-([1-9][0-9]{0,2})-months", window)
    if match:
        return add_months(as_of, -int(match[1])) + timedelta(days=1)
    raise ValueError("expected standing, ever, since-enactment or previous-12-months")
