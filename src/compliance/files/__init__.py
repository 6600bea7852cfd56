"""The only code that opens files."""

from .case import Case, Expectation
from .load_case import load_case
from .load_rules import load_rules
from .resources import cases_folder, packaged_cases, rules_folder

__all__ = ["Case", "Expectation", "cases_folder", "load_case", "load_rules", "packaged_cases", "rules_folder"]
