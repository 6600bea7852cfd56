"""Check routes, measures and authorities against the statute, the questions and each other."""

from collections.abc import Iterator

from ..citation import Citation
from ..law.measure import Measure, ReachRule
from ..law.office import Delegation, is_within
from ..law.route import Exemption, Route
from ..law.rules_of_time import RULES
from ..problem import Code, Problem, did_you_mean
from .parameters import Parameters
from .rulebook import Rulebook


def route_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Routes under provisions that do not exist, and measures whose reach is not said once for every route."""
    for route in rulebook.routes.values():
        for provision in filter(None, (route.under, route.renewed_under, route.notice_under)):
            if provision not in rulebook.statute.versions:
                hint = did_you_mean(provision, rulebook.statute.versions)
                yield Problem(
                    Code.UNKNOWN_PROVISION, f"`{provision}` is not in the rulebook{hint}", "routes.toml", route.id
                )
        known = {**rulebook.goals, **rulebook.apart}
        for goal in filter(None, (route.goal, *(each.goal for each in route.ground))):
            if goal not in known:
                message = f"no goal `{goal}`{did_you_mean(goal, known)}"
                yield Problem(Code.UNKNOWN_GOAL, message, "routes.toml", route.id)
        yield from _route_problems(route, rulebook)
    for authority in rulebook.authorities.values():
        for problem in _reach_problems(authority.falls, rulebook) if authority.falls else ():
            yield problem._replace(file="authorities.toml", place=authority.id)
        for name in authority.further:
            if name in rulebook.authorities and rulebook.authorities[name].stands_on:
                message = f"has the further basis `{name}`, which stands on another itself"
                yield Problem(Code.CIRCULAR, message, "authorities.toml", authority.id)
        if authority.stands_on and not _stands(authority.id, rulebook):
            hint = did_you_mean(authority.stands_on, rulebook.authorities)
            message = f"stands on `{authority.stands_on}`, which is no authority, or comes back to itself{hint}"
            yield Problem(Code.UNKNOWN_ID, message, "authorities.toml", authority.id)
    for exemption in rulebook.exemptions.values():
        for problem in _exemption_problems(exemption, rulebook):
            yield problem._replace(file="routes.toml", place=exemption.id)
    for delegation in rulebook.delegations.values():
        for problem in _delegation_problems(delegation, rulebook):
            yield problem._replace(file="authorities.toml", place=delegation.id)
    for measure in rulebook.measures.values():
        for problem in _measure_problems(measure, rulebook):
            yield problem._replace(file="measures.toml", place=measure.id)
    yield from _citation_problems(rulebook)


def _citation_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Provisions of measures, most of them of sections that the rulebook does not hold, which are not of the form."""
    cited, misread = set(rulebook.statute.versions), list[tuple[str, str, str]]()
    for measure in rulebook.measures.values():
        for provision in measure.provisions:
            try:
                Citation.parse(provision)
                cited.add(provision)
            except ValueError as error:
                misread.append((measure.id, provision, str(error)))
    for place, provision, message in misread:
        yield Problem(Code.WRONG_VALUE, f"{message}{did_you_mean(provision, cited)}", "measures.toml", place)


def _stands(name: str, rulebook: Rulebook) -> bool:
    """Whether what an authority stands on, and so on, is known and comes to an end."""
    seen: set[str] = set()
    while name:
        if name in seen or name not in rulebook.authorities:
            return False
        seen.add(name)
        name = rulebook.authorities[name].stands_on
    return True


def _route_problems(route: Route, rulebook: Rulebook) -> Iterator[Problem]:
    """Terms and powers that a route leaves open, and needs that are by no rule."""
    said: list[str] = []
    if route.order and route.longest is None:
        said.append("orders something and does not say `longest`")
    if route.renewed_under and route.renewal_longest is None:
        said.append("can be renewed and does not say `renewal_longest`")
    if route.under and not route.power:
        said.append("says of nobody that he may act: `power` is missing")
    if route.notice_under and not route.notice_power:
        said.append("asks for notice by nobody: `notice_power` is missing")
    for other in rulebook.routes.values():
        if other.notice_under == route.notice_under and other.notice_power != route.notice_power:
            said.append(f"and `{other.id}` say otherwise who gives notice")
        if other is not route and route.under and route.under in (other.under, other.renewed_under):
            said.append(f"and `{other.id}` stand under one provision")
    for message in said:
        yield Problem(Code.MISSING_KEY, message, "routes.toml", route.id)
    for office in sorted({*route.power, *route.notice_power} - rulebook.offices.keys()):
        hint = did_you_mean(office, rulebook.offices)
        yield Problem(Code.UNKNOWN_ID, f"no office `{office}`{hint}", "routes.toml", route.id)
    groups = {measure.group for measure in rulebook.measures.values()}
    for need in route.needs:
        for rule, answers in ((need.rule, need.bars), *need.together.items()):
            wrong = next((each for each in answers if each not in RULES.get(rule, ())), None)
            if rule not in RULES or wrong is not None:
                hint = did_you_mean(rule, RULES) or did_you_mean(wrong or "", RULES.get(rule, ()))
                message = f"a need is barred by answers to a rule; `{rule}` with {', '.join(answers)} is none{hint}"
                yield Problem(Code.WRONG_VALUE, message, "routes.toml", route.id)
        if need.group and need.group not in groups:
            message = f"a need is of the group `{need.group}`, in which no measure is{did_you_mean(need.group, groups)}"
            yield Problem(Code.UNKNOWN_ID, message, "routes.toml", route.id)


