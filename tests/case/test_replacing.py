"""A fact of a case stands in the place of the fact of a baseline that it names."""

from pathlib import Path

import pytest

from compliance import judge, load_case
from compliance.problem import UnusableError
from compliance.record.evidence import LeftOut
from compliance.report import full, json, markdown, text
from compliance.report.document import Document
from compliance.rulebook.rulebook import Rulebook

FOLDER = Path(__file__).parent / "replacing"
RETURNED, STAFF = "captives.japan.returned", "humanitarian.international_staff"


def values(name: str, field: str) -> list[tuple[str, int]]:
    ledger = load_case(str(FOLDER / f"{name}.json")).folded().ledger(field)
    return [(entry.id, int(entry.low)) for entry in ledger]


def left_out(name: str) -> list[LeftOut]:
    return list(load_case(str(FOLDER / f"{name}.json")).folded().left_out)


def test_a_fact_is_known_by_its_id_where_it_has_one() -> None:
    assert values("base", RETURNED) == [("none-returned", 0)]
    assert values("base", "camps.operating") == [("base: $.facts[3]", 4)]


def test_a_fact_of_another_span_or_date_replaces_the_one_that_it_names() -> None:
    assert values("over", RETURNED) == [("none-returned-since", 0)]
    assert values("over", STAFF) == [("over: $.facts[1]", 3)]


def test_of_a_pattern_the_fields_that_are_stated_otherwise_are_replaced_and_no_others() -> None:
    assert values("over", "camps.improvements.food") == [("over: $.facts[2]", 1)]
    assert values("over", "camps.improvements.shelter") == [("nothing-built", 0)]


def test_the_last_case_that_names_a_fact_has_its_place() -> None:
    assert values("again", RETURNED) == [("again: $.facts[0]", 1)]
    assert [each.entry.id for each in left_out("again") if each.entry.field == RETURNED] == [
        "none-returned",
        "none-returned-since",
    ]


def test_what_was_replaced_is_kept_beside_what_replaces_it() -> None:
    found = {each.entry.id: each for each in left_out("over")}
    assert {each.why for each in found.values()} == {"replaced"}
    assert [entry.id for entry in found["none-returned"].instead] == ["none-returned-since"]
    assert found["none-returned"].by == "over"


def test_a_report_shows_both(rulebook: Rulebook) -> None:
    case = load_case(str(FOLDER / "over.json"))
    document = Document(case, judge(case, rulebook), rulebook)
    page = full.page(document)
    for shown in (" ".join(text.render(page).split()), markdown.render(page).replace("\\", "")):
        assert "replaced by the case" in shown
        assert "Instead, in `over`: international aid staff in the country: 3 people (2021-04)." in shown
    assert '"instead": [\n        "none-returned-since"\n      ]' in json.render(document, full=True)


def test_what_cannot_be_replaced_is_refused_with_its_place_and_a_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(UnusableError) as caught:
        load_case("wrong.json")
    assert [str(problem) for problem in caught.value.problems] == [
        "wrong.json: $.facts[5].id: the id `staff-gone` is taken: base.json: $.facts[1] [duplicate-id]",
        "wrong.json: $.facts[0].replaces: replaces an unknown fact `staff-gon`; did you mean `staff-gone`? "
        "[unknown-id]",
        "wrong.json: $.facts[1].field: replaces `staff-gone`, which speaks of `humanitarian.international_staff`: "
        "state that field [wrong-value]",
        "wrong.json: $.facts[2].replaces: `expelled` is no fact of a baseline (base.json: $.actions[0]): "
        "those alone can be replaced [unknown-id]",
        "wrong.json: $.facts[3].replaces: `mine` is no fact of a baseline (wrong.json: $.facts[4]): "
        "those alone can be replaced [unknown-id]",
    ]
