"""A case on which others stand: what it holds is checked and joined once, for however many stand on it."""

from collections.abc import Iterator

from ..files.exact import digest
from ..problem import UnusableError
from ..record.fold import NOWHERE, Stated
from ..record.origins import Origins, Part
from .across import Chain, counts_of, over_limits
from .model import Case, Limits
from .part import FilePart, fields_apart

# What a case says of itself alone, and takes from no baseline.
_OWN = ("id", "title", "about", "hypothetical", "as_of", "law_as_of", "as_if_in_force", "in_return")


class Ground:
    """A case that is known to be right, ready to have a further file put on top of it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._chain = Chain()
        for part in case.parts:
            assert not [*self._chain.add(part)]  # it could not have been loaded

    def under(self, part: FilePart, limits: Limits) -> Case:
        """The case that one more file makes of this one. UnusableError with every problem of it."""
        chain = self._chain.copy()
        problems = list(over_limits(chain.counts + counts_of(part), limits, part.name))
        problems += chain.add(part)
        problems += chain.of_all(since=len(self.case.parts))
        if problems:
            raise UnusableError(problems)
        return grown(self.case, part, limits)


def grown(case: Case | None, part: FilePart, limits: Limits) -> Case:
    """A case with one more file on top; of none, that file alone."""
    parts = (*case.parts, part) if case else (part,)
    own = {name: getattr(part.head, name) for name in _OWN}
    stated, actions = tuple(_stated(part)), tuple(action for _, action in part.actions)
    acts = tuple(act for _, act in part.acts)
    return Case(
        **own,
        baselines=(*case.baselines, case.id) if case else (),
        sources={**case.sources, **part.sources} if case else part.sources,
        facts=(*case.facts, *stated) if case else stated,
        actions=(*case.actions, *actions) if case else actions,
        acts=(*case.acts, *acts) if case else acts,
        acts_search=part.head.acts_search or (case.acts_search if case else None),
        expect=tuple(each for _, each in part.expect),
        folder=part.folder,
        origins=_origins(case.origins if case else NOWHERE, part),
        limits=limits,
        parts=parts,
        version=_version(parts),
    )


def _stated(part: FilePart) -> Iterator[Stated]:
    """The part's facts; one that names a pattern once for every field."""
    for place, fact in part.facts:
        for each in fields_apart(fact):
            yield Stated(part.head.id, place, each)


def _origins(beneath: Origins, part: FilePart) -> Origins:
    head = part.head
    one = Part(
        head.id, head.as_of, head.hypothetical, head.otherwise or ("as-recorded" if head.hypothetical else "unknown")
    )
    own = {key for key, source in part.sources.items() if source.speaks_for}
    return Origins(
        (*beneath.parts, one),
        {**beneath.of_action, **{action.id: head.id for _, action in part.actions}},
        beneath.own_sources | own,
    )


def _version(parts: tuple[FilePart, ...]) -> str:
    """The hash of a case and of all on which it stands, so that a report can say what it judged."""
    return digest("".join(f"{part.head.id} {part.digest}\n" for part in parts).encode()).hex()[:16]