def _exemption_problems(exemption: Exemption, rulebook: Rulebook) -> Iterator[Problem]:
    """An exemption that no provision gives, under a route or from sections that nobody knows."""
    if not any(is_within(exemption.provision, whole) for whole in rulebook.statute.sections):
        hint = did_you_mean(exemption.provision, rulebook.statute.versions)
        yield Problem(Code.UNKNOWN_PROVISION, f"`{exemption.provision}` is in no section of the rulebook{hint}")
    if exemption.under and exemption.under not in rulebook.routes:
        yield Problem(Code.UNKNOWN_ID, f"no route `{exemption.under}`{did_you_mean(exemption.under, rulebook.routes)}")
    for section in exemption.sections:
        known = exemption.model_copy(update={"sections": (section,)})
        if rulebook.measures and not any(known.borne_by(each.section) for each in rulebook.measures.values()):
            yield Problem(Code.UNKNOWN_ID, f"no measure is of section `{section}`")


def _delegation_problems(delegation: Delegation, rulebook: Rulebook) -> Iterator[Problem]:
    """A delegation by or to nobody, of a power that no route has, or under the id of an authority."""
    if delegation.id in rulebook.authorities:
        yield Problem(Code.DUPLICATE_ID, f"`{delegation.id}` is the id of an authority too")
    for office in (delegation.by, delegation.to):
        if office not in rulebook.offices:
            yield Problem(Code.UNKNOWN_ID, f"no office `{office}`{did_you_mean(office, rulebook.offices)}")
    known = [name for route in rulebook.routes.values() for name in route.provisions]
    for whole in delegation.of if known else ():
        if not any(is_within(name, whole) for name in known):
            yield Problem(Code.UNKNOWN_PROVISION, f"nothing is done under `{whole}`{did_you_mean(whole, known)}")
    if delegation.until is not None and delegation.until < delegation.since:
        yield Problem(Code.BAD_SPAN, f"ends on {delegation.until}, before it begins on {delegation.since}")


def _measure_problems(measure: Measure, rulebook: Rulebook) -> Iterator[Problem]:
    if measure.until is not None and measure.until < measure.since:
        yield Problem(Code.BAD_SPAN, f"ends on {measure.until}, before it begins on {measure.since}")
    for name in sorted(rulebook.routes.keys() - measure.reach.keys()):
        yield Problem(Code.MISSING_KEY, f"does not say whether `{name}` reaches it")
    for name in sorted(measure.reach.keys() - rulebook.routes.keys()):
        yield Problem(Code.UNKNOWN_ID, f"no route `{name}`{did_you_mean(name, rulebook.routes)}")
    if measure.continues and measure.continues not in rulebook.measures:
        hint = did_you_mean(measure.continues, rulebook.measures)
        yield Problem(Code.UNKNOWN_ID, f"continues an unknown measure `{measure.continues}`{hint}")
    for name in measure.also:
        if name not in rulebook.authorities:
            yield Problem(Code.UNKNOWN_ID, f"no authority `{name}`{did_you_mean(name, rulebook.authorities)}")
    for rule in (*measure.reach.values(), *([measure.practice] if measure.practice else [])):
        yield from _reach_problems(rule, rulebook)


def _reach_problems(rule: ReachRule, rulebook: Rulebook) -> Iterator[Problem]:
    if rule.narrowed:
        yield from _reach_problems(rule.narrowed, rulebook)
    if (rule.is_ is None) == (not rule.question):
        yield Problem(Code.WRONG_VALUE, "says either `is`, or `question` with `answers`")
        return
    if not rule.question:
        return
    question = rulebook.questions.get(rule.question)
    if question is None:
        hint = did_you_mean(rule.question, rulebook.questions)
        yield Problem(Code.UNKNOWN_QUESTION, f"no question `{rule.question}`{hint}")
        return
    ids = {each.id for each in question.answer}
    for answer in sorted(ids ^ rule.answers.keys()):
        hint = did_you_mean(answer, (rule.answers.keys() if answer in ids else ids) - {answer})
        yield Problem(Code.UNKNOWN_ID, f"`{rule.question}`: `{answer}` is answered in one of the two files only{hint}")


def rule_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    """Rules that a reading leaves unset, where there are routes."""
    for name in RULES if rulebook.routes else ():
        if parameters.get("rule", name) is None:
            yield Problem(Code.UNSET_PARAMETER, f"no answer sets `rule.{name}`, which the routes need")
