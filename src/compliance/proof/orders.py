"""Stricter readings: what one finds met a laxer one finds met on the same record."""

from collections.abc import Sequence
from itertools import pairwise

from ..rulebook.rulebook import Rulebook
from .checked import Checked
from .draws import Draws

_SAYS = "What the {0} reading finds met the {1} reading finds met, but for what is excepted with its reason."


def orders(rulebook: Rulebook, draws: Sequence[Draws]) -> tuple[Checked, ...]:
    """Each reading beside the next laxer one, on the records drawn; those that are not asked for are left out."""
    by_name = {each.tree.interpretation.name: each for each in draws}
    listed = [name for name in rulebook.strictest_first if name in by_name]
    return tuple(_order(rulebook, by_name[one], by_name[two]) for one, two in pairwise(listed))


def _order(rulebook: Rulebook, strict: Draws, lax: Draws) -> Checked:
    names = strict.tree.interpretation.name, lax.tree.interpretation.name
    excepted = {
        rulebook.statute.identified(each.provision)
        for each in rulebook.excepted
        if (each.stricter, each.laxer) == names
    }
    wrong: list[str] = []
    tried = 0
    for path, number in strict.tree.numbers.items():
        other = lax.tree.numbers.get(path)
        if other is None or path.rpartition(">")[2] in excepted:
            continue
        tried += strict.size
        met, not_met = strict.column(strict.provision(number)) == 2, lax.column(lax.provision(other)) != 2
        if (met & not_met).any():
            draw = int((met & not_met).argmax())
            asked = strict.tree.provisions[number]
            wrong.append(f"{asked.number}: met under {names[0]}, and not under {names[1]}")
            looked = sorted(lax.looked_at(lax.tree.provisions[other].matter))
            wrong += [f"{field}: {lax.values[field].said(draw)}" for field in looked if lax.values[field].numbers[draw]]
    return Checked(f"{names[0]}-implies-{names[1]}", _SAYS.format(*names), names[0], not wrong, tried, tuple(wrong))
