"""The smallest way for every packaged case, reading and goal: met, and not without any part; or why there is none.

    python tests/explanation/every_plan.py [--case ID …] [--out FILE]

Prints the counts, and each goal that is out of reach with its blocking conditions. Exit 1 where a way is not what it is
said to be.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from compliance import Plan, Status, judge, load_case, load_rules, plan
from compliance.files.resources import packaged_cases
from compliance.problem import UnusableError

RULES = load_rules()
READINGS = ("plain", "strict", "lenient")


def kind(found: Plan, reading: str) -> tuple[str, str]:
    """Which of the outcomes a plan is, and what is to be said of it; the first word is `wrong` where it is not so."""
    own = found.case
    if found.status is Status.MET:
        held = judge(own, RULES, reading=reading).result(found.goal).status is Status.MET
        return ("reached already", "") if held and found.smallest == () else ("wrong", "said to be reached")
    if found.smallest is None:
        blocking = [menu.finding.number for menu in found.menus if not menu.ways]
        return ("out of reach", ", ".join(blocking)) if blocking else ("wrong", "out of reach without a reason")
    if judge(found.supposed(), RULES, reading=reading).result(found.goal).status is not Status.MET:
        return "wrong", "the way is not met"
    for left_out in found.smallest:
        rest = found.lines_of(set(found.smallest) - {left_out})
        if judge(own.suppose(*rest) if rest else own, RULES, reading=reading).result(found.goal).status is Status.MET:
            return "wrong", f"met without {left_out}"
    return f"met by {len(found.smallest)} changes, and not without any", ""


def main() -> int:
    """Plan each, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append")
    parser.add_argument("--out", type=Path, default=None, help="a line for each, written as it is found")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for name in asked.case or packaged_cases():
        case = load_case(name)
        for reading in READINGS:
            for goal in RULES.goals:
                try:
                    found, why = kind(plan(case, goal, RULES, reading=reading), reading)
                except UnusableError as error:
                    found, why = "refused", "; ".join(str(each) for each in error.problems)
                counts[found] += 1
                lines.append(f"{name} {reading} {goal}: {found}{f': {why}' if why else ''}\n")
                if asked.out:
                    asked.out.write_text("".join(lines))
    sys.stdout.writelines(line for line in lines if "wrong" in line or "out of reach" in line or "refused" in line)
    sys.stdout.writelines(f"{many:5} {what}\n" for what, many in sorted(counts.items()))
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
