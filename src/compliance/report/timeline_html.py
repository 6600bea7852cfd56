"""A timeline as one HTML page that needs nothing else: no script, no network."""

from datetime import date, timedelta

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..explanation.words import day
from ..timeline.spans import Timeline
from .document import engines_words, named, notice
from .evidence import cited
from .timeline import act_words, label, nothing_recorded, relief_words, said_of, sections, state_words


def render(line: Timeline) -> str:
    """The page. Text from cases is escaped."""
    environment = Environment(
        loader=PackageLoader("compliance.report"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "cited": cited}
    scale = Scale(line.first, line.last)
    page = environment.get_template("timeline.html.j2").render(
        line=line,
        engines=engines_words(line.engines),
        named=named,
        scale=scale,
        notice=notice(line.case.hypothetical),
        label=label,
        state_words=state_words,
        nothing_recorded=nothing_recorded,
        sections=lambda names: sections(names, line.rulebook),
        acts=[(taken, act_words(taken, line.rulebook), list(said_of(taken, line.rulebook))) for taken in line.acts],
        relief=lambda each: relief_words(each, line.rulebook),
    )
    return page.strip() + "\n"


class Scale:
    """Days as hundredths of the width: exact enough for a picture, which every date stands beside in words."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = (last - first).days + 1

    def at(self, when: date) -> str:
        """Where a day begins."""
        return f"{100 * max(0, (when - self.first).days) / self.days:.3f}"

    def wide(self, start: date, end: date) -> str:
        """How wide the days from one to another are."""
        begin, stop = max(start, self.first), min(end, self.last)
        return f"{100 * ((stop - begin).days + 1) / self.days:.3f}"

    def years(self) -> list[date]:
        """The first days of the years between, at most some twenty of them."""
        every = 1 + (self.last.year - self.first.year) // 20
        found = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1, every)]
        return [self.first, *found] if not found or found[0] - self.first > timedelta(self.days // 20) else found
