"""Met, unmet, unknown: Kleene's strong three-valued logic."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn, assert_never


class Status(StrEnum):
    """What the record shows of a condition. Never a truth value: unknown is neither yes nor no."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("a status is met, unmet or unknown; compare it with `is`")


def negate(status: Status) -> Status:
    """Met and unmet change places; unknown stays unknown.

    >>> negate(Status.UNKNOWN)
    <Status.UNKNOWN: 'unknown'>
    """
    match status:
        case Status.MET:
            return Status.UNMET
        case Status.UNMET:
            return Status.MET
        case Status.UNKNOWN:
            return Status.UNKNOWN
        case _:
            assert_never(status)


def at_least(needed: int, statuses: Iterable[Status]) -> Status:
    """Met if `needed` are met, unmet if that many can no longer be, unknown otherwise.

    >>> at_least(1, [Status.UNMET, Status.UNKNOWN])
    <Status.UNKNOWN: 'unknown'>
    """
    listed = list(statuses)
    if listed.count(Status.MET) >= needed:
        return Status.MET
    return Status.UNMET if len(listed) - listed.count(Status.UNMET) < needed else Status.UNKNOWN


def all_of(statuses: Iterable[Status]) -> Status:
    """Unmet if any is unmet, met if all are met, unknown otherwise; of nothing, met."""
    listed = list(statuses)
    return at_least(len(listed), listed)


def any_of(statuses: Iterable[Status]) -> Status:
    """Met if any is met, unmet if all are unmet, unknown otherwise; of nothing, unmet."""
    return at_least(1, statuses)
