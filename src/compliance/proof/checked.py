"""What a check of the rules comes to."""

from collections.abc import Iterable
from typing import NamedTuple

from ..status import Status


class Checked(NamedTuple):
    """Whether something holds of the rules: at every one of the `tried`.

    `holds` is None where it is not asked, and `because` why. Where it fails `counterexample` is a case in words, a line
    a fact of it.
    """

    id: str
    says: str
    reading: str
    holds: bool | None
    tried: int
    counterexample: tuple[str, ...] = ()
    because: str = ""


def in_words(conditions: Iterable[tuple[str, Status]], found: Iterable[tuple[str, Status]]) -> tuple[str, ...]:
    """A valuation as a case in words: what is met, unknown and unmet, and what is found then."""
    listed = list(conditions)
    lines = [
        f"{status.value}: {', '.join(dict.fromkeys(names))}"
        for status in (Status.MET, Status.UNKNOWN, Status.UNMET)
        if (names := [name for name, each in listed if each is status])
    ]
    return (*lines, f"then {', '.join(f'{name} is {status.value}' for name, status in found)}")
