// A lever moved is the form sent: the page that comes back is put in the place of this one's parts. Without this script a
// button does the same.
const live = document.querySelector("[data-live]");
let asking = null; // what is on its way: a later question ends it, so that no late answer stands over a newer one

const form = () => document.querySelector("form.levers");
let sent = said(false); // what the page shows

// What the form says; a lever that is pulled does not send what is still being typed: that waits for Enter or the button.
function said(whole) {
  const found = new URLSearchParams(new FormData(form()));
  if (!whole || !found.get("add")?.trim()) found.delete("add");
  return found.toString();
}

function say(text) {
  document.querySelector("[data-say]").textContent = text;
}

function failed(text, again) {
  const problem = document.querySelector("[data-problem]");
  problem.textContent = text;
  problem.hidden = !text;
  if (!again) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.onclick = again;
  problem.append(" ", button);
}

async function show(address, push, added = null) {
  asking?.abort();
  const mine = (asking = new AbortController());
  live.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asking) return;
    if (answer.ok && next.querySelector("[data-live]")) {
      put(next, added);
      if (push) history.pushState(null, "", answer.url);
      return;
    }
    const told = [...next.querySelectorAll("main li")].map((each) => each.textContent).join("; ");
    const passes = answer.status >= 500 || answer.status === 408 || answer.status === 429;
    failed(told || `The server answered ${answer.status}.`, passes ? () => show(address, push, added) : null);
    sent = null; // what the form says is not what the page shows
  } catch {
    if (mine !== asking) return;
    failed("The server cannot be reached; the board shows what was judged before.", () => show(address, push, added));
    sent = null;
  } finally {
    if (mine === asking) live.removeAttribute("aria-busy");
  }
}

function put(next, added) {
  failed("", null);
  const open = [...document.querySelectorAll("details[open][id]")].map((each) => each.id);
  const focused = document.activeElement?.id;
  const typed = document.getElementById("add")?.value ?? "";
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = next.querySelector(`[data-part="${part.dataset.part}"]`);
    if (other) part.replaceWith(other);
  }
  document.title = next.title;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus();
  sent = said(false);
  const add = document.getElementById("add");
  if (add && typed !== added) add.value = typed; // typed, and not yet sent
  say(document.querySelector("[data-verdicts]")?.textContent ?? "");
  offer();
}

function send(whole) {
  const asked = said(whole);
  if (asked === sent) return; // Enter is a change and a sending
  sent = asked;
  show(`${form().action}?${asked}`, true, whole ? document.getElementById("add").value : null);
}

// Where a page may not write to the clipboard, as over plain HTTP, the text is shown and chosen, to be copied by hand.
async function copy(button) {
  const text = button.dataset.copy || location.href;
  try {
    await navigator.clipboard.writeText(text);
    say("Copied.");
  } catch {
    const shown = document.querySelector("[data-copied]") ?? document.createElement("input");
    shown.dataset.copied = "";
    shown.readOnly = true;
    shown.setAttribute("aria-label", "To be copied");
    shown.value = text;
    button.after(shown);
    shown.focus();
    shown.select();
    say("It cannot be copied from here: the text is selected, copy it by hand.");
  }
}

function offer() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.onclick = () => copy(button);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.id !== "add" && event.target.closest("form.levers")) send(false);
});
document.addEventListener("submit", (event) => {
  if (!event.target.closest("form.levers")) return;
  event.preventDefault();
  send(true);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, true);
});
addEventListener("popstate", () => show(location.href, false));
offer();
