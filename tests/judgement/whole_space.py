"""durable_rules over every valuation of the conditions, slice by slice; what was compared is not compared again.

    python tests/judgement/whole_space.py [--reading NAME] [--seconds N] [--folder DIR]

A slice is all valuations with the same statuses of the first conditions. Slices done are listed in a file named after
the rules and the reading, so that a run that is stopped goes on where it was. Exit 1 where the engines differ.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from compliance import load_rules
from compliance.judgement import durable
from compliance.judgement.tree import Tree
from compliance.proof.space import Space
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status, at_least

_WITHIN = 8  # conditions that vary in one slice: 6,561 valuations


def slices(tree: Tree, goal: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Each slice by its name, with the statuses of the conditions by path: those of one matter and degree are one."""
    space = Space(tree)
    under = list(tree.under(tree.goals[goal]))
    paths = {
        tree.provisions[each].path: (tree.provisions[each].matter, tree.provisions[each].required)
        for each in under
        if tree.provisions[each].matter
    }
    axes = [matter for matter in space.places if any(own == matter for own, _ in paths.values())]
    outer, inner = axes[:-_WITHIN], axes[-_WITHIN:]

    def statuses(at: Mapping[str, tuple[Status, ...]]) -> dict[str, str]:
        return {path: at[matter][space.asked[matter].index(degree)].value for path, (matter, degree) in paths.items()}

    for first in product(*(space.places[matter] for matter in outer)):
        name = f"{goal} " + " ".join("".join(each.value[:3] for each in place) for place in first)
        rest = product(*(space.places[matter] for matter in inner))
        yield name, [statuses(dict(zip(axes, (*first, *each), strict=True))) for each in rest]


def expected(tree: Tree, number: int, leaves: Mapping[str, str]) -> dict[str, str]:
    """Every conclusion by the definition of the connectives alone."""
    asked = tree.provisions[number]
    if asked.matter:
        return {asked.path: leaves[asked.path]}
    found: dict[str, str] = {}
    for child in asked.below:
        found |= expected(tree, child, leaves)
    below = [Status(found[tree.provisions[child].path]) for child in asked.below]
    return found | {asked.path: at_least(asked.needed, below).value}


def compared(rulebook: Rulebook, reading: str, done: Path, seconds: float) -> tuple[int, int, list[str]]:
    """How many slices are done of how many, and where the engines differ."""
    day = max(rulebook.statute.section(goal.provision).checked_until for goal in rulebook.goals.values())
    tree = Tree(rulebook, rulebook.interpretation(reading), day)
    finished = set(done.read_text().splitlines()) if done.exists() else set()
    end, total = time.monotonic() + seconds, 0
    for goal, number in tree.goals.items():
        engine = durable.engine_for(tree.inner(goal))
        for name, valuations in slices(tree, goal):
            total += 1
            if name in finished or time.monotonic() > end:
                continue
            for leaves in valuations:
                found, _ = engine.run(leaves)
                if {path: value for path, value in found.items() if "#" not in path} != expected(tree, number, leaves):
                    return len(finished), total, [f"{reading} {goal}: {leaves}"]
            finished.add(name)
            with done.open("a") as stream:
                stream.write(f"{name}\n")
    return len(finished), total, []


def main() -> int:
    """Compare, and say how far it came."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reading", action="append", help="plain, strict, lenient; all by default")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="after which no slice is begun")
    parser.add_argument("--folder", type=Path, default=Path(".prove"), help="where what is done is kept")
    asked = parser.parse_args()
    rulebook = load_rules()
    asked.folder.mkdir(exist_ok=True)
    wrong: list[str] = []
    for reading in asked.reading or rulebook.readings:
        done, total, differ = compared(
            rulebook, reading, asked.folder / f"{rulebook.version}-{reading}.txt", asked.seconds
        )
        sys.stdout.write(f"{reading}: {done} of {total} slices are equal\n")
        wrong += differ
    sys.stdout.writelines(f"the engines differ: {each}\n" for each in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
