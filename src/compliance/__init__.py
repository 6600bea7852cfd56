"""What must be true before U.S. sanctions on North Korea may be suspended or must terminate, and what of it is unmet.

>>> from compliance import judge, load_case
>>> judge(load_case("nuclear-only")).result("suspension").status.value
'unmet'
"""

from .acts.effect import Effect, effect
from .case.load import load_case
from .case.model import Case, Limits
from .judgement.evaluate import evaluate
from .judgement.finding import Assessment, Finding
from .judging import judge
from .problem import Problem, UnusableError
from .record.evidence import Verification
from .rulebook.load import load_rules
from .rulebook.rulebook import Rulebook
from .status import Status
from .testing import expectations
from .timeline.relief import ReliefMap, relief
from .timeline.spans import Timeline, over_time

__all__ = [
    "Assessment",
    "Case",
    "Effect",
    "Finding",
    "Limits",
    "Problem",
    "ReliefMap",
    "Rulebook",
    "Status",
    "Timeline",
    "UnusableError",
    "Verification",
    "effect",
    "evaluate",
    "expectations",
    "judge",
    "load_case",
    "load_rules",
    "over_time",
    "relief",
]
