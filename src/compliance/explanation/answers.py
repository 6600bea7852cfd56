"""A case under every combination of answers to the open questions: what is found of each provision, at once.

A question is an axis, its answers are the places. A test is resolved once for each combination of the answers that
change what it adds up, and weighed over those that change how the record is looked at; tests are joined as tables.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from ..case.model import Case
from ..judgement.context import view_of
from ..judgement.fast import Slot, seen_through
from ..law.degree import Degree
from ..law.ladder import Group, Rung, Test
from ..law.question import KINDS, Pooled
from ..law.statute import Connective, Kind
from ..record.evidence import Ledger
from ..record.standard import Bound, FieldFinding
from ..rulebook.interpretation import Interpretation
from ..rulebook.parameters import Parameter, Parameters
from ..rulebook.resolve import Parts, ResolvedTest, Resolver, Standard
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .tables import Amounts, Table, always, amounts, at_least, narrowed, stacked
from .weighing import weighed

Key = tuple[str, str]  # a parameter by kind and name
Answered = Mapping[str, str]  # an answer by question
_STRUCTURE = frozenset({"threshold", "denominator", "nationalities", "harm_window", "classes", "include", "empty"})
# What every test's standard of evidence takes from the answers beside what it names itself.
_EVIDENCE: tuple[Key, ...] = (
    ("evidence_age", "conditions"),
    ("evidence_age", "against"),
    ("contrary", "words"),
    ("window", "as_if_in_force"),
)


@dataclass(frozen=True)
class Leaf:
    """A condition judged on the record; `number` is its place in the Act."""

    path: str
    identifier: str
    matter: str


@dataclass(frozen=True)
class Joined:
    """A provision that is met where so many of those below are."""

    path: str
    needed: int
    below: tuple["Leaf | Joined", ...]


class Looking(NamedTuple):
    """The standards of evidence by which a test looks at the record, for each combination of places on these axes."""

    number: int
    axes: tuple[tuple[str, int], ...]
    standards: tuple[Standard, ...]


class Answers:
    """One case on one day, under all answers. What a certification would stand in for is judged as without it."""

    def __init__(self, case: Case, rulebook: Rulebook, base: Interpretation, day: date, law_day: date) -> None:
        self.rulebook, self.base, self.day, self.law_day = rulebook, base, day, law_day
        self.ids = {name: [each.id for each in question.answer] for name, question in rulebook.questions.items()}
        self._since = None if day < rulebook.enacted else rulebook.enacted
        folded = case.folded(as_of=day)
        self._ledgers: Mapping[str, Ledger] = folded.ledgers
        self._gaps = folded.gaps
        self._sets: dict[tuple[str, str], dict[Key, object]] = {}
        self._without: dict[tuple[str, str], Mapping[str, tuple[str, ...]]] = {}
        self._owner: dict[Key, str] = {}
        self._narrow: dict[str, list[str]] = {}
        for name, question in rulebook.questions.items():
            for answer in question.answer:
                kinds = [(kind, getattr(answer.sets, kind)) for kind in KINDS if kind != "without"]
                said: dict[Key, object] = {(kind, key): value for kind, sets in kinds for key, value in sets.items()}
                self._sets[name, answer.id], self._without[name, answer.id] = said, answer.sets.without
                self._owner |= dict.fromkeys(said, name)
                for key in answer.sets.without:
                    if name not in self._narrow.setdefault(key, []):
                        self._narrow[key].append(name)
        self._findings: dict[Slot, FieldFinding] = {}
        self._amounts: dict[tuple[object, ...], Amounts] = {}
        self._lookings: dict[tuple[object, ...], Looking] = {}
        self._sums: dict[tuple[object, ...], Table] = {}
        self._tables: dict[tuple[object, ...], Table] = {}
        self._leaves: dict[str, Table] = {}

    # Answers and what they set

    def owners(self, keys: Sequence[Key]) -> tuple[str, ...]:
        """The questions whose answers set these parameters, of several answers, in the order of the rules."""
        found = {self._owner[key] for key in keys if key in self._owner}
        found |= {name for kind, key in keys if kind == "classes" for name in self._narrow.get(key, ())}
        return tuple(name for name, ids in self.ids.items() if name in found and len(ids) > 1)

    def parameters(self, answered: Answered) -> Parameters:
        """What the answers set, those of the base where nothing else is said."""
        chosen = {name: answered.get(name, choice.answer) for name, choice in self.base.choices.items()}
        values: dict[Key, Parameter] = dict(self._base_values)
        for name in answered:
            for key in self._sets[name, self.base.choices[name].answer]:
                values.pop(key, None)
        for name, answer in answered.items():
            values |= {key: Parameter(value, name) for key, value in self._sets[name, answer].items()}
        for group, names in self._narrow.items():
            if whole := values.get(("classes", group)):
                less = {each for name in names for each in self._without[name, chosen[name]].get(group, ())}
                values["classes", group] = whole._replace(value=tuple(each for each in whole.value if each not in less))
        return Parameters(self.base.reading, self.base.choices, values)

    @cached_property
    def _base_values(self) -> Mapping[Key, Parameter]:
        """What the base's answers set, before anything is taken out of a class."""
        return {
            key: Parameter(value, name)
            for name, choice in self.base.choices.items()
            for key, value in self._sets[name, choice.answer].items()
        }

    def value(self, key: Key, answered: Answered) -> object:
        """What a parameter is under these answers; None where none of them sets it."""
        name = self._owner.get(key)
        if name is None:
            return None
        return self._sets[name, answered.get(name, self.base.choices[name].answer)].get(key)

    def each(self, names: Sequence[str]) -> Iterable[dict[str, str]]:
        """Every combination of answers to these questions, the last of them changing first."""
        for places in product(*(self.ids[name] for name in names)):
            yield dict(zip(names, places, strict=True))

    def own(self, name: str) -> int:
        """The place of the base's own answer to a question."""
        return self.ids[name].index(self.base.choices[name].answer)

    def _sizes(self, names: Sequence[str]) -> tuple[int, ...]:
        return tuple(len(self.ids[name]) for name in names)

    # Tests and rungs

    def test(self, test: Test) -> Table:
        """One test under every combination of the answers on which it rests."""
        key = tuple(test.__dict__.values())
        if key not in self._tables:
            self._tables[key] = self._test(test)
        return self._tables[key]

    def _test(self, test: Test) -> Table:
        looked_by = self.owners(self._looked_by(test))
        structure = self.owners([key for key in test.references() if key[0] in _STRUCTURE or key[0] == "net"])
        standard = tuple(name for name in looked_by if name not in structure)
        tables = [self._resolved(test, answered, standard) for answered in self.each(structure)]
        return stacked(structure, self._sizes(structure), tables)

    def _looked_by(self, test: Test) -> list[Key]:
        """The parameters that make a test's standard of evidence."""
        named = [("threshold", test.capped[1:])] if test.capped else []
        named += [key for key in test.references() if key[0] not in _STRUCTURE]
        return [*named, *(("below_grade", name) for kind, name in named if kind == "grade"), *_EVIDENCE]

    def _resolved(self, test: Test, answered: Answered, standard: tuple[str, ...]) -> Table:
        """The test with what it adds up settled, over the answers that change how the record is looked at."""
        asked = Resolver(self.parameters(answered)).test(test)
        looking = self._looking(test, asked.net, answered, standard)

        if asked.needed is None:
            return self._whole(asked, asked.parts, looking)
        return at_least(asked.needed, [self._whole(asked, parts, looking) for _, parts in asked.members])

    def _whole(self, asked: ResolvedTest, parts: Parts, looking: "Looking") -> Table:
        """What a test adds up held against what it asks; the same sums, asked for under other answers, are kept."""
        slots = (
            [Slot(each, asked.standard, "field") for each in parts.fields],
            [Slot(each, asked.standard, "field") for each in parts.harms],
            [Slot(each.field, asked.standard, "known", each.months) for each in parts.known],
            [
                Slot(each, asked.standard, "whole on day" if on_day else "whole at start")
                for each, on_day in asked.wholes
            ],
        )
        sums = tuple(tuple((each.of, each.field.path, each.months) for each in group) for group in slots)
        key = (looking.number, asked.test.upward, asked.constant, asked.net, asked.empty, sums)
        if key not in self._sums:
            self._sums[key] = weighed(asked, *([self._shown(each, looking) for each in group] for group in slots))
        return self._sums[key]

    def _looking(self, test: Test, net: str, answered: Answered, standard: tuple[str, ...]) -> "Looking":
        """The standards of evidence under each of the answers that change them; alike tests share them."""
        own = (test.window, test.grade, test.relapses, test.search, test.practice, test.capped, test.undone)
        settled = tuple((name, answered[name]) for name in self.owners(self._looked_by(test)) if name in answered)
        key = (own, net == "gross", settled, standard)
        if key not in self._lookings:
            under = (self.parameters({**answered, **each}) for each in self.each(standard))
            standards = tuple(Resolver(each).standard(test, net) for each in under)
            axes = tuple(zip(standard, self._sizes(standard), strict=True))
            self._lookings[key] = Looking(len(self._lookings), axes, standards)
        return self._lookings[key]

    def _shown(self, slot: Slot, looking: "Looking") -> Amounts:
        """What a slot shows through each standard; of what nothing is recorded the same through all."""
        silent = not any(self._ledgers.get(path) for path in slot.paths)
        key = (-1 if silent else looking.number, slot.of, slot.field.path, slot.months)
        if silent and key not in self._amounts:
            found = self.found(slot)
            self._amounts[key] = amounts([], lambda _: (found.worst, found.best))
        if key not in self._amounts:
            places = product(*(range(size) for _, size in looking.axes))
            at = dict(zip(places, looking.standards, strict=True))

            def find(places: tuple[int, ...]) -> tuple[Bound, Bound]:
                found = self.found(slot._replace(standard=at[places]))
                return found.worst, found.best

            self._amounts[key] = narrowed(amounts(looking.axes, find))
        return self._amounts[key]

    def found(self, slot: Slot) -> FieldFinding:
        """What the record shows through a slot, looked at once."""
        if slot not in self._findings:
            ledgers = {path: ledger for path in slot.paths if (ledger := self._ledgers.get(path))}
            view = view_of(slot.standard, self.day, self._since, self._gaps)
            self._findings[slot] = seen_through(slot, ledgers, view)
        return self._findings[slot]

    def group(self, group: Group) -> Table:
        """Conditions taken together."""
        parts = [self.test(part) if isinstance(part, Test) else self.group(part) for part in group.parts]
        table = self._counted(group, parts)
        if group.only_if is None:
            return table
        names = self.owners([("threshold", group.only_if[1:])])
        holds = [bool(self.value(("threshold", group.only_if[1:]), answered)) for answered in self.each(names)]
        return stacked(names, self._sizes(names), [table if each else always(Status.UNMET) for each in holds])

    def _counted(self, group: Group, parts: Sequence[Table]) -> Table:
        if group.any_:
            return at_least(1, parts)
        if group.at_least_of is None:
            return at_least(len(parts), parts)
        if isinstance(group.at_least_of, int):
            return at_least(group.at_least_of, parts)
        key = ("threshold", group.at_least_of[1:])
        names = self.owners([key])
        needed = [self.value(key, answered) for answered in self.each(names)]
        return stacked(names, self._sizes(names), [at_least(int(str(each)), parts) for each in needed])

    def _rung(self, rung: Rung, lower: Mapping[Degree, Table]) -> Table:
        own = self.group(rung)
        return own if rung.includes is None else at_least(2, [lower[rung.includes], own])

    def rungs(self, matter: str) -> Mapping[Degree, Table]:
        """Each rung of a matter's ladder, lowest first."""
        made: dict[Degree, Table] = {}
        for rung in self.rulebook.ladders[matter].rung:
            made[rung.degree] = self._rung(rung, made)
        return made

    # Provisions

    def leaf(self, leaf: Leaf) -> Table:
        """A condition under every combination of the answers on which it rests: on its degree and on its tests."""
        if leaf.path not in self._leaves:
            keys = [("degree", leaf.path), ("degree", leaf.identifier)]
            names, rungs = self.owners(keys), self.rungs(leaf.matter)
            tables: list[Table] = []
            for answered in self.each(names):
                required = Degree(str(self.value(keys[0], answered) or self.value(keys[1], answered)))
                reach = [table for degree, table in rungs.items() if degree.rank >= required.rank]
                tables.append(always(Status.MET) if required is Degree.NONE else at_least(1, reach))
            self._leaves[leaf.path] = stacked(names, self._sizes(names), tables)
        return self._leaves[leaf.path]

    def connectives(self, provision: str) -> tuple[str, ...]:
        """The questions on which it rests how the provisions below one are joined."""
        below = [name for name in self.rulebook.statute.versions if self._is_below(name, provision)]
        return self.owners([(kind, name) for name in below for kind in ("connective", "at_least")])

    def _is_below(self, name: str, provision: str) -> bool:
        """Within it, or within what something in it refers to."""
        if name == provision or name.startswith(f"{provision}/"):
            return True
        levels = (level for levels in self.rulebook.statute.versions.values() for level in levels)
        referred = {level.refers_to for level in levels if level.refers_to and level.identifier.startswith(provision)}
        return any(name == each or name.startswith(f"{each}/") for each in referred)

    def structure(self, identifier: str, answered: Answered, prefix: str = "") -> Leaf | Joined:
        """How a provision is put together under these answers; as `evaluate.find` puts it together."""
        statute, path = self.rulebook.statute, prefix + identifier
        level = statute.level(identifier, self.law_day)
        assert level is not None, identifier
        if level.refers_to:
            return Joined(path, 1, (self.structure(level.refers_to, answered, f"{path}>"),))
        connective = self.value(("connective", identifier), answered)
        if isinstance(connective, Pooled):
            return Leaf(path, identifier, connective.pooled)
        if level.matter:
            return Leaf(path, identifier, level.matter)
        children = [each for each in statute.children(identifier, self.law_day) if each.kind is Kind.CONDITION]
        below = tuple(self.structure(each.identifier, answered, prefix) for each in children)
        how = connective or ("any" if level.connective is Connective.OR else "all")
        needed = {"all": len(below), "any": 1}.get(str(how))
        return Joined(
            path, int(str(self.value(("at_least", identifier), answered))) if needed is None else needed, below
        )
