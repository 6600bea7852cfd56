"""Facts and actions as files write them, each once, with the entries that it makes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..days import Span
from .evidence import Entry, Evidence
from .fold import Stated, action_entries, fact_entry
from .vocabulary import Action


class Written(NamedTuple):
    """One fact or action. `place` is where a fact stands, or the id of an action; `type` is empty for a fact.

    `span` and `published` are as the fold takes them: a fact or action that states no day of publication has its own.
    A fact that names a pattern makes an entry for every field; a reversal makes none.
    """

    place: str
    type: str
    evidence: Evidence
    span: Span
    published: date
    entries: tuple[Entry, ...]

    @property
    def known(self) -> date:
        """From which day it counts; a search that looks back on each day that it covers."""
        return min((entry.known for entry in self.entries), default=self.published)


def written(facts: Sequence[Stated], actions: Sequence[Action]) -> tuple[Written, ...]:
    """Every fact and every action, in the order of the files, the baseline's before the case's."""
    return (*_facts(facts), *(_action(action, actions) for action in actions))


def _facts(facts: Sequence[Stated]) -> Iterator[Written]:
    together: dict[str, list[Stated]] = {}
    for stated in facts:
        together.setdefault(stated.origin, []).append(stated)
    for place, group in together.items():
        entries = tuple(map(fact_entry, group))
        yield Written(place, "", group[0].fact, entries[0].span, entries[0].published, entries)


def _action(action: Action, among: Sequence[Action]) -> Written:
    published = action.published or action.date.start
    return Written(action.id, action.type, action, action.date, published, tuple(action_entries(action, among)))
