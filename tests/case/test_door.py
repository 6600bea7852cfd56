"""What comes in at the door: each input that once slipped through, or was turned away, with its right value."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import load_case
from compliance.problem import UnusableError

DOOR = Path(__file__).parent / "door"


def problems_of(name: str) -> list[str]:
    """The problems of an input, each without the file's path."""
    path = DOOR / name
    with pytest.raises(UnusableError) as caught:
        load_case(str(path))
    return [str(problem).removeprefix(f"{path}: ") for problem in caught.value.problems]


REFUSED = [
    ("own-word-curly.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("own-word-agency.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("own-word-ministry.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("verifier-null-marker.json", "$.actions[0].verifier: ", "[missing-key]"),
    ("verifier-not-applicable.json", "$.actions[0].verifier: ", "[missing-key]"),
    ("own-outlet-unmarked.json", "$.sources.n.speaks_for: `Korean Central News Agency` ", "[missing-key]"),
    ("undated-plan.json", "$.facts[0].date: ", "[missing-key]"),
    ("camp-nfd.json", "$.actions[1].camp: ", "[duplicate-id]"),
]


@pytest.mark.parametrize(("name", "place", "code"), REFUSED)
def test_an_input_that_slipped_through_is_refused(name: str, place: str, code: str) -> None:
    assert [problem for problem in problems_of(name) if problem.startswith(place) and problem.endswith(code)]


@pytest.mark.parametrize("name", ["own-word-not.json"])
def test_an_input_that_is_in_order_loads(name: str) -> None:
    assert load_case(str(DOOR / name)).id == Path(name).stem


def loaded(tmp_path: Path, name: str, **change: Any) -> str:
    """The problems of an input with some of its keys changed; none where it loads."""
    path = tmp_path / name
    path.write_text(json.dumps(json.loads((DOOR / name).read_text(encoding="utf-8")) | change), encoding="utf-8")
    try:
        load_case(str(path))
    except UnusableError as error:
        return str(error)
    return ""


OUTLET = {"title": "Amnesty carried out", "publisher": "Korean Central News Agency"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (OUTLET | {"speaks_for": "Government of North Korea"}, "alone is `claimed`"),
        (OUTLET | {"speaks_for": "none"}, "name that government in `speaks_for`"),
        (OUTLET | {"publisher": "", "href": "http://www.kcna.kp/a"}, "`http://www.kcna.kp/a` publishes its government"),
        (OUTLET | {"publisher": "KCNA, reported by Etemaad"}, ""),
        (OUTLET | {"publisher": "KCNA Watch"}, ""),
    ],
)
def test_an_own_outlet_is_marked_and_then_bears_no_more_than_a_claim(
    tmp_path: Path, source: dict[str, str], said: str
) -> None:
    found = loaded(tmp_path, "own-outlet-unmarked.json", sources={"n": source})
    assert said in found and bool(said) is bool(found)


PLAN = {"field": "financial_transparency.action_plan_agreed", "value": True, "date": "2010-01-01"}
SEARCH = {"field": "counterfeiting.equipment_acts", "basis": "search", "note": "newspapers"}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (PLAN, ""),
        (PLAN | {"date": None}, "`financial_transparency.action_plan_agreed` stands on a day: state `date`"),
        (SEARCH | {"date": "2027-01-01"}, ""),
        (SEARCH | {"to": "2027-01-01"}, ""),
        (SEARCH, "a search says until when"),
    ],
)
def test_a_fact_says_of_which_day_it_speaks(tmp_path: Path, fact: dict[str, Any], said: str) -> None:
    stated = {key: value for key, value in fact.items() if value is not None}
    found = loaded(tmp_path, "undated-plan.json", facts=[stated])
    assert said in found and bool(said) is bool(found)
