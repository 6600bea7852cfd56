"""What a notebook shows of a result: its page, as a part of the notebook's own."""

from ..explanation.comparison import Comparison
from ..explanation.deeds import deeds
from ..explanation.fragility import Fragility
from ..explanation.plan import Plan
from ..explanation.settling import Settling
from ..explanation.under_answers import UnderAnswers
from ..judgement.finding import Assessment
from ..proof.verify import Verified
from ..scale.drivers import drivers
from ..scale.sweep import Sweep
from ..timeline.relief import ReliefMap
from ..timeline.spans import Timeline
from . import board, differing, fragility, html, settling, sweep, under_answers, verified
from . import plan as plan_report
from . import relief as relief_report
from . import timeline as timeline_report
from .document import Document


def shown(result: object) -> str | None:
    """The page of a result as HTML; None where it has none, and a notebook falls back on its line of text."""
    match result:
        case Assessment():
            if result.of is None or result.rules is None:
                return None
            document = Document(result.of, result, result.rules)
            return html.fragment(board.page(board.Board(document, done=deeds(result.of, result, None), paper=True)))
        case Comparison():
            documents = [Document(each.of, each, each.rules) for each in result.assessments if each.of and each.rules]
            return html.fragment(differing.page(result, documents))
        case Fragility():
            return html.fragment(fragility.page(result))
        case Plan():
            return html.fragment(plan_report.page(result))
        case Settling():
            return html.fragment(settling.page(result))
        case UnderAnswers():
            questions = result.assessment.rules.questions if result.assessment.rules else {}
            return html.fragment(under_answers.page(result, questions))
        case Sweep():
            return html.fragment(sweep.page(result, drivers(result)))
        case Verified():
            return html.fragment(verified.page(result))
        case Timeline():
            return html.fragment(timeline_report.page(result))
        case ReliefMap():
            return html.fragment(relief_report.page(result))
        case _:
            return None
