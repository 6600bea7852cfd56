"""What the law has to say against an act, or about it: named, cited, never silently corrected."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, NamedTuple

from ..record.acts import UsAct

# Three of them keep an act from having an effect here, and are three things: it is void in law; this model does not
# know what comes of it; or the power to do it is not shown.
Weight = Literal["no effect", "not modelled", "not shown", "in part", "effective", "remark"]


class Standing(StrEnum):
    """What becomes of an act: it has an effect, or one of three things is said of it."""

    EFFECTIVE = "effective"
    VOID = "void"
    NOT_MODELLED = "not modelled here"
    NOT_SHOWN = "power not shown"


class ObjectionCode(StrEnum):
    """Why an act has no effect, or less than it says, or needs a word. The codes are stable."""

    UNKNOWN_PROVISION = "unknown-provision"
    WRONG_ACT = "wrong-act"
    NOT_LAW = "not-law"
    NO_POWER = "no-power"
    POWER_NOT_SHOWN = "power-not-shown"
    NO_DELEGATION = "cannot-be-delegated"
    ACTING = "acting-officer"
    NO_CERTIFICATION = "no-certification"
    NO_GROUND = "no-ground"
    NO_EXPLANATION = "no-explanation"
    NO_NOTICE = "no-notice"
    NO_TARGET = "whole-country"
    WRONG_TARGET = "not-for-such-a-target"
    NO_COUNTRY = "no-country-named"
    NOT_FOR_ONE = "not-for-one-person"
    IN_PART = "partial"
    UNKNOWN_MEASURE = "unknown-measure"
    NOT_LAW_YET = "measure-not-law"
    NOT_REACHED = "not-reached"
    DOUBTFUL = "doubtful-reach"
    ENDED = "already-terminated"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    FIXED_LENGTH = "fixed-length"
    NO_END = "end-not-stated"
    BACKDATED = "backdated"
    ENDS_FIRST = "ends-before-it-begins"
    SECOND_YEAR = "second-year-without-renewal"
    INSTEAD = "fresh-certification-instead-of-renewal"
    OVERLAP = "overlap"
    NOTHING_TO_RENEW = "nothing-to-renew"
    LATE = "renewal-after-lapse"
    USED_UP = "certification-used-up"
    TOO_EARLY = "certification-too-early"
    RUNS_ON = "runs-until-revoked"
    OLD = "certification-of-long-before"
    NO_MEANING = "key-without-meaning"
    CONDITIONS = "conditions-not-recorded"
    CLIPPED = "year-begins-earlier"
    FOLLOWS = "renewal-follows"
    NOTHING_TO_REVOKE = "nothing-to-revoke"
    AS_A_WHOLE = "certification-falls-as-a-whole"
    NO_EARLY_END = "no-early-end"
    FINAL = "final"
    DUPLICATE = "duplicate"
    NO_SUSPENSION_BEFORE = "no-suspension-before"
    DELEGATE = "by-a-delegate"
    NOT_SUPPORTED = "not-supported-by-this-record"
    NOT_JUSTIFIED = "valid-and-not-justified"
    NOT_SHOWN = "cannot-be-certified"
    ON_BELIEF = "certified-on-belief"
    REVIEWABLE = "reviewable"
    HARDLY_REVIEWABLE = "practically-unreviewable"
    UNREVIEWABLE = "unreviewable"
    BOUND = "bound-to-determine"


class Objection(NamedTuple):
    """One thing to say of one act, and of which measures. `provision` is its source in law; `weight` its effect."""

    code: ObjectionCode
    act: str
    provision: str
    message: str
    weight: Weight
    question: str = ""
    measures: tuple[str, ...] = ()

    @property
    def bars(self) -> bool:
        """Whether the act has no effect because of it."""
        return self.weight in ("no effect", "not modelled", "not shown")


_BARRED = {"not modelled": Standing.NOT_MODELLED, "not shown": Standing.NOT_SHOWN}


def standing(effective: bool, objections: Iterable[Objection]) -> Standing:
    """What becomes of an act of which this is said; what has no effect for any other reason is void."""
    if effective:
        return Standing.EFFECTIVE
    return next((_BARRED[each.weight] for each in objections if each.weight in _BARRED), Standing.VOID)


def objection(
    code: ObjectionCode,
    act: UsAct,
    message: str,
    weight: Weight,
    *,
    provision: str = "",
    question: str = "",
    measure: str = "",
) -> Objection:
    """What there is to say of an act; its own provision is the source unless another is named."""
    measures = (measure,) if measure else ()
    return Objection(code, act.id, provision or act.of, message, weight, question, measures)


def merged(objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """Each once, in the order of being said, with all the measures of which it was said."""
    measures: dict[Objection, list[str]] = {}
    for each in objections:
        measures.setdefault(each._replace(measures=()), []).extend(each.measures)
    return tuple(each._replace(measures=tuple(names)) for each, names in measures.items())
