"""The pages: each says what a command says, nothing that is brought runs, and what is wrong is a page too."""

import re
from urllib.parse import parse_qsl, quote

import pytest

from compliance import load_case, load_rules
from compliance.web.levers import acts
from compliance.web.pages import BELOW, PAGES, answer
from compliance.web.shown import Answer

RULES = load_rules()
SUPPOSED = "case=record&suppose=surrender_equipment pieces=3 verified-by=Interpol&as_of=2027-06-01"
QUERIES = {
    "/board": SUPPOSED,
    "/explain": f"{SUPPOSED}&provision=401(a)(1)",
    "/missing": f"{SUPPOSED}&settles=401(a)(3)",
    "/compare": f"{SUPPOSED}&vs=case%3Dnuclear-only&vs=case%3Dsingapore-2018",
    "/case.json": SUPPOSED,
    "/plan": "case=all-but-captives",
    "/readings": "case=all-but-captives",
    "/fragility": "case=nuclear-only&goal=termination",
    "/timeline": "case=from-leap-day",
    "/relief": "case=termination-without-suspension",
}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def page(path: str, query: str = "", body: bytes = b"") -> Answer:
    return answer(path, tuple(parse_qsl(query)), body)


@pytest.mark.parametrize("path", [each for each in PAGES if each not in ("/", "/board/set")])
def test_every_page_is_there_and_says_its_notice(path: str) -> None:
    found = page(path, QUERIES.get(path, ""))
    assert found.status == 200
    if found.kind.startswith("text/html"):
        assert "Not a certification, a prediction or legal advice" in found.text or "not a certification" in found.text
        assert found.text.count("<h1>") == 1
        assert len(found.text) < 150_000


@pytest.mark.parametrize("name", ["401(a)", "401(a)(6)", "402(2)(E)", "Q5", "Q49"])
def test_every_provision_and_question_has_a_page(name: str) -> None:
    assert page(f"/law/{name}").status == 200


@pytest.mark.parametrize("name", RULES.ladders)
def test_every_matter_has_a_page(name: str) -> None:
    assert page(f"/record/{name}").status == 200


@pytest.mark.parametrize("path", ["/nothing", "/law/999", "/record/nothing", "/law/", "/board/"])
def test_what_is_not_there_is_a_page_that_says_so(path: str) -> None:
    assert page(path).status == 404


def test_a_question_names_the_packaged_cases_that_turn_on_it_and_so_does_its_provision() -> None:
    for name in ("Q12", "401(a)(6)"):
        assert 'href="/cases/q12-a-camp-closed"' in page(f"/law/{name}").text
    assert page("/cases/q12-a-camp-closed").location == "/board?case=q12-a-camp-closed"
    assert page("/cases/nothing").status == 404


def test_the_links_of_the_law_lead_to_pages() -> None:
    for href in re.findall(r'href="(/(?:law|record)/[^"]+)"', page("/law").text + page("/record").text):
        assert page(href.replace("%28", "(").replace("%29", ")")).status == 200, href


def test_the_board_shows_what_turned_and_what_it_was() -> None:
    text = page("/board", QUERIES["/board"]).text
    assert "unknown; was unmet" in text
    assert "▲ surrender equipment" in text
    assert 'data-copy="compliance evaluate record --suppose' in text


def test_the_form_of_levers_leads_to_the_address_that_says_it() -> None:
    found = page("/board/set", "case=record&reading=plain&as_of=&on=aid-standards")
    assert (found.status, found.location) == (
        303,
        "/board?case=record&suppose=accept_standard+verified-by%3DWorld+Food+Programme",
    )
    assert page("/board", found.location.partition("?")[2]).status == 200


def test_a_plan_offers_its_smallest_way_to_the_board() -> None:
    href = re.search(r'href="/(board\?[^"]*)">Apply', page("/plan", "case=all-but-captives").text)
    assert href is not None
    text = page("/board", href[1].replace("&amp;", "&").partition("?")[2]).text
    assert 'data-goal="suspension">Supported<' in text


