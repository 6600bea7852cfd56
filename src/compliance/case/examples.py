"""An example of every action: a line to copy, and what it moves."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

from ..files.resources import beside
from ..record.vocabulary import Action, action_types
from .suppose import read

_ANY_DAY = date(2027, 6, 1)


@cache
def examples() -> Mapping[str, str]:
    """By type of action, a line as `--suppose` takes it."""
    return tomllib.loads(beside(__file__, "examples.toml"))


def example_of(kind: str) -> Action:
    """The action that the example of this type is."""
    typed, problems = read(examples()[kind], "", _ANY_DAY)
    assert typed is not None, problems  # a test reads them all
    action: Action = action_types()[kind].model_validate({"id": "s1", **typed.entry})
    return action


def moved_by(kind: str) -> tuple[str, ...]:
    """The fields that the example moves, in order; none of what undoes or finds false another action."""
    return tuple(dict.fromkeys(move.field for move in example_of(kind).moves()))
