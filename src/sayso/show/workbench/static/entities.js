// The queue of pairs: answered by buttons or, once the focus is in it, by keys; and the search for
// somebody to hold beside an entity.
import { act } from "./acts.js";

let busy = false;
// Whether the next pair is to take the focus: the button that had it goes with the last one.
let answered = false;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.join) return;
  event.preventDefault();
  if (busy || !event.submitter?.value) return;
  const told = Object.fromEntries(new FormData(form));
  const value = { ...told, seen: Number(told.seen), decision: event.submitter.value };
  busy = true;
  answered = true;
  const made = await act(form.dataset.join, value);
  busy = false;
  // Somebody else was quicker, or the pair is gone: it is shown as it is now.
  if (!made) show(document.getElementById("queue").dataset.here);
});

function show(address) {
  window.htmx.ajax("GET", address, { target: "#queue", select: "#queue", swap: "outerHTML" });
}

document.body.addEventListener("htmx:afterSettle", ({ target: queue }) => {
  // Other parts of the page settle too, some before the next pair is there.
  if (queue.id !== "queue" || !answered || busy) return;
  answered = false;
  queue.focus();
  history.replaceState(null, "", `${queue.dataset.here}#queue`);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy) return;
  const queue = document.getElementById("queue");
  if (!queue?.contains(document.activeElement)) return;
  const pressed = [...queue.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});

// A name is typed: who may be meant, each a link to both beside each other.
let asked = 0;
document.addEventListener("input", async (event) => {
  const field = event.target;
  if (field.id !== "merge") return;
  const mine = ++asked;
  const words = field.value.trim();
  await new Promise((done) => setTimeout(done, 150));
  if (mine !== asked) return;
  const answer = words ? await fetch(`/api/names?q=${encodeURIComponent(words)}`) : null;
  const found = answer?.ok ? await answer.json() : [];
  if (mine !== asked) return;
  const others = found.filter((each) => each.id !== field.dataset.one);
  document.getElementById("suggested").replaceChildren(...others.map((each) => suggestion(field, each)));
  const count = others.length === 1 ? "1 name" : `${others.length} names`;
  document.getElementById("suggested-count").textContent = words ? count : "";
});

function suggestion(field, each) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const told = new URLSearchParams({ one: field.dataset.one, other: each.id });
  link.href = `/entities?${told}#queue`;
  link.textContent = each.name;
  const kind = document.createElement("span");
  kind.className = "fine";
  kind.textContent = each.kind;
  const count = document.createElement("span");
  count.className = "count fine";
  count.textContent = each.reports === 1 ? "1 report" : `${each.reports} reports`;
  line.append(link, kind, count);
  return line;
}

// From the field down into the list, and back.
document.addEventListener("keydown", (event) => {
  const links = [...document.querySelectorAll("#suggested a")];
  const at = links.indexOf(document.activeElement);
  const field = document.activeElement?.id === "merge";
  if (!links.length || (at < 0 && !field)) return;
  if (event.key === "ArrowDown") {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (at ? links[at - 1] : document.getElementById("merge")).focus();
  }
});
