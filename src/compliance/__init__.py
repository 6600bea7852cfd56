"""What must be true before U.S. sanctions on North Korea may be suspended or must terminate, and what of it is unmet.

>>> from compliance import judge, load_case
>>> judge(load_case("nuclear-only")).result("suspension").status.value
'unmet'
"""

TYPE_CHECKING = False  # as in `typing`, which need not be imported for it
if TYPE_CHECKING:
    from . import actions
    from .acts.effect import Effect, effect
    from .case.load import load_case
    from .case.model import Case, Limits
    from .explanation.comparison import Comparison, compare
    from .explanation.fragility import Fragility, fragility
    from .explanation.plan import Plan, plan
    from .explanation.settling import Settling, settling
    from .explanation.under_answers import UnderAnswers, under_answers
    from .judgement.evaluate import evaluate
    from .judgement.finding import Assessment, Finding
    from .judging import judge
    from .problem import Problem, UnusableError
    from .proof.verify import Verified, verify
    from .record.evidence import Fact, Verification
    from .rulebook.load import load_rules
    from .rulebook.rulebook import Rulebook
    from .scale.arrow import judge_batch
    from .scale.sweep import Sweep, sweep
    from .scale.sweep_file import SweepFile, load_sweep
    from .status import Status
    from .testing import expectations
    from .timeline.relief import ReliefMap, relief
    from .timeline.spans import Timeline, over_time

    __version__: str

# Each name with the module that it is taken from when it is first asked for: the command line has to mind interruptions
# before so much is imported.
_FROM = {
    "Assessment": "judgement.finding",
    "Case": "case.model",
    "Comparison": "explanation.comparison",
    "Effect": "acts.effect",
    "Fact": "record.evidence",
    "Finding": "judgement.finding",
    "Fragility": "explanation.fragility",
    "Limits": "case.model",
    "Plan": "explanation.plan",
    "Problem": "problem",
    "ReliefMap": "timeline.relief",
    "Rulebook": "rulebook.rulebook",
    "Settling": "explanation.settling",
    "Status": "status",
    "Sweep": "scale.sweep",
    "SweepFile": "scale.sweep_file",
    "Timeline": "timeline.spans",
    "UnderAnswers": "explanation.under_answers",
    "UnusableError": "problem",
    "Verification": "record.evidence",
    "Verified": "proof.verify",
    "compare": "explanation.comparison",
    "effect": "acts.effect",
    "evaluate": "judgement.evaluate",
    "expectations": "testing",
    "fragility": "explanation.fragility",
    "judge": "judging",
    "judge_batch": "scale.arrow",
    "load_case": "case.load",
    "load_rules": "rulebook.load",
    "load_sweep": "scale.sweep_file",
    "over_time": "timeline.spans",
    "plan": "explanation.plan",
    "relief": "timeline.relief",
    "settling": "explanation.settling",
    "sweep": "scale.sweep",
    "under_answers": "explanation.under_answers",
    "verify": "proof.verify",
}

__all__ = [
    "Assessment",
    "Case",
    "Comparison",
    "Effect",
    "Fact",
    "Finding",
    "Fragility",
    "Limits",
    "Plan",
    "Problem",
    "ReliefMap",
    "Rulebook",
    "Settling",
    "Status",
    "Sweep",
    "SweepFile",
    "Timeline",
    "UnderAnswers",
    "UnusableError",
    "Verification",
    "Verified",
    "actions",
    "compare",
    "effect",
    "evaluate",
    "expectations",
    "fragility",
    "judge",
    "judge_batch",
    "load_case",
    "load_rules",
    "load_sweep",
    "over_time",
    "plan",
    "relief",
    "settling",
    "sweep",
    "under_answers",
    "verify",
]

# What gives a result that a notebook shows as its page, with the result's own type.
_SHOWN = {
    "compare": ("explanation.comparison", "Comparison"),
    "fragility": ("explanation.fragility", "Fragility"),
    "judge": ("judgement.finding", "Assessment"),
    "over_time": ("timeline.spans", "Timeline"),
    "plan": ("explanation.plan", "Plan"),
    "relief": ("timeline.relief", "ReliefMap"),
    "settling": ("explanation.settling", "Settling"),
    "sweep": ("scale.sweep", "Sweep"),
    "under_answers": ("explanation.under_answers", "UnderAnswers"),
    "verify": ("proof.verify", "Verified"),
}

if not TYPE_CHECKING:

    def _html(result):
        from importlib import import_module

        return import_module(".report.notebook", __name__).shown(result)

    def __getattr__(name):
        from importlib import import_module

        if name == "__version__":
            from importlib.metadata import version

            return version("nkspea-compliance")
        if name == "actions":
            return import_module(".actions", __name__)
        if name in _SHOWN:  # the page is drawn above the result, which knows nothing of it
            module, kind = _SHOWN[name]
            getattr(import_module(f".{module}", __name__), kind)._repr_html_ = _html
        if name not in _FROM:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(f".{_FROM[name]}", __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
