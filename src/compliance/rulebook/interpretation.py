"""An interpretation: one complete choice of answers, resolved, so that nothing about it is left to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..law.ladder import Ladder
from .parameters import Parameter, Parameters
from .resolve import ResolvedRung, Resolver

_FRESH = "past-12-months"


@dataclass(frozen=True, repr=False)
class Interpretation(Parameters):
    """A reading with every ladder as it asks it: by matter, the rungs lowest first."""

    ladders: Mapping[str, tuple[ResolvedRung, ...]]

    @property
    def name(self) -> str:
        """The reading's name; where questions are answered otherwise, with those answers."""
        return self.reading.id

    def __repr__(self) -> str:
        return f"<Interpretation {self.name}: {len(self.choices)} questions answered>"


def interpret(parameters: Parameters, ladders: Mapping[str, Ladder]) -> Interpretation:
    """Put the answers into every ladder. The parameters are complete: the loader, or `choose`, has made sure."""
    resolver = Resolver(parameters)
    resolved = {matter: resolver.rungs(ladder) for matter, ladder in ladders.items()}
    return Interpretation(parameters.reading, parameters.choices, parameters.values, resolved)


def asked_afresh(interpretation: Interpretation, ladders: Mapping[str, Ladder]) -> Interpretation:
    """The interpretation with every window of what must be new cut to the year before the day.

    A test that states a window of its own keeps it, and what stands need not be new.
    """
    values = {
        key: Parameter(_FRESH, found.question) if key[0] == "window" and found.value != "standing" else found
        for key, found in interpretation.values.items()
    }
    return interpret(replace(interpretation, values=values), ladders)
