"""The API: what each of its paths answers, from what was sent to JSON; the shapes are those that commands print."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..explanation.comparison import compare
from ..explanation.fragility import fragility
from ..explanation.missing import missing
from ..explanation.plan import plan
from ..explanation.settling import settling
from ..explanation.under_answers import under_answers
from ..frozen import Frozen
from ..judging import judge, rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.vocabulary import action_types, fields
from ..report import (
    differing,
    explained,
    law,
    questions,
    relief_json,
    schema,
    timeline_json,
    vocabulary,
)
from ..report import fragility as fragility_report
from ..report import json as judged_json
from ..report import missing as missing_report
from ..report import plan as plan_report
from ..report import settling as settling_report
from ..report import (
    under_answers as counted,
)
from ..report.document import Document
from ..report.shapes import assessment, explanation, lookup, relief, timeline
from ..timeline.case_history import CaseHistory
from ..timeline.relief import relief as relief_of
from ..timeline.spans import timeline as timeline_of
from .asked import (
    Asked,
    AskedComparison,
    AskedGoal,
    AskedJudgement,
    AskedMissing,
    AskedProvision,
    every_problem,
    judged_of,
    read,
)
from .problems import KIND, MOST_LISTED, document, text
from .scenario import not_judged
from .shown import JSON, Answer


class Endpoint(NamedTuple):
    """A path of the API: what is sent, what is answered, and how it is found."""

    summary: str
    asked: type[Frozen]
    shape: Any
    find: Callable[[Any], object]


def answer(name: str, body: bytes) -> Answer:
    """What a path answers to what was sent; a problem document with every problem where that cannot be."""
    endpoint = ENDPOINTS[name]
    try:
        asked = read(endpoint.asked, body)
    except UnusableError as error:
        return failed(422, "What was sent cannot be used", error.problems)
    try:
        return Answer(200, judged_json.dumped(endpoint.find(asked)), JSON)
    except UnusableError as error:
        return failed(422, "That cannot be judged", every_problem(asked) or error.problems)
    except KeyError as error:
        return failed(422, "That is not judged", every_problem(asked) or [not_judged(error)])


def failed(status: int, title: str, problems: Sequence[Problem]) -> Answer:
    """A problem document."""
    detail = "; ".join(each.message for each in problems[:MOST_LISTED])[:500]
    return Answer(status, text(document(status, title, detail, problems)), KIND)


def _goal(asked: AskedGoal) -> str:
    if asked.goal not in rulebook_of(None).goals:
        raise UnusableError(every_problem(asked))
    return asked.goal


def _judge(asked: AskedJudgement) -> object:
    return judged_json.shape(judged_of(asked).document, full=asked.full)


def _explain(asked: AskedProvision) -> object:
    found = judged_of(asked)
    rulebook = rulebook_of(None)
    others = [
        judge(found.case, rulebook, reading=each, as_of=found.day, engines=("specification",))
        for each in rulebook.interpretations.values()
        if not asked.answers and each.name != asked.reading
    ]
    return explained.shape(found.document, found.document.assessment[asked.provision], others)


def _plan(asked: AskedGoal) -> object:
    found = judged_of(asked)
    day = found.document.assessment.as_of
    return plan_report.shape(plan(found.case, _goal(asked), reading=found.interpretation, as_of=day))


def _readings(asked: AskedGoal) -> object:
    found = judged_of(asked)
    return counted.shape(under_answers(found.case, _goal(asked), reading=found.interpretation, as_of=found.day))


def _missing(asked: AskedMissing) -> object:
    found = judged_of(asked)
    if asked.settles:
        ranked = settling(found.case, asked.settles, reading=found.interpretation, as_of=found.day)
        return settling_report.shape(ranked, rulebook_of(None).version)
    return missing_report.shape(missing(found.document.assessment, found.document.rulebook), found.document)


def _fragility(asked: AskedGoal) -> object:
    found = judged_of(asked)
    made = fragility(found.case, _goal(asked), reading=found.interpretation, as_of=found.day)
    return fragility_report.shape(made, rulebook_of(None).version)


def _compare(asked: AskedComparison) -> object:
    documents: list[Document] = [judged_of(each).document for each in asked.scenarios]
    return differing.shape(compare(*(each.assessment for each in documents)), documents)


def _timeline(asked: Asked) -> object:
    found = judged_of(asked)
    past = CaseHistory(found.case, rulebook_of(None), found.interpretation, found.day)
    return timeline_json.shape(timeline_of(past, *past.span))


def _relief(asked: Asked) -> object:
    found = judged_of(asked)
    return relief_json.shape(relief_of(found.case, reading=found.interpretation, as_of=found.day))


ENDPOINTS: dict[str, Endpoint] = {
    "judge": Endpoint("Judge a scenario", AskedJudgement, assessment.AssessmentShape, _judge),
    "explain": Endpoint("Say why one provision is as it is", AskedProvision, explanation.ExplanationShape, _explain),
    "plan": Endpoint("Say what would support a goal", AskedGoal, explanation.PlanShape, _plan),
    "readings": Endpoint("Count a goal under every answer", AskedGoal, explanation.UnderAnswersShape, _readings),
    "missing": Endpoint(
        "Say what is open, or what would settle a goal",
        AskedMissing,
        explanation.MissingShape | explanation.SettlingShape,
        _missing,
    ),
    "fragility": Endpoint("Say what a verdict rests on", AskedGoal, explanation.FragilityShape, _fragility),
    "compare": Endpoint("Set scenarios side by side", AskedComparison, explanation.ComparisonShape, _compare),
    "timeline": Endpoint("Show a scenario over time", Asked, timeline.TimelineShape, _timeline),
    "relief": Endpoint("Say what is, could or must be lifted", Asked, relief.ReliefShape, _relief),
}


KEYED = ("law", "schema")  # the lookups that are of one name


class Lookup(NamedTuple):
    """A path of the API that looks something up by its name, or lists all."""

    summary: str
    shape: Any
    find: Callable[[str], object]


def looked_up(name: str, key: str) -> Answer:
    """What a path answers that looks something up."""
    if name in KEYED and not key:
        return failed(404, "Not found", [Problem(Code.UNKNOWN_ID, f"`/v1/{name}/` needs a name after it")])
    try:
        return Answer(200, judged_json.dumped(LOOKUPS[name].find(key)), JSON)
    except UnusableError as error:
        return failed(404, "Not found", error.problems)


def _law(key: str) -> object:
    rulebook = rulebook_of(None)
    asked = rulebook.questions.get(key.upper())
    if asked is not None:
        return questions.shape(asked, rulebook)
    identifier = law.identified(key, rulebook)
    if identifier is None:
        hint = did_you_mean(key, [*rulebook.statute.versions, *rulebook.questions])
        raise UnusableError([Problem(Code.UNKNOWN_PROVISION, f"`{key[:80]}` is not here{hint}")])
    return law.shape(identifier, rulebook)


def _fields(key: str) -> object:
    return vocabulary.fields_shape(list(fields().values()))


def _actions(key: str) -> object:
    return vocabulary.actions_shape(list(action_types()), rulebook_of(None))


def _schema(key: str) -> object:
    if key not in schema.MODELS:
        raise UnusableError([Problem(Code.UNKNOWN_ID, f"no schema `{key[:60]}`{did_you_mean(key, schema.MODELS)}")])
    return schema.schema(key)


LOOKUPS: dict[str, Lookup] = {
    "law": Lookup("A provision or a question, as it is typed", lookup.LawShape | lookup.QuestionShape, _law),
    "fields": Lookup("What facts can state", lookup.FieldsShape, _fields),
    "actions": Lookup("What can be supposed", lookup.ActionsShape, _actions),
    "schema": Lookup("The JSON Schema of a case, a rule file, or an answer", dict[str, Any], _schema),
}
