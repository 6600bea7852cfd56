"""The script of the board, run by node against a page of its smallest parts; `make test-web` drives it in a browser."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from compliance.files.resources import web_file

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
PAGE = """
const element = (more) => ({
  textContent: "", hidden: false, dataset: {}, children: [], onclick: null, value: "",
  append(...each) { this.children.push(...each); },
  after(each) { placed.push(each); },
  setAttribute() {}, removeAttribute() {}, focus() {},
  select() { selected.push(this.value); },
  ...more,
});
const placed = [], selected = [], on = {}, asked = [], pushed = [], fields = [["case", "record"]];
const parts = {
  "[data-live]": element(), "[data-say]": element(), "[data-problem]": element({ hidden: true }),
  "[data-verdicts]": element(), "form.levers": element({ action: "/board/set" }),
};
const add = element(), copies = element({ dataset: { copy: "compliance evaluate record" } });
globalThis.FormData = class { constructor() { return [...fields, ["add", add.value]]; } };
globalThis.document = {
  activeElement: null,
  querySelector: (name) => parts[name] ?? null,
  getElementById: (id) => (id === "add" ? add : null),
  querySelectorAll: (name) => (name === "button[data-copy]" ? [copies] : []),
  createElement: () => element(),
  addEventListener: (name, call) => (on[name] = call),
};
globalThis.addEventListener = () => {};
globalThis.history = { pushState: (...each) => pushed.push(each[2]) };
globalThis.location = { href: "http://board.example/board" };
let page = { told: [], live: true };
globalThis.DOMParser = class {
  parseFromString() {
    const { told, live } = page;
    return {
      title: "",
      querySelector: (name) => (name === "[data-live]" && live ? element() : null),
      querySelectorAll: () => told.map((textContent) => ({ textContent })),
    };
  }
};
globalThis.fetch = (address, { signal }) => new Promise((done, fail) => {
  asked.push({ address, signal, done, fail });
  signal.addEventListener("abort", () => fail(new Error("aborted")));
});
const soon = () => new Promise((done) => setTimeout(done));
const answered = async (at, more = {}) => {
  asked[at].done({ ok: true, status: 200, url: `/board?${at}`, text: async () => "", ...more });
  await soon();
};
const target = (id) => ({ id, closest: (name) => (name === "form.levers" ? parts[name] : null) });
const change = (id) => on.change({ target: target(id) });
const submit = () => on.submit({ target: target(""), preventDefault() {} });
const problem = parts["[data-problem]"];
"""


def ran(steps: str) -> Any:
    """What the steps leave in `out`."""
    script = f"{PAGE}{web_file('board.js').decode()}\nlet out;\n{steps}\nconsole.log(JSON.stringify(out));"
    assert NODE is not None
    done = subprocess.run(
        [NODE, "--input-type=module"], input=script, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_server_that_is_busy_or_gone_is_said_with_a_way_to_try_again() -> None:
    out = ran("""
    fields.push(["on", "a"]); change("on-a");
    page = { told: ["Busy"], live: false }; await answered(0, { ok: false, status: 503 });
    out = [[problem.textContent, problem.hidden, problem.children.at(-1).textContent]];
    problem.children.at(-1).onclick(); asked[1].fail(new Error("no network")); await soon();
    out.push([problem.textContent.split(";")[0], problem.hidden, problem.children.at(-1).textContent]);
    problem.children.at(-1).onclick(); page = { told: [], live: true }; await answered(2);
    out.push([problem.textContent, problem.hidden, pushed]);
    """)
    assert out == [
        ["Busy", False, "Try again"],
        ["The server cannot be reached", False, "Try again"],
        ["", True, ["/board?2"]],
    ]


def test_a_late_answer_does_not_stand_over_a_newer_one() -> None:
    out = ran("""
    fields.push(["on", "a"]); change("on-a");
    fields.push(["on", "b"]); change("on-b");
    const ended = asked[0].signal.aborted;
    await answered(1); await answered(0);
    out = [ended, pushed, problem.textContent];
    """)
    assert out == [True, ["/board?1"], ""]


def test_what_is_typed_stays_when_a_lever_is_pulled_and_goes_when_it_is_sent() -> None:
    out = ran("""
    add.value = "half a line"; change("add");
    fields.push(["on", "a"]); change("on-a"); await answered(0);
    out = [asked.length, asked[0].address, add.value];
    submit(); out.push(asked[1].address);
    """)
    assert out == [1, "/board/set?case=record&on=a", "half a line", "/board/set?case=record&on=a&add=half+a+line"]


def test_enter_sends_once() -> None:
    assert ran('fields.push(["a.count", "3"]); change("a-count"); submit(); out = asked.length;') == 1


def test_what_cannot_be_copied_is_selected_and_said() -> None:
    out = ran("""
    Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
    await copies.onclick(); out = [selected, placed.length, parts["[data-say]"].textContent];
    """)
    assert out == [
        ["compliance evaluate record"], 1, "It cannot be copied from here: the text is selected, copy it by hand.",
    ]  # fmt: skip
