"""The relief map and the second engine: a rule that it lacks is a disagreement, and no error of Python's."""

from datetime import date

import pytest

from compliance import load_rules
from compliance.acts.lifecycle import lifecycle
from compliance.acts.relief import relief_map
from compliance.judgement import durable
from compliance.judgement.confirmed import _concluded, confirmed


@pytest.mark.skipif(not durable.is_available(), reason="durable_rules does not import here")
def test_a_rule_that_the_second_engine_lacks_is_a_difference_between_the_engines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rulebook, day = load_rules(), date(2026, 1, 1)
    cells = relief_map(lifecycle(rulebook, rulebook.interpretations["plain"], ()).on(day), day, {})
    monkeypatch.setattr(durable.Engine, "run", lambda *_: ({}, ()))
    _concluded.cache_clear()
    with pytest.raises(durable.EnginesDifferError, match="durable_rules nothing"):
        confirmed(cells)
    _concluded.cache_clear()
