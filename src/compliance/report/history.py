"""The history of a matter: what happened, who stood behind it, what it moved when it was known, how it counts now."""

from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from typing import Any, NamedTuple

from rich.console import RenderableType
from rich.text import Text

from ..explanation.why import pieces, said
from ..explanation.words import dated, day
from ..judgement.tree import Range
from ..law.ladder import Ladder
from ..record.evidence import EntryKind, Source
from ..record.standard import Use
from ..timeline.case_history import CaseHistory
from ..timeline.history import Moment
from .document import NOTICE
from .evidence import LEFT_OUT, sentences
from .layout import at, printed, table

COUNTS = {
    **LEFT_OUT,
    "counted": "counted",
    "below-grade": "below the grade asked for; what is adverse counts all the same",
    "before-window": "before the window; what is adverse counts all the same",
    "straddles": "dated across the edge of the window",
    "stale": "too old for this reading",
    "nothing-further": "shows that nothing further was found",
    "set-aside": "is set aside: a finding at the grade stands against it",
    "not-looked-at": "looked at by no test of this reading",
}


class MatterHistory(NamedTuple):
    """The history of one matter, with what a report says around them."""

    ladder: Ladder
    moments: tuple[Moment, ...]


def text(listed: Iterable[MatterHistory], history: CaseHistory, *, width: int = 80, colour: bool = False) -> str:
    """One paragraph an event, in the order of events."""
    return printed(_parts(listed, history), width, colour)


def _parts(listed: Iterable[MatterHistory], history: CaseHistory) -> Iterator[RenderableType]:
    sources = history.case.sources
    yield Text(NOTICE, style="italic")
    yield Text()
    yield table([("case", history.case.id), ("as of", day(history.as_of)), ("reading", history.interpretation.name)])
    for each in listed:
        yield Text()
        yield Text(each.ladder.title, style="bold")
        if not each.moments:
            yield at(2, Text("Nothing is recorded."))
        for moment in each.moments:
            yield Text()
            yield Text(f"{dated(moment.entry.span)}  {what(moment)}")
            yield at(4, Text(standing(moment, sources), style="dim"))
            yield at(4, Text(worth(moment), style="dim"))


def what(moment: Moment) -> str:
    """What it says of which fields, and what undid it."""
    listed = "; ".join(said(piece) for piece in pieces(Use(entry, "counted") for entry in moment.entries))
    undone = f"undone by {moment.entry.annulled_by}" if moment.entry.annulled_by else ""
    return sentences(listed, moment.entry.evidence.note, undone)


def standing(moment: Moment, sources: Mapping[str, Source]) -> str:
    """Who stands behind it, where it is published, and since when."""
    evidence = moment.entry.evidence
    names = [sources[key].publisher or sources[key].title for key in evidence.sources if key in sources]
    graded = f"{evidence.verification or 'ungraded'}{f' by {evidence.verifier}' if evidence.verifier else ''}"
    own = "" if evidence.provenance == "seen" else str(evidence.provenance)
    made = "searched on" if moment.entry.kind is EntryKind.SEARCH else "public since"
    return sentences(graded, own, "; ".join(dict.fromkeys(names)), f"{made} {moment.entry.published}")


def worth(moment: Moment) -> str:
    """What the record allowed on the eve and on the day it was known, and how the entry counts now."""
    then = span(moment.after)
    moved = then if moment.before == moment.after else f"{span(moment.before)}, then {then}"
    return sentences(f"as known then: {moved}", f"now: {COUNTS[moment.counts]}")


def span(degrees: Range) -> str:
    """A range of degrees in words."""
    low, high = degrees
    return f"{low}" if low is high else f"{low} to {high}"


def json(listed: Iterable[MatterHistory], history: CaseHistory) -> str:
    """The same as JSON."""
    shape = {
        "format": 1,
        "case": history.case.id,
        "as_of": history.as_of.isoformat(),
        "reading": history.interpretation.name,
        "matters": [
            {
                "matter": each.ladder.matter,
                "title": each.ladder.title,
                "moments": [_moment(one) for one in each.moments],
            }
            for each in listed
        ],
    }
    return dumps(shape, indent=2, ensure_ascii=False) + "\n"


def _moment(moment: Moment) -> dict[str, Any]:
    entry, evidence = moment.entry, moment.entry.evidence
    return {
        "id": entry.id,
        "date": str(entry.span),
        "published": entry.published.isoformat(),
        "fields": [each.field for each in moment.entries],
        "says": what(moment),
        "verification": evidence.verification,
        "verifier": evidence.verifier,
        "provenance": evidence.provenance,
        "sources": list(evidence.sources),
        "before": list(moment.before),
        "after": list(moment.after),
        "counts": moment.counts,
        "undone_by": entry.annulled_by or None,
    }
