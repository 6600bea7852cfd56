"""Provisions as tables: what each comes to for every place on the axes along which what the record shows may vary."""

from abc import ABC, abstractmethod

from ..judgement.fast import GroupPlan, Plan, Sum, Weighing
from ..judgement.tree import Tree
from ..law.degree import Degree
from ..status import Status
from .tables import Amounts, Table, always, at_least
from .weighing import weighed


class OverAxes(ABC):
    """One interpretation's tests and provisions over what each slot of its plan shows along the axes."""

    def __init__(self, tree: Tree, plan: Plan) -> None:
        self.tree, self.plan = tree, plan
        self._tests: dict[int, Table] = {}

    @abstractmethod
    def amounts(self, slot: int) -> Amounts:
        """What a slot shows, along the axes that reach it."""

    def of(self, path: str) -> Table:
        """What is found of a provision, by its path; TooWideError where it depends on more axes than are tabled."""
        return self.provision(self.tree.numbers[path])

    def provision(self, number: int) -> Table:
        """What is found of a provision, by its number."""
        asked = self.tree.provisions[number]
        if not asked.matter:
            return at_least(asked.needed, [self.provision(child) for child in asked.below])
        if asked.required is Degree.NONE:
            return always(Status.MET)
        # A condition is met where some rung at or above the degree asked for is, and open where some may be.
        rungs = [group for degree, group in self.plan.rungs[asked.matter] if degree.rank >= asked.required.rank]
        return at_least(1, [self.group(rung) for rung in rungs])

    def group(self, group: GroupPlan) -> Table:
        """What is found of a group of tests, a rung among them."""
        parts = [self.group(part) if isinstance(part, GroupPlan) else self._kept(part) for part in group.parts]
        return at_least(group.needed, parts)

    def _kept(self, number: int) -> Table:
        if number not in self._tests:
            self._tests[number] = self.test(number)
        return self._tests[number]

    def test(self, number: int) -> Table:
        """What is found of a test, by its number in the plan."""
        test = self.plan.tests[number]
        if test.asked.needed is None:
            return self._weighed(test, test.sum)
        return at_least(test.asked.needed, [self._weighed(test, member) for member in test.members])

    def _weighed(self, test: Weighing, parts: Sum) -> Table:
        """The status of one sum held against what the test asks."""
        return weighed(test.asked, *(list(map(self.amounts, slots)) for slots in (*parts, test.wholes)))
