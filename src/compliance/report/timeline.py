"""A timeline as a page: strips of conditions, bands of effects, the acts, and what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..acts.legal_state import MeasureState
from ..acts.objection import Standing
from ..days import NEVER
from ..explanation.words import day
from ..record.acts import ActsSearch
from ..rulebook.rulebook import Rulebook
from ..status import Status
from ..timeline.spans import ConditionSpans, MeasureSpans, ReliefSpan, Timeline
from ..timeline.support import ActFinding
from .document import engines_words, named, notice
from .evidence import cited, done_under, sentences
from .page import Bar, Block, Chart, Gap, Heading, Line, Note, Page, Rows, Stretch, Words

MARK = {Status.MET: "+", Status.UNMET: "x", Status.UNKNOWN: "?"}
STATE_MARK = {
    MeasureState.IN_FORCE: "=",
    MeasureState.SUSPENDED: "s",
    MeasureState.LAPSED: "l",
    MeasureState.TERMINATED: "t",
    MeasureState.DOUBTFUL: "?",
}
_LETTER = {
    "notify": "n",
    "certify": "c",
    "suspend": "s",
    "renew": "r",
    "waive": "w",
    "revoke": "v",
    "delegate": "d",
}


def page(line: Timeline) -> Page:
    """The timeline as a page."""
    return Page(f"{line.case.title}: timeline", tuple(_parts(line)))


def _parts(line: Timeline) -> Iterator[Block]:
    yield Heading(" ".join(line.case.title.split()), 1)
    yield Note(notice(line.case))
    yield Gap()
    yield Rows(
        (
            ("case", named(line.case)),
            ("days", f"{day(line.first)} to {day(line.last)}; acts and conditions up to {day(line.as_of)}"),
            ("reading", line.interpretation.name),
            ("rulebook", line.rulebook.version),
            ("engines", engines_words(line.engines)),
        )
    )
    for warning in line.warnings:
        yield Line(Words(f"Warning: {warning}.", "warning"))
    yield from _picture(line)
    yield from _effects(line)
    yield from _acts(line)
    yield from _next(line)
    yield from _changes(line)
    yield from _key()


def _picture(line: Timeline) -> Iterator[Block]:
    yield Heading("What this record shows of the conditions")
    if line.conditions:
        yield Chart(line.first, line.last, tuple(map(_condition, line.conditions)))
    else:
        yield Line("Not judged: none of these days lies after enactment and up to the day of the case.")
    yield Heading("What was in force")
    bands = (_band(index, band) for index, band in enumerate(line.measures, start=1))
    reliefs = (_relief(index, each, line.rulebook) for index, each in enumerate(line.reliefs, start=1))
    yield Chart(line.first, line.last, (*bands, *reliefs, _acts_bar(line)))


def _condition(each: ConditionSpans) -> Bar:
    stretches = (
        Stretch(
            span.start, span.end, MARK[span.status], str(span.status), _judged(span.status, span.lowest, span.highest)
        )
        for span in each.spans
    )
    return Bar(label(each), tuple(stretches))


def label(each: ConditionSpans) -> str:
    """The provision by its section, and below its goal by its last level and its heading."""
    shown = each.provision
    return f"{'  ' * min(shown.depth, 3)}{shown.level} {shown.heading}" if shown.depth else f"§ {shown.number}"


def _band(index: int, band: MeasureSpans) -> Bar:
    stretches = (
        Stretch(each.start, each.end, STATE_MARK[each.state], each.state.value, state_words(each.state, each.until))
        for each in band.spans
    )
    return Bar(f"group {index} ({len(band.measures)})", tuple(stretches))


def _relief(index: int, each: ReliefSpan, rulebook: Rulebook) -> Bar:
    mark, word = ("?", "doubtful") if each.doubtful else ("w", "waived")
    return Bar(f"relief {index}", (Stretch(each.start, each.end, mark, word, relief_words(each, rulebook)),))


def _acts_bar(line: Timeline) -> Bar:
    """Each act on its day, by the first letter of what it is."""
    stretches = (
        Stretch(each.act.date, each.act.date, _LETTER[each.act.type], each.act.type, act_words(each, line.rulebook))
        for each in line.acts
    )
    return Bar("acts", tuple(stretches), points=True)


def sections(names: Sequence[str], rulebook: Rulebook) -> str:
    """Measures by their sections, in the order of the rulebook."""
    found = [measure.section for name, measure in rulebook.measures.items() if name in names]
    return f"{'§' if len(found) == 1 else '§§'} {'; '.join(found)}"


def _effects(line: Timeline) -> Iterator[Block]:
    for index, band in enumerate(line.measures, start=1):
        yield Gap()
        yield Line(f"group {index}: {sections(band.measures, line.rulebook)}")
        rows = ((f"{each.start} to {each.end}", state_words(each.state, each.until)) for each in band.spans)
        yield Rows(tuple(rows), 2)
    if not line.measures:
        yield Line("No measure was law on any of these days.")
    if line.reliefs:
        yield Heading("Beside that, for a target or by a waiver")
        yield Rows(
            tuple(
                (f"relief {index}", f"{each.start} to {each.end}: {relief_words(each, line.rulebook)}")
                for index, each in enumerate(line.reliefs, start=1)
            )
        )


def state_words(state: MeasureState, until: date | None) -> str:
    """A state in a sentence."""
    match state:
        case MeasureState.SUSPENDED:
            return f"suspended until {until}" if until else "suspended, until revoked"
        case MeasureState.LAPSED:
            return "lapsed: the duty is in force again, by operation of law"
        case MeasureState.TERMINATED:
            return "terminated under this Act; new action under other authority stays possible"
        case MeasureState.DOUBTFUL:
            ends = f" until {until}" if until else ""
            return f"doubtful: an act covers it{ends}, and whether the provision reaches it is open"
        case MeasureState.IN_FORCE:
            return "in force"


def relief_words(relief: ReliefSpan, rulebook: Rulebook) -> str:
    """A relief in a sentence."""
    whom = f" for {relief.target}" if relief.target else ""
    reason = ", doubtful whether it reaches" if relief.doubtful else ":"
    return f"{rulebook.routes[relief.route].title}{whom}{reason} {sections(relief.measures, rulebook)}"


def _acts(line: Timeline) -> Iterator[Block]:
    yield Heading("Acts of the United States in this case")
    yield from acts(line.acts, line.rulebook, line.case.acts_search)
    for each in line.remarks:
        yield Line(f"{cited(each.provision)}: {each.message} ({each.question}).")


def acts(taken: Sequence[ActFinding], rulebook: Rulebook, search: ActsSearch | None) -> Iterator[Block]:
    """Every act, and below it what the record showed and what the law says; where there is none, what was searched."""
    if not taken:
        yield Line(nothing_recorded(search))
    for each in taken:
        yield Rows(((str(each.act.date), act_words(each, rulebook)),))
        for said in said_of(each, rulebook):
            yield Line(said, 12)


def nothing_recorded(search: ActsSearch | None) -> str:
    """That no act is recorded; and, where somebody looked, what he looked through."""
    return sentences("None is recorded", search.note if search else "Nobody says here that he looked for any")


def act_words(taken: ActFinding, rulebook: Rulebook) -> str:
    """What was done, under what, by whom, of what, for whom, for which days, and whether it had an effect."""
    act = taken.act
    by = f"{act.by} (by delegation: {taken.delegation})" if taken.delegation else act.by
    names = [name for name in act.measures if name in rulebook.measures]
    some = f", of {sections(names, rulebook)}" if names else ""
    whom = f", for {act.target.name} ({act.target.kind})" if act.target else ""
    whom += f", to {act.to}" if act.to else ""
    whom += f", of {', '.join(f'[{each.act}]' for each in act.actions)}" if act.actions else ""
    return f"{done_under(act)} by {by} [{act.id}]{some}{whom}{_days(taken)}"


def _days(taken: ActFinding) -> str:
    """The days that it names, and those that it gives, the latest of its measures; or why no effect is shown."""
    act = taken.act
    named = f", from {act.from_}" if act.from_ else ""
    named += f", to {act.until}" if act.until else ""
    match taken.standing:
        case Standing.VOID:
            return f"{named}: void"
        case Standing.NOT_MODELLED:
            return f"{named}: not modelled here"
        case Standing.NOT_SHOWN:
            return f"{named}: power not shown"
        case Standing.EFFECTIVE:
            pass
    if taken.gives is None:
        return named
    start, end, count = taken.gives
    until = "until it is revoked" if end == NEVER else f"to {end}"
    return f"{named}: stands for {start} {until}, {count} measure{'' if count == 1 else 's'}"


def said_of(taken: ActFinding, rulebook: Rulebook) -> Iterator[str]:
    """What the record showed on its day, and what the law says to it, each with its source."""
    if taken.support is not None and taken.support.status is Status.MET:
        yield f"This record would support it {taken.support.how}. Conditions only; no sanction is lifted by them."
    for each in taken.objections:
        asked = f"; {each.question}" if each.question else ""
        of = f"{sections(each.measures, rulebook)}: " if each.measures else ""
        yield sentences(f"{of}{each.message.rstrip('.')} ({cited(each.provision)}{asked}) [{each.code}]")


def _next(line: Timeline) -> Iterator[Block]:
    yield Heading("What comes next")
    rows = [
        (str(each.day), f"{each.what} ({cited(each.provision) if each.provision.startswith('/') else each.provision})")
        for each in line.deadlines
    ]
    yield Rows(tuple(rows)) if rows else Line("Nothing runs out by itself.")


def _changes(line: Timeline) -> Iterator[Block]:
    if not line.conditions:
        return
    yield Heading("When each condition changed")
    for each in line.conditions:
        yield Line(f"{each.provision.act_form}  {each.provision.heading}")
        rows = ((f"{span.start} to {span.end}", _judged(span.status, span.lowest, span.highest)) for span in each.spans)
        yield Rows(tuple(rows), 2)


def _judged(status: Status, lowest: object, highest: object) -> str:
    if lowest is None:
        return f"{status}"
    return f"{status}; degree {lowest}" + ("" if lowest == highest else f" to {highest}")


def _key() -> Iterator[Block]:
    yield Heading("Key")
    yield Rows(
        (
            (
                "+ x ?",
                "met, unmet, unknown: conditions only, by what was published then; no sanction is lifted, and what "
                "is unmet or unknown does not support a certification",
            ),
            (
                "= s l t ?",
                "in force, suspended, lapsed, terminated, doubtful: the measure itself, by the acts recorded",
            ),
            ("group", "measures with the same history, by the acts of this case and the law's own dates, and how many"),
            ("w", "a relief beside the state of the measure, by a waiver or for one target, numbered below"),
            ("~", "changes within the column"),
            ("n c s r w v d *", "notify, certify, suspend, renew, waive, revoke, delegate; several in the column"),
        )
    )
