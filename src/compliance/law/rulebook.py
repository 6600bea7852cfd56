"""The rulebook: statute, ladders, questions, readings and goals, joined, with its version."""

from collections.abc import Mapping
from typing import NamedTuple

from ..amount import Frozen
from .ladder import Ladder
from .reading import Parameters, Question, Reading
from .statute import Statute


class Goal(Frozen):
    """A name for a provision that users ask about: `suspension`, `termination`."""

    name: str
    provision: str
    title: str
    supports: str


class GoalFile(Frozen):
    """`rules/goals.toml`."""

    goal: tuple[Goal, ...]


class Rulebook(NamedTuple):
    """The law and the readings, checked against each other. `version` is a hash of every file read."""

    statute: Statute
    ladders: Mapping[str, Ladder]
    questions: Mapping[str, Question]
    readings: Mapping[str, Reading]
    parameters: Mapping[str, Parameters]
    goals: Mapping[str, Goal]
    version: str
