"""What a careful reader would remark on in a record: what is missing or left out, what one source alone carries."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..record.dprk.state import fields
from ..record.evidence import Entry, EntryKind, Source, Verification
from ..record.written import Written
from .reliance import Reliance


class Mark(StrEnum):
    """What can be remarked on. The codes are stable; programs may switch on them."""

    NO_LINK = "no-link"
    LATER = "later"
    NO_VERIFIER = "no-verifier"
    NO_PUBLISHED = "no-published"
    ONE_SOURCE = "one-source"


class Remark(NamedTuple):
    """One thing to look at in one place; unlike a problem it does not make the record unusable."""

    place: str
    message: str
    mark: Mark

    def __str__(self) -> str:
        line = f"{self.place}: {self.message} [{self.mark}]"
        return "".join(letter if letter.isprintable() else " " for letter in line)  # one remark, one line


class Record(NamedTuple):
    """What the checks read: facts and actions with their sources, on the day of the case, and what rests on one."""

    written: tuple[Written, ...]
    sources: Mapping[str, Source]
    as_of: date
    reliances: tuple[Reliance, ...]


def remarks(record: Record) -> tuple[Remark, ...]:
    """Every remark, check by check, in the order of the files."""
    return tuple(remark for check in CHECKS for remark in check(record))


def _no_link(record: Record) -> Iterator[Remark]:
    cited = dict.fromkeys(key for each in record.written for key in each.evidence.sources)
    for key in cited:
        if not record.sources[key].href:
            yield Remark(f"source {key}", "is cited and has no link", Mark.NO_LINK)


def _later(record: Record) -> Iterator[Remark]:
    for each in record.written:
        if each.span.start > record.as_of:
            yield Remark(each.place, f"is of {each.span}, after {record.as_of}, and is left out", Mark.LATER)
        elif each.published > record.as_of:
            message = f"was published on {each.published}, after {record.as_of}, and is left out"
            yield Remark(each.place, message, Mark.LATER)


def _no_verifier(record: Record) -> Iterator[Remark]:
    for each in record.written:
        graded = each.evidence.verification in (Verification.OBSERVED, Verification.VERIFIED)
        if graded and not each.evidence.verifier.strip():
            yield Remark(each.place, f"is `{each.evidence.verification}` by nobody named", Mark.NO_VERIFIER)


def _no_published(record: Record) -> Iterator[Remark]:
    for each in record.written:
        good = next((entry for entry in each.entries if is_favourable(entry)), None)
        if good is not None and each.evidence.published is None:
            message = f"speaks for compliance (`{good.field}`) and does not say when it was published"
            yield Remark(each.place, message, Mark.NO_PUBLISHED)


def _one_source(record: Record) -> Iterator[Remark]:
    for source, resting, changes in record.reliances:
        without = ", ".join(f"{each.provision} would be {each.without.value}, not {each.now.value}" for each in changes)
        named = _listed([each.place for each in resting])
        yield Remark(f"source {source}", f"without what rests on it alone ({named}), {without}", Mark.ONE_SOURCE)


CHECKS: tuple[Callable[[Record], Iterator[Remark]], ...] = (_no_link, _later, _no_verifier, _no_published, _one_source)


def is_favourable(entry: Entry) -> bool:
    """Whether it is better for its field: more of what is better more, none of what is better less.

    A search says nothing of its own, and of a neutral field nothing is better.
    """
    better = fields()[entry.field].better
    if better == "neutral" or entry.unknown:
        return False
    match entry.kind:
        case EntryKind.SEARCH:
            return False
        case EntryKind.CHANGE:
            return entry.rises is (better == "more")
        case EntryKind.EVENT:
            return better == "more"
        case EntryKind.STATEMENT | EntryKind.TOTAL:
            return entry.high != 0 if better == "more" else entry.high == 0


def _listed(places: list[str], most: int = 3) -> str:
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more
