"""The board in a real browser: levers, links, keys, paper, and what a screen reader is told."""

import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from typer.testing import CliRunner

from compliance.cli.app import app

pytestmark = pytest.mark.browser
PAGES = (
    "board?case=record",
    "board?case=record&suppose=surrender_equipment+pieces%3D3+verified-by%3DInterpol&reading=strict",
    "explain?case=record&provision=401(a)(6)",
    "plan?case=all-but-captives",
    "readings?case=all-but-captives",
    "missing?case=record&settles=401a4",
    "fragility?case=nuclear-only",
    "timeline?case=from-leap-day",
    "relief?case=termination-without-suspension",
    "compare?case=record",
    *("law", "law/401(a)(6)", "law/Q5", "record", "record/camp_conditions", "cases", "import", "nothing"),
)


def verdict(browser: Chrome, goal: str = "suspension") -> str:
    return str(browser.find_element(By.CSS_SELECTOR, f"[data-goal={goal}]").text)


def wait_for(browser: Chrome, said: str, goal: str = "suspension") -> None:
    WebDriverWait(browser, 20, ignored_exceptions=(Exception,)).until(lambda each: verdict(each, goal) == said)


def lever(browser: Chrome, name: str) -> Any:
    """The lever's box, its group opened."""
    browser.execute_script("document.getElementById(arguments[0]).closest('details').open = true", f"on-{name}")
    return browser.find_element(By.ID, f"on-{name}")


def test_levers_turn_the_suspension_supported_and_back_and_the_address_follows(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/board?case=all-but-captives")
    assert verdict(browser) == "Not supported: open"
    lever(browser, "japanese-home").click()
    wait_for(browser, "Supported")
    assert "suppose=repatriate" in browser.current_url
    browser.back()
    wait_for(browser, "Not supported: open")
    browser.forward()
    wait_for(browser, "Supported")
    lever(browser, "japanese-home").click()
    wait_for(browser, "Not supported: open")
    assert "suppose" not in browser.current_url


def test_a_link_that_is_shared_shows_the_same_and_so_does_its_command(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/board?case=all-but-captives")
    lever(browser, "japanese-home").click()
    wait_for(browser, "Supported")
    browser.find_element(By.ID, "japanese-home-count").clear()
    browser.find_element(By.ID, "japanese-home-count").send_keys("3", Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda each: "count%3D3" in each.current_url)
    link = browser.current_url
    dots = [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".dots li")]
    browser.get("about:blank")
    browser.get(link)
    assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".dots li")] == dots
    command = browser.find_element(By.CSS_SELECTOR, "button[data-copy^=compliance]").get_attribute("data-copy") or ""
    ran = CliRunner().invoke(app, [*shlex.split(command)[1:], "--exit-code", "suspension", "-q"])
    assert ran.exit_code == 0
    marks = {"✓": "met", "✗": "unmet", "?": "unknown"}
    shown = json.loads(CliRunner().invoke(app, [*shlex.split(command)[1:], "--format", "json"]).stdout)
    statuses = {each["provision"]: each["status"] for each in shown["conditions"]}
    for each in dots[:6]:
        mark, number = each.split("\n")[:2]
        assert statuses[f"401(a){number}"] == marks[mark]


