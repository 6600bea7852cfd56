"""A record ready to be asked about any day: its entries made once, each field folded by itself.

What `fold` finds of one day, this finds of many; a test holds the two equal.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date

from .evidence import Entry, Ledger
from .fold import (
    NOWHERE,
    Knowing,
    Stated,
    Undone,
    by_date,
    counts_from,
    entries_of,
    standing,
    undone,
    until,
)
from .origins import Origins
from .vocabulary import Action


class RecordByDay:
    """Facts and actions in order, the baseline's before the case's; each day knows what was published by then."""

    def __init__(self, facts: Sequence[Stated], actions: Sequence[Action], origins: Origins = NOWHERE) -> None:
        self.gaps = tuple(gap.span for gap in origins.gaps)
        self.entries: dict[str, list[Entry]] = {}
        self._fields_of: dict[str, list[str]] = {}
        for entry in entries_of(facts, actions, origins):
            self.entries.setdefault(entry.field, []).append(entry)
            self._fields_of.setdefault(entry.id, []).append(entry.field)
        self._actions = actions
        self._undoing = [
            action for action in actions if any(True for _ in (*action.undoes(actions), *action.empties()))
        ]
        self._reversals = sorted({counts_from(action, hindsight=False) for action in self._undoing})
        self._undone: dict[int, Undone] = {}
        self._turning: dict[str, list[date]] = {}
        self._ledgers: dict[str, tuple[int, Ledger]] = {}  # the last one asked for: days come in order

    def ledger(self, path: str, day: date, without: Collection[str] = ()) -> Ledger:
        """The entries of one field as it stood and was known on a day; `without` these facts and actions, by id."""
        if without:
            entries = [entry for entry in self.entries.get(path, ()) if entry.id not in without]
            kept, _ = standing(entries, self._undone_on(day, without), Knowing(day))
            return by_date(until(entry, day) for entry in kept)
        epoch = bisect_right(self._turns(path), day)
        known = self._ledgers.get(path)
        if known is None or known[0] != epoch:
            kept, _ = standing(self.entries.get(path, ()), self._undone_on(day), Knowing(day))
            known = self._ledgers[path] = epoch, by_date(kept)
        if self.gaps and any(entry.otherwise for entry in known[1]):
            return by_date(until(entry, day) for entry in known[1])
        return known[1]

    def _turns(self, path: str) -> list[date]:
        """The days on which the ledger of a field changes: an entry begins and is known, or a reversal does."""
        if path not in self._turning:
            begun = {max(entry.span.start, entry.known) for entry in self.entries.get(path, ())}
            self._turning[path] = sorted(begun | set(self._reversals))
        return self._turning[path]

    def touched_by(self, without: Collection[str]) -> tuple[str, ...]:
        """The fields whose ledgers can differ without these facts and actions."""
        gone = {undone for action in self._undoing if action.id in without for undone in action.undoes(self._actions)}
        emptied = [path for action in self._undoing if action.id in without for path in action.empties()]
        moved = [path for each in (*without, *gone) for path in self._fields_of.get(each, ())]
        return tuple(dict.fromkeys((*moved, *emptied)))

    def ledgers(self, day: date) -> dict[str, Ledger]:
        """Those of every field of which something was known."""
        found = {path: self.ledger(path, day) for path in self.entries}
        return {path: ledger for path, ledger in found.items() if ledger}

    def days(self, path: str) -> set[date]:
        """The days on which the ledger of a field, or a date in it, may make a difference."""
        spoken = {day for entry in self.entries.get(path, ()) for day in (*entry.span, entry.known)}
        return spoken | set(self._reversals)

    def _undone_on(self, day: date, without: Collection[str] = ()) -> Undone:
        """What stands undone; it changes with a reversal only."""
        if any(action.id in without for action in self._undoing):
            return undone([action for action in self._actions if action.id not in without], Knowing(day))
        epoch = bisect_right(self._reversals, day)
        if epoch not in self._undone:
            self._undone[epoch] = undone(self._actions, Knowing(day))
        return self._undone[epoch]
