"""Many cases to judge, each made from its number alone: what somebody may suppose, on one of some baselines."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from compliance.case.examples import examples
from compliance.case.suppose import numbered, read
from compliance.record.vocabulary import action_types

BASELINES = ("record", "nuclear-only", "everything", "suspension-not-termination", "no-camps")
PLACES = ("camps", "other_detention")
# An example that names another act needs that act in the case.
_ALONE = sorted(kind for kind in action_types() if kind not in ("reverse", "find_false"))


def what_if(number: int) -> dict[str, str]:
    """A row with a baseline: prisoners released, and up to two further acts, on some day of the years to come."""
    chance = Random(number)
    day = date(2027, 1, 1) + timedelta(days=91 * chance.randrange(10))
    count, place = chance.choice((1, 80, 5_000, 60_000)), chance.choice(PLACES)
    freed = f"release_prisoners count={count} place={place} verified-by=ICRC date={day}"
    further = [examples()[kind] for kind in chance.sample(_ALONE, chance.randrange(3))]
    return {
        "id": f"row-{number}",
        "baseline": chance.choice(BASELINES),
        "suppose": "\n".join([freed, *further]),
    }


def case_of(number: int) -> dict[str, Any]:
    """The same as a case file says it."""
    row = what_if(number)
    day = date(2030, 1, 1)
    typed = [each for line in row["suppose"].split("\n") for each in [read(line, "", day)[0]] if each is not None]
    return {
        "format": 1,
        "id": row["id"],
        "title": "A what-if",
        "as_of": day.isoformat(),
        "baseline": row["baseline"],
        "actions": [each.entry for each in numbered(typed, ()) if each.section == "actions"],
        "facts": [each.entry for each in numbered(typed, ()) if each.section == "facts"],
    }


def case_json(number: int) -> str:
    return json.dumps(case_of(number), ensure_ascii=False)


def statuses(judged: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of a result says of the provisions, however its library gives a map."""
    found = judged["provisions"]
    if isinstance(found, Mapping):
        return dict(found)
    return dict(tuple(each.values()) if isinstance(each, Mapping) else each for each in found)
