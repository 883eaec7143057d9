// The matrix by keyboard and by mouse: marks, and the order of rows and columns. The order is kept
// in the address, so that it can be sent, printed and found again; no result hangs on it.

import { changed, say, send } from "./acts.js";

const LETTERS = { c: "C", C: "CC", n: "N", N: "N", i: "I", I: "II" };

async function refresh() {
  const address = location.pathname + location.search;
  await htmx.ajax("GET", address, { target: ".live", select: ".live", swap: "outerHTML" });
  settle();
}
document.body.addEventListener("sayso:changed", refresh);

// One mark of the matrix can be reached by Tab; arrow keys go on from there.
function settle() {
  const all = [...document.querySelectorAll(".letters")];
  if (!all.length) return;
  const here = all.find((each) => each === document.activeElement)
    ?? all.find((each) => each.id === settle.last) ?? all[0];
  for (const each of all) each.tabIndex = each === here ? 0 : -1;
}

document.addEventListener("focusin", (event) => {
  if (!event.target.matches?.(".letters")) return;
  settle.last = event.target.id;
  settle();
});

function beside(button, across, down) {
  const row = button.closest("tr");
  const there = [...row.querySelectorAll(".letters")];
  if (across) return there[there.indexOf(button) + across];
  const rows = [...row.parentElement.children];
  const next = rows[rows.indexOf(row) + down];
  return next && [...next.querySelectorAll(".letters")][there.indexOf(button)];
}

document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.(".letters");
  if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (step) {
    event.preventDefault();
    beside(button, ...step)?.focus();
  } else if (LETTERS[event.key]) {
    event.preventDefault();
    const meant = button.parentElement.querySelector(`[data-letters="${LETTERS[event.key]}"]`);
    meant.focus();
    if (meant.getAttribute("aria-pressed") === "false") meant.click();
  }
});

// All that marks a row, or puts a hypothesis, taken back at once.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-off]");
  if (button) {
    button.disabled = true;
    for (const judgement of JSON.parse(button.dataset.off)) {
      if (!await send(`/api/judgements/${encodeURIComponent(judgement)}/retraction`, {})) break;
    }
    if (button.dataset.leaves) keep("e", (each) => each.filter((e) => e !== button.dataset.leaves));
    say(button.dataset.words);
    changed();
  }
  if (event.target.closest("#print")) print();
});

function keep(name, change) {
  const told = new URLSearchParams(location.search);
  const before = told.getAll(name);
  told.delete(name);
  for (const each of change(before)) told.append(name, each);
  history.replaceState(null, "", `${location.pathname}?${told}`);
}

// Moving: `line` is a column or a row by its id, `to` the place where it is to stand.
const lines = (kind) => kind === "row"
  ? [...document.querySelectorAll(".matrix tbody tr")].map((each) => each.dataset.row)
  : [...document.querySelectorAll(".matrix thead [data-column]")].map((each) => each.dataset.column);

function move(kind, line, to) {
  const order = lines(kind).filter((each) => each !== line);
  order.splice(to, 0, line);
  if (kind === "row") {
    const body = document.querySelector(".matrix tbody");
    const rows = Object.fromEntries([...body.children].map((each) => [each.dataset.row, each]));
    body.append(...order.map((each) => rows[each]));
  } else {
    for (const row of document.querySelectorAll(".matrix tr")) {
      const cells = Object.fromEntries(
        [...row.querySelectorAll("[data-column]")].map((each) => [each.dataset.column, each]));
      row.append(...order.map((each) => cells[each]));
    }
  }
  keep(kind === "row" ? "row" : "col", () => order);
  const what = kind === "row" ? "The evidence" : "The hypothesis";
  document.getElementById("moved").textContent = `${what} is now ${to + 1} of ${order.length}.`;
}

const idOf = (element, kind) => kind === "row"
  ? element?.closest("tr[data-row]")?.dataset.row
  : element?.closest("[data-column]")?.dataset.column;

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.(".handle");
  const kind = handle?.dataset.move;
  const step = kind && { row: { ArrowUp: -1, ArrowDown: 1 }, column: { ArrowLeft: -1, ArrowRight: 1 } }[kind][event.key];
  if (!step) return;
  event.preventDefault();
  const line = idOf(handle, kind);
  const order = lines(kind);
  const to = order.indexOf(line) + step;
  if (to < 0 || to >= order.length) return;
  move(kind, line, to);
  handle.focus();
});

let dragged = null;
document.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle) return;
  const kind = handle.dataset.move;
  dragged = { kind, line: idOf(handle, kind) };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  handle.closest(kind === "row" ? "tr" : "th").classList.add("dragged");
});
document.addEventListener("dragover", (event) => {
  const over = dragged && idOf(event.target, dragged.kind);
  if (!over) return;
  event.preventDefault();
  mark(over === dragged.line ? null : event.target);
});
document.addEventListener("drop", (event) => {
  const over = dragged && idOf(event.target, dragged.kind);
  if (!over) return;
  event.preventDefault();
  move(dragged.kind, dragged.line, lines(dragged.kind).indexOf(over));
});
document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
  for (const each of document.querySelectorAll(".dragged")) each.classList.remove("dragged");
});

function mark(element) {
  for (const each of document.querySelectorAll(".over-here")) each.classList.remove("over-here");
  if (!element) return;
  const id = idOf(element, dragged.kind);
  const found = dragged.kind === "row" ? element.closest("tr") : document.querySelector(`th[data-column="${CSS.escape(id)}"]`);
  found?.classList.add("over-here");
}

settle();
