"""What is said of acts beside the law's own objections: whether this record supports them, and what a reading adds."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..status import Status
from .docket import Docket
from .objection import Objection, ObjectionCode
from .support import Support

_REVIEW = {
    "reviewable": (ObjectionCode.REVIEWABLE, "this reading takes what the conditions mean to be reviewable"),
    "practically-unreviewable": (
        ObjectionCode.HARDLY_REVIEWABLE,
        "this reading takes it to be practically unreviewable",
    ),
    "unreviewable": (ObjectionCode.UNREVIEWABLE, "this reading takes it to be unreviewable"),
}
_UNKNOWN = {
    "justified": (ObjectionCode.NOT_JUSTIFIED, "what is unknown leaves it valid, and not justified on this record"),
    "shown": (ObjectionCode.NOT_SHOWN, "what is unknown is not shown, and under this reading cannot be certified"),
    "belief": (ObjectionCode.ON_BELIEF, "under this reading what is unknown may be certified on belief"),
}


def unsupported(docket: Docket, supported: Mapping[str, Support]) -> Iterator[Objection]:
    """A certification that this record does not support is effective unless it is revoked; the report says so."""
    for support in supported.values():
        act = docket.seen.get(support.act)
        if act is None or act.id not in docket.effective or support.status is Status.MET:
            continue
        listed = support.deciding if support.status is Status.UNMET else support.still_open
        message = f"not supported by this record {support.how}: {support.status} on {', '.join(listed)}"
        yield Objection(ObjectionCode.NOT_SUPPORTED, act.id, act.of, message, "effective")
        words = [("review", _REVIEW)]
        if support.status is Status.UNKNOWN:
            words.insert(0, ("certifying", _UNKNOWN))
        for rule, table in words:
            code, said = table[docket.rule(rule)]
            yield Objection(code, act.id, act.of, said, "remark", docket.question(rule))


def bound(docket: Docket, day: date, statuses: Mapping[str, Status]) -> Iterator[Objection]:
    """Whether the reading binds the President to determine: the record supports it on the day, and nobody has.

    `statuses` are those of the goals on that day.
    """
    for route in docket.rulebook.routes.values():
        if not (route.final and route.goal) or docket.rule("duty") != "bound":
            continue
        made = [each for each in docket.certifications.values() if each.route.id == route.id]
        if statuses.get(route.goal) is Status.MET and not made:
            message = f"the record supports it on {day}; this reading holds the President bound to determine"
            yield Objection(ObjectionCode.BOUND, "", route.under, message, "remark", docket.question("duty"))
