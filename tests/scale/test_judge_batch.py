"""`judge_batch`: every row of a record batch gets the verdict of `judge`, or its problems and no verdict."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import pytest

from compliance import Case, UnusableError, judge, judge_batch, load_case
from compliance.judgement.finding import Assessment
from compliance.scale.arrow import verdict_schema
from many import case_json, case_of, statuses, what_if

FREED = "release_prisoners count=80 place=camps verified-by=ICRC date=2027-06"
CLOSED = "close_camp camp=16 released=4000 transferred=0 unexplained=0 verified-by=ICRC"


def of_assessment(assessment: Assessment) -> dict[str, str]:
    walked = (finding for result in assessment.results for finding in result.finding.walk())
    return {finding.path: finding.status.value for finding in walked}


def batch(**columns: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def said(judged: pa.RecordBatch) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = judged.to_pylist()
    return rows


@pytest.mark.parametrize("reading", ["plain", "strict"])
def test_a_row_with_a_whole_case_has_the_verdict_of_judge_on_that_case(reading: str) -> None:
    numbers = range(12)
    given = batch(id=[f"n{number}" for number in numbers], case_json=[case_json(number) for number in numbers])
    rows = said(judge_batch(given, reading=reading))
    assert [row["id"] for row in rows] == [f"n{number}" for number in numbers]
    for number, row in zip(numbers, rows, strict=True):
        judged = judge(Case.from_dict(case_of(number)), reading=reading)
        assert (row["problems"], statuses(row)) == ([], of_assessment(judged))
        assert row["suspension"] == judged.result("suspension").status.value
        assert row["termination"] == judged.result("termination").status.value


def test_a_row_that_supposes_something_has_the_verdict_of_judge_on_the_baseline_supposing_it() -> None:
    rows = [what_if(number) for number in range(12)]
    judged = said(judge_batch(pa.RecordBatch.from_pylist(rows)))
    for row, found in zip(rows, judged, strict=True):
        expected = judge(load_case(row["baseline"]).suppose(*row["suppose"].split("\n")))
        assert (found["id"], statuses(found)) == (row["id"], of_assessment(expected))


def test_many_rows_have_among_them_every_status_of_a_goal() -> None:
    rows = said(judge_batch(pa.RecordBatch.from_pylist([what_if(number) for number in range(60)])))
    assert {row["suspension"] for row in rows} == {"met", "unmet", "unknown"}


def test_the_result_has_the_schema_that_is_promised_also_where_there_is_no_row() -> None:
    some = judge_batch(batch(id=["a"], baseline=["record"], suppose=[FREED]))
    none = judge_batch(batch(id=["a"], baseline=["record"], suppose=[FREED]).slice(1))
    assert some.schema == none.schema == verdict_schema()
    assert none.num_rows == 0
    assert some.schema.names == ["id", "suspension", "termination", "provisions", "problems"]


@pytest.mark.parametrize(
    ("suppose", "kind"),
    [
        (f"{FREED}\n\n{CLOSED}", pa.string()),
        ([FREED, CLOSED], pa.list_(pa.string())),
    ],
    ids=["a line each", "a list"],
)
def test_several_changes_are_lines_or_a_list(suppose: Any, kind: pa.DataType) -> None:
    given = batch(id=["a"], baseline=["record"], suppose=pa.array([suppose], kind))
    (row,) = said(judge_batch(given))
    assert statuses(row) == of_assessment(judge(load_case("record").suppose(FREED, CLOSED)))


@pytest.mark.parametrize("day", [["2019-02-27"], [date(2019, 2, 27)]], ids=["text", "dates"])
def test_a_row_may_name_the_day_that_is_judged(day: list[Any]) -> None:
    (row,) = said(judge_batch(batch(id=["a"], baseline=["record"], suppose=[""], as_of=day)))
    assert statuses(row) == of_assessment(judge(load_case("record"), as_of="2019-02-27"))


def test_what_is_supposed_is_judged_on_the_day_that_the_row_names() -> None:
    given = batch(id=["a"], baseline=["record"], suppose=[FREED], as_of=["2029-01-01"])
    (row,) = said(judge_batch(given, reading="lenient"))
    expected = judge(load_case("record").suppose(FREED), reading="lenient", as_of="2029-01-01")
    assert statuses(row) == of_assessment(expected)


def test_who_supposes_nothing_has_the_baseline_as_it_is() -> None:
    rows = said(
        judge_batch(batch(id=["a", "b"], baseline=["nuclear-only"] * 2, suppose=pa.array(["", None], "string")))
    )
    assert statuses(rows[0]) == statuses(rows[1]) == of_assessment(judge(load_case("nuclear-only")))


OPTIONS: list[dict[str, Any]] = [
    {"reading": "lenient"},
    {"answers": {"Q5": "gross"}},
    {"as_of": "2020-01-01"},
    {"as_of": date(2016, 1, 1), "law_as_of": "2016-02-18"},
    {"otherwise": "unknown"},
    {"hindsight": True, "as_of": "2018-08-01"},
    {"include_unverified": True},
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_the_options_are_those_of_judge_and_can_be_bound_and_pickled(options: dict[str, Any]) -> None:
    bound = pickle.loads(pickle.dumps(partial(judge_batch, **options)))
    (row,) = said(bound(batch(id=["a"], baseline=["record"], suppose=[FREED])))
    assert statuses(row) == of_assessment(judge(load_case("record").suppose(FREED), **options))


HEAD = {"format": 1, "id": "x", "title": "X", "as_of": "2027-06-01"}
BAD_CASES = {
    "no JSON": ("{", ["not-json"]),
    "cut off": (json.dumps(HEAD)[:-9], ["not-json"]),
    "empty": ("", ["missing-key"]),
    "no object": ("[]", ["wrong-type"]),
    "several things at once": (json.dumps(HEAD | {"fcats": [], "format": 2}), ["unknown-key", "wrong-value"]),
    "a key twice": ('{"format": 1, "format": 1}', ["duplicate-key"]),
    "a number that is none": ('{"format": NaN}', ["wrong-value"]),
    "an unknown baseline": (json.dumps(HEAD | {"baseline": "recrd"}), ["unknown-case"]),
    "a baseline elsewhere": (json.dumps(HEAD | {"baseline": "/etc/passwd"}), ["unknown-case"]),
    "no law yet": (json.dumps(HEAD | {"as_of": "2015-01-01"}), ["too-early", "too-early"]),
    "a text that is too long": (json.dumps(HEAD | {"about": "x" * 20_001}), ["too-large"]),
    "a table of another kind": ("id,schema,name,aliases", ["another-kind"]),
}


@pytest.mark.parametrize("name", BAD_CASES)
def test_a_bad_row_has_all_its_problems_and_no_verdict_and_the_rows_beside_it_have_theirs(name: str) -> None:
    text, codes = BAD_CASES[name]
    good = json.dumps(HEAD)
    before, bad, after = said(judge_batch(batch(id=["a", "b", "c"], case_json=[good, text, good])))
    assert (bad["id"], bad["suspension"], bad["termination"], bad["provisions"]) == ("b", None, None, None)
    assert [problem.rpartition("[")[2].rstrip("]") for problem in bad["problems"]] == codes
    assert before["suspension"] == after["suspension"] == "unknown"


def test_bytes_that_are_no_utf_8_are_a_problem_of_their_row() -> None:
    text = b'{"title": "caf\xe9"}'
    ends = pa.py_buffer(
        len(text).to_bytes(8, "little").rjust(8, b"\0")[:0] + b"\0\0\0\0" + len(text).to_bytes(4, "little")
    )
    broken = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(text)])
    given = pa.RecordBatch.from_arrays([pa.array(["a"]), broken], ["id", "case_json"])
    (row,) = said(judge_batch(given))
    assert row["problems"] == ["is not UTF-8 at byte 14 [not-utf-8]"]


BAD_ROWS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no id": ({"id": None}, ["id: `id` is missing [missing-key]"]),
    "an id that a spreadsheet computes": (
        {"id": "=1+1"},
        ["id: `=1+1` is no id: letters, digits and ` _.:/-`, a letter or digit first, at most 200 [wrong-value]"],
    ),
    "no baseline": ({"baseline": None}, ["baseline: names no case [missing-key]"]),
    "a baseline that is mistyped": (
        {"baseline": "nuclear-onyl"},
        ["baseline: no packaged case `nuclear-onyl`; did you mean `nuclear-only`? [unknown-case]"],
    ),
    "an action that is mistyped": (
        {"suppose": "relase_prisoners count=1"},
        ["suppose[1]: unknown action or field `relase_prisoners`; did you mean `release_prisoners`? [unknown-action]"],
    ),
    "a month for a day, and no baseline": (
        {"as_of": "2027-06", "baseline": ""},
        [
            "as_of: expected a day such as 2018-08-01, found `2027-06` [wrong-value]",
            "baseline: names no case [missing-key]",
        ],
    ),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_what_is_wrong_with_a_row_is_said_at_its_column(name: str) -> None:
    wrong, problems = BAD_ROWS[name]
    row = {"id": "a", "baseline": "record", "suppose": FREED, "as_of": "2028-01-01"} | wrong
    schema = pa.schema([(key, pa.string()) for key in row])
    (found,) = said(judge_batch(pa.RecordBatch.from_pylist([row], schema)))
    assert (found["problems"], found["suspension"], found["provisions"]) == (problems, None, None)


def test_a_null_among_the_changes_of_a_list_is_no_change_that_may_be_left_out() -> None:
    given = batch(id=["a"], baseline=["record"], suppose=pa.array([[FREED, None]], pa.list_(pa.string())))
    (row,) = said(judge_batch(given))
    assert (row["problems"], row["suspension"]) == (["suppose: holds a null in its list [missing-key]"], None)


def test_several_threads_get_what_one_gets() -> None:
    rows = [what_if(number) | {"as_of": f"20{30 + number % 70}-01-01"} for number in range(140)]  # as many grounds
    parts = [pa.RecordBatch.from_pylist(rows[start::7]) for start in range(7)]
    with ThreadPoolExecutor(7) as pool:
        found = list(pool.map(partial(judge_batch, reading="lenient"), parts))
    assert [said(each) for each in found] == [said(judge_batch(part, reading="lenient")) for part in parts]


BAD_COLUMNS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "none that is known": (
        {"x": ["a"]},
        [
            "unknown column `x`; there are id,",
            "column `id` is missing",
            "`baseline` is missing",
            "`suppose` is missing",
        ],
    ),
    "one mistyped": (
        {"id": ["a"], "baseline": ["record"], "supose": [""]},
        ["unknown column `supose`; did you mean `suppose`?", "the column `suppose` is missing"],
    ),
    "numbers for ids": (
        {"id": [1], "case_json": ["{}"]},
        ["the column `id` holds int64; expected text"],
    ),
    "several of another type": (
        {"id": ["a"], "baseline": [True], "suppose": [[1]], "as_of": [2027]},
        ["`baseline` holds bool", "`suppose` holds list<", "`as_of` holds int64; expected text or dates"],
    ),
    "both kinds": (
        {"id": ["a"], "case_json": ["{}"], "suppose": [""]},
        ["`suppose` does not go with `case_json`"],
    ),
}


@pytest.mark.parametrize("name", BAD_COLUMNS)
def test_columns_that_will_not_do_are_refused_with_every_problem(name: str) -> None:
    columns, expected = BAD_COLUMNS[name]
    with pytest.raises(UnusableError) as raised:
        judge_batch(batch(**columns))
    assert len(raised.value.problems) == len(expected)
    for problem, words in zip(raised.value.problems, expected, strict=True):
        assert words in problem.message


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"reading": "strikt"}, UnusableError),
        ({"answers": {"Q5": "grss"}}, UnusableError),
        ({"as_of": "tomorrow"}, ValueError),
    ],
)
def test_an_option_that_is_none_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        judge_batch(batch(id=["a"], baseline=["record"], suppose=[""]), **options)