def test_the_reading_is_changed_in_place_and_what_was_open_stays_so(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/board?case=record")
    row = browser.find_element(By.ID, "suspension-1")
    row.find_element(By.TAG_NAME, "summary").click()
    browser.find_element(By.LINK_TEXT, "lenient").click()
    wait_for(browser, "Not supported: open")
    assert "reading=lenient" in browser.current_url
    assert browser.find_element(By.ID, "suspension-1").get_attribute("open")


def test_without_script_a_button_does_the_same(browser: Chrome, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site}/board?case=all-but-captives")
    browser.find_element(By.ID, "add").send_keys(
        "repatriate country=japan count=5 gravely-harmed=0 voluntary=yes verified-by=Government of Japan", Keys.ENTER
    )
    wait_for(browser, "Supported")
    assert "suppose=repatriate" in browser.current_url
    assert not browser.find_element(By.CSS_SELECTOR, "button[data-copy^=compliance]").is_displayed()


def test_a_lever_is_pulled_with_the_keyboard_alone_and_the_outcome_is_told(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/board?case=all-but-captives")
    lever(browser, "japanese-home").send_keys(Keys.SPACE)
    wait_for(browser, "Supported")
    told = browser.find_element(By.CSS_SELECTOR, "[data-say]").get_attribute("textContent") or ""
    assert "Suspension: Supported." in told
    active = browser.switch_to.active_element
    assert active.get_attribute("id") == "on-japanese-home"


def test_what_cannot_be_judged_leaves_the_board_as_it_was_and_says_why(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/board?case=record")
    browser.find_element(By.ID, "add").send_keys("relese_prisoners", Keys.ENTER)
    told = WebDriverWait(browser, 20).until(lambda each: each.find_element(By.CSS_SELECTOR, "[data-problem]").text)
    assert "did you mean `release_prisoners`" in told
    assert verdict(browser) == "Not supported: ruled out"


HOSTILE = '<script>document.title = "run"</script><img src=x onerror="document.title = 1">'
CASE = {"format": 1, "id": "own", "title": HOSTILE, "as_of": "2027-06-01", "hypothetical": True, "baseline": "record"}


@pytest.mark.parametrize(("text", "expected"), [(json.dumps(CASE), "own"), ("{", "is not JSON")])
def test_a_case_that_is_imported_is_judged_or_refused_and_never_run(
    browser: Chrome, site: str, tmp_path: Path, text: str, expected: str
) -> None:
    path = tmp_path / "own.json"
    path.write_text(text)
    browser.get(f"{site}/import")
    browser.find_element(By.ID, "file").send_keys(str(path))
    browser.find_element(By.CSS_SELECTOR, "form button").click()
    WebDriverWait(browser, 20).until(lambda each: expected in each.page_source)
    assert browser.title not in ("run", "1")


def test_no_request_leaves_the_machine(browser: Chrome, site: str) -> None:
    for page in PAGES[:4]:
        browser.get(f"{site}/{page}")
    asked = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    urls = [each["params"]["request"]["url"] for each in asked if each["method"] == "Network.requestWillBeSent"]
    assert urls
    assert {urlsplit(each).netloc for each in urls if not each.startswith(("data:", "chrome"))} == {
        urlsplit(site).netloc
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_narrow_phone_shows_every_page_without_scrolling_sideways(browser: Chrome, site: str, page: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 320, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        browser.get(f"{site}/{page}")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= 321, page
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints(browser: Chrome, site: str, page: str) -> None:
    browser.get(f"{site}/{page}")
    made = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert len(made["data"]) > 5_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_on_a_page(browser: Chrome, site: str, axe: str, page: str, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.get(f"{site}/{page}")
    browser.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    browser.execute_script(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run({runOnly: arguments[0]}).then(done)", tags
    )
    said = [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found["violations"]]
    assert not said, "\n".join(said)


def test_the_picture_in_the_readme_is_of_the_board(browser: Chrome, site: str, request: pytest.FixtureRequest) -> None:
    """`make screenshot` writes it anew."""
    browser.set_window_size(1280, 1180)
    line = "surrender_equipment+pieces%3D3+verified-by%3DUnited+States+Secret+Service"
    browser.get(f"{site}/board?case=record&as_of=2027-06-01&suppose={line}")
    made = browser.get_screenshot_as_png()
    picture = Path("docs/board.png")
    if request.config.getoption("--screenshot"):
        picture.write_bytes(made)
    assert picture.exists()
    assert re.search(r"!\[[^\]]+\]\(docs/board\.png\)", Path("README.md").read_text(encoding="utf-8"))
