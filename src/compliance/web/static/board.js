// A lever moved is the form sent: the page that comes back is put in the place of this one's parts. Without this script a
// button does the same.
const live = document.querySelector("[data-live]");
const form = document.querySelector("form.levers");

async function show(address, push) {
  live.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const problem = document.querySelector("[data-problem]");
    problem.textContent = answer.ok ? "" : [...next.querySelectorAll("main li")].map((each) => each.textContent).join("; ");
    problem.hidden = answer.ok;
    if (!answer.ok) return;
    const open = [...document.querySelectorAll("details[open][id]")].map((each) => each.id);
    const focused = document.activeElement?.id;
    for (const part of document.querySelectorAll("[data-part]")) {
      const other = next.querySelector(`[data-part="${part.dataset.part}"]`);
      if (other) part.replaceWith(other);
    }
    document.title = next.title;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus();
    if (push) history.pushState(null, "", answer.url);
    document.querySelector("[data-say]").textContent = document.querySelector("[data-verdicts]")?.textContent ?? "";
    offer();
  } finally {
    live.removeAttribute("aria-busy");
  }
}

function send() {
  const said = new URLSearchParams(new FormData(document.querySelector("form.levers")));
  show(`${form.action}?${said}`, true);
}

function offer() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      document.querySelector("[data-say]").textContent = "Copied.";
    };
  }
}

document.addEventListener("change", (event) => event.target.closest("form.levers") && send());
document.addEventListener("submit", (event) => {
  if (!event.target.closest("form.levers")) return;
  event.preventDefault();
  send();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, true);
});
addEventListener("popstate", () => show(location.href, false));
offer();
