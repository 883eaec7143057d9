// A report: choose a voice to hear only that one, walk through the claims, correct one in place.
import { act, say } from "./acts.js";

const report = document.querySelector(".report");
const sheet = () => document.getElementById("sheet");
let chosen = null;

// One voice, and everything else dimmed.
function hear(voice) {
  chosen = chosen === voice ? null : voice;
  for (const chip of document.querySelectorAll(".voice-chip")) {
    chip.setAttribute("aria-pressed", String(chip.dataset.voice === chosen));
  }
  show();
}

function show() {
  sheet().classList.toggle("dimmed", chosen !== null);
  const heard = new Set();
  for (const piece of sheet().querySelectorAll(".piece")) {
    const on = chosen !== null && (piece.dataset.voices || "").split(" ").includes(chosen);
    piece.classList.toggle("heard", on);
    if (on) for (const name of (piece.dataset.claims || "").split(" ")) heard.add(name);
  }
  for (const card of sheet().querySelectorAll("[data-claim]")) {
    card.classList.toggle("heard", heard.has(card.dataset.claim));
  }
}

// The sentence of the claim that is looked at.
function mean(name) {
  for (const piece of sheet().querySelectorAll(".piece")) {
    piece.classList.toggle("meant", Boolean(name) && (piece.dataset.claims || "").split(" ").includes(name));
  }
}

report.addEventListener("click", (event) => {
  const chip = event.target.closest(".voice-chip");
  if (chip) { hear(chip.dataset.voice); return; }
  const source = event.target.closest(".piece.is-source");
  if (source && getSelection().isCollapsed) hear(source.dataset.voices.split(" ").at(-1));
});
for (const kind of ["mouseover", "focusin"]) {
  report.addEventListener(kind, (event) => {
    const card = event.target.closest("[data-claim]");
    if (card) mean(card.dataset.claim);
  });
}
report.addEventListener("mouseout", (event) => {
  if (event.target.closest("[data-claim]")) mean(document.activeElement?.closest("[data-claim]")?.dataset.claim);
});

// After the page has fetched itself anew: the same claim is looked at, the same voice heard.
let looked = null;
document.body.addEventListener("htmx:beforeSwap", () => {
  looked = document.activeElement?.closest("[data-claim]")?.dataset.claim ?? null;
});
document.body.addEventListener("htmx:afterSettle", () => {
  show();
  const card = looked && document.getElementById(looked);
  if (card && !card.contains(document.activeElement)) card.focus({ preventScroll: true });
});

// j and k: the next claim and the one before; a, r, c: accept, reject, correct it.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...sheet().querySelectorAll("[data-claim]")];
  const at = all.indexOf(document.activeElement?.closest("[data-claim]"));
  const card = all[at];
  if (event.key === "j" || event.key === "k") {
    const next = all[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  } else if (card && event.key === "a") card.querySelector('[data-act="accept"]')?.click();
  else if (card && event.key === "r") card.querySelector('[data-act="reject"]')?.click();
  else if (card && event.key === "c") card.querySelector("[data-correct]")?.click();
  else if (event.key === "Escape" && chosen) hear(chosen);
});

// Correcting. Places in the text are counted in code points, as everywhere in sayso; the browser
// counts in UTF-16 units, so lengths are taken of the spread string.
const dialog = document.getElementById("correcting");
const form = dialog.querySelector("form");
const selecting = document.getElementById("selecting");
const MODALITIES = ["actual", "attempted", "planned", "ordered", "possible", "conditional", "future"];
let types = null;
let current = null;
let wanted = null;

const pieces = () => [...sheet().querySelectorAll(".piece")].map((piece) => ({
  piece, at: Number(piece.dataset.at), signs: [...piece.textContent],
}));

// Where words stand in the text, nearest to a place.
function find(words, near) {
  const parts = pieces();
  const signs = [];
  const places = [];
  for (const { at, signs: some } of parts) {
    if (places.length && places.at(-1) + 1 !== at) { signs.push("\n"); places.push(at - 1); }
    some.forEach((sign, n) => { signs.push(sign); places.push(at + n); });
  }
  const sought = [...words];
  let best = null;
  for (let n = 0; n + sought.length <= signs.length; n += 1) {
    if (sought.every((sign, k) => signs[n + k] === sign)) {
      if (best === null || Math.abs(places[n] - near) < Math.abs(places[best] - near)) best = n;
    }
  }
  return best === null ? null : [places[best], places[best] + sought.length];
}