@pytest.mark.parametrize(
    "query",
    [
        f"case={HOSTILE}",
        f"suppose={HOSTILE}",
        f"suppose=surrender_equipment verified-by={HOSTILE}",
        f"suppose=surrender_equipment verified-by=Interpol note={HOSTILE}",
        f"reading={HOSTILE}",
        f"as_of={HOSTILE}",
        f"answer={HOSTILE}=x",
        f"{HOSTILE}=x",
    ],
)
def test_what_is_brought_in_an_address_is_text(query: str) -> None:
    key, _, value = query.partition("=")
    text = page("/board", f"{quote(key)}={quote(value)}").text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


CASE = '{"format": 1, "id": "own", "title": "%s", "as_of": "2027-06-01", "hypothetical": true, %s "actions": []}'


def test_a_case_that_is_brought_is_judged_and_its_words_are_text() -> None:
    title = HOSTILE.replace('"', "'")
    found = page("/import", "", (CASE % (title, '"baseline": "record",')).encode())
    assert found.status == 200
    assert "<script>alert" not in found.text
    assert "&lt;script&gt;alert(1)" in found.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"nonsense", "is not JSON"),
        (b"[]", "expected an object"),
        (b"\xff\xfe", "not UTF-8"),
        ((CASE % ("x", '"baseline": "/etc/passwd",')).encode(), "`baseline` is the id of a packaged case"),
        ((CASE % ("x", '"baseline": "../record.json",')).encode(), "`baseline` is the id of a packaged case"),
        ((CASE % ("x", '"baseline": "cases/record.json",')).encode(), "`baseline` is the id of a packaged case"),
        ((CASE % ("x", '"baseline": ["record"],')).encode(), "`baseline` is the id of a packaged case"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_a_case_that_cannot_be_judged_says_why(body: bytes, expected: str) -> None:
    found = page("/import", "", body)
    assert found.status == 422
    assert expected in found.text.replace("&#39;", "'")


@pytest.mark.parametrize("path", ["/plan", "/readings", "/fragility"])
def test_an_unknown_goal_says_which_there_are(path: str) -> None:
    found = page(path, "goal=suspnsion")
    assert found.status == 422
    assert "did you mean `suspension`" in found.text


def test_no_more_than_six_are_set_side_by_side() -> None:
    assert page("/compare", "&".join(["vs=case%3Drecord"] * 6)).status == 422


def test_a_scenario_beside_another_that_cannot_be_read_says_so() -> None:
    assert page("/compare", "vs=case%3Dnothing").status == 422


@pytest.mark.parametrize(
    "versus", ["x", "&", "case=record&" + "suppose=x&" * 250, "reading=hawk", "case=record&case=record", "%ff=%ff"]
)
def test_what_stands_beside_is_a_scenario_or_is_refused(versus: str) -> None:
    found = page("/compare", f"vs={quote(versus)}")
    assert found.status == 422
    assert "vs[1]" in found.text


@pytest.mark.parametrize(
    "query", ["on=nothing", "sppose=x", "suppose=x", "nothing.count=3", "aid-standards.colour=red", "goal=suspension"]
)
def test_a_form_that_says_what_is_no_lever_is_refused(query: str) -> None:
    assert page("/board/set", query).status == 422


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/plan", f"{SUPPOSED}&reading=strict&goal=peace"),
        ("/explain", f"{SUPPOSED}&reading=strict&provision=999"),
        ("/board", f"{SUPPOSED}&reading=strict&suppose=nonsense&answer=Q999=x"),
        ("/board", f"{SUPPOSED}&reading=strict&{'otherwise=x'}&suppose={'x' * 501}"),
        ("/board/set", f"{SUPPOSED}&reading=strict&colour=red".replace("suppose=", "was=") + "&on=&keep="
         + SUPPOSED.partition("suppose=")[2].partition("&")[0]),
    ],
)  # fmt: skip
def test_the_way_back_from_what_is_refused_keeps_the_scenario(path: str, query: str) -> None:
    found = page(path, query)
    assert found.status in (404, 422)
    back = re.search(r'href="/(board\?[^"]*)">Back', found.text)
    assert back is not None
    said = dict(parse_qsl(back[1].replace("&amp;", "&").partition("?")[2]))
    assert (said["reading"], said["as_of"]) == ("strict", "2027-06-01")
    assert said["suppose"] == "surrender_equipment pieces=3 verified-by=Interpol"


