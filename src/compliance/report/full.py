"""The whole report of a judgement: verdicts first, then what is unmet or unknown and why, then what is met."""

from collections.abc import Iterator
from itertools import groupby

from ..citation import Citation
from ..days import dated
from ..explanation.why import (
    decisive,
    evidence,
    lacking,
    looks_for,
    needs_more_than_it_looks_for,
    pieces,
    remedies,
    said,
    shows,
    speaking,
    still_open,
    title,
    turns,
)
from ..explanation.words import REASONS, day
from ..judgement.finding import Finding, GroupFinding, Result, TestFinding
from ..record.evidence import LeftOut
from ..record.standard import Use
from ..status import Status
from .document import Document, by_certification, engines_words, leaves, named, notice, supposes, verdict
from .evidence import LEFT_OUT, done_under, entry_said, sentences, set_aside, when
from .page import Block, Fold, Gap, Glyph, Heading, Line, Node, Note, Page, Part, Rows, Said, Tree, Words

_SECTIONS = (
    (Status.UNMET, "What is unmet", "This {} record does not show it."),
    (Status.UNKNOWN, "What is unknown", "Neither shown nor excluded."),
    (Status.MET, "What is met", "Conditions only; no sanction is lifted."),
)
_SHOWN_ENTRIES = 10
_SHOWN_LEFT_OUT = 12


def page(document: Document) -> Page:
    """Everything that was found, condition by condition."""
    return Page(" ".join(document.case.title.split()), tuple(_blocks(document)))


def _blocks(document: Document) -> Iterator[Block]:
    yield from _heading(document)
    yield Gap()
    yield from body(document)


def body(document: Document) -> Iterator[Block]:
    """All that stands below the heading: verdicts, every condition, acts, and what was left out."""
    yield Heading("The goals")
    for result in document.assessment.results:
        yield from _verdict(result, document)
    yield from _conditions(document)
    yield from _closing(document)


def _conditions(document: Document) -> Iterator[Block]:
    listed = leaves(document.assessment)
    for status, heading, remark in _SECTIONS:
        chosen = [(act, finding) for act, finding in listed if finding.status is status]
        if chosen:
            yield Heading(heading)
            yield Note(remark.format(_kind(document)))
        for act, finding in chosen:
            yield Gap()
            yield condition(finding, act, document)


def _kind(document: Document) -> str:
    return "hypothetical" if document.case.hypothetical else "public"


def _heading(document: Document) -> Iterator[Block]:
    assessment = document.assessment
    yield Heading(" ".join(document.case.title.split()), 1)
    yield Note(notice(document.case))
    yield Gap()
    law = f"as of {day(assessment.law_day)}; text checked until {day(document.checked_until)}"
    yield Rows(
        (
            ("case", named(document.case)),
            ("as of", day(assessment.as_of)),
            ("law", law),
            ("reading", assessment.reading),
            ("rulebook", assessment.rulebook),
            ("engines", engines_words(assessment.engines)),
        )
    )
    if supposes(document):
        yield Line(Words(supposes(document), "supposed"))
    if assessment.as_if:
        yield Line(Words(f"The law of {day(assessment.law_day)} is applied as if it had been in force.", "warning"))
    for warning in assessment.warnings:
        yield Line(Words(f"Warning: {warning}.", "warning"))


def _verdict(result: Result, document: Document) -> Iterator[Block]:
    finding = result.finding
    lines = [f"This {_kind(document)} record {verdict(finding, result.goal.supports)}"]
    effect = finding.level.effect
    if effect is not None:
        excepted = ", ".join(str(Citation.parse(each)) for each in effect.carve_outs)
        reach = f"{effect.object}{f', {excepted} excepted' if excepted else ''}"
        lines.append(f"In issue: {reach} (“{effect.modal}”, {effect.duration}, upon {effect.act}).")
    lines += filter(None, [by_certification(finding)])
    decided, still = decisive(finding), still_open(finding)
    if decided and finding.status is not Status.MET:
        lines.append(f"Decided by {_listed(decided)}.")
    if still:
        could = "any of them could change it" if finding.residual else "even if all were met, it would stay unmet"
        lines.append(f"Unknown ({could}): {_listed(still)}.")
    yield Heading((result.goal.title, f"  {finding.act_form}  ", *_status(finding)), 3)
    yield Line(" ".join(lines), 2)
    if finding.status is Status.UNMET:
        yield Line("Ruled out until the record shows:", 2)
        yield Rows(tuple((leaf.act_form, wanted) for leaf, wanted in remedies(finding)), 4)
        if still:
            yield Line(f"Open even then: {_listed(still)}.", 4)


def _status(finding: Finding) -> tuple[Part, ...]:
    return Glyph(finding.status, named=True), f" {finding.status.value.upper()}"


def _listed(leaves: list[Finding]) -> str:
    """Provisions by the act's own sections: `NKSPEA §§ 401(a)(1), 402(2)(A)`."""
    numbers = ", ".join(leaf.number for leaf in leaves)
    return f"{leaves[0].act} §{'§' if len(leaves) > 1 else ''} {numbers}"


def condition(finding: Finding, act: str, document: Document) -> Fold:
    """One condition: what is asked, what this reading looks for, what the record shows and who says so."""
    remark = f"  does not support {act}" if finding.status is Status.UNKNOWN else ""
    summary: Said = (f"{finding.act_form}  {finding.level.heading}  ", *_status(finding), remark)
    return Fold(summary, tuple(_condition(finding, document)))


