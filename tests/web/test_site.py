"""The static site: every link leads somewhere, nothing in it runs, and it says what the packaged cases come to."""

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.cli.app import app
from compliance.files.resources import packaged_cases
from compliance.web.site import files

pytestmark = pytest.mark.xdist_group("site")  # it is made once


@cache
def site() -> dict[str, str]:
    return dict(files())


def test_every_link_within_the_site_leads_to_a_file_of_it() -> None:
    links = 0
    for name, text in site().items():
        for href in re.findall(r'(?:href|src)="([^"#]+)"', text):
            if href.startswith(("https://", "http://", "data:")):
                continue
            target = PurePosixPath(name).parent.joinpath(href)
            parts: list[str] = []
            for part in target.parts:
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            assert "/".join(parts) in site(), f"{name}: {href}"
            links += 1
    assert links > 1_000


def test_no_page_has_a_script() -> None:
    assert not any("<script" in text for text in site().values())


def test_every_packaged_case_and_every_question_has_a_page() -> None:
    assert {f"cases/{name}.html" for name in packaged_cases()} <= set(site())
    assert "law/q5.html" in site()
    assert "law/401-a-6.html" in site()
    assert "record/camp_conditions.html" in site()


@pytest.mark.parametrize("name", ["suspension-and-termination", "record", "all-but-captives"])
def test_a_case_says_what_it_comes_to(name: str) -> None:
    text = site()[f"cases/{name}.html"]
    words = {"met": "SUPPORTED", "unknown": "NOT SUPPORTED: open", "unmet": "NOT SUPPORTED: ruled out"}
    for result in judge(load_case(name)).results:
        assert words[result.finding.status.value] in text


def test_the_command_writes_it_and_nothing_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.web.site.files", lambda: iter([("index.html", "a"), ("law/b.html", "b")]))
    folder = tmp_path / "public"
    ran = CliRunner().invoke(app, ["site", str(folder)])
    assert ran.exit_code == 0, ran.output
    assert (folder / "law" / "b.html").read_text() == "b"
    again = CliRunner().invoke(app, ["site", str(folder)])
    assert (again.exit_code, (folder / "index.html").read_text()) == (5, "a")
    assert "is not empty, and nothing is written over" in again.stderr