def test_all_levers_can_be_pulled_at_once() -> None:
    form = "&".join(f"on={name}" for name in acts())
    leads = page("/board/set", f"case=record&{form}").location
    assert page("/board", leads.partition("?")[2]).status == 200


def test_a_comparison_under_two_readings_heads_each_column_by_its_own() -> None:
    text = page("/compare", "case=record&vs=reading%3Dstrict").text
    assert re.search(r"2026-11-23|2026", text)
    assert ", plain" in text
    assert ", strict" in text
    assert "plain reading" not in text
    assert "plain reading" in page("/compare", "case=record&vs=case%3Dnuclear-only").text


def links_of(path: str, query: str, said: str) -> list[str]:
    found = re.findall(rf'href="/([^"]*)">{said}', page(path, query).text)
    return [each.replace("&amp;", "&") for each in found]


def test_beside_the_case_without_suppositions_all_else_is_kept() -> None:
    query = f"{SUPPOSED}&reading=strict&answer=Q5%3Dgross&otherwise=unknown"
    (link,) = links_of("/board", query, "Beside the case")
    said = parse_qsl(link.partition("?")[2])
    assert {("reading", "strict"), ("as_of", "2027-06-01"), ("answer", "Q5=gross"), ("otherwise", "unknown")} <= {*said}
    assert "suppose" not in dict(said)
    assert page("/compare", link.partition("?")[2]).status == 200
    assert links_of("/board", "case=record", "Beside the case") == []


def test_also_beside_keeps_what_stands_there_and_offers_nothing_twice() -> None:
    query = "case=record&vs=case%3Drecord%26as_of%3D2027-06-01&vs=case%3Drecord%26reading%3Dstrict"
    (link, *more) = links_of("/compare", query, "Also beside")
    versus = [value for key, value in parse_qsl(link.partition("?")[2]) if key == "vs"]
    assert versus[:2] == ["case=record&as_of=2027-06-01", "case=record&reading=strict"]
    assert page("/compare", link.partition("?")[2]).status == 200
    for name in [dict(parse_qsl(parse_qsl(each)[-1][1]))["case"] for each in (link, *more)]:
        assert f"Also beside {name}<" not in page("/compare", f"case={name}").text


@pytest.mark.parametrize("day", ["2015-01-01", "2020-01-01", "2030-01-01"])
def test_the_board_offers_no_page_that_refuses_its_day(day: str) -> None:
    assert bool(links_of("/board", f"as_of={day}", "What would support it")) == (day == "2030-01-01")
    (link,) = links_of("/board", f"as_of={day}", "Beside another case")
    assert page("/compare", link.partition("?")[2]).status == 200


def test_the_board_names_the_day_of_its_case_and_what_a_case_file_does_not_hold() -> None:
    own = load_case("from-leap-day").as_of.isoformat()
    text = page("/board", "case=from-leap-day&as_of=2030-01-01&otherwise=unknown").text
    assert f"the case&#39;s own: {own}" in text.replace("'", "&#39;")
    assert "judge it with <code>--as-of 2030-01-01 --otherwise unknown</code>" in text


@pytest.mark.parametrize("group", range(3))
def test_the_levers_are_labelled(group: int) -> None:
    text = page(
        "/board", "&".join(f"suppose={line}" for each in list(acts().values())[group::16] for line in each.lines)
    ).text
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    assert set(re.findall(r'<label for="([^"]+)"', text)) <= ids
    assert len(re.findall(r'\bid="', text)) == len(ids)


def test_every_path_below_which_there_are_pages_is_known() -> None:
    assert set(BELOW) == {"/law", "/record", "/cases"}
