"""The committed schemas are those of the models; what is packaged and what is printed fits them."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.cli.lookup import SCHEMAS
from compliance.files.resources import packaged_cases, rules_folder
from compliance.report.schema import MODELS, schema

COMMITTED = Path(__file__).parents[2] / "docs" / "schemas"


def test_the_command_knows_every_schema() -> None:
    assert tuple(MODELS) == SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_what_the_command_prints(name: str) -> None:
    """Write them anew with `make schemas`."""
    printed = CliRunner().invoke(app, ["schema", name]).stdout
    assert (COMMITTED / f"{name}.schema.json").read_text() == printed


@pytest.mark.parametrize("name", packaged_cases())
def test_a_packaged_case_fits_the_schema_of_cases(name: str) -> None:
    jsonschema.validate(json.loads(packaged_cases()[name].read_text()), schema("case"))


@pytest.mark.parametrize("name", ["record-2026-03-15", "suspension-and-termination"])
def test_what_is_printed_fits_the_schema_of_assessments(name: str) -> None:
    printed = CliRunner().invoke(app, ["evaluate", name, "--format", "json"]).stdout
    jsonschema.validate(json.loads(printed), schema("assessment"))


@pytest.mark.parametrize("broken", [{"fcats": []}, {"facts": [{"field": "camps.populaton", "value": 1}]}])
def test_a_broken_case_does_not_fit(broken: dict[str, Any]) -> None:
    case = {"format": 1, "id": "b", "title": "Broken", "as_of": "2026-03-15"}
    jsonschema.validate(case, schema("case"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(case | broken, schema("case"))


def plain(value: Any) -> Any:
    """TOML values as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


KINDS = {
    "goals": "goals.toml",
    "ladders": "ladders.toml",
    "questions": "questions.toml",
    "reading": "readings/*.toml",
    "measures": "measures.toml",
    "authorities": "authorities.toml",
    "routes": "routes.toml",
    "properties": "properties.toml",
    "agenda": "agenda/*.toml",
}


@pytest.mark.parametrize(("name", "pattern"), [*KINDS.items(), ("section", "us/**/*.toml")])
def test_the_packaged_rules_fit_their_schemas(name: str, pattern: str) -> None:
    files = list(rules_folder().glob(pattern))
    assert files
    for path in files:
        jsonschema.validate(plain(tomllib.loads(path.read_text())), schema(name))


def test_a_field_explains_itself_in_an_editor() -> None:
    field = schema("case")["$defs"]["Fact"]["properties"]["field"]["anyOf"][0]
    meaning = dict(zip(field["enum"], field["enumDescriptions"], strict=True))
    assert "A flow, more is better." in meaning["captives.japan.returned"]


def test_a_new_case_explains_itself_and_meets_what_it_expects(tmp_path: Path) -> None:
    runner, path = CliRunner(), tmp_path / "my-case.json"
    assert runner.invoke(app, ["new", str(path), "--as-of", "2027-12-15"]).exit_code == 0
    assert runner.invoke(app, ["test", str(path)]).exit_code == 0
    jsonschema.validate(json.loads(path.read_text()), schema("case"))


def test_a_new_case_is_never_written_over_another(tmp_path: Path) -> None:
    runner, path = CliRunner(), tmp_path / "my-case.json"
    path.write_text("mine")
    result = runner.invoke(app, ["new", str(path)])
    assert (result.exit_code, path.read_text()) == (5, "mine")
    assert "is there already" in result.stderr


def test_a_new_case_may_say_what_is_supposed_and_then_says_nothing_else(tmp_path: Path) -> None:
    runner, path = CliRunner(), tmp_path / "my-case.json"
    line = "surrender_equipment pieces=3 verified-by=Interpol"
    assert runner.invoke(app, ["new", str(path), "--as-of", "2027-06-01", "--suppose", line]).exit_code == 0
    written = json.loads(path.read_text())
    assert (written["id"], written["hypothetical"], written["baseline"]) == ("my-case", True, "record")
    assert [(each["type"], each["date"]) for each in written["actions"]] == [("surrender_equipment", "2027-06-01")]
    assert "facts" not in written


@pytest.mark.parametrize("name", ["My Case", "", "-x", "a" * 81])
def test_a_new_case_needs_an_id(name: str) -> None:
    assert CliRunner().invoke(app, ["new", "--", name]).exit_code == 2
