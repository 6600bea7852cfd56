"""What is wrong with one entry of a case, seen by itself: every problem, at its place below the entry."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..citation import Citation
from ..law.window import window_start
from ..numbers import thousands
from ..problem import Code, Problem, did_you_mean, named_like
from ..record import vocabulary
from ..record.acts import UsAct
from ..record.evidence import Evidence, Fact, Verification
from ..record.field import Field, FieldKind
from ..record.nobody import is_nobody
from ..record.vocabulary import Action, fields, is_own_word, matching
from .expected import EffectExpectation, Expectation, Expected, FieldExpectation, SameAs

ABOVE_CLAIMED = (Verification.REPORTED, Verification.OBSERVED, Verification.VERIFIED)


def fact_problems(fact: Fact) -> Iterator[Problem]:
    """A fact names a field, says one thing of it, in that field's units and over a day or span that fits it."""
    named = matching(fact.field)
    if not named:
        hint = named_like(fact.field, fields())
        yield Problem(Code.UNKNOWN_FIELD, f"unknown field `{fact.field[:80]}`{hint}", place=".field")
        return
    if "*" in fact.field and fact.basis is None and (fact.value is None or fact.value):
        message = "a pattern says the same of every field it names: only zero, false or a search can be said so"
        yield Problem(Code.WRONG_VALUE, message, place=".field")
    for field in (fields()[path] for _, path in named):
        found = [*value_problems(fact, field), *_when_problems(fact, field)]
        yield from found
        if found:
            break
    if fact.basis is None and not fact.unknown and fact.to is not None:
        most = fact.value if fact.value is not None else fact.high
        said = (vocabulary.Move(path, "event", 0, most) for _, path in named)
        yield from vocabulary.taken_problems(said, fact.to, ".field")
    yield from _standing_problems(fact)


