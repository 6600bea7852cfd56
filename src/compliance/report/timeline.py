"""A timeline for the terminal: strips of conditions, bands of effects, the acts, and what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

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
from .layout import MARK, at, printed, section, table
from .strip import Part, axis, strip, ticks

STATE_MARK = {
    MeasureState.IN_FORCE: "=",
    MeasureState.SUSPENDED: "s",
    MeasureState.LAPSED: "l",
    MeasureState.TERMINATED: "t",
    MeasureState.DOUBTFUL: "?",
}
_LABEL = 18
_WIDE = 40
_LETTER = {
    "notify": "n", "certify": "c", "suspend": "s", "renew": "r", "waive": "w", "revoke": "v", "delegate": "d",
}  # fmt: skip


def text(line: Timeline, *, width: int = 80, colour: bool = False) -> str:
    """The timeline as text of at most `width` columns."""
    return printed(_parts(line, width), width, colour)


def _parts(line: Timeline, width: int) -> Iterator[RenderableType]:
    yield Text(" ".join(line.case.title.split()), style="bold")
    yield Text(notice(line.case.hypothetical), style="italic")
    yield Text()
    yield table(
        [
            ("case", named(line.case)),
            ("days", f"{day(line.first)} to {day(line.last)}; acts and conditions up to {day(line.as_of)}"),
            ("reading", line.interpretation.name),
            ("rulebook", line.rulebook.version),
            ("engines", engines_words(line.engines)),
        ]
    )
    for warning in line.warnings:
        yield Text(f"Warning: {warning}.", style="yellow")
    yield from _picture(line, width)
    yield from _effects(line)
    yield from _acts(line)
    yield from _next(line)
    yield from _changes(line)
    yield from _key()


def _picture(line: Timeline, width: int) -> Iterator[RenderableType]:
    left = _WIDE if width >= 3 * _WIDE else _LABEL
    columns = max(10, width - left - 2)
    yield from section("What this record shows of the conditions")
    if line.conditions:
        yield Text(f"{'':{left}}  {axis(line.first, line.last, columns)}", style="dim", no_wrap=True)
    else:
        yield Text("Not judged: none of these days lies after enactment and up to the day of the case.")
    for each in line.conditions:
        drawn = strip(condition_parts(each), line.first, line.last, columns)
        yield Text(f"{label(each, left):{left}}  {drawn}".rstrip(), no_wrap=True)
    yield from section("What was in force")
    yield Text(f"{'':{left}}  {axis(line.first, line.last, columns)}", style="dim", no_wrap=True)
    for index, band in enumerate(line.measures, start=1):
        drawn = strip(band_parts(band), line.first, line.last, columns)
        count = len(band.measures)
        name = f"group {index} ({count})"
        yield Text(f"{name:{left}}  {drawn}".rstrip(), no_wrap=True)
    for index, relief in enumerate(line.reliefs, start=1):
        drawn = strip([Part(relief.start, relief.end, "?" if relief.doubtful else "w")], line.first, line.last, columns)
        yield Text(f"{f'relief {index}':{left}}  {drawn}".rstrip(), no_wrap=True)
    drawn = ticks(act_parts(line), line.first, line.last, columns)
    yield Text(f"{'acts':{left}}  {drawn}".rstrip(), no_wrap=True)


def label(each: ConditionSpans, most: int = _WIDE) -> str:
    """The provision by its section, and below its goal by its last level and its heading, as far as there is room."""
    shown = each.provision
    if not shown.depth:
        return f"§ {shown.number}"
    return f"{'  ' * min(shown.depth, 3)}{shown.level} {shown.heading}"[:most].rstrip()


def condition_parts(each: ConditionSpans) -> list[Part]:
    """The strip's days with the marks of their statuses."""
    return [Part(span.start, span.end, MARK[span.status]) for span in each.spans]


def band_parts(band: MeasureSpans) -> list[Part]:
    """The band's days with the marks of their states."""
    return [Part(each.start, each.end, STATE_MARK[each.state]) for each in band.spans]


def act_parts(line: Timeline) -> list[Part]:
    """Each act on its day, by the first letter of what it is."""
    return [Part(taken.act.date, taken.act.date, _LETTER[taken.act.type]) for taken in line.acts]


def sections(names: Sequence[str], rulebook: Rulebook) -> str:
    """Measures by their sections, in the order of the rulebook."""
    found = [measure.section for name, measure in rulebook.measures.items() if name in names]
    return f"{'§' if len(found) == 1 else '§§'} {'; '.join(found)}"


def _effects(line: Timeline) -> Iterator[RenderableType]:
    for index, band in enumerate(line.measures, start=1):
        yield Text()
        yield Text(f"group {index}: {sections(band.measures, line.rulebook)}")
        yield table([(f"{each.start} to {each.end}", state_words(each.state, each.until)) for each in band.spans], 2)
    if not line.measures:
        yield Text("No measure was law on any of these days.")
    if line.reliefs:
        yield from section("Beside that, for a target or by a waiver")
        yield table(
            [
                (f"relief {index}", f"{each.start} to {each.end}: {relief_words(each, line.rulebook)}")
                for index, each in enumerate(line.reliefs, start=1)
            ]
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


def _acts(line: Timeline) -> Iterator[RenderableType]:
    yield from section("Acts of the United States in this case")
    yield from acts(line.acts, line.rulebook, line.case.acts_search)
    for each in line.remarks:
        yield Text(f"{cited(each.provision)}: {each.message} ({each.question}).")


def acts(taken: Sequence[ActFinding], rulebook: Rulebook, search: ActsSearch | None) -> Iterator[RenderableType]:
    """Every act, and below it what the record showed and what the law says; where there is none, what was searched."""
    if not taken:
        yield Text(nothing_recorded(search))
    for each in taken:
        yield table([(str(each.act.date), act_words(each, rulebook))])
        for said in said_of(each, rulebook):
            yield at(12, Text(said))


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
            return f"{named}: void, no effect"
        case Standing.NOT_MODELLED:
            return f"{named}: not modelled here, so that no effect is shown"
        case Standing.NOT_SHOWN:
            return f"{named}: power not shown, so that no effect is shown"
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


def _next(line: Timeline) -> Iterator[RenderableType]:
    yield from section("What comes next")
    rows = [
        (str(each.day), f"{each.what} ({cited(each.provision) if each.provision.startswith('/') else each.provision})")
        for each in line.deadlines
    ]
    yield table(rows) if rows else Text("Nothing runs out by itself.")


def _changes(line: Timeline) -> Iterator[RenderableType]:
    if not line.conditions:
        return
    yield from section("When each condition changed")
    for each in line.conditions:
        yield Text(f"{each.provision.act_form}  {each.provision.heading}")
        yield table(
            [(f"{span.start} to {span.end}", _judged(span.status, span.lowest, span.highest)) for span in each.spans], 2
        )


def _judged(status: Status, lowest: object, highest: object) -> str:
    if lowest is None:
        return f"{status}"
    return f"{status}; degree {lowest}" + ("" if lowest == highest else f" to {highest}")


def _key() -> Iterator[RenderableType]:
    yield from section("Key")
    yield table(
        [
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
        ]
    )
