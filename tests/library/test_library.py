"""The library as its users have it: types, reprs, pages in a notebook, help that reads."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import compliance
from compliance import Case, UnusableError, actions, compare, judge, load_case, over_time, plan, relief
from compliance.record.vocabulary import action_types

HERE = Path(__file__).parent
STUB = Path(compliance.__file__).with_name("actions.pyi")


def test_a_users_program_is_well_typed_without_a_plug_in_and_runs(tmp_path: Path) -> None:
    settings = tmp_path / "mypy.ini"
    settings.write_text("[mypy]\n")
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", f"--config-file={settings}", f"--cache-dir={tmp_path}"),
            str(HERE / "program.py"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout.startswith("Success"), checked.stdout
    ran = subprocess.run([sys.executable, str(HERE / "program.py")], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "unknown-action" in ran.stdout


def test_the_signatures_of_the_actions_are_those_of_their_models(tmp_path: Path) -> None:
    """Write them anew with `make stubs`."""
    made = subprocess.run([sys.executable, HERE.parent / "actions_stub.py"], capture_output=True, text=True, check=True)
    (tmp_path / "actions.pyi").write_text(made.stdout)
    ruff = ["ruff", "format", "--quiet", f"--config={HERE.parents[1] / 'pyproject.toml'}", "actions.pyi"]
    subprocess.run([sys.executable, "-m", *ruff], cwd=tmp_path, check=True)
    assert (tmp_path / "actions.pyi").read_text() == STUB.read_text()


@pytest.mark.parametrize("kind", action_types())
def test_every_action_is_a_public_class_that_says_its_own_type(kind: str) -> None:
    model = getattr(actions, "".join(word.title() for word in kind.split("_")))
    assert model is action_types()[kind]
    assert model.model_fields["type"].default == kind


def test_an_action_without_an_id_is_numbered_and_judged_as_the_line_is() -> None:
    record = load_case("record")
    step = actions.SurrenderEquipment(date=date(2026, 11, 1), pieces=3, verification="verified", verifier="Interpol")
    by_class = record.suppose(step)
    by_line = record.suppose("surrender_equipment pieces=3 verified-by=Interpol date=2026-11-01")
    assert by_class.actions[-1] == by_line.actions[-1]
    assert by_class.actions[-1].id == "s1"


def test_a_file_names_its_keys_as_ever_and_an_action_in_it_has_an_id() -> None:
    raw = {"format": 1, "id": "x", "title": "X", "as_of": "2027-01-01"}
    action = {"type": "release_captives", "date": "2027", "country": "japan", "kind": "captives", "was_held": True}
    with pytest.raises(UnusableError) as refused:
        Case.from_dict(raw | {"actions": [action]})
    assert {(each.code.value, each.place) for each in refused.value.problems} == {
        ("missing-key", "$.actions[0].id"),
        ("missing-key", "$.actions[0].gravely_harmed"),
        ("missing-key", "$.actions[0].voluntary"),
        ("unknown-key", "$.actions[0].kind"),
    }


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    case = load_case("all-but-captives")
    found = judge(case)
    return {
        "judge": found,
        "compare": compare(judge(load_case("record")), found),
        "over_time": over_time(load_case("from-leap-day")),
        "relief": relief(load_case("from-leap-day")),
        "plan": plan(case),
        "case": case,
        "rules": compliance.load_rules(),
        "finding": found["401(a)(4)"],
        "rung": found["401(a)(4)"].rungs[0],
        "group": found["401(a)(4)"].rungs[0].group,
        "test": next(found["401(a)(4)"].rungs[0].group.tests()),
        "action": case.actions[-1],
    }


@pytest.mark.parametrize("name", ["judge", "compare", "over_time", "relief", "plan"])
def test_a_notebook_shows_a_result_as_its_page(results: dict[str, Any], name: str) -> None:
    shown = results[name]._repr_html_()
    assert '<section class="compliance">' in shown
    assert "<script" not in shown
    assert len(re.findall("<h1>", shown)) <= 1


def test_a_notebook_runs_and_shows_pages() -> None:
    notebook = nbformat.read(HERE / "notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output["data"] for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert ["text/html" in each for each in shown] == [True, False, True, False, True]
    assert "NOT SUPPORTED" in shown[0]["text/html"]
    assert shown[1]["text/plain"] == "<Status.MET: 'met'>"
    assert "Camp 16" in shown[2]["text/html"] or "camp" in shown[2]["text/html"]
    assert shown[4]["text/plain"] == "<Plan all-but-captives suspension: 1 change>"


def test_no_repr_is_over_a_line(results: dict[str, Any]) -> None:
    shown = {name: repr(each) for name, each in results.items()}
    assert {name: text for name, text in shown.items() if len(text) > 160 or not text.startswith("<")} == {}


def test_rows_of_a_comparison_name_each_case_and_what_differs(results: dict[str, Any]) -> None:
    rows = results["compare"].rows()
    assert {row["record"] for row in rows} <= {"met", "unmet", "unknown"}
    assert [row["provision"] for row in rows if row["differs"]][:2] == ["401(a)", "401(a)(1)"]
    with pytest.raises(ValueError, match="two assessments or more"):
        compare(results["judge"])


def test_what_is_handed_on_is_documented() -> None:
    undocumented = [name for name in compliance.__all__ if not (getattr(compliance, name).__doc__ or "").strip()]
    assert undocumented == []
