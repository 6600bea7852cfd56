"""The rows of the tables for a warehouse, of a rulebook and of cases; columns in the order of their specification."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..case.model import Case
from ..judgement.tree import Tree
from ..law.degree import Degree
from ..law.ladder import Test
from ..numbers import Number, show_number
from ..record.evidence import Entry, EntryKind
from ..record.vocabulary import fields
from ..rulebook.rulebook import Rulebook
from .quick import Quick

Row = tuple[Any, ...]


def provisions(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every version of every level, in the order of the law."""
    for levels in rules.statute.versions.values():
        for level in levels:
            act = rules.statute.section(level.identifier).title
            yield (
                level.identifier,
                level.start_period,
                level.end_period,
                act,
                level.heading,
                level.gist,
                level.kind.value,
                level.connective and level.connective.value,
                level.standard,
                level.matter or None,
                level.refers_to or None,
                level.enacted_by,
                level.amended_by,
            )


def questions(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every question, in its order."""
    for each in rules.questions.values():
        yield each.id, each.of, each.asks


def answers(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every answer, with the readings that give it."""
    for question in rules.questions.values():
        for each in question.answer:
            given = [name for name, one in rules.interpretations.items() if one.choices[question.id].answer == each.id]
            sets = each.sets.model_dump(mode="json", exclude_defaults=True)
            yield question.id, each.id, each.because, json.dumps(sets, sort_keys=True), list(each.sources), given


def ladders(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every test, rung by rung."""
    for ladder in rules.ladders.values():
        for rung in ladder.rung:
            for number, test in enumerate(rung.tests(), start=1):
                yield (
                    ladder.matter,
                    ladder.title,
                    rung.degree.value,
                    rung.degree.rank,
                    number,
                    list(test.field),
                    _comparison(test),
                    _against(test),
                    list(test.share_of),
                    test.grade,
                    test.window,
                    rung.because,
                )


def _comparison(test: Test) -> str:
    if test.empty is not None:
        return "empty"
    return "at least" if test.upward else "at most"


def _against(test: Test) -> str | None:
    constant = test.constant
    return None if constant is None else constant if isinstance(constant, str) else str(show_number(constant))


def vocabulary(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every field."""
    for each in fields().values():
        yield (
            each.path,
            each.matter,
            each.title,
            each.kind.value,
            each.value,
            each.better,
            each.unit,
            each.meaning,
            each.agenda_only,
        )


def entries(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every case's own entries: those that bear on its day first, field by field, then what is left out."""
    for case in cases:
        folded = case.folded()
        bearing = [entry for path in sorted(folded.ledgers) for entry in folded.ledgers[path]]
        out = [(each.entry, each.why) for each in folded.left_out]  # what is reversed stands in a ledger as well
        kept = [(entry, None) for entry in bearing if not entry.otherwise and not entry.annulled_by]
        kinds = {action.id: action.type for action in case.actions}
        own = [(entry, why) for entry, why in (*kept, *out) if entry.stated_in == case.id]
        for number, (entry, why) in enumerate(own, start=1):
            yield (case.id, number, *_entry(entry, kinds), why, list(entry.evidence.sources))


def _entry(entry: Entry, kinds: Mapping[str, str]) -> Row:
    low, high = _ends(entry)
    is_share = fields()[entry.field].value == "share"
    said = entry.evidence
    return (
        entry.id,
        entry.field,
        entry.kind.value,
        *((None, None) if is_share else (low, high)),
        *((_fraction(low), _fraction(high)) if is_share else (None, None)),
        _states(entry),
        entry.span.start,
        entry.span.end,
        entry.published,
        said.verification and said.verification.value,
        said.verifier,
        said.confidence,
        said.provenance.value,
        entry.supposed,
        entry.own_word,
        kinds.get(entry.action),
    )


def _ends(entry: Entry) -> tuple[Number | None, Number | None]:
    if entry.unknown or entry.kind is EntryKind.SEARCH:
        return None, None
    if entry.kind is EntryKind.CHANGE and not entry.rises:
        return (None if entry.high is None else -entry.high), -entry.low
    return entry.low, entry.high


def _fraction(value: Number | None) -> str | None:
    return None if value is None else str(Fraction(value))


def _states(entry: Entry) -> str:
    if entry.kind is EntryKind.SEARCH:
        return "nothing found"
    if entry.unknown:
        return "unknown"
    return "open range" if entry.high is None else "value" if entry.low == entry.high else "range"


def sources(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every case's own sources."""
    for case in cases:
        for key, each in case.parts[-1].sources.items():
            yield case.id, key, each.title, each.publisher, each.date, each.href, each.speaks_for


def measures(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every measure."""
    for each in rules.measures.values():
        yield (
            each.id,
            each.section,
            each.title,
            each.what,
            each.modal,
            each.since,
            each.until,
            each.enacted_by,
            list(each.also),
            each.seen,
        )


def reaches(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Whether each route reaches each measure, under each packaged reading."""
    for each in rules.measures.values():
        for route, rule in each.reach.items():
            for name, reading in rules.interpretations.items():
                yield each.id, route, name, rule.under(reading.choices).value, rule.deciding(reading.choices).because


def authorities(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every authority."""
    for each in rules.authorities.values():
        yield (
            each.id,
            each.title,
            each.cite,
            each.what,
            each.exit,
            each.way,
            each.since,
            each.runs_until,
            each.revoked,
            each.after_termination.value,
            each.seen,
        )


def judged(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every case."""
    for each in cases:
        below = each.baselines[-1] if each.baselines else None
        yield each.id, each.title, each.as_of, each.hypothetical, below, each.version


def findings(rules: Rulebook, cases: Sequence[Case]) -> Iterator[Row]:
    """Every provision of every case, under each packaged reading."""
    quick = {name: Quick(rules, reading=name) for name in rules.interpretations}
    for case in cases:
        for reading, one in quick.items():
            verdict = one.verdict(case)
            for goal, number in _numbered(verdict.tree):
                each = verdict.tree.provisions[number]
                lowest, highest = verdict.ranges[each.matter] if each.matter else (None, None)
                yield (
                    case.id,
                    reading,
                    each.path,
                    goal,
                    each.number,
                    number == verdict.tree.goals[goal],
                    verdict.statuses[number].value,
                    each.matter or None,
                    each.required.value if each.matter else None,
                    _degree(lowest),
                    _degree(highest),
                )


def _numbered(tree: Tree) -> Iterator[tuple[str, int]]:
    for goal, top in tree.goals.items():
        for number in tree.under(top):
            yield goal, number


def _degree(degree: Degree | None) -> str | None:
    return None if degree is None else degree.value


ROWS: Mapping[str, Callable[[Rulebook, Sequence[Case]], Iterator[Row]]] = {
    "cases": judged,
    "findings": findings,
    "provisions": provisions,
    "questions": questions,
    "answers": answers,
    "ladders": ladders,
    "fields": vocabulary,
    "entries": entries,
    "sources": sources,
    "measures": measures,
    "reaches": reaches,
    "authorities": authorities,
}
