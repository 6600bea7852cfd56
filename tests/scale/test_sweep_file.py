"""Whatever is wrong with a sweep is said at once, each at its place, and nothing is drawn."""

from pathlib import Path

import pytest

from compliance import load_case
from compliance.problem import UnusableError
from compliance.scale.sweep import sweep
from compliance.scale.sweep_file import load_sweep

HEAD = "format = 1\ndraws = 5\n"
LINE = 'suppose = "surrender_equipment pieces={} verified-by=Interpol"'
WRONG: dict[str, tuple[str, str, str]] = {
    "nothing varies": ("vary = []", "$.vary", "varies nothing"),
    "no name": (f'[[vary]]\nname = " "\n{LINE}\nuniform = [0, 1]', "$.vary[0].name", "has no name"),
    "a key that is none": (f'[[vary]]\nname = "a"\n{LINE}\nuniforn = [0, 1]', "$.vary[0].uniforn", "did you mean"),
    "no way to vary": (f'[[vary]]\nname = "a"\n{LINE}', "$.vary[0]", "says exactly one of `values`"),
    "two ways to vary": (f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]\nvalues = [1]', "$.vary[0]", "exactly one"),
    "nothing that varies": ('[[vary]]\nname = "a"\nuniform = [0, 1]', "$.vary[0]", "`suppose`, `range_of`"),
    "no place for the value": (
        '[[vary]]\nname = "a"\nsuppose = "surrender_equipment pieces=1 verified-by=Interpol"\nuniform = [0, 1]',
        "$.vary[0].suppose",
        "where the value stands",
    ),
    "numbers that fall": (f'[[vary]]\nname = "a"\n{LINE}\nuniform = [9, 1]', "$.vary[0].uniform", "fall"),
    "a step of nothing": (f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]\nstep = 0', "$.vary[0].step", "more than 0"),
    "no whole number of steps": (
        f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 0.5]',
        "$.vary[0].uniform",
        "say `step`",
    ),
    "a float that is none": (f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, inf]', "$.vary[0].uniform[1]", "number"),
    "a mode outside": (f'[[vary]]\nname = "a"\n{LINE}\ntriangular = [0, 9, 5]', "$.vary[0].triangular", "fall"),
    "a number beyond what is exact": (
        f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 2000000000000]',
        "$.vary[0].uniform",
        "or more",
    ),
    "weights for other values": (
        f'[[vary]]\nname = "a"\n{LINE}\nvalues = [1, 2]\nweights = [1]',
        "$.vary[0].weights",
        "as many weights",
    ),
    "weights below nothing": (
        f'[[vary]]\nname = "a"\n{LINE}\nvalues = [1, 2]\nweights = [2, -1]',
        "$.vary[0].weights",
        "0 or more",
    ),
    "a value twice": (f'[[vary]]\nname = "a"\n{LINE}\nvalues = [1, 1]', "$.vary[0].values", "stands twice"),
    "a share above all": (
        '[[vary]]\nname = "a"\nsuppose = "detain country=japan"\nshare = 1.5',
        "$.vary[0].share",
        "from 0 to 1",
    ),
    "days that fall": (
        '[[vary]]\nname = "a"\nsuppose = "detain country=japan date={}"\ndays = ["2027-02-01", "2027-01-01"]',
        "$.vary[0].days",
        "before it begins",
    ),
    "a name twice": (
        f'[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]\n[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]',
        "$.vary[1].name",
        "stands twice",
    ),
    "a name too long": (f'[[vary]]\nname = "{"a" * 101}"\n{LINE}\nuniform = [0, 1]', "$.vary[0].name", "101"),
    "a question twice": (
        '[[vary]]\nname = "a"\nanswer = "Q5"\nvalues = ["net"]\n'
        '[[vary]]\nname = "b"\nanswer = "Q5"\nvalues = ["gross"]',
        "$.vary[1].answer",
        "stands twice",
    ),
    "a range twice": (
        '[[vary]]\nname = "a"\nrange_of = "camps.population"\n[[vary]]\nname = "b"\nrange_of = "camps.population"',
        "$.vary[1].range_of",
        "stands twice",
    ),
    "a line that is none": (
        '[[vary]]\nname = "a"\nsuppose = "surender_equipment pieces={}"\nuniform = [0, 1]',
        "$.vary[0] at 0",
        "did you mean `surrender_equipment`",
    ),
    "a value that leaves the field's range": (
        '[[vary]]\nname = "a"\nsuppose = "weapons.nuclear.dismantled={} verified-by=IAEA"\nvalues = [0, 1, 2]',
        "$.vary[0] at 2",
        "from 0 to 1",
    ),
    "an end that leaves the field's range": (
        '[[vary]]\nname = "a"\nsuppose = "weapons.nuclear.dismantled={} verified-by=IAEA"\nuniform = [0, 2]\n'
        "step = 0.5",
        "$.vary[0] at 2",
        "from 0 to 1",
    ),
    "an unknown field": ('[[vary]]\nname = "a"\nrange_of = "camps.populaton"', "$.vary[0].range_of", "did you mean"),
    "a field without a range": ('[[vary]]\nname = "a"\nrange_of = "camps.opened"', "$.vary[0].range_of", "no range"),
    "an unknown question": ('[[vary]]\nname = "a"\nanswer = "Q999"\nvalues = ["x"]', "$.vary[0].values[0]", "Q999"),
    "an unknown answer": ('[[vary]]\nname = "a"\nanswer = "Q5"\nvalues = ["gros"]', "$.vary[0].values[0]", "gross"),
    "weights in a grid": (
        f'grid = true\n[[vary]]\nname = "a"\n{LINE}\nvalues = [1, 2]\nweights = [1, 2]',
        "$.vary[0].values",
        "every place once",
    ),
    "an unknown reading": (
        f'readings = ["plian"]\n[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]',
        "$.readings",
        "did you mean `plain`",
    ),
    "too large a grid": (
        f'grid = true\n[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 99999]\n'
        '[[vary]]\nname = "b"\nsuppose = "detain country=japan count={}"\nuniform = [0, 99999]',
        "$.grid",
        "combinations",
    ),
}


