"""The provisions as a tree over the degrees of the matters: a verdict without its explanation.

Read off the specification's own findings of a silent record, whose structure is the same whatever is recorded.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ..law.degree import Degree
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status, at_least
from .context import context_on
from .evaluate import evaluate_in
from .finding import Finding
from .gauge import reached
from .production import Node

Range = tuple[Degree, Degree]


class Provision(NamedTuple):
    """A provision: a leaf asks for a degree of a matter; another is met if at least `needed` of those below are.

    `below` are numbers of earlier provisions, `depth` is how far below its goal it stands, `number`
    its place in the Act, `level` the last part of it.
    """

    path: str
    act_form: str
    number: str
    level: str
    heading: str
    referred: bool
    depth: int
    matter: str
    required: Degree
    needed: int
    below: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Verdict:
    """The status of every provision, and of the leaves the range of degrees."""

    tree: "Tree"
    statuses: tuple[Status, ...]
    ranges: Mapping[str, Range]

    def status(self, goal: str) -> Status:
        """That of a goal, by its name."""
        return self.statuses[self.tree.goals[goal]]

    def leaves(self, goal: str) -> Iterator[tuple[Provision, Status]]:
        """The leaves of a goal with their statuses, in the order of the law."""
        for number in self.tree.under(self.tree.goals[goal]):
            if self.tree.provisions[number].matter:
                yield self.tree.provisions[number], self.statuses[number]

    def under(self, goal: str) -> dict[str, Status]:
        """The status of a goal and of everything below it, by path."""
        numbers = self.tree.under(self.tree.goals[goal])
        return {self.tree.provisions[number].path: self.statuses[number] for number in numbers}

    def of(self, path: str) -> tuple[Status, Degree | None, Degree | None] | None:
        """The status of a provision, and of a leaf between which degrees it stands; None where it was not judged."""
        number = self.tree.numbers.get(path)
        if number is None:
            return None
        matter = self.tree.provisions[number].matter
        return (self.statuses[number], *(self.ranges[matter] if matter else (None, None)))


class Tree:
    """The provisions of one law day under one interpretation, children before their parents, goals by name.

    `tests` are the specification's findings of every test where nothing is recorded.
    """

    def __init__(
        self, rulebook: Rulebook, interpretation: Interpretation, law_day: date, certified: Collection[str] = ()
    ) -> None:
        self.rulebook, self.interpretation = rulebook, interpretation
        self.law_day, self.certified = law_day, certified
        self.provisions: list[Provision] = []
        self.numbers: dict[str, int] = {}
        self.goals: dict[str, int] = {}
        context = replace(context_on(law_day, {}, rulebook, interpretation), certified=certified)
        silent = evaluate_in(context, ())
        self.tests = context.tests
        for result in silent.results:
            self.goals[result.goal.name] = self._add(result.finding, 0)

    def _add(self, finding: Finding, depth: int) -> int:
        below = tuple([self._add(child, depth + 1) for child in finding.children])
        self.provisions.append(
            Provision(
                path=finding.path,
                act_form=finding.act_form,
                number=finding.number,
                level=finding.level.citation.pinpoint_level,
                heading=finding.level.heading,
                referred=finding.referred,
                depth=depth,
                matter=finding.matter,
                required=finding.required or Degree.NONE,
                needed=finding.needed or 0,
                below=below,
            )
        )
        self.numbers[finding.path] = len(self.provisions) - 1
        return self.numbers[finding.path]

    def under(self, number: int) -> Iterator[int]:
        """The provision and those below it, in the order of the law."""
        yield number
        for child in self.provisions[number].below:
            yield from self.under(child)

    def inner(self, goal: str) -> tuple[Node, ...]:
        """The provisions of a goal that are judged by way of others, as a second engine takes them."""
        found = (self.provisions[number] for number in self.under(self.goals[goal]))
        return tuple(
            Node(each.path, each.needed, tuple(self.provisions[child].path for child in each.below))
            for each in found
            if each.below
        )

    def verdict(self, ranges: Mapping[str, Range]) -> Verdict:
        """The status of every provision, by the degrees of the matters."""
        statuses: list[Status] = []
        for each in self.provisions:
            if each.matter:
                statuses.append(reached(each.required, *ranges[each.matter]))
            else:
                statuses.append(at_least(each.needed, [statuses[child] for child in each.below]))
        return Verdict(self, tuple(statuses), dict(ranges))
