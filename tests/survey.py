"""Survey what the packaged cases show of the law: pairs that flip a section by one provision alone, and every answer.

`python tests/survey.py > docs/coverage.md` writes the table; `make coverage` does.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

from compliance import Finding, Status, judge, load_case, load_rules
from compliance.case.expected import EffectExpectation, Expectation
from compliance.files.resources import packaged_cases
from compliance.record.vocabulary import matching
from compliance.rulebook.rulebook import Rulebook

READINGS = ("plain", "strict", "lenient")


class Judged(NamedTuple):
    """One case under one reading: for each goal's tree, the status of the whole and of every leaf, by path."""

    as_of: date
    entries: frozenset[str]
    section: Mapping[str, Status]
    leaves: Mapping[str, Mapping[str, Status]]


class Row(NamedTuple):
    """A leaf of a goal under a reading, with the cases that show it: a pair that flips the goal, and one unknown."""

    reading: str
    goal: str
    path: str
    cited: str
    met: str
    unmet: str
    unknown: str

    @property
    def complete(self) -> bool:
        """Whether all three cases were found."""
        return bool(self.met and self.unmet and self.unknown)


class Shown(NamedTuple):
    """What a case expects under each answer to a question: of a provision its status, of acts what they do."""

    question: str
    case: str
    about: str
    reading: str
    found: Mapping[str, str]


def leaves_of(finding: Finding) -> Iterator[Finding]:
    """What is judged on the record, the views of what is pooled among it."""
    for leaf in finding.leaves():
        yield leaf
        yield from leaf.views


def judged(rules: Rulebook, reading: str, goal: str = "") -> dict[str, Judged]:
    """Every packaged case under a reading; for a goal that stands apart, those on whose day it is law."""
    found = {}
    for name in packaged_cases():
        case = load_case(name)
        day = case.law_day(case.as_of, rules.enacted) or case.as_of
        if rules.asking(goal).not_in_force(day):
            continue
        results = judge(case, rules, reading=reading, goal=goal).results
        found[name] = Judged(
            case.as_of,
            frozenset(map(repr, (*case.facts, *case.actions))),
            {result.goal.name: result.finding.status for result in results},
            {result.goal.name: {leaf.path: leaf.status for leaf in leaves_of(result.finding)} for result in results},
        )
    return found


def provision_of(path: str) -> str:
    """The provision that a path ends in, by whichever way it was reached."""
    return path.rpartition(">")[2]


def _one_matter(path: str, other: str) -> bool:
    """Whether two leaves are the same provision, or one is a class of the other."""
    one, two = provision_of(path), provision_of(other)
    return f"{one}/".startswith(f"{two}/") or f"{two}/".startswith(f"{one}/")


def _alike_elsewhere(one: Judged, two: Judged, goal: str, beside: frozenset[str]) -> bool:
    """Whether the other leaves are found alike; `beside` are those that may differ."""
    mine, theirs = one.leaves[goal], two.leaves[goal]
    return one.as_of == two.as_of and all(mine[other] is theirs[other] for other in mine if other not in beside)


def _same_matter(cases: Mapping[str, Judged], goal: str, path: str) -> frozenset[str]:
    leaves = next(iter(cases.values())).leaves[goal]
    return frozenset(other for other in leaves if _one_matter(path, other))


def _same_people(cases: Mapping[str, Judged], goal: str, path: str, rules: Rulebook) -> frozenset[str]:
    """The leaves whose tests look at some of the same fields: Americans are citizens of another country too."""
    leaves, own = next(iter(cases.values())).leaves[goal], _fields(path, rules)
    return frozenset(other for other in leaves if own & _fields(other, rules))


def _fields(path: str, rules: Rulebook) -> frozenset[str]:
    matter = rules.statute.versions[provision_of(path)][-1].matter
    tests = [test for rung in rules.ladders[matter].rung for test in rung.tests()] if matter else []
    return frozenset(found for test in tests for pattern in test.field for _, found in matching(pattern))


