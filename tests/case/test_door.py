"""What comes in at the door: each input that once slipped through, or was turned away, with its right value."""

from pathlib import Path

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
    ("camp-nfd.json", "$.actions[1].camp: ", "[duplicate-id]"),
]


@pytest.mark.parametrize(("name", "place", "code"), REFUSED)
def test_an_input_that_slipped_through_is_refused(name: str, place: str, code: str) -> None:
    assert [problem for problem in problems_of(name) if problem.startswith(place) and problem.endswith(code)]


@pytest.mark.parametrize("name", ["own-word-not.json"])
def test_an_input_that_is_in_order_loads(name: str) -> None:
    assert load_case(str(DOOR / name)).id == Path(name).stem
