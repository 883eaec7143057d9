// A report: choose a voice to hear only that one, and walk through the claims. What a person reads
// otherwise, or besides, is in reading.js.

const report = document.querySelector(".report");
const sheet = () => document.getElementById("sheet");
const BESIDE = "[data-claim], [data-saying], [data-proposal]";
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
    if (heard.has(card.dataset.claim)) unfoldFor(card);
  }
}

// The sentence of the claim that is looked at, or the words of the statement.
function mean(card) {
  const { claim, saying, proposal } = card?.dataset ?? {};
  const holds = (names, name) => Boolean(name) && (names || "").split(" ").includes(name);
  for (const piece of sheet().querySelectorAll(".piece")) {
    const { claims, said, proposed } = piece.dataset;
    piece.classList.toggle("meant", holds(claims, claim) || holds(said, saying) || holds(proposed, proposal));
  }
}

report.addEventListener("click", (event) => {
  const chip = event.target.closest(".voice-chip");
  if (chip) { hear(chip.dataset.voice); return; }
  const source = event.target.closest(".piece.is-source");
  if (source && getSelection().isCollapsed && !sheet().classList.contains("selecting")) hear(source.dataset.voices.split(" ").at(-1));
});
for (const kind of ["mouseover", "focusin"]) {
  report.addEventListener(kind, (event) => {
    const card = event.target.closest(BESIDE);
    if (card) mean(card);
  });
}
report.addEventListener("mouseout", (event) => {
  if (event.target.closest(BESIDE)) mean(document.activeElement?.closest(BESIDE));
});

// After the sheet has been fetched anew: the same claim is looked at, the same voice heard. Other parts
// of the page fetch themselves as well, in any order: what they do must not lead away from here, nor
// ask where somebody is while the sheet is between its old words and its new ones.
const ofTheSheet = (event) => event.target.id === "sheet";
let looked = null;
// Where a proposal is looked at that may be gone then: the next ones, else what stands before it.
let nearby = [];
let unfolded = [];
const proposals = () => [...sheet().querySelectorAll("[data-proposal]")];
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!ofTheSheet(event)) return;
  unfolded = [...sheet().querySelectorAll("details[id][open]")].map((each) => each.id);
  looked = document.activeElement?.closest("[data-claim]")?.dataset.claim ?? looked;
  const proposal = document.activeElement?.closest("[data-proposal]");
  const all = [...sheet().querySelectorAll("[data-claim], [data-proposal]")];
  const at = all.indexOf(proposal);
  const after = all.slice(at + 1).filter((each) => each.dataset.proposal);
  nearby = proposal ? [proposal, ...after, ...all.slice(0, at).reverse()].map((each) => each.id) : [];
});
document.addEventListener("sayso:read", (event) => { looked = event.detail; });
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (!ofTheSheet(event)) return;
  show();
  for (const name of unfolded) document.getElementById(name)?.setAttribute("open", "");
  const there = [looked, ...nearby].map((name) => name && document.getElementById(name));
  const card = there.find((each) => each);
  if (wide.matches) unfoldAll();
  if (!card) return;
  unfoldFor(card);
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (there[0]) looked = null;
  nearby = [];
});

// What is folded beside the text is unfolded where an address leads to it, where the room is wide, and
// for paper.
const wide = matchMedia("(min-width: 120rem)");
const unfoldFor = (card) => card?.closest(".margin details")?.setAttribute("open", "");
function unfold() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (name) unfoldFor(document.getElementById(`saying-${name}`) ?? document.getElementById(name));
  if (wide.matches) unfoldAll();
}
function unfoldAll() {
  for (const each of sheet().querySelectorAll(".margin details.more")) each.open = true;
}
addEventListener("hashchange", unfold);
addEventListener("beforeprint", unfoldAll);
wide.addEventListener("change", unfold);
unfold();

// j and k: the next claim and the one before; a, r, c: accept, reject, correct it; n: add one. p: the next
// proposal of a model; no key accepts one, for that should not happen in passing.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...sheet().querySelectorAll("[data-claim]")];
  const at = all.indexOf(document.activeElement?.closest("[data-claim]"));
  const card = all[at];
  if (event.key === "j" || event.key === "k") {
    const next = all[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
    if (next) { unfoldFor(next); next.focus(); next.scrollIntoView({ block: "nearest" }); }
  } else if (card && event.key === "a") card.querySelector('[data-act="accept"]')?.click();
  else if (card && event.key === "r") card.querySelector('[data-act="reject"]')?.click();
  else if (card && event.key === "c") card.querySelector("[data-correct]")?.click();
  else if (event.key === "p") {
    const every = proposals();
    const next = every[every.indexOf(document.activeElement?.closest("[data-proposal]")) + 1] ?? every[0];
    if (next) { unfoldFor(next); next.focus(); next.scrollIntoView({ block: "nearest" }); }
  } else if (event.key === "n") { event.preventDefault(); document.getElementById("add-claim")?.click(); }
  else if (event.key === "Escape" && chosen) hear(chosen);
});
