"""All that must hold of the rules, tried: what the rulebook states, what holds of any rules, and the ladders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..judgement.fast import Plan
from ..judgement.tree import Tree
from ..judging import Rules, rulebook_of
from ..problem import Code, Problem, UnusableError
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .checked import Checked
from .draws import Draws, drawn
from .ladders import ladders
from .orders import orders
from .space import Space, TooManyError
from .statements import tried
from .structure import structure
from .versions import versions


@dataclass(frozen=True, kw_only=True, repr=False)
class Verified:
    """What was tried of which rules, on the law of a day, and what came of it; `spaces` are valuations by reading."""

    rulebook: Rulebook
    law_day: date
    spaces: dict[str, int]
    checks: tuple[Checked, ...]

    def __repr__(self) -> str:
        failed = len(self.failed)
        return f"<Verified {self.rulebook.version}: {len(self.checks)} checks, {failed} failed>"

    @property
    def failed(self) -> tuple[Checked, ...]:
        """The checks that do not hold."""
        return tuple(each for each in self.checks if each.holds is False)


def verify(rules: Rules = None, *, readings: Sequence[str | Interpretation] = ()) -> Verified:
    """Try everything that must hold of the rules under these readings, all that are packaged where none is named.

    On the law as it was last checked; `versions` looks at every earlier one. UnusableError where a reading is unknown,
    or asks for more at once than can be tried.
    """
    rulebook = rulebook_of(rules)
    asked = [rulebook.interpretation(each) for each in readings or rulebook.readings]
    law_day = max(rulebook.statute.section(goal.provision).checked_until for goal in rulebook.goals.values())
    checks: list[Checked] = []
    spaces: dict[str, int] = {}
    for each in asked:
        try:
            space = Space(Tree(rulebook, each, law_day))
        except TooManyError as error:
            raise UnusableError([Problem(Code.TOO_LARGE, f"{each.name}: {error}")]) from error
        spaces[each.name] = space.size
        checks += [tried(stated, space, rulebook) for stated in rulebook.properties.values()]
        checks += [*structure(space), versions(rulebook, each)]
    # Two rungs that one reading lets fall together another may tell apart: so all of the rulebook's are drawn.
    every = {each.name: each for each in (*asked, *rulebook.interpretations.values())}
    plans = {name: Plan(each.ladders) for name, each in every.items()}
    values = drawn(list(plans.values()))
    draws = [Draws(Tree(rulebook, each, law_day), plans[name], values) for name, each in every.items()]
    checks += [*ladders(draws), *orders(rulebook, draws)]
    return Verified(rulebook=rulebook, law_day=law_day, spaces=spaces, checks=tuple(checks))
