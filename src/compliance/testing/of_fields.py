"""How far a field is expected to go, and how far it goes."""

from collections.abc import Iterator

from ..case.expected import FieldExpectation
from ..case.model import Case
from ..judgement.context import view_of
from ..numbers import Number, show_number
from ..record.seen import seen_in
from ..record.standard import UNBOUNDED, Bound
from ..record.vocabulary import fields
from ..rulebook.resolve import Standard, age_against, as_if_in_force
from ..rulebook.rulebook import Rulebook

Range = tuple[Bound, Bound]


def field_differences(expected: FieldExpectation, case: Case, rulebook: Rulebook) -> Iterator[str]:
    """A line where the field goes another way than expected on the day of the case."""
    field, asked = fields()[expected.field], rulebook.interpretation(expected.reading)
    standard = Standard(
        window=expected.window,
        as_if=as_if_in_force(asked),
        grade=expected.grade or "",
        below_grade="unknown",
        evidence_age=None,  # a test says of what it asks whether it can lapse
        against_age=age_against(asked),
        relapses=False,
        gross=False,
    )
    since = None if case.as_of < rulebook.enacted else rulebook.enacted
    folded = case.folded()
    found = seen_in(field, folded.ledgers, view_of(standard, case.as_of, since, folded.gaps))
    goes = min(found.worst, found.best), max(found.worst, found.best)
    if goes != _expected(expected):
        yield f"{expected.field}: expected {_words(_expected(expected))}, found {_words(goes)}"


def _expected(expected: FieldExpectation) -> Range:
    if expected.value is not None:
        return _number(expected.value), _number(expected.value)
    high = UNBOUNDED if expected.high is None else _number(expected.high)
    return _number(expected.low or 0), high


def _number(value: Number | bool) -> Number:
    """A flag is none or one."""
    return int(value) if isinstance(value, bool) else value


def _words(goes: Range) -> str:
    low, high = ("any number" if each == UNBOUNDED else str(show_number(each)) for each in goes)  # type: ignore[arg-type]
    return low if low == high else f"{low} to {high}"
