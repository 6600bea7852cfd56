"""An assessment for the terminal: verdicts first, then what is unmet or unknown and why, then what is met."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..citation import Citation
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
from ..explanation.words import REASONS, dated, day
from ..judgement.finding import Finding, GroupFinding, Result, TestFinding
from ..record.evidence import LeftOut
from ..record.standard import Use
from ..status import Status
from .document import Document, by_certification, engines_words, leaves, named, notice, supposes, verdict
from .evidence import LEFT_OUT, done_under, entry, sentences, set_aside, when
from .layout import MARK, STYLE, at, printed, section, table

_SECTIONS = (
    (Status.UNMET, "What is unmet", "This public record does not show it."),
    (Status.UNKNOWN, "What is unknown", "Neither shown nor excluded."),
    (Status.MET, "What is met", "Conditions only; no sanction is lifted."),
)
_SHOWN_ENTRIES = 10
_SHOWN_LEFT_OUT = 12


def render(document: Document, *, width: int = 80, colour: bool = False) -> str:
    """The report as text of at most `width` columns, with terminal colours only if asked."""
    return printed(_parts(document), width, colour)


def _parts(document: Document) -> Iterator[RenderableType]:
    assessment = document.assessment
    yield from _heading(document)
    yield Text()
    for result in assessment.results:
        yield from _verdict(result, document)
    listed = leaves(assessment)
    for status, heading, remark in _SECTIONS:
        chosen = [(act, finding) for act, finding in listed if finding.status is status]
        if chosen:
            yield from section(heading)
            yield Text(remark, style="italic")
        for act, finding in chosen:
            yield Text()
            yield from _leaf(finding, act, document)
    yield from _closing(document)


def _heading(document: Document) -> Iterator[RenderableType]:
    assessment = document.assessment
    yield Text(" ".join(document.case.title.split()), style="bold")
    yield Text(notice(document.case.hypothetical), style="italic")
    yield Text()
    law = f"as of {day(assessment.law_day)}; text checked until {day(document.checked_until)}"
    rows = [
        ("case", named(document.case)),
        ("as of", day(assessment.as_of)),
        ("law", law),
        ("reading", assessment.reading),
        ("rulebook", assessment.rulebook),
        ("engines", engines_words(assessment.engines)),
    ]
    yield table(rows)
    if supposes(document):
        yield Text(supposes(document))
    if assessment.as_if:
        yield Text(f"The law of {day(assessment.law_day)} is applied as if it had been in force.", style="yellow")
    for warning in assessment.warnings:
        yield Text(f"Warning: {warning}.", style="yellow")


def _verdict(result: Result, document: Document) -> Iterator[RenderableType]:
    finding = result.finding
    line = Text.assemble(
        (result.goal.title, "bold"),
        f"  {finding.act_form}  ",
        (finding.status.value.upper(), f"bold {STYLE[finding.status]}"),
    )
    kind = "hypothetical" if document.case.hypothetical else "public"
    verdict_lines = [f"This {kind} record {verdict(finding, result.goal.supports)}"]
    effect = finding.level.effect
    if effect is not None:
        excepted = ", ".join(str(Citation.parse(each)) for each in effect.carve_outs)
        reach = f"{effect.object}{f', {excepted} excepted' if excepted else ''}"
        verdict_lines.append(f"In issue: {reach} (“{effect.modal}”, {effect.duration}, upon {effect.act}).")
    verdict_lines += filter(None, [by_certification(finding)])
    decided, still = decisive(finding), still_open(finding)
    if decided and finding.status is not Status.MET:
        verdict_lines.append(f"Decided by {_listed(decided)}.")
    if still:
        could = "any of them could change it" if finding.residual else "even if all were met, it would stay unmet"
        verdict_lines.append(f"Unknown ({could}): {_listed(still)}.")
    yield line
    yield at(2, Text(" ".join(verdict_lines)))
    if finding.status is Status.UNMET:
        yield at(2, Text("To change this, the record would have to show:"))
        yield table([(leaf.act_form, wanted) for leaf, wanted in remedies(finding)], 4)
        if still:
            yield at(4, Text("and what is unknown."))


def _listed(leaves: list[Finding]) -> str:
    """Provisions by the act's own sections: `NKSPEA §§ 401(a)(1), 402(2)(A)`."""
    numbers = ", ".join(leaf.number for leaf in leaves)
    return f"{leaves[0].act} §{'§' if len(leaves) > 1 else ''} {numbers}"