def _condition(finding: Finding, document: Document) -> Iterator[Block]:
    link = Words(finding.cited, "", Citation.parse(finding.level.identifier).link)
    yield Line((link, f". {finding.level.gist}"), 2)
    asked, *higher = speaking(finding)
    rows: list[tuple[Said, Said]] = [
        ("looks for", f"{finding.required}. {asked.because} Numbers are this model's; the statute gives none."),
        ("shown", _degrees(finding)),
    ]
    if finding.reasons:
        rows.append(("why unknown", "; ".join(REASONS[reason] for reason in finding.reasons)))
    yield Rows(tuple(rows), 2)
    yield Tree(tuple(_nodes(asked.group, outermost=True)), 2)
    for rung in higher:
        could = "It holds all the same, because more does" if rung.status is Status.MET else "It could hold as more"
        yield Line(f"{could}: {rung.degree}. {rung.because}", 2)
        yield Tree(tuple(_nodes(rung.group, outermost=True)), 2)
    yield from _evidence(finding, document)
    for view in finding.views:
        yield Note(f"of which {view.act_form}, {view.level.heading}: {_degrees(view)}", 2)
    yield Note(f"Rests on {', '.join(_answers(finding, document))}.", 2)


def _degrees(finding: Finding) -> str:
    low, high = finding.lowest, finding.highest
    return f"{low}" if low is high else f"at least {low}, at most {high}"


def _answers(finding: Finding, document: Document) -> list[str]:
    return [f"{name} ({document.assessment.interpretation.choices[name].answer})" for name in finding.questions]


def _nodes(group: GroupFinding, *, outermost: bool = False) -> Iterator[Node]:
    if not group.needed:
        return  # the reading asks for none of these
    lead = {"any": "one of:", "at least": f"at least {group.needed} of:"}.get(group.how, "" if outermost else "all of:")
    below = [
        node
        for part in group.parts
        for node in (_nodes(part) if isinstance(part, GroupFinding) else iter([_test(part)]))
    ]
    if lead and len(group.parts) > 1:
        yield Node((Glyph(group.status), f" {lead}"), (), tuple(below))
    else:
        yield from below


def _test(test: TestFinding) -> Node:
    rows: list[tuple[Said, Said]] = [("looks for", looks_for(test)), ("shows", shows(test))]
    if turns(test):
        rows.append(("turns", turns(test)))
    if needs_more_than_it_looks_for(test):
        rows.append(("lacks", lacking(test)))
    return Node((Glyph(test.status), f" {title(test)}"), tuple(rows))


def _evidence(finding: Finding, document: Document) -> Iterator[Block]:
    found = evidence(finding)
    if not found:
        return
    rows: list[tuple[Said, Said]] = [
        (when(piece, document), entry_said(piece, document)) for piece in found[:_SHOWN_ENTRIES]
    ]
    more = len(found) - _SHOWN_ENTRIES
    if more > 0:
        rows.append(("", f"and {more} more {'entry' if more == 1 else 'entries'}; --format json --full lists all"))
    yield Note("Evidence", 2)
    yield Rows(tuple(rows), 4)


def _closing(document: Document) -> Iterator[Block]:
    assessment = document.assessment
    if assessment.effects:
        yield Heading("Shown, not judged")
        for level in assessment.effects:
            yield Line(f"{document.rulebook.statute.act_form(level.identifier)}  {level.heading}. {level.gist}")
    if document.acts:
        yield Heading("Acts of the United States in this case")
        for act in document.acts:
            yield Line(f"{day(act.date)}  {done_under(act)} by {act.by}")
        yield Line("Recorded here; `compliance timeline` and `compliance relief` say what follows.")
    if document.case.in_return:
        yield Heading("Asked in return")
        for each in document.case.in_return:
            yield Line(f"{each.what} Controlled by these sections: {each.controlled}. {each.because}")
    if assessment.left_out:
        yield Heading("Left out, and why")
        yield from _left_out(assessment.left_out)
    yield Heading("Key")
    yield Rows(_KEY)


_KEY: tuple[tuple[Said, Said], ...] = (
    (
        (Glyph(Status.MET), " ", Glyph(Status.UNMET), " ", Glyph(Status.UNKNOWN)),
        "met, unmet, unknown. Unknown: no data, too rough, disputed, out of date, or only asserted",
    ),
    ("degrees", "none, commitment, steps, progress, significant, complete: this model's rungs, lowest first"),
    ("grades", "claimed (the Government of North Korea's own word), reported, observed, verified"),
    ("Q…", "the open question of law and the answer of this reading; `compliance law` and `readings` explain them"),
)


def _left_out(left_out: tuple[LeftOut, ...]) -> Iterator[Block]:
    order = list(LEFT_OUT)
    for why, group in groupby(sorted(left_out, key=lambda left: order.index(left.why)), key=lambda left: left.why):
        entries = list(group)
        yield Line(f"{len(entries)} {LEFT_OUT[why]}")
        if why in ("after-as-of", "published-later"):
            continue
        aside = {left.entry.id: left for left in entries}
        listed = pieces(Use(left.entry, "counted") for left in entries)
        for piece in listed[:_SHOWN_LEFT_OUT]:
            text = sentences(said(piece), piece.use.entry.evidence.note, set_aside(aside[piece.use.entry.id]))
            yield Note(f"{dated(piece.use.entry.span)}  {text}", 2)
        if len(listed) > _SHOWN_LEFT_OUT:
            yield Note(f"and {len(listed) - _SHOWN_LEFT_OUT} more; --format json --full lists all", 2)
