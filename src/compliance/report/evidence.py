"""A piece of evidence in a sentence: when, what it says, who stands behind it, where it is published."""

from collections.abc import Iterable, Iterator

from ..citation import Citation
from ..days import dated
from ..explanation.why import Piece, counted_as, pieces, said
from ..explanation.words import day
from ..record.acts import UsAct
from ..record.evidence import EntryKind, LeftOut
from ..record.standard import Use
from .document import Document
from .page import Part, Words

LEFT_OUT = {
    "unverified": "marked unverified: shown, and left out of the verdict",
    "inferred": "inferred by this project: shown, and left out of the verdict",
    "refuted": "checked and found false: adds nothing",
    "reversed": "undone later",
    "replaced": "replaced by the case",
    "told-before": "another word of an event that is counted already",
    "published-later": "published after this day",
    "after-as-of": "of a later date",
}


def when(piece: Piece, document: Document) -> str:
    """The date; a search of a later day speaks of what was public on the day judged."""
    return "by this day" if _is_later_search(piece, document) else dated(piece.use.entry.span)


def entry(piece: Piece, document: Document) -> str:
    """What it says, its standing, how it was counted, its sources (none of a later date), and its note."""
    evidence = piece.use.entry.evidence
    if _is_later_search(piece, document):
        made = (
            f"a search made on {day(piece.use.entry.span.end)}, of what was public by this day, found nothing further"
        )
        return sentences(made, evidence.note)
    standing = str(evidence.verification or "ungraded") if piece.use.how != "nothing-further" else ""
    if evidence.verifier:
        standing += f" by {evidence.verifier}"
    as_of = document.assessment.as_of.isoformat()
    sources = (document.case.sources[key] for key in evidence.sources)
    names = [source.publisher or source.title for source in sources if source.date[: len(as_of)] <= as_of]
    return sentences(said(piece), standing, counted_as(piece.use), "; ".join(dict.fromkeys(names)), evidence.note)


def entry_said(piece: Piece, document: Document) -> tuple[Part, ...]:
    """The same with its sources as links; each source is named once, by its publisher."""
    evidence = piece.use.entry.evidence
    if _is_later_search(piece, document):
        return (entry(piece, document),)
    as_of = document.assessment.as_of.isoformat()
    sources = {key: document.case.sources[key] for key in evidence.sources}
    told = {
        source.publisher or source.title: source for source in sources.values() if source.date[: len(as_of)] <= as_of
    }
    standing = str(evidence.verification or "ungraded") if piece.use.how != "nothing-further" else ""
    if evidence.verifier:
        standing += f" by {evidence.verifier}"
    marked = "▲ supposed" if piece.use.entry.supposed else ""
    parts: list[Part] = [Words(f"{marked} ", "supposed")] if marked else []
    parts.append(sentences(said(piece), standing, counted_as(piece.use)))
    for number, (name, source) in enumerate(told.items()):
        about = ". ".join(filter(None, [source.title, source.publisher, source.date]))
        parts += ["; " if number else " ", Words(" ".join(name.split()), "", source.href, about)]
    note = sentences(evidence.note)
    return (*parts, f"{'.' if told else ''}{f' {note}' if note else ''}")


def replaced(left_out: Iterable[LeftOut]) -> Iterator[str]:
    """What a baseline says and what its case says instead, one line each; nothing of what is left out otherwise."""
    for left in left_out:
        if left.why == "replaced":
            (old,) = pieces([Use(left.entry, "counted")])
            yield sentences(f"{dated(left.entry.span)}: {said(old)}", set_aside(left))


def set_aside(left: LeftOut) -> str:
    """What undid it, or what the case says instead."""
    if left.why == "reversed":
        return f"undone by {left.by}"
    new = pieces(Use(entry, "counted") for entry in left.instead)
    shown = (f"{said(piece)} ({dated(piece.use.entry.span)})" for piece in new)
    return f"instead, in `{left.by}`: {'; '.join(dict.fromkeys(shown))}" if left.instead else ""


def sentences(*parts: str) -> str:
    """The parts that say something, each as a sentence on one line."""
    plain = (" ".join(part.split()) for part in parts)
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in plain if part)


def _is_later_search(piece: Piece, document: Document) -> bool:
    spoke = piece.use.entry
    return spoke.kind is EntryKind.SEARCH and spoke.span.end > document.assessment.as_of


def cited(provision: str) -> str:
    """A provision as lawyers print it; another name as it is."""
    try:
        return str(Citation.parse(provision))
    except ValueError:
        return f"`{provision[:60]}`"


def done_under(act: UsAct) -> str:
    """What was done and under what: a revocation is of something, and a delegation of a power."""
    how = {"revoke": "of", "delegate": "the power of"}.get(act.type, "under")
    return f"{act.type} {how} {cited(act.of)}"
