// What a person reads in a report: a claim corrected, or one added that the program did not read.
// Places in the text are counted in code points, as everywhere in sayso; the browser counts in UTF-16
// units, so lengths are taken of the spread string.
import { act, say } from "./acts.js";

const report = document.querySelector(".report");
const sheet = () => document.getElementById("sheet");
const dialog = document.getElementById("correcting");
const form = dialog.querySelector("form");
const problem = form.querySelector(".problem");
const selecting = document.getElementById("selecting");
const wordsRow = document.getElementById("words-row");
const MODALITIES = ["actual", "attempted", "planned", "ordered", "possible", "conditional", "future"];
let types = null;
// What is read: the claim that is corrected, or the place at which one is added.
let current = null;
// The row of words that is being selected in the text.
let wanted = null;

const pieces = () => [...sheet().querySelectorAll(".piece")].map((piece) => ({
  at: Number(piece.dataset.at), signs: [...piece.textContent],
}));

// Where words stand in the text, nearest to a place.
function find(words, near) {
  const signs = [];
  const places = [];
  for (const { at, signs: some } of pieces()) {
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

// The place in the text of one end of a selection.
function placeOf(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
  if (!piece) return null;
  return Number(piece.dataset.at) + [...piece.textContent.slice(0, offset)].length;
}

// What is selected in the text, as words and their place; null where nothing is.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return null;
  return { span: [start, end], words: range.toString() };
}

// Rows of words: what was put in, and where it stands as long as nobody types over it.

function put(row, words, span) {
  row.dataset.span = span ? JSON.stringify(span) : "";
  row.dataset.words = words;
  row.querySelector("input").value = words;
}

// Where the words of a row stand; null where there are none, false where they are not in the text.
function standing(row) {
  const words = row.querySelector("input").value.trim();
  if (!words) return null;
  if (row.dataset.span && words === row.dataset.words.trim()) return JSON.parse(row.dataset.span);
  return find(words, current.near) ?? false;
}

function notThere(row) {
  const input = row.querySelector("input");
  problem.textContent = `“${input.value.trim()}” does not stand in this report. Use its own words.`;
  input.focus();
}

function roleRow(role, words, span) {
  const row = document.createElement("div");
  row.className = "role-row";
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.textContent = role;
  label.htmlFor = input.id = `role-${role}`;
  input.name = `role:${role}`;
  input.autocomplete = "off";
  row.append(label, input, button("select", `select the words for ${role} in the text`, () => choose(row, role)),
    button("✕", `leave ${role} empty`, () => { input.value = ""; input.focus(); }));
  put(row, words, span);
  return row;
}

function button(words, label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}

function showRoles() {
  const known = types.find((type) => type.name === form.type.value);
  document.getElementById("meaning").textContent = known ? known.definition : "";
  const kept = new Map([...form.querySelectorAll(".roles .role-row")].map((row) => [row.querySelector("label").textContent, row]));
  form.querySelector(".roles").replaceChildren(...(known?.roles ?? []).map((role) => {
    if (kept.has(role)) return kept.get(role);
    const told = current.roles[role];
    return roleRow(role, told ? told.words : "", told ? told.span : null);
  }));
}

function options(select, values, value) {
  select.replaceChildren(...values.map(([name, words]) => new Option(words, name, false, name === value)));
}

// The dialog, for a claim that is there or for a new one.
async function open(what) {
  try {
    types ??= await (await fetch("/api/types")).json();
  } catch {
    say("The server does not answer. Is sayso still running?", { bad: true });
    return;
  }
  current = what;
  const adding = !what.claim;
  dialog.className = adding ? "is-adding" : "is-correcting";
  document.getElementById("correcting-title").textContent = adding ? "Add a claim" : "Correct the claim";
  form.querySelector('[value="save"]').textContent = adding ? "Add the claim" : "Save the correction";
  const named = types.map((type) => [type.name, type.name.replaceAll("_", " ")]);
  options(form.type, adding ? [["", "choose a type"], ...named] : named, what.type ?? "");
  options(form.modality, MODALITIES.map((each) => [each, each]), what.modality ?? "actual");
  form.polarity.value = what.polarity ?? "affirmed";
  form.why.value = "";
  // What is hidden must not be asked for.
  form.statement.disabled = !adding;
  problem.textContent = "";
  form.querySelector(".roles").replaceChildren();
  put(wordsRow, "", null);
  options(form.statement, [["", "choose the words first"]], "");
  showRoles();
  dialog.showModal();
}

const correct = (pressed) => {
  const told = JSON.parse(pressed.dataset.correct);
  const near = document.querySelector(`.piece[data-claims~="${told.claim}"]`)?.dataset.at ?? 0;
  return open({ ...told, near: Number(near) });
};

// A claim is added to a statement, or to what is selected in the text; else the words are typed in.
async function add(statement) {
  const chosen = statement ? null : selected();
  const card = document.activeElement?.closest?.("[data-claim]");
  const near = document.querySelector(card ? `.piece[data-claims~="${card.dataset.claim}"]` : ".piece")?.dataset.at;
  await open({ roles: {}, near: chosen ? chosen.span[0] : Number(near ?? 0) });
  if (!dialog.open) return;
  if (chosen) { put(wordsRow, chosen.words, chosen.span); await place(`start=${chosen.span[0]}&end=${chosen.span[1]}`); }
  if (statement) await place(`statement=${encodeURIComponent(statement)}`);
  (statement || chosen ? form.type : form.words).focus();
}

// On whose word the words would be told: the server knows.
async function place(asked) {
  const answer = await fetch(`/api/reports/${encodeURIComponent(dialog.dataset.report)}/placing?${asked}`);
  if (!answer.ok) { problem.textContent = `That did not work (${answer.status}). Load the page again.`; return; }
  const told = await answer.json();
  problem.textContent = told.problem;
  const found = told.on.map((each) => [each.statement, each.chain]);
  options(form.statement, found.length ? found : [["", "on nobody’s: choose other words"]], found[0]?.[0] ?? "");
  if (!told.problem) { put(wordsRow, told.words, told.span); current.near = told.span[0]; }
}

async function placeWords() {
  const span = standing(wordsRow);
  if (span === false) { notThere(wordsRow); options(form.statement, [["", "choose the words first"]], ""); }
  else if (span) await place(`start=${span[0]}&end=${span[1]}`);
}

// Selecting in the text, with the dialog out of the way.
function choose(row, name) {
  wanted = row;
  dialog.close();
  selecting.hidden = false;
  selecting.querySelector("b").textContent = name;
  sheet().classList.add("selecting");
  const piece = [...sheet().querySelectorAll(".piece")].filter((each) => Number(each.dataset.at) <= current.near).at(-1);
  piece?.scrollIntoView({ block: "center" });
}

async function chosenWords(found) {
  selecting.hidden = true;
  sheet().classList.remove("selecting");
  const row = wanted;
  wanted = null;
  if (!current || !row) return;
  dialog.showModal();
  if (found) {
    put(row, found.words, found.span);
    if (row === wordsRow) await placeWords();
  }
  row.querySelector("input").focus();
}

document.addEventListener("mouseup", () => {
  const found = wanted && selected();
  if (!found) return;
  getSelection().removeAllRanges();
  chosenWords(found);
});
document.addEventListener("keydown", (event) => {
  if (wanted && event.key === "Escape") chosenWords(null);
});
selecting.querySelector("button").addEventListener("click", () => chosenWords(null));
form.type.addEventListener("change", showRoles);
form.words.addEventListener("change", placeWords);
wordsRow.querySelector("[data-pick]").addEventListener("click", () => choose(wordsRow, "the claim"));
wordsRow.querySelector("[data-drop]").addEventListener("click", () => { put(wordsRow, "", null); form.words.focus(); });
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
// A press on a button would take what is selected away before it is looked at.
report.addEventListener("mousedown", (event) => { if (event.target.closest("#add-claim")) event.preventDefault(); });
report.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-correct], [data-add]");
  if (!pressed) return;
  if (pressed.dataset.correct) correct(pressed);
  else add(pressed.dataset.add);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  const roles = {};
  for (const row of form.querySelectorAll(".roles .role-row")) {
    const span = standing(row);
    if (span === false) { notThere(row); return; }
    if (span) roles[row.querySelector("label").textContent] = span;
  }
  if (!Object.keys(roles).length) {
    problem.textContent = "A claim needs somebody or something in one role at least.";
    form.querySelector(".roles input")?.focus();
    return;
  }
  const value = { type: form.type.value, polarity: form.polarity.value, modality: form.modality.value, roles, why: form.why.value };
  const refused = (words) => { problem.textContent = words; };
  if (current.claim) {
    if (await act(`/api/claims/${current.claim}/correction`, { ...value, seen: current.seen }, refused)) dialog.close();
    return;
  }
  const words = standing(wordsRow);
  if (!words) { if (words === false) notThere(wordsRow); else { problem.textContent = "Choose the words that tell it."; form.words.focus(); } return; }
  const address = `/api/reports/${encodeURIComponent(dialog.dataset.report)}/claims`;
  const made = await act(address, { ...value, words, statement: form.statement.value }, refused);
  if (!made) return;
  document.dispatchEvent(new CustomEvent("sayso:read", { detail: made.subject }));
  dialog.close();
});
