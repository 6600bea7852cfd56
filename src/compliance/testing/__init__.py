"""Compare what a case expects with what is found."""

from .compared import Checked, expectations

__all__ = ["Checked", "expectations"]
