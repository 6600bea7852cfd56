"""The only code that opens files."""

from .case import Case, EffectExpectation, Expectation
from .load_case import load_case
from .load_rules import load_rules
from .resources import cases_folder, packaged_cases, rules_folder

__all__ = [
    "Case",
    "EffectExpectation",
    "Expectation",
    "cases_folder",
    "load_case",
    "load_rules",
    "packaged_cases",
    "rules_folder",
]
