"""The history of a matter: what happened, who stood behind it, what it moved when it was known, how it counts now."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..days import dated
from ..explanation.why import pieces, said
from ..explanation.words import day
from ..judgement.tree import Range
from ..law.ladder import Ladder
from ..record.evidence import EntryKind, Source
from ..record.standard import Use
from ..timeline.case_history import CaseHistory
from ..timeline.history import Moment
from .document import notice
from .evidence import LEFT_OUT, sentences
from .json import head_shape
from .page import Block, Gap, Heading, Line, Node, Note, Page, Tree, Words
from .shapes.record import HistoryShape, MomentShape

COUNTS = {
    **LEFT_OUT,
    "counted": "counted",
    "below-grade": "below the grade asked for; what is adverse counts all the same",
    "before-window": "before the window; what is adverse counts all the same",
    "straddles": "dated partly before the window",
    "stale": "too old for this reading",
    "nothing-further": "shows that nothing further was found",
    "set-aside": "is set aside: a finding at the grade stands against it",
    "not-looked-at": "looked at by no test of this reading",
}


class MatterHistory(NamedTuple):
    """The history of one matter, with what a report says around them."""

    ladder: Ladder
    moments: tuple[Moment, ...]


def page(listed: Iterable[MatterHistory], history: CaseHistory) -> Page:
    """An event with what it moved, in the order of events, matter by matter."""
    return Page(f"History of {history.case.id}", tuple(_blocks(listed, history)))


def _blocks(listed: Iterable[MatterHistory], history: CaseHistory) -> Iterator[Block]:
    case, sources = history.case, history.case.sources
    yield Heading((f"History of {case.id}", Words(f"  {history.interpretation.name} reading", "soft")), 1)
    yield Note(f"{' '.join(case.title.split())} · known by {day(history.as_of)}")
    for each in listed:
        yield Heading(each.ladder.title)
        if not each.moments:
            yield Line("Nothing is recorded.", 2)
        for moment in each.moments:
            yield Tree((_node(moment, sources),))
    yield Gap()
    yield Note(notice(case))


def _node(moment: Moment, sources: Mapping[str, Source]) -> Node:
    lead = (Words("▲ supposed ", "supposed"),) if moment.entry.supposed else ()
    said = (Words(f"{dated(moment.entry.span)}  ", "strong"), *lead, what(moment))
    return Node(said, (), (Node(Words(standing(moment, sources), "soft")), Node(Words(worth(moment), "soft"))))


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


def shape(listed: Iterable[MatterHistory], history: CaseHistory) -> HistoryShape:
    """The same as plain values, for JSON."""
    return {
        **head_shape(history.case, history.as_of, history.interpretation.name, history.rulebook.version),
        "matters": [
            {
                "matter": each.ladder.matter,
                "title": each.ladder.title,
                "moments": [_moment(one) for one in each.moments],
            }
            for each in listed
        ],
    }


def _moment(moment: Moment) -> MomentShape:
    entry, evidence = moment.entry, moment.entry.evidence
    return {
        "id": entry.id,
        "date": str(entry.span),
        "published": entry.published.isoformat(),
        "supposed": entry.supposed or entry.otherwise,
        "fields": [each.field for each in moment.entries],
        "says": what(moment),
        "verification": evidence.verification.value if evidence.verification else None,
        "verifier": evidence.verifier,
        "provenance": evidence.provenance.value,
        "sources": list(evidence.sources),
        "before": [each.value for each in moment.before],
        "after": [each.value for each in moment.after],
        "counts": moment.counts,
        "undone_by": entry.annulled_by or None,
    }