def _leaf(finding: Finding, act: str, document: Document) -> Iterator[RenderableType]:
    style = STYLE[finding.status]
    remark = f"  does not support {act}" if finding.status is Status.UNKNOWN else ""
    name = f"{finding.act_form}  {finding.level.heading}  "
    yield Text.assemble((name, "bold"), (finding.status.value.upper(), f"bold {style}"), remark)
    yield at(2, Text(f"{finding.cited}. {finding.level.gist}"))
    asked, *higher = speaking(finding)
    required = f"{finding.required}; the record allows {_degrees(finding)}"
    rows = [("asks for", required), ("that is", f"{asked.because} Numbers are this model's; the statute gives none.")]
    if finding.reasons:
        rows.append(("unknown, as", "; ".join(REASONS[reason] for reason in finding.reasons)))
    yield table(rows, 2)
    yield from _tests(asked.group, 1)
    for rung in higher:
        could = "It holds all the same, because more does" if rung.status is Status.MET else "It could hold as more"
        yield at(2, Text(f"{could}: {rung.degree}. {rung.because}"))
        yield from _tests(rung.group, 1)
    yield from _evidence(finding, document)
    for view in finding.views:
        line = f"of which {view.act_form}, {view.level.heading}: the record allows {_degrees(view)}"
        yield at(2, Text(line, style="dim"))
    yield at(2, Text(f"Rests on {', '.join(_answers(finding, document))}.", style="dim"))


def _degrees(finding: Finding) -> str:
    low, high = finding.lowest, finding.highest
    return f"{low}" if low is high else f"anything from {low} to {high}"


def _answers(finding: Finding, document: Document) -> list[str]:
    return [f"{name} ({document.assessment.interpretation.choices[name].answer})" for name in finding.questions]


def _tests(group: GroupFinding, depth: int) -> Iterator[RenderableType]:
    if not group.needed:
        return  # the reading asks for none of these
    lead = {"any": "one of:", "at least": f"at least {group.needed} of:"}.get(group.how, "all of:" if depth > 1 else "")
    if lead and len(group.parts) > 1:
        yield at(2 * depth, Text.assemble((f"{MARK[group.status]} ", STYLE[group.status]), lead))
        depth += 1
    for part in group.parts:
        if isinstance(part, GroupFinding):
            yield from _tests(part, depth)
        else:
            yield from _test(part, 2 * depth)


def _test(test: TestFinding, indent: int) -> Iterator[RenderableType]:
    line = Text.assemble((f"{MARK[test.status]} ", STYLE[test.status]), title(test))
    rows = [("looks for", looks_for(test)), ("shows", shows(test))]
    if turns(test):
        rows.append(("turns", turns(test)))
    if needs_more_than_it_looks_for(test):
        rows.append(("would need", lacking(test)))
    yield at(indent, line)
    yield table(rows, indent + 4)


def _evidence(finding: Finding, document: Document) -> Iterator[RenderableType]:
    found = evidence(finding)
    if not found:
        return
    grid = Table.grid(padding=(0, 2))
    for _ in range(2):
        grid.add_column()
    for piece in found[:_SHOWN_ENTRIES]:
        grid.add_row(Text(when(piece, document)), Text(entry(piece, document)))
    more = len(found) - _SHOWN_ENTRIES
    if more > 0:
        grid.add_row(Text(), Text(f"and {more} more {'entry' if more == 1 else 'entries'}; --format json lists all"))
    yield at(2, Text("Evidence", style="dim"))
    yield at(4, grid)


def _closing(document: Document) -> Iterator[RenderableType]:
    assessment = document.assessment
    if assessment.effects:
        yield from section("Shown, not judged")
        for level in assessment.effects:
            yield Text(f"{document.rulebook.statute.act_form(level.identifier)}  {level.heading}. {level.gist}")
    if document.acts:
        yield from section("Acts of the United States in this case")
        for act in document.acts:
            yield Text(f"{act.date}  {done_under(act)} by {act.by}")
        yield Text("Recorded here; `compliance timeline` and `compliance relief` say what follows.")
    if document.case.in_return:
        yield from section("Asked in return")
        for each in document.case.in_return:
            yield Text(f"{each.what} Controlled by these sections: {each.controlled}. {each.because}")
    if assessment.left_out:
        yield from section("Left out, and why")
        yield from _left_out(assessment.left_out)
    yield from section("Key")
    yield table(list(_KEY))


_KEY = (
    ("+ x ?", "met, unmet, unknown. Unknown: the record is silent, imprecise, disputed, stale, or only asserted"),
    ("degrees", "none, commitment, steps, progress, significant, complete: this model's rungs, lowest first"),
    ("grades", "claimed (the Government of North Korea's own word), reported, observed, verified"),
    ("Q…", "the open question of law and the answer of this reading; `compliance law` and `readings` explain them"),
)


def _left_out(left_out: tuple[LeftOut, ...]) -> Iterator[RenderableType]:
    order = list(LEFT_OUT)
    for why, group in groupby(sorted(left_out, key=lambda left: order.index(left.why)), key=lambda left: left.why):
        entries = list(group)
        yield Text(f"{len(entries)} {LEFT_OUT[why]}")
        if why in ("after-as-of", "published-later"):
            continue
        aside = {left.entry.id: left for left in entries}
        listed = pieces(Use(left.entry, "counted") for left in entries)
        for piece in listed[:_SHOWN_LEFT_OUT]:
            text = sentences(said(piece), piece.use.entry.evidence.note, set_aside(aside[piece.use.entry.id]))
            yield at(2, Text.assemble(f"{dated(piece.use.entry.span)}  ", text, style="dim"))
        if len(listed) > _SHOWN_LEFT_OUT:
            yield Text(f"  and {len(listed) - _SHOWN_LEFT_OUT} more; --format json lists all", style="dim")
