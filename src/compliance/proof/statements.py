"""Properties tried at every valuation of the conditions."""

import numpy
from numpy.typing import NDArray

from ..law.property import Atom, Compound, Property, Statement, atoms
from ..rulebook.rulebook import Rulebook
from .checked import Checked, in_words
from .space import ORDER, Space

Flags = NDArray[numpy.bool_]


def tried(stated: Property, space: Space, rulebook: Rulebook) -> Checked:
    """A property under the reading of a space; a counterexample where it fails."""
    interpretation = space.tree.interpretation
    name = interpretation.name

    def not_asked(why: str) -> Checked:
        return Checked(stated.id, stated.says, name, None, 0, because=why)

    if stated.readings and interpretation.reading.id not in stated.readings:
        return not_asked(f"asked under {', '.join(stated.readings)} only")
    otherwise = [key for key, answer in stated.where.items() if interpretation.choices[key].answer != answer]
    if otherwise:
        return not_asked(f"{', '.join(otherwise)} answered otherwise")
    named = {each.provision: _number(each.provision, space, rulebook) for each in atoms(stated.statement)}
    missing = [cited for cited, number in named.items() if number is None]
    if missing:
        return not_asked(f"{', '.join(missing)} not judged by itself")
    numbers = {cited: number for cited, number in named.items() if number is not None}
    statement = stated.statement
    supposed = statement.parts[0] if isinstance(statement, Compound) and statement.join == "=>" else None
    if supposed is not None and not _holds(supposed, space, numbers).any():
        return not_asked("what it supposes is so nowhere")
    holds = _holds(statement, space, numbers)
    index = space.first(~holds)
    if index is None:
        return Checked(stated.id, stated.says, name, True, space.size)
    found = [
        (cited, ORDER[int(numpy.broadcast_to(space.found[number], space.shape)[index])])
        for cited, number in numbers.items()
    ]
    return Checked(stated.id, stated.says, name, False, space.size, in_words(space.conditions(index), found))


def _number(cited: str, space: Space, rulebook: Rulebook) -> int | None:
    """The provision that is cited, by its number in the tree; None where this reading does not judge it by itself."""
    named = [rulebook.statute.identified(each) for each in cited.split(">")]
    return space.tree.numbers.get(">".join(filter(None, named)))


def _holds(statement: Statement, space: Space, numbers: dict[str, int]) -> Flags:
    if isinstance(statement, Atom):
        return numpy.equal(space.found[numbers[statement.provision]], ORDER.index(statement.status))
    parts = [_holds(each, space, numbers) for each in statement.parts]
    if statement.join == "not":
        return ~parts[0]
    if statement.join == "=>":
        return ~parts[0] | parts[1]
    found = parts[0]
    for each in parts[1:]:
        found = found & each if statement.join == "and" else found | each
    return found