function options(select, values, value) {
  select.replaceChildren(...values.map((each) => new Option(each, each, false, each === value)));
}

function roleRow(role, words, span) {
  const row = document.createElement("div");
  row.className = "role-row";
  row.dataset.span = span ? JSON.stringify(span) : "";
  row.dataset.words = words;
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.textContent = role;
  label.htmlFor = input.id = `role-${role}`;
  input.name = `role:${role}`;
  input.value = words;
  const pick = document.createElement("button");
  pick.type = "button";
  pick.textContent = "select";
  pick.setAttribute("aria-label", `select the words for ${role} in the text`);
  pick.addEventListener("click", () => choose(role));
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = "✕";
  drop.setAttribute("aria-label", `leave ${role} empty`);
  drop.addEventListener("click", () => { input.value = ""; input.focus(); });
  row.append(label, input, pick, drop);
  return row;
}

function showRoles() {
  const known = types.find((type) => type.name === form.type.value);
  const kept = new Map([...form.querySelectorAll(".role-row")].map((row) => [row.querySelector("label").textContent, row]));
  form.querySelector(".roles").replaceChildren(...known.roles.map((role) => {
    if (kept.has(role)) return kept.get(role);
    const told = current.roles[role];
    return roleRow(role, told ? told.words : "", told ? told.span : null);
  }));
}

async function correct(button) {
  try {
    types ??= await (await fetch("/api/types")).json();
  } catch {
    say("The server does not answer. Is sayso still running?", { bad: true });
    return;
  }
  current = JSON.parse(button.dataset.correct);
  options(form.type, types.map((type) => type.name), current.type);
  options(form.modality, MODALITIES, current.modality);
  form.polarity.value = current.polarity;
  form.why.value = "";
  form.querySelector(".problem").textContent = "";
  form.querySelector(".roles").replaceChildren();
  showRoles();
  dialog.showModal();
}

function choose(role) {
  wanted = role;
  dialog.close();
  selecting.hidden = false;
  selecting.querySelector("b").textContent = role;
  sheet().classList.add("selecting");
  document.getElementById(current.claim)?.closest(".paragraph").scrollIntoView({ block: "center" });
}

function chosenWords(span, words) {
  selecting.hidden = true;
  sheet().classList.remove("selecting");
  const role = wanted;
  wanted = null;
  if (!current) return;
  dialog.showModal();
  const row = document.getElementById(`role-${role}`).closest(".role-row");
  if (span) {
    row.dataset.span = JSON.stringify(span);
    row.dataset.words = words;
    row.querySelector("input").value = words;
  }
  row.querySelector("input").focus();
}

// The place in the text of one end of a selection.
function placeOf(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
  if (!piece) return null;
  return Number(piece.dataset.at) + [...piece.textContent.slice(0, offset)].length;
}

document.addEventListener("mouseup", () => {
  if (!wanted) return;
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  const words = range.toString();
  selection.removeAllRanges();
  chosenWords([start, end], words);
});
selecting.querySelector("button").addEventListener("click", () => chosenWords(null, ""));
form.type.addEventListener("change", showRoles);
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
report.addEventListener("click", (event) => {
  const button = event.target.closest("[data-correct]");
  if (button) correct(button);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = form.querySelector(".problem");
  const near = Number(document.querySelector(`.piece[data-claims~="${current.claim}"]`)?.dataset.at ?? 0);
  const roles = {};
  for (const row of form.querySelectorAll(".role-row")) {
    const role = row.querySelector("label").textContent;
    const words = row.querySelector("input").value.trim();
    if (!words) continue;
    const same = row.dataset.span && words === row.dataset.words.trim();
    const span = same ? JSON.parse(row.dataset.span) : find(words, near);
    if (!span) {
      problem.textContent = `“${words}” does not stand in this report. Use its own words.`;
      row.querySelector("input").focus();
      return;
    }
    roles[role] = span;
  }
  const value = { type: form.type.value, polarity: form.polarity.value, modality: form.modality.value, roles, why: form.why.value, seen: current.seen };
  if (await act(`/api/claims/${current.claim}/correction`, value)) dialog.close();
  else say("The correction was not saved; see above.", { bad: true });
});
