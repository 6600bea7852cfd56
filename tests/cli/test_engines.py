"""Which engines judge: both where both are here, both or none where both are insisted on, one where one is asked."""

import json

import pytest
from typer.testing import CliRunner, Result

from compliance.cli import options
from compliance.cli.app import app
from compliance.judgement import durable
from compliance.judging import DURABLE, SPECIFICATION
from compliance.report import document

of_three = pytest.mark.parametrize("command", ["evaluate", "timeline", "relief"])
needs_two = pytest.mark.skipif(not durable.is_available(), reason="durable_rules does not import here")


def asked(command: str, *more: str) -> Result:
    return CliRunner().invoke(app, [command, "suspension-not-termination", "--format", "json", *more])


@of_three
def test_both_are_insisted_on_or_refused(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "engines_here", lambda: (SPECIFICATION,))
    result = asked(command, "--engines", "both")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "the extra `durable`" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert asked(command).exit_code == 0


@needs_two
@of_three
def test_both_are_asked_where_both_are_here(command: str) -> None:
    for more in ([], ["--engines", "both"]):
        assert DURABLE in str(json.loads(asked(command, *more).stdout)["engines"])


@of_three
def test_one_is_asked_where_one_is_wanted(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "engine_for", lambda _: pytest.fail("asked"))
    result = asked(command, "--engines", "specification")
    assert result.exit_code == 0
    assert "which agree" not in str(json.loads(result.stdout)["engines"])
    monkeypatch.setattr(document, "engines_here", lambda: (SPECIFICATION, DURABLE))
    shown = CliRunner().invoke(app, [command, "suspension-not-termination", "--engines", "specification"]).stdout
    said = "durable_rules unasked" if command == "evaluate" else "durable_rules was not asked"
    assert said in " ".join(shown.split()).replace(",", "")


def test_there_is_no_third_choice() -> None:
    assert asked("evaluate", "--engines", "durable_rules").exit_code == 2
