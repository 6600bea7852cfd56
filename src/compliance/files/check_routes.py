"""Check routes, measures and authorities against the statute, the questions and each other."""

from collections.abc import Iterator

from ..law.measure import Measure, Prong
from ..law.reading import Parameters
from ..law.rulebook import Rulebook
from ..law.timing import RULES
from ..problem import Code, Problem, did_you_mean


def route_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Routes under provisions that do not exist, and measures whose reach is not said once for every route."""
    for route in rulebook.routes.values():
        for provision in filter(None, (route.under, route.renewed_under, route.notice_under)):
            if provision not in rulebook.statute.versions:
                hint = did_you_mean(provision, rulebook.statute.versions)
                yield Problem(
                    Code.UNKNOWN_PROVISION, f"`{provision}` is not in the rulebook{hint}", "routes.toml", route.id
                )
        if route.goal and route.goal not in rulebook.goals:
            message = f"no goal `{route.goal}`{did_you_mean(route.goal, rulebook.goals)}"
            yield Problem(Code.UNKNOWN_GOAL, message, "routes.toml", route.id)
    for authority in rulebook.authorities.values():
        other = rulebook.authorities.get(authority.stands_on)
        if authority.stands_on and (other is None or other.stands_on):
            message = f"stands on `{authority.stands_on}`, which is no authority that stands by itself"
            yield Problem(Code.UNKNOWN_ID, message, "authorities.toml", authority.id)
    for measure in rulebook.measures.values():
        for problem in _measure_problems(measure, rulebook):
            yield problem._replace(file="measures.toml", place=measure.id)


def _measure_problems(measure: Measure, rulebook: Rulebook) -> Iterator[Problem]:
    if measure.until is not None and measure.until < measure.since:
        yield Problem(Code.BAD_SPAN, f"ends on {measure.until}, before it begins on {measure.since}")
    for name in sorted(rulebook.routes.keys() - measure.reach.keys()):
        yield Problem(Code.MISSING_KEY, f"does not say whether `{name}` reaches it")
    for name in sorted(measure.reach.keys() - rulebook.routes.keys()):
        yield Problem(Code.UNKNOWN_ID, f"no route `{name}`{did_you_mean(name, rulebook.routes)}")
    for name in measure.also:
        if name not in rulebook.authorities:
            yield Problem(Code.UNKNOWN_ID, f"no authority `{name}`{did_you_mean(name, rulebook.authorities)}")
    for prong in (*measure.reach.values(), *([measure.practice] if measure.practice else [])):
        yield from _prong_problems(prong, rulebook)


def _prong_problems(prong: Prong, rulebook: Rulebook) -> Iterator[Problem]:
    if (prong.is_ is None) == (not prong.question):
        yield Problem(Code.WRONG_VALUE, "says either `is`, or `question` with `answers`")
        return
    if not prong.question:
        return
    question = rulebook.questions.get(prong.question)
    if question is None:
        hint = did_you_mean(prong.question, rulebook.questions)
        yield Problem(Code.UNKNOWN_QUESTION, f"no question `{prong.question}`{hint}")
        return
    for answer in sorted({each.id for each in question.answer} ^ prong.answers.keys()):
        yield Problem(Code.UNKNOWN_ID, f"`{prong.question}`: `{answer}` is answered in one of the two files only")


def rule_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    """Rules that a reading leaves unset, where there are routes; and what is no rule, or none of its values."""
    for name in RULES if rulebook.routes else ():
        if parameters.get("rule", name) is None:
            yield Problem(Code.UNSET_PARAMETER, f"no answer sets `rule.{name}`, which the routes need")
    for (kind, name), (value, question) in parameters.values.items():
        if kind == "rule" and name not in RULES:
            message = f"no rule `{name}`{did_you_mean(name, RULES)}"
            yield Problem(Code.UNSET_PARAMETER, message, "questions-of-time.toml", question)
        elif kind == "rule" and value not in RULES[name]:
            message = f"`rule.{name}` is one of {', '.join(RULES[name])}; found `{value}`"
            yield Problem(Code.WRONG_VALUE, message, "questions-of-time.toml", question)
