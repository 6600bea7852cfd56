"""A case with changes of which each may be made or not: what is found of every provision, for every set of them.

Only fields that a change reaches are folded again, and only for the sets of changes that reach them; the tests are
weighed as the specification weighs them, and joined as tables.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from ..case.load import case_supposing
from ..case.model import Case
from ..case.suppose import read
from ..days import Span
from ..judgement.context import view_of
from ..judgement.fast import Plan, Slot, seen_through
from ..judgement.tree import Tree
from ..judging import certified
from ..problem import UnusableError
from ..record.evidence import Ledger
from ..record.fold import fold
from ..record.standard import Bound, FieldFinding
from ..record.vocabulary import Action
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .candidates import Candidate
from .over_axes import OverAxes
from .tables import Amounts, amounts

Chosen = frozenset[str]


class Worlds:
    """The case on a day with any of the candidates; UnusableError where they cannot be stated together."""

    def __init__(self, case: Case, candidates: Sequence[Candidate], rulebook: Rulebook, day: date) -> None:
        self.base, self.rulebook, self.day = case, rulebook, day
        self._order = [each.name for each in candidates]
        self._of_entry: dict[str, str] = {}
        self._after = _first({each.name: each.after for each in candidates})
        self._whole = self._stated(candidates)
        self._ledgers: dict[tuple[str, Chosen], Ledger] = {}

    def _stated(self, candidates: Sequence[Candidate]) -> Case:
        """The case with every candidate, each entry known by its id."""
        entries: list[dict[str, Any]] = []
        problems = []
        for number, candidate in enumerate(candidates):
            for index, line in enumerate(candidate.lines):
                typed, found = read(line, candidate.name, self.day)
                problems += found
                if typed is not None:
                    entries.append({**typed.entry, "id": f"supposed-{number}-{index}"})
                    self._of_entry[f"supposed-{number}-{index}"] = candidate.name
        if problems:
            raise UnusableError(problems)
        return case_supposing(self.base, entries, as_of=self.day)

    def case_with(self, chosen: Collection[str]) -> Case:
        """The case with these candidates, and supposing otherwise what it supposes with any."""
        return replace(
            self._whole,
            facts=tuple(each for each in self._whole.facts if self._is_in(each.fact.id or "", chosen)),
            actions=self._actions(chosen),
        )

    def _actions(self, chosen: Collection[str]) -> tuple[Action, ...]:
        return tuple(each for each in self._whole.actions if self._is_in(each.id, chosen))

    def _is_in(self, entry: str, chosen: Collection[str]) -> bool:
        name = self._of_entry.get(entry)
        return name is None or (name in chosen and all(each in chosen for each in self._after[name]))

    @cached_property
    def reach(self) -> Mapping[str, tuple[str, ...]]:
        """For each field the candidates that can change what is recorded of it, in their order."""
        found: dict[str, set[str]] = {}
        actions = {each.id: each for each in self._whole.actions}
        reached = {each: self._fields_of(each) for each in actions.values()} if actions else {}
        for stated in self._whole.facts:
            if name := self._of_entry.get(stated.fact.id or ""):
                found.setdefault(stated.fact.field, set()).add(name)
        for action, paths in reached.items():
            name = self._of_entry.get(action.id)
            undoes = [actions[each] for each in action.undoes(self._whole.actions) if each in actions]
            through = {*paths, *action.empties(), *(path for each in undoes for path in reached[each])}
            names = {name} if name else {named for each in undoes if (named := self._of_entry.get(each.id))}
            for path in through:
                found.setdefault(path, set()).update(names)
        waiting = {path: names.union(*(self._after[name] for name in names)) for path, names in found.items() if names}
        return {path: tuple(sorted(names, key=self._order.index)) for path, names in waiting.items()}

    def _fields_of(self, action: Action) -> set[str]:
        """The fields that an action moves, alone or among all others."""
        among = (*action.moves(), *action.moves_among(self._whole.actions))
        return {move.field for move in among}

    def ledger(self, path: str, chosen: Chosen) -> Ledger:
        """What is recorded of a field with these candidates."""
        key = path, chosen.intersection(self.reach.get(path, ()))
        if key not in self._ledgers:
            of_field = (each for each in self._whole.facts if each.fact.field == path)
            facts = [each for each in of_field if self._is_in(each.fact.id or "", key[1])]
            folded = fold(facts, self._actions(key[1]), as_of=self.day, origins=self._whole.origins)
            self._ledgers[key] = folded.ledger(path)
        return self._ledgers[key]

    def judging(self, interpretation: Interpretation) -> "Judging":
        """What an interpretation finds of it."""
        law_day = self._whole.law_day(self.day, self.rulebook.enacted) or self.day
        standing = certified(self._whole, self.rulebook, interpretation, self.day)
        return Judging(self, interpretation, Tree(self.rulebook, interpretation, law_day, standing))

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The time in which nothing else is supposed to happen."""
        return tuple(gap.span for gap in self._whole.origins.gaps)


def _first(after: Mapping[str, tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
    """For each change all that must come first, those changes' own included; what is not among them counts for none."""
    found = {name: {each for each in names if each in after} for name, names in after.items()}
    for _ in after:
        for names in found.values():
            names.update(*(found[each] for each in tuple(names)))
    return {name: frozenset(names) for name, names in found.items()}


class Judging(OverAxes):
    """One interpretation's tests, and its provisions, over the candidates."""

    def __init__(self, worlds: Worlds, interpretation: Interpretation, tree: Tree) -> None:
        super().__init__(tree, Plan(interpretation.ladders))
        self.worlds = worlds
        self.since = None if worlds.day < worlds.rulebook.enacted else worlds.rulebook.enacted
        self._shown: dict[int, Amounts] = {}
        self._slots = [
            tuple(dict.fromkeys(name for path in slot.paths for name in worlds.reach.get(path, ())))
            for slot in self.plan.listed
        ]

    def amounts(self, slot: int) -> Amounts:
        """What a slot shows, for every set of the candidates that reach it."""
        if slot not in self._shown:
            names = self._slots[slot]

            def find(places: tuple[int, ...]) -> tuple[Bound, Bound]:
                found = self._seen(slot, [name for name, there in zip(names, places, strict=True) if there])
                return found.worst, found.best

            self._shown[slot] = amounts([(name, 2) for name in names], find)
        return self._shown[slot]

    def _seen(self, number: int, chosen: Collection[str]) -> FieldFinding:
        slot: Slot = self.plan.listed[number]
        here = frozenset(chosen)
        ledgers = {path: ledger for path in slot.paths if (ledger := self.worlds.ledger(path, here))}
        return seen_through(slot, ledgers, view_of(slot.standard, self.worlds.day, self.since, self.worlds.gaps))
