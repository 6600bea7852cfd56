"""JSON Schemas of what people write and what the command prints, generated from the models."""

from typing import Any

from pydantic import Field, TypeAdapter

from ..agenda.model import Agenda
from ..case.expected import Expected
from ..case.model import Head
from ..law.ladder import LadderFile
from ..law.measure import AuthorityFile, MeasureFile
from ..law.property import PropertyFile
from ..law.question import QuestionFile, Reading
from ..law.route import RouteFile
from ..law.statute import SectionFile
from ..record.acts import UsAct
from ..record.evidence import Fact, Source
from ..record.vocabulary import Action, action_types, fields
from ..rulebook.rulebook import GoalFile
from ..scale.sweep_file import SweepFile
from .shapes.agenda import AgendaShape, CrosswalkShape
from .shapes.assessment import AssessmentShape, ReadingsShape
from .shapes.explanation import (
    ComparisonShape,
    ExplanationShape,
    FragilityShape,
    MissingShape,
    PlanShape,
    SettlingShape,
    UnderAnswersShape,
)
from .shapes.lookup import (
    ActionsShape,
    CasesShape,
    FieldsShape,
    LawDiffShape,
    LawShape,
    MeasuresShape,
    QuestionShape,
    ReadingsListShape,
    VerifiedShape,
)
from .shapes.record import BibliographyShape, EntriesShape, HistoryShape
from .shapes.relief import ReliefShape
from .shapes.scale import SweepShape
from .shapes.timeline import TimelineShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class CaseFile(Head):
    """A case: a record of facts and actions, on a day, over a baseline."""

    schema_: str = Field("", alias="$schema")
    sources: dict[str, Source] = {}
    facts: tuple[Fact, ...] = ()
    actions: tuple[Action, ...] = ()
    acts: tuple[UsAct, ...] = ()
    expect: tuple[Expected, ...] = ()


PRINTED: dict[str, Any] = {
    "assessment": AssessmentShape,
    "readings": ReadingsShape,
    "explanation": ExplanationShape,
    "missing": MissingShape,
    "settling": SettlingShape,
    "comparison": ComparisonShape,
    "plan": PlanShape,
    "under-answers": UnderAnswersShape,
    "fragility": FragilityShape,
    "timeline": TimelineShape,
    "relief": ReliefShape,
    "history": HistoryShape,
    "bibliography": BibliographyShape,
    "entries": EntriesShape,
    "agenda-report": AgendaShape,
    "crosswalk": CrosswalkShape,
    "cases": CasesShape,
    "law": LawShape,
    "law-diff": LawDiffShape,
    "question": QuestionShape,
    "readings-list": ReadingsListShape,
    "measures-list": MeasuresShape,
    "fields": FieldsShape,
    "actions": ActionsShape,
    "verified": VerifiedShape,
    "sweep": SweepShape,
}
RULES: dict[str, Any] = {
    "section": SectionFile,
    "ladders": LadderFile,
    "questions": QuestionFile,
    "reading": Reading,
    "goals": GoalFile,
    "measures": MeasureFile,
    "authorities": AuthorityFile,
    "routes": RouteFile,
    "properties": PropertyFile,
    "agenda": Agenda,
}
MODELS: dict[str, Any] = {"case": CaseFile, "sweep-file": SweepFile, **PRINTED, **RULES}


def schema(name: str) -> dict[str, Any]:
    """The schema of `case`, of what a command prints, or of a kind of rule file; KeyError for another name."""
    made = TypeAdapter(MODELS[name]).json_schema(by_alias=True, mode="validation")
    if name == "case":
        for kind in action_types().values():
            made["$defs"][kind.__name__]["required"] = ["id", "type", *made["$defs"][kind.__name__].get("required", [])]
        made["$defs"]["Fact"]["properties"]["field"] = _fields()
    return {"$schema": DIALECT, **made}


def _fields() -> dict[str, Any]:
    """Every field by name, with what it means, so that an editor can complete and explain it; or a pattern."""
    known = {
        path: f"{field.title}. {field.meaning} A {field.kind}, {field.better} is better."
        for path, field in fields().items()
    }
    named = {"type": "string", "enum": list(known), "enumDescriptions": list(known.values())}
    return {"title": "Field", "anyOf": [named, {"type": "string", "pattern": r"^[a-z_.*]*\*[a-z_.*]*$"}]}