def problems(text: str, folder: Path) -> list[tuple[str, str]]:
    path = folder / "sweep.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    try:
        sweep(load_case("record"), load_sweep(path))
    except UnusableError as error:
        return [(problem.place, problem.message) for problem in error.problems]
    return []


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_named_at_its_place(wrong: str, tmp_path: Path) -> None:
    text, place, words = WRONG[wrong]
    found = problems(text, tmp_path)
    assert any(where == place and words in message for where, message in found), found


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    text = (
        f'[[vary]]\nname = "a"\n{LINE}\nuniform = [9, 1]\n[[vary]]\nname = "a"\n{LINE}\nvalues = [1, 1]\n'
        '[[vary]]\nname = "c"\nsuppose = "detain country=japan"\nshare = 2'
    )
    assert [place for place, _ in problems(text, tmp_path)] == [
        "$.vary[1].name",
        "$.vary[0].uniform",
        "$.vary[1].values",
        "$.vary[2].share",
    ]


def test_the_problems_of_every_axis_are_said_at_once(tmp_path: Path) -> None:
    text = (
        '[[vary]]\nname = "a"\nsuppose = "detian country=japan count={}"\nuniform = [0, 1]\n'
        '[[vary]]\nname = "b"\nrange_of = "camps.opened"'
    )
    assert [place for place, _ in problems(text, tmp_path)] == ["$.vary[0] at 0", "$.vary[1].range_of"]


def test_draws_without_number_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sweep.toml"
    for draws in ("0", "-1", "10000001", '"many"', "true"):
        path.write_text(
            f'format = 1\ndraws = {draws}\n[[vary]]\nname = "a"\n{LINE}\nuniform = [0, 1]', encoding="utf-8"
        )
        with pytest.raises(UnusableError) as refused:
            load_sweep(path)
        assert [problem.place for problem in refused.value.problems] == ["$.draws"]
