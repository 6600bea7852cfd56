"""The server: what it takes, what it refuses, and that it lives on."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from fastapi.testclient import TestClient

from compliance import judge, load_case
from compliance.report.schema import schema
from compliance.web import guard
from compliance.web.api import ENDPOINTS, LOOKUPS
from compliance.web.app import Settings, create_app
from compliance.web.description import described
from compliance.web.guard import MOST_BODY, MOST_QUERY

pytestmark = pytest.mark.xdist_group("server")  # its processes are started once
LINE = "surrender_equipment pieces=3 verified-by=Interpol"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(workers=1)), base_url="http://localhost", follow_redirects=False) as found:
        yield found


def test_it_opens_on_the_packaged_record(client: TestClient) -> None:
    found = client.get("/")
    assert (found.status_code, found.headers["location"]) == (303, "/board?case=record")
    assert "The public record" in client.get("/board").text


def test_every_answer_has_the_headers_that_keep_a_page_to_itself(client: TestClient) -> None:
    for path in (
        "/board",
        "/nothing",
        "/v1/nothing",
        "/static/style.css",
        "/openapi.json",
        f"/board?{'x' * MOST_QUERY}x",
    ):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';"), path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert client.get("/board").headers["cache-control"] == "no-store"


def test_no_page_has_a_script_of_its_own_or_takes_anything_from_elsewhere(client: TestClient) -> None:
    text = client.get("/board").text
    assert text.count("<script") == 1
    assert '<script type="module" src="/static/board.js"></script>' in text
    assert 'src="http' not in text
    assert "<style" not in text
    for name in ("style.css", "board.js"):
        said = client.get(f"/static/{name}")
        assert said.status_code == 200
        assert "http://" not in said.text
        assert "https://" not in said.text


# Bounds


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8401",
        "",
        "[::2]",
        "localhost:evil.com",
        "localhost:8777.evil.com",
        "[::1]:evil.com",
        "[::1].evil.com",
        "localhost:",
        "localhost:8401:1",
    ],
)
def test_it_is_not_there_under_another_name(client: TestClient, host: str) -> None:
    assert client.get("/board", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8401", "127.0.0.1", "LOCALHOST", "[::1]", "[::1]:8401"])
def test_it_is_there_under_its_own(client: TestClient, host: str) -> None:
    assert client.get("/static/board.js", headers={"Host": host}).status_code == 200


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get(f"/board?{'x' * (MOST_QUERY + 1)}").status_code == 414


def test_a_body_that_is_too_large_is_refused_by_what_it_says_and_by_what_comes(client: TestClient) -> None:
    assert client.post("/v1/judge", content=b" " * (MOST_BODY + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 1_000 + 2):
            yield b" " * 1_000

    assert client.post("/v1/judge", content=pieces()).status_code == 413
    assert client.post("/import", content=b" " * (MOST_BODY + 1)).status_code == 413


def test_what_comes_too_slowly_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_SLOWEST_BODY", 0.05)
    with TestClient(create_app(Settings(workers=1)), base_url="http://localhost") as client:

        async def pieces() -> AsyncIterator[bytes]:
            yield b"{"

        async def call() -> list[dict[str, Any]]:
            sent: list[dict[str, Any]] = []

            async def receive() -> dict[str, Any]:
                await asyncio.sleep(5)
                return {"type": "http.request"}

            async def send(message: dict[str, Any]) -> None:
                sent.append(message)

            scope = {
                "type": "http", "method": "POST", "path": "/v1/judge", "query_string": b"",
                "headers": [(b"host", b"localhost")],
            }  # fmt: skip
            await client.app(scope, receive, send)  # type: ignore[arg-type]
            return sent

        assert asyncio.run(call())[0]["status"] == 408


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "POST"])
def test_a_method_that_a_page_does_not_take_is_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/board").status_code == 405


@pytest.mark.parametrize(
    "path", ["/nothing", "/static/nothing", "/static/../app.py", "/v1", "/v1/nothing", "/board/%00", "/%ff"]
)
def test_a_path_that_is_none_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_nothing_is_written(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    client.get("/board", params={"case": "record", "suppose": LINE})
    client.post("/import", files={"file": ("a.json", json.dumps(OWN), "application/json")})
    assert list(tmp_path.iterdir()) == []


# What is brought


OWN = {"format": 1, "id": "own", "title": "Own", "as_of": "2027-06-01", "hypothetical": True, "baseline": "record"}


def test_a_file_or_its_text_is_judged(client: TestClient) -> None:
    by_file = client.post("/import", files={"file": ("a.json", json.dumps(OWN), "application/json")})
    by_text = client.post("/import", data={"text": json.dumps(OWN)})
    raw = client.post("/import", content=json.dumps(OWN), headers={"Content-Type": "application/json"})
    assert by_file.status_code == by_text.status_code == raw.status_code == 200
    assert by_file.text == by_text.text == raw.text


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "undefined", "zlib", "x"]
)
def test_text_in_an_encoding_that_gives_none_is_refused(client: TestClient, charset: str) -> None:
    head = f'--b\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\n{charset}\r\n--b\r\n'
    body = head + 'Content-Disposition: form-data; name="text"\r\n\r\n{"id": "\\ud800"}\r\n--b--\r\n'
    kind = f"Multipart/Form-Data; boundary=b; charset={charset}"
    found = client.post("/import", content=body.encode(), headers={"Content-Type": kind})
    assert found.status_code == 422, found.text


def test_a_kind_of_content_is_known_in_capitals(client: TestClient) -> None:
    kind = {"Content-Type": "Application/X-WWW-Form-Urlencoded"}
    assert client.post("/import", content=f"text={quote(json.dumps(OWN))}", headers=kind).status_code == 200


def test_nothing_to_judge_is_said(client: TestClient) -> None:
    assert client.post("/import", data={"text": " "}).status_code == 422


# The API


BODIES: dict[str, Any] = {"compare": {"scenarios": [{}, {"case": "nuclear-only"}]}}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_path_answers_as_it_is_described(client: TestClient, name: str) -> None:
    case = {"case": "all-but-captives"} if name in ("plan", "readings", "fragility") else {}
    found = client.post(f"/v1/{name}", json=BODIES.get(name, case))
    assert found.status_code == 200, found.text
    whole = described()
    shape = whole["paths"][f"/v1/{name}"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(found.json(), shape | {"components": whole["components"]})
    assert "certification" in json.dumps(found.json().get("notice", found.json()))


@pytest.mark.parametrize(
    ("name", "key"), [("law", "401a6"), ("law", "Q5"), ("fields", ""), ("actions", ""), ("schema", "case")]
)
def test_every_lookup_answers_as_it_is_described(client: TestClient, name: str, key: str) -> None:
    found = client.get(f"/v1/{name}/{key}" if key else f"/v1/{name}")
    assert found.status_code == 200
    whole = described()
    path = f"/v1/{name}/{{key}}" if key else f"/v1/{name}"
    shape = whole["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(found.json(), shape | {"components": whole["components"]})
    assert set(LOOKUPS) == {"law", "fields", "actions", "schema"}


def test_the_api_says_what_the_library_says(client: TestClient) -> None:
    found = client.post("/v1/judge", json={"suppose": [LINE], "reading": "strict", "as_of": "2027-06-01"}).json()
    own = judge(load_case("record").suppose(LINE), reading="strict", as_of="2027-06-01")
    jsonschema.validate(found, schema("assessment"))
    assert {each["provision"]: each["status"] for each in found["conditions"]} == {
        each["provision"]: own[each["provision"]].status.value for each in found["conditions"]
    }


def test_a_case_of_ones_own_is_judged_over_a_packaged_one(client: TestClient) -> None:
    found = client.post("/v1/judge", json={"case": OWN, "suppose": [LINE]})
    assert found.status_code == 200
    assert "record" in {each["id"] for each in found.json()["case"]["baselines"]}


@pytest.mark.parametrize(
    ("name", "sent", "expected"),
    [
        ("judge", {"sppose": []}, ["sppose"]),
        ("judge", {"reading": 3, "suppose": "x", "as_of": []}, ["reading", "suppose", "as_of"]),
        ("judge", {"case": "nothing", "reading": "hawk", "as_of": "x"}, ["case", "as_of", "reading"]),
        ("judge", {"case": {**OWN, "baseline": "../record.json"}}, ["case.baseline"]),
        ("judge", {"suppose": ["x"] * 101}, ["suppose"]),
        ("judge", {"suppose": ["x" * 501]}, ["suppose[0]"]),
        ("judge", {"suppose": ["nonsense", "release_prisoners cuont=3"]}, ["suppose[0]", "suppose[1]"]),
        ("explain", {"provision": "401(a)(99)"}, ["provision"]),
        ("plan", {"goal": "peace"}, ["goal"]),
        ("judge", {"case": ""}, ["case"]),
        ("judge", {"reading": ""}, ["reading"]),
        ("judge", {"suppose": [""]}, ["suppose[0]"]),
        ("judge", {"suppose": ["x", " "]}, ["suppose[1]"]),
        ("judge", {"full": "yes"}, ["full"]),
        ("judge", {"full": 1}, ["full"]),
        ("judge", {"case": 3}, ["case"]),
        ("judge", {"answers": {"Q5=gross": "x"}}, ["answers"]),
        ("judge", {"answers": {"": ""}}, ["answers"]),
        (
            "plan",
            {"goal": "peace", "reading": 3, "as_of": "x", "suppose": ["y"], "answers": {"Q999": "z"}, "more": 1},
            ["goal", "reading", "as_of", "suppose[0]", "answers", "more"],
        ),
        (
            "explain",
            {"provision": "999", "case": {**OWN, "format": 9}, "otherwise": "x"},
            ["provision", "case.format", "otherwise"],
        ),
        (
            "compare",
            {"scenarios": [{"case": "x"}, {"reading": 3, "as_of": "x"}]},
            ["scenarios[0].case", "scenarios[1].reading", "scenarios[1].as_of"],
        ),
        ("compare", {"scenarios": [{}]}, ["scenarios"]),
        ("compare", {"scenarios": [{}] * 7}, ["scenarios"]),
        ("missing", {"settles": "peace"}, ["settles"]),
    ],
)
def test_what_is_wrong_is_a_problem_document_with_every_problem(
    client: TestClient, name: str, sent: dict[str, Any], expected: list[str]
) -> None:
    found = client.post(f"/v1/{name}", json=sent)
    assert (found.status_code, found.headers["content-type"]) == (422, "application/problem+json")
    problems = found.json()["problems"]
    assert set(expected) <= {each["place"] for each in problems}
    assert all(each["message"] for each in problems)
    assert not [each for each in problems if re.search(r"\b(dict|tuple|bool|NoneType|str)\b", each["message"])]


def test_of_very_many_problems_the_first_hundred_are_listed(client: TestClient) -> None:
    case = {**OWN, "actions": [{"type": "nothing"}] * 20_000}
    found = client.post("/v1/judge", json={"case": case})
    assert (found.status_code, len(found.json()["problems"])) == (422, 100)
    assert found.json()["more"] >= 19_900
    assert len(found.content) < 50_000
    shown = client.post("/import", content=json.dumps(case))
    assert (shown.status_code, shown.text.count("<li>")) == (422, 101)
    assert "more</li>" in shown.text


def test_a_lookup_without_a_name_is_not_there(client: TestClient) -> None:
    assert [client.get(f"/v1/{name}/").status_code for name in ("law", "schema")] == [404, 404]


def test_a_comparison_names_the_reading_of_each(client: TestClient) -> None:
    found = client.post("/v1/compare", json={"scenarios": [{}, {"reading": "strict"}]}).json()
    assert [each["reading"] for each in found["cases"]] == ["plain", "strict"]


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b"\xff", b'{"a": 1, "a": 2}', b"[" * 50_000, b"1e999"])
def test_a_body_that_is_no_scenario_is_a_problem_or_the_record(client: TestClient, body: bytes) -> None:
    assert client.post("/v1/judge", content=body).status_code == (200 if not body else 422)


def test_what_is_not_there_is_a_problem_document(client: TestClient) -> None:
    for path in ("/v1/nothing", "/v1/law/999", "/v1/schema/nothing"):
        found = client.get(path)
        assert (found.status_code, found.headers["content-type"]) == (404, "application/problem+json")


def test_the_description_is_openapi_3_1(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert set(found["paths"]) == {f"/v1/{name}" for name in ENDPOINTS} | {
        "/v1/law/{key}", "/v1/fields", "/v1/actions", "/v1/schema/{key}",
    }  # fmt: skip