def written_problems(fact: Fact, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """A count written `80.000` is eighty thousand for one reader and eighty for another."""
    counts = any(fields()[path].value == "count" for _, path in matching(fact.field))
    for name in ("value", "low", "high"):
        meant = thousands(raw.get(name)) if counts else ""
        if meant:
            plain = f"{raw[name]}".rstrip("0").rstrip(".")
            message = f"`{raw[name]}` may mean {meant} or {plain}: write the one"
            yield Problem(Code.WRONG_VALUE, message, place=f".{name}")


def value_problems(fact: Fact, field: Field) -> Iterator[Problem]:
    """A fact says exactly one thing of a field, in that field's units and within its range."""
    ways = [fact.value is not None, fact.low is not None or fact.high is not None, fact.unknown, fact.basis is not None]
    if sum(ways) != 1:
        yield Problem(
            Code.WRONG_VALUE, 'states exactly one of `value`, `low` and `high`, `unknown: true`, or `basis: "search"`'
        )
    if fact.basis == "search" and not fact.note.strip():
        yield Problem(Code.MISSING_KEY, "a search says in `note` what was searched", place=".note")
    if fact.basis == "search" and fact.published is not None:
        yield Problem(
            Code.WRONG_VALUE, "a search has no `published`: it speaks of each day it covers", place=".published"
        )
    yield from _bound_problems(fact, field)


def _bound_problems(said: Fact | FieldExpectation, field: Field) -> Iterator[Problem]:
    """A value or range is in the field's units, within its limits and the right way round."""
    for name, value in (("value", said.value), ("low", said.low), ("high", said.high)):
        if value is None:
            continue
        wrong = (field.value == "flag") != isinstance(value, bool)
        if wrong:
            expected = "true or false" if field.value == "flag" else "a number"
            yield Problem(Code.WRONG_TYPE, f"`{said.field}` takes {expected}", place=f".{name}")
        elif field.value == "count" and (not isinstance(value, int) or value < 0):
            yield Problem(Code.BAD_RANGE, "expected a whole number, zero or more", place=f".{name}")
        elif field.value == "share" and not 0 <= value <= 1:
            yield Problem(Code.BAD_RANGE, "expected a share from 0 to 1", place=f".{name}")
    if said.high is not None and said.low is None:
        yield Problem(Code.MISSING_KEY, "a range needs `low`", place=".low")
    if said.low is not None and said.high is not None and said.low > said.high:
        yield Problem(Code.BAD_RANGE, "`low` is above `high`", place=".low")


def _when_problems(fact: Fact, field: Field) -> Iterator[Problem]:
    spanned = fact.from_ is not None or fact.to is not None
    if fact.from_ is not None and fact.to is not None and fact.from_ > fact.to:
        yield Problem(Code.BAD_SPAN, f"ends on {fact.to}, before it begins on {fact.from_}", place=".from")
    if spanned and fact.date is not None:
        yield Problem(Code.WRONG_VALUE, "states `date` and a span; one of them is enough", place=".date")
    if fact.basis == "search":
        if spanned and fact.to is None:
            yield Problem(Code.MISSING_KEY, "a search over a span needs `to`", place=".to")
        elif not spanned and fact.date is None:
            yield Problem(Code.MISSING_KEY, "a search says until when: state `date`, or `from` and `to`", place=".date")
    elif field.kind is FieldKind.FLOW:
        if fact.from_ is None or fact.to is None:
            yield Problem(Code.MISSING_KEY, f"`{fact.field}` adds up over time: state `from` and `to`", place=".from")
    elif spanned:
        yield Problem(Code.WRONG_VALUE, f"`{fact.field}` stands on a day: state `date`", place=".from")
    elif fact.date is None:  # what was so in 2010 says nothing of the day of the case
        yield Problem(Code.MISSING_KEY, f"`{fact.field}` stands on a day: state `date`", place=".date")
    begins = fact.from_ or (fact.date.start if fact.date else None)
    if fact.basis != "search" and fact.published and begins and fact.published < begins:
        yield Problem(Code.BAD_SPAN, f"published on {fact.published}, before it begins on {begins}", place=".published")


def _standing_problems(evidence: Evidence) -> Iterator[Problem]:
    """Who observed or verified has a name; of what was observed a source may give it."""
    if evidence.verification is Verification.OBSERVED and is_nobody(evidence.verifier) and not evidence.sources:
        message = "is `observed` by nobody: name the `verifier`, or the source that says who saw it"
        yield Problem(Code.MISSING_KEY, message, place=".verifier")
    if evidence.verification is Verification.VERIFIED and is_nobody(evidence.verifier):
        named = f" named in `{evidence.verifier[:60]}`" if evidence.verifier.strip() else ""
        yield Problem(Code.MISSING_KEY, f"is `verified` by nobody{named}: name the `verifier`", place=".verifier")
    if evidence.verification in ABOVE_CLAIMED and is_own_word(evidence.verifier):
        message = f"the word of `{evidence.verifier[:60]}` is `claimed`, whatever it says that it verified"
        yield Problem(Code.WRONG_VALUE, message, place=".verification")


def action_problems(action: Action) -> Iterator[Problem]:
    """An action moves fields that are kept, and is published once it was begun."""
    yield from _standing_problems(action)
    if action.published and action.published < action.date.start:
        yield Problem(
            Code.BAD_SPAN,
            f"published on {action.published}, before it begins on {action.date.start}",
            place=".published",
        )
    yield from vocabulary.action_problems(action)


def us_act_problems(act: UsAct) -> Iterator[Problem]:
    """A United States act names who does it and a provision that can be cited, and ends no earlier than it begins."""
    if act.type != "revoke":
        try:
            Citation.parse(act.of)
        except ValueError as error:
            yield Problem(Code.UNKNOWN_PROVISION, str(error), place=".of")
    if not act.by.strip():
        yield Problem(Code.MISSING_KEY, "is done by nobody: name who acts in `by`", place=".by")
    if act.type == "delegate" and not act.to.strip():
        yield Problem(Code.MISSING_KEY, "passes a power to nobody: name in `to` who is to hold it", place=".to")
    if act.until is not None and act.until < act.begins:
        yield Problem(Code.BAD_SPAN, f"ends on {act.until}, before it begins on {act.begins}", place=".until")


def expect_problems(expectation: Expected) -> Iterator[Problem]:
    """An expectation names provisions that can be cited, a field in its units, or on what day or of which act what."""
    match expectation:
        case Expectation():
            for part in expectation.provision.split(">"):
                try:
                    Citation.parse(part)
                except ValueError as error:
                    yield Problem(Code.UNKNOWN_PROVISION, str(error), place=".provision")
        case EffectExpectation():
            yield from _effect_problems(expectation)
        case FieldExpectation():
            yield from _field_expectation_problems(expectation)
        case SameAs():  # whether that case can be read shows when they are compared
            pass


def _field_expectation_problems(each: FieldExpectation) -> Iterator[Problem]:
    field = fields().get(each.field)
    if field is None:
        yield Problem(
            Code.UNKNOWN_FIELD, f"unknown field `{each.field[:80]}`{did_you_mean(each.field, fields())}", place=".field"
        )
        return
    if (each.value is None) is (each.low is None):
        yield Problem(Code.WRONG_VALUE, "expects exactly one of `value`, and `low` with or without `high`")
    yield from _bound_problems(each, field)
    try:
        window_start(each.window, date.max, None)
    except ValueError as error:
        yield Problem(Code.WRONG_VALUE, f"no window `{each.window[:60]}`: {error}", place=".window")


def _effect_problems(each: EffectExpectation) -> Iterator[Problem]:
    of_measure = each.state is not None or each.lift is not None or each.practice is not None
    said = (each.effective, each.standing, each.supported)
    of_act = any(value is not None for value in (*said, each.findings))
    if [of_measure, of_act, each.deadline is not None].count(True) != 1:
        message = "expects one thing: `state`, `lift` or `practice` on a day; something of an `act`; or a `deadline`"
        yield Problem(Code.WRONG_VALUE, message)
    if of_measure and (each.on is None or not each.measure):
        yield Problem(Code.MISSING_KEY, "names the day in `on` and the measure in `measure`")
    if (each.lift is not None or each.practice is not None) and not each.route:
        yield Problem(Code.MISSING_KEY, "names the `route`", place=".route")
    if any(value is not None for value in said) and not each.act:
        yield Problem(Code.MISSING_KEY, "names the `act`", place=".act")
