"""What must be true before U.S. sanctions on North Korea may be suspended or must terminate, and what of it is unmet.

>>> from compliance import evaluate, load_case, load_rules
>>> case = load_case("nuclear-only")
>>> assessment = evaluate(load_rules(), case.folded(), as_of=case.as_of)
>>> assessment.result("suspension").status.value
'unmet'
"""

from .consequence.course import Course
from .consequence.effect import Effect, effect
from .consequence.relief import relief_map
from .consequence.support import Record
from .files.case import Case
from .files.load_case import load_case
from .files.load_rules import load_rules
from .judgement.evaluate import evaluate
from .judgement.finding import Assessment, Finding
from .law.rulebook import Rulebook
from .problem import Problem, UnusableError
from .status import Status

__all__ = [
    "Assessment",
    "Case",
    "Course",
    "Effect",
    "Finding",
    "Problem",
    "Record",
    "Rulebook",
    "Status",
    "UnusableError",
    "effect",
    "evaluate",
    "load_case",
    "load_rules",
    "relief_map",
]
