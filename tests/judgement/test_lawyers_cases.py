"""Cases of sanctions lawyers in which the engine was once wrong: each with the answer that can be defended.

Most are `everything` with one matter changed; `about` says what is so, `because` why the answer is right.
"""

from pathlib import Path

import pytest

from compliance import expectations, load_case, load_rules

RULES = load_rules()
CASES = sorted((Path(__file__).parent / "lawyers").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_lawyers_case_finds_what_can_be_defended(path: Path) -> None:
    checked = expectations(load_case(str(path)), RULES)
    assert checked.differences == ()
    assert checked.expected > 0
