"""A server on loopback and Debian's Chromium; what they need is installed by `make test-web`."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

HERE = Path(__file__).parent
KEPT = Path(".browser")  # what `make test-web` brings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshot", action="store_true", help="write the picture in the README anew")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server of this checkout."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("compliance")), "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/board", timeout=30).read()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    quiet = ("quic", "background-networking", "component-update", "sync", "extensions", "gpu")
    for flag in ("headless=new", "no-sandbox", "no-first-run", *(f"disable-{each}" for each in quiet)):
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with Chrome(options, Service(shutil.which("chromedriver"))) as found:
        found.set_page_load_timeout(60)
        yield found


@pytest.fixture
def browser(started: Chrome) -> Iterator[Chrome]:
    """A browser as wide as a desk, light, with script; and after a test nothing it should not have said or fetched."""
    started.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    started.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    started.set_window_size(1280, 1000)
    started.get_log("browser")
    started.get_log("performance")
    yield started
    severe = [each["message"] for each in started.get_log("browser") if each["level"] == "SEVERE"]
    assert not [each for each in severe if "422" not in each and "404" not in each], severe


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core; where npm is not here, the tests that need it are left out, and said."""
    found = list(KEPT.glob("**/axe.min.js"))
    if not found:
        if os.environ.get("CI"):
            pytest.fail("axe-core is not here: `make test-web` brings it by npm")
        pytest.skip("axe-core is not here: `make test-web` brings it by npm")
    return found[0].read_text(encoding="utf-8")