def _pairs(cases: Mapping[str, Judged], goal: str, path: str, beside: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name, one in cases.items():
        if one.leaves[goal][path] is Status.MET and one.section[goal] is Status.MET:
            for other, two in cases.items():
                flipped = two.leaves[goal][path] is Status.UNMET and two.section[goal] is Status.UNMET
                if flipped and _alike_elsewhere(one, two, goal, beside):
                    yield name, other


def _nearest(cases: Mapping[str, Judged], pairs: Iterator[tuple[str, str]]) -> tuple[str, str]:
    """The pair that differs in the fewest entries."""

    return min(pairs, key=lambda pair: len(cases[pair[0]].entries ^ cases[pair[1]].entries), default=("", ""))


def rows(rules: Rulebook, readings: tuple[str, ...] = READINGS) -> Iterator[Row]:
    """For every reading and every leaf of every goal, the cases that show it."""
    for reading, apart in product(readings, ("", *rules.apart)):
        cases = judged(rules, reading, apart)
        first = next(iter(cases.values()))
        for goal, leaves in first.leaves.items():
            for path in leaves:
                beside = _same_matter(cases, goal, path)
                met, unmet = _nearest(cases, _pairs(cases, goal, path, beside))
                if not met:
                    beside |= _same_people(cases, goal, path, rules)
                    met, unmet = _nearest(cases, _pairs(cases, goal, path, beside))
                unknown = [name for name, each in cases.items() if each.leaves[goal][path] is Status.UNKNOWN]
                alone = [name for name in unknown if met and _alike_elsewhere(cases[met], cases[name], goal, beside)]
                cited = " by way of ".join(rules.statute.act_form(part) for part in reversed(path.split(">")))
                yield Row(reading, goal, path, cited, met, unmet, next(iter([*alone, *unknown]), ""))


def answers(rules: Rulebook) -> Iterator[Shown]:
    """For every question, the cases that expect something different under its answers."""
    for name in packaged_cases():
        together: dict[tuple[str, str, str], dict[str, str]] = {}
        case = load_case(name)
        for expectation in (each for each in case.expect if isinstance(each, Expectation)):
            about = rules.statute.act_form(provision_of(expectation.provision))
            for question, answer in expectation.answers.items():
                key = (question, about, expectation.reading)
                together.setdefault(key, {})[answer] = " or ".join(each.value for each in expectation.status)
        for expected in (each for each in case.expect if isinstance(each, EffectExpectation)):
            about, found = of_acts(expected, rules)
            for question, answer in expected.answers.items():
                together.setdefault((question, about, expected.reading), {})[answer] = found
        for (question, about, reading), shown in together.items():
            yield Shown(question, name, about, reading, shown)


def of_acts(expected: EffectExpectation, rules: Rulebook) -> tuple[str, str]:
    """What an expectation of acts is about, and what it expects."""
    said: list[object] = [expected.state, expected.lift, expected.supported, expected.effective, expected.standing]
    said += [f"in practice {expected.practice}"] if expected.practice else []
    said += [f"findings {', '.join(expected.findings) or 'none'}"] if expected.findings is not None else []
    about = f"act `{expected.act}`" if expected.act or expected.findings is not None else f"on {expected.on}"
    if expected.measure:
        about = f"§ {rules.measures[expected.measure].section} on {expected.on}"
        about += f", {rules.routes[expected.route].title}" if expected.route else ""
    return about.replace("act ``", "no act"), "; ".join(str(each) for each in said if each is not None)


HEAD = """# What the packaged cases show

Written by `make coverage` from the rules and the cases, and checked by a test.

## Provisions

For each leaf and reading: two cases that differ in that provision alone and flip the section (which is met in the first
and unmet in the second), and one in which the provision is unknown. § 402(1) refers to § 401(a): its leaves are
judged again for termination. Where a reading judges the classes of a paragraph together, each class is a view. Where no
such pair can be, because the same people count in § 402(2)(E), that leaf differs too.

| reading | section | provision | met | unmet | unknown |
|---|---|---|---|---|---|
"""
ANSWERS = """
## Answers

For every open question: a case in which its answers part, what is judged there (under the plain reading with that
answer), and what each answer makes of it.

| question | case | what is judged | answers |
|---|---|---|---|
"""


class Survey(NamedTuple):
    """What the packaged cases show: of every leaf under every reading, and of every answer."""

    rows: tuple[Row, ...]
    answers: tuple[Shown, ...]


def survey(rules: Rulebook) -> Survey:
    """Judge every packaged case under every reading, once."""
    return Survey(tuple(rows(rules)), tuple(answers(rules)))


def render(rules: Rulebook, found: Survey) -> str:
    """The table as Markdown."""
    lines = [HEAD]
    for row in found.rows:
        section = rules.statute.act_form({**rules.goals, **rules.apart}[row.goal].provision)
        shown = " | ".join(f"`{name}`" if name else "**none**" for name in (row.met, row.unmet, row.unknown))
        lines.append(f"| {row.reading} | {section} | {row.cited} | {shown} |\n")
    lines.append(ANSWERS)
    order = list(rules.questions)
    for each in sorted(found.answers, key=lambda shown: order.index(shown.question)):
        shown = "; ".join(f"{answer}: {what}" for answer, what in each.found.items())
        lines.append(f"| {each.question} | `{each.case}` | {each.about} | {shown} |\n")
    return "".join(lines)


if __name__ == "__main__":
    packaged = load_rules()
    sys.stdout.write(render(packaged, survey(packaged)))
