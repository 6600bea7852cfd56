"""What can be said of the world: the fields, the actions, and the checks of the country whose record is kept.

The one door to `record.dprk`: whatever stands after this chapter asks here, so that another country's vocabulary can
stand in the place of this one.
"""

from .dprk.actions import Action, Move, action_types
from .dprk.checks import (
    RELEASED_OF,
    Placed,
    action_problems,
    closure_problems,
    reversal_problems,
    taken_problems,
    telling_problems,
    told_twice,
)
from .dprk.own_word import is_own_host, is_own_word
from .dprk.state import came_home, capped_by, explained_by, fields, matching

__all__ = [
    "RELEASED_OF",
    "Action",
    "Move",
    "Placed",
    "action_problems",
    "action_types",
    "came_home",
    "capped_by",
    "closure_problems",
    "explained_by",
    "fields",
    "is_own_host",
    "is_own_word",
    "matching",
    "reversal_problems",
    "taken_problems",
    "telling_problems",
    "told_twice",
]
