"""Cases that many others stand on: what their record shows on a day is found once for all of these."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from ..case.model import Case
from ..record.beneath import Beneath
from ..record.evidence import Ledger
from ..record.fold import Knowing, Stated
from ..record.origins import Otherwise

MOST = 256  # grounds of which what was found is kept; whoever asks of more finds some of it again


@dataclass(frozen=True, eq=False)
class Below:
    """Files on which others stand, on a day. They are kept: that it is these very files is how they are known."""

    parts: Sequence[Any]
    record: Beneath
    otherwise: Otherwise | None
    kept: dict[object, Any] = field(default_factory=dict)

    def touched(self, case: Case) -> dict[str, Ledger]:
        """The ledgers that the own file of a case on top of them changes."""
        actions = case.actions[len(case.actions) - len(case.parts[-1].actions) :]
        return self.record.touched(own_facts(case), actions, case.origins.supposing(self.otherwise))


class Grounds:
    """The grounds of cases that are judged one after the other, with what is known and supposed of all of them."""

    def __init__(
        self, *, hindsight: bool = False, include_unverified: bool = False, otherwise: Otherwise | None = None
    ) -> None:
        self.hindsight, self.include_unverified, self.otherwise = hindsight, include_unverified, otherwise
        self._found: dict[tuple[object, ...], Below] = {}

    def below(self, case: Case, day: date) -> Below:
        """What a case of two files or more stands on, as it is on a day."""
        head = case.parts[-1].head
        key = (*map(id, case.parts[:-1]), day, head.as_of, head.hypothetical, head.otherwise)
        found = self._found.pop(key, None) or self._made(case, day)
        self._found[key] = found  # the last that was used stands last
        if len(self._found) > MOST:
            del self._found[next(iter(self._found))]
        return found

    def _made(self, case: Case, day: date) -> Below:
        facts = len(case.facts) - len(own_facts(case))
        actions = len(case.actions) - len(case.parts[-1].actions)
        knowing = Knowing(day, self.hindsight, self.include_unverified)
        origins = case.origins.supposing(self.otherwise)
        record = Beneath(case.facts[:facts], case.actions[:actions], knowing, origins)
        return Below(case.parts[:-1], record, self.otherwise)


def own_facts(case: Case) -> list[Stated]:
    """The facts of the case's own file."""
    return [*takewhile(lambda stated: stated.case == case.id, reversed(case.facts))][::-1]
