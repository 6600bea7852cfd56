"""A record ready to have more put on top of it: only the fields that the new entries touch are folded again.

What `fold` finds of all of it, this finds of what is touched; a test holds the two equal.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .evidence import Entry, Ledger
from .fold import (
    Knowing,
    Stated,
    Undone,
    acted_entries,
    by_date,
    fold,
    standing,
    stated_entry,
    supposed_entries,
    undone,
    until,
)
from .origins import Origins
from .vocabulary import Action


class Beneath:
    """Facts and actions in order, on one day, in a chain of cases whose last part has nothing of its own yet."""

    def __init__(self, facts: Sequence[Stated], actions: Sequence[Action], knowing: Knowing, origins: Origins) -> None:
        self.facts, self.actions, self.knowing = tuple(facts), tuple(actions), knowing
        day, hindsight, unverified = knowing
        folded = fold(facts, actions, as_of=day, hindsight=hindsight, include_unverified=unverified, origins=origins)
        self.ledgers: Mapping[str, Ledger] = folded.ledgers
        self.gaps = folded.gaps
        self._stated = _by_field(stated_entry(each, origins) for each in facts)
        self._acts = {action.id: acted_entries(action, actions, origins) for action in actions}
        self._acted = _by_field(entry for entries in self._acts.values() for entry in entries)
        self._telling: dict[str, list[Entry]] = defaultdict(list)
        for entry in (entry for entries in self._acts.values() for entry in entries if entry.tells_of):
            self._telling[entry.tells_of].append(entry)
        self._varying = [(action, tuple(action.moves_among(actions))) for action in actions if action.depends_on_others]
        self._undone = undone(actions, knowing)

    def touched(self, facts: Sequence[Stated], actions: Sequence[Action], origins: Origins) -> dict[str, Ledger]:
        """The ledgers that these facts and actions of the last part change; `origins` is the chain with them in it."""
        every = (*self.actions, *actions)
        stated = _by_field(stated_entry(each, origins) for each in facts)
        moved = self._moved_otherwise(every, origins) if actions else {}
        own = {action.id: acted_entries(action, every, origins) for action in actions}
        acts = {**self._acts, **moved, **own}  # in the order of the files, which one that moves otherwise keeps
        acted = _by_field(entry for entries in own.values() for entry in entries)
        gone = undone(every, self.knowing) if actions else self._undone
        turned = [entry for name in moved for entry in (*moved[name], *self._acts[name])]
        paths = {*stated, *acted, *(entry.field for entry in (*turned, *self._differently_undone(gone)))}
        paths |= {each.field for each in set(gone.fields) ^ set(self._undone.fields)}
        found = {}
        for path in paths:
            entries = [*self._stated.get(path, ()), *stated.get(path, ())]
            if moved:
                entries += [entry for each in acts.values() for entry in each if entry.field == path]
            else:
                entries += [*self._acted.get(path, ()), *acted.get(path, ())]
            for gap in origins.gaps:
                entries += supposed_entries(gap, (*self.facts, *facts), (path,))
            found[path] = self._folded(path, entries, acts, gone)
        return found

    def _folded(self, path: str, entries: list[Entry], acts: Mapping[str, list[Entry]], gone: Undone) -> Ledger:
        """One field's, as the whole fold has it: what tells of an act counts where no word of that act does."""
        told_of = {entry.tells_of for entry in entries if entry.tells_of}
        elsewhere = [entry for name in told_of for entry in acts.get(name, ()) if entry.field != path]
        kept, _ = standing([*entries, *elsewhere], gone, self.knowing)
        return by_date(until(entry, self.knowing.as_of) for entry in kept if entry.field == path)

    def _moved_otherwise(self, every: Sequence[Action], origins: Origins) -> dict[str, list[Entry]]:
        """What acts beneath make now that others are there, of those that make something else."""
        return {
            action.id: acted_entries(action, every, origins)
            for action, moves in self._varying
            if tuple(action.moves_among(every)) != moves
        }

    def _differently_undone(self, gone: Undone) -> Iterator[Entry]:
        for one, other in ((gone.acts, self._undone.acts), (gone.false, self._undone.false)):
            for name in one.keys() ^ other.keys():
                yield from self._acts.get(name, ())
                yield from self._telling.get(name, ())


def _by_field(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.field, []).append(entry)
    return found
