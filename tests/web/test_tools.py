"""The tools of the Model Context Protocol, asked over standard input and output as an assistant asks them."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from compliance import judge, load_case
from compliance.web import tools

LINE = "repatriate country=japan count=5 gravely-harmed=0 voluntary=yes verified-by=Government of Japan"


def test_the_tools_are_offered_and_answer_with_the_page_and_its_notice() -> None:
    async def asked() -> tuple[set[str], str]:
        command = StdioServerParameters(command=str(Path(sys.executable).with_name("compliance")), args=["mcp"])
        async with Client(stdio_client(command)) as client:
            names = {each.name for each in (await client.list_tools()).tools}
            found = await client.call_tool("judge", {"case": "all-but-captives", "suppose": [LINE]})
            return names, "".join(getattr(each, "text", "") for each in found.content)

    names, said = asyncio.run(asked())
    assert names == {"judge", "explain", "plan_for", "law", "lifted"}
    assert "✓ SUPPORTED" in said
    assert "not a certification, a prediction or legal advice" in " ".join(said.split())


def test_a_verdict_is_that_of_the_library() -> None:
    shown = json.loads(tools.judge(case="all-but-captives", suppose=[LINE], as_json=True))
    own = judge(load_case("all-but-captives").suppose(LINE))
    assert {each["provision"]: each["status"] for each in shown["conditions"]} == {
        each["provision"]: own[each["provision"]].status.value for each in shown["conditions"]
    }


def test_a_condition_is_explained_with_its_sources() -> None:
    said = tools.explain("401(a)(6)")
    assert said.startswith("NKSPEA § 401(a)(6)  Political prison camps")
    assert "OHCHR" in said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (tools.plan_for(case="all-but-captives"), "The smallest way in all"),
        (tools.law("Q5"), "Q5"),
        (tools.law("401(a)(6)"), "§ 401(a)(6)"),
        (tools.lifted(case="termination-without-suspension"), "termination under § 402"),
        (tools.judge(case="nothing"), "error[unknown-case]: no packaged case `nothing`"),
        (tools.judge(suppose=["relese_prisoners"]), "did you mean `release_prisoners`"),
        (tools.explain("401(a)(99)"), "error[unknown-provision]: `401(a)(99)` is not judged here; judged are 401(a)"),
        (tools.plan_for("peace"), "error[unknown-goal]"),
        (tools.law("nothing"), "error[unknown-provision]"),
        (tools.lifted(reading="hawk"), "error[unknown-reading]"),
    ],
)
def test_what_is_asked_is_answered_or_said_to_be_wrong(said: str, expected: str) -> None:
    assert expected in said
