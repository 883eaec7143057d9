// The timeline: fetches claims, shows a window of time, and follows mouse, wheel and keys.

import { fitting, scale, toDay, toIso } from "./timeline/days.js";
import { axisOf, draw, el } from "./timeline/draw.js";
import { chosen, legend, listed, table, tag, toldOn, untimed } from "./timeline/panel.js";
import { drawStrip } from "./timeline/strip.js";

const picture = document.getElementById("picture");
const stripPlace = document.getElementById("strip");
const panel = document.getElementById("chosen");
const form = document.getElementById("narrow");
const tableBox = document.getElementById("table");
const svg = el("svg", { role: "group", tabindex: -1, "aria-label": "Claims by when they happened and when they were said", "aria-describedby": "keys" });
const tip = tag("div", { class: "tip", hidden: "", "aria-hidden": "true" });
picture.append(svg, tip);

const state = { view: null, window: null, chosen: null, active: null, at: null, steps: null, whole: false, moved: false };
let drawn = null;
let strip = null;

// Fetching

async function fetched(window_) {
  const asked = new URLSearchParams(location.search);
  asked.delete("since");
  asked.delete("until");
  if (window_) { asked.set("since", toIso(window_.from)); asked.set("until", toIso(window_.to)); }
  const answer = await fetch(`${picture.dataset.api}?${asked}`);
  return answer.ok ? answer.json() : null;
}

async function load() {
  const all = await fetched(null);
  if (!all) { say("The claims could not be fetched. Load the page again."); return; }
  state.whole = all.total <= all.events.length;
  state.strip = all.strip;
  take(all);
  if (!state.window) state.window = asked() ?? around("said");
  if (!state.whole && asked()) await refill();
  render();
}

// In a large case only the best of a window are there: another window, others.
async function refill() {
  const ticket = (refill.ticket = (refill.ticket ?? 0) + 1);
  const found = await fetched(state.window);
  if (found && ticket === refill.ticket) take(found);
}

function take(view) {
  state.view = view;
  view.whole = state.whole;
  state.steps = view.story && new Map(view.story.tellings.map(([step], n) => [step.claim, { ...step, number: n + 1 }]));
  // A lane keeps its place while time moves under it.
  const order = state.order ?? (state.order = new Map());
  for (const lane of view.lanes) if (!order.has(lane.key)) order.set(lane.key, order.size);
  const rank = (lane) => (lane.key === "others" ? Infinity : order.get(lane.key));
  view.lanes.sort((one, other) => rank(one) - rank(other));
  const left = view.total - view.events.length;
  const note = document.getElementById("cap");
  note.hidden = left <= 0;
  const [drawn_, all] = [view.events.length, view.total].map((n) => n.toLocaleString("en"));
  note.textContent = `${drawn_} of ${all} claims are drawn: those from most origins, and of these the latest told. Come nearer, or narrow it down, to see the others.`;
  untimed(document.getElementById("untimed"), view);
}

// Windows of time

function asked() {
  const since = toDay(form.elements.since.value);
  const until = toDay(form.elements.until.value);
  if (since === null && until === null) return null;
  const whole = around("said");
  const [from, to] = [since ?? whole.from, until === null ? whole.to : until + 1];
  return from < to ? fitting(from, to) : fitting(to - 1, from + 1);
}

function around(what) {
  const { strip: all } = state;
  const told = what === "said" && all.told_first;
  const [first, last] = told ? [all.told_first, all.told_last] : [all.first, all.last];
  if (!first) { const today = toDay(state.view.today); return fitting(today - 30, today + 1); }
  const [from, to] = [toDay(first), toDay(last) + 1];
  const margin = Math.max(1, (to - from) * 0.03);
  return fitting(from - margin, to + margin);
}

function show(window_) {
  state.window = window_;
  state.moved = true;
  requestAnimationFrame(render);
  clearTimeout(show.timer);
  show.timer = setTimeout(settle, 250);
}

// Once the window stands still: the address, the form and the links have it too.
async function settle() {
  const [since, until] = [toIso(state.window.from), toIso(state.window.to - 1e-6)];
  form.elements.since.value = since;
  form.elements.until.value = until;
  const here = new URL(location.href);
  here.searchParams.set("since", since);
  here.searchParams.set("until", until);
  history.replaceState(null, "", here);
  for (const link of document.querySelectorAll("[data-lanes]")) {
    const there = new URL(link.href);
    there.searchParams.set("since", since);
    there.searchParams.set("until", until);
    link.href = there.href;
  }
  if (state.whole) return;
  await refill();
  render();
}

function zoom(factor, middle = (state.window.from + state.window.to) / 2) {
  const { from, to } = state.window;
  const length = fitting(0, (to - from) * factor);
  const kept = (length.to - length.from) / (to - from);
  show({ from: middle - (middle - from) * kept, to: middle + (to - middle) * kept });
}

function shift(share) {
  const by = (state.window.to - state.window.from) * share;
  show({ from: state.window.from + by, to: state.window.to + by });
}

const MOVES = {
  in: () => zoom(0.5, focusDay()), out: () => zoom(2, focusDay()),
  back: () => shift(-0.4), on: () => shift(0.4),
  said: () => show(around("said")), all: () => show(around("all")),
};

// Where somebody is: the day of the event that has the focus, else the middle.
function focusDay() {
  const place = state.at && places().find((each) => sameAs(each, state.at));
  const dated = place && place.x >= state.axis.left && svg.contains(document.activeElement);
  return dated ? state.axis.day(place.x) : undefined;
}

// Drawing

function render() {
  if (!state.view) return;
  const width = Math.floor(picture.clientWidth);
  const had = svg.contains(document.activeElement);
  const place = axisOf(width, state.window, state.view.undated > 0);
  state.axis = { ...scale(state.window, place.left, place.right), ...place };
  drawn = draw(svg, state.view, state.axis, state);
  strip = drawStrip(stripPlace, state.strip, place.left, place.right);
  strip?.show(state.window);
  rove();
  // Who was on a claim that has moved out of view stays in the drawing.
  if (had) (element(state.at) ?? svg.querySelector("[tabindex='0']") ?? svg).focus({ preventScroll: true });
  join();
  tell();
  if (tableBox.open) fillTable();
}

function inView() {
  const here = new Set([...svg.querySelectorAll("[data-claim]")].map((g) => g.dataset.claim));
  for (const { clump } of svg.querySelectorAll(".clump")) for (const event of clump.clump) here.add(event.claim.id);
  return state.view.events.filter((event) => here.has(event.claim.id));
}

function tell() {
  const found = inView().length;
  say(`${toIso(state.window.from)} to ${toIso(state.window.to - 1e-6)}: ${found} of ${state.view.total.toLocaleString("en")} claims in view`);
}

function say(words) {
  const line = document.getElementById("window");
  if (line.textContent !== words) line.textContent = words;
}

function fillTable() {
  table(tableBox.querySelector(".wide"), inView(), state.view);
}

// Going from claim to claim: one of them can be reached by Tab, the arrow keys lead on.

function places() {
  const middle = (g) => {
    const { x, y, width, height } = g.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const base = svg.getBoundingClientRect();
  const made = [];
  for (const bar of drawn.bars) made.push({ track: "happened", event: bar.event, x: bar.at.x, y: bar.at.y });
  for (const dot of drawn.dots) made.push({ track: "said", event: dot.event, x: dot.x, y: dot.y });
  const groups = [...svg.querySelectorAll(".bar.event"), ...svg.querySelectorAll(".dot")];
  made.forEach((place, n) => { place.element = groups[n]; });
  for (const g of svg.querySelectorAll(".clump")) {
    const [x, y] = middle(g);
    made.push({ track: "said", clump: g.clump, x: x - base.x, y: y - base.y, element: g });
  }
  const rank = { happened: 0, said: 1 };
  return made.sort((a, b) => rank[a.track] - rank[b.track] || a.x - b.x || a.y - b.y);
}

function keyOf(place) {
  const who = place.event ? place.event.claim.id : `${place.clump.from} ${place.clump.clump[0].claim.id}`;
  return { track: place.track, who, y: place.y };
}

function sameAs(place, key) {
  const mine = keyOf(place);
  return mine.track === key.track && mine.who === key.who;
}

function element(key) {
  if (!key) return null;
  const same = places().filter((place) => sameAs(place, key));
  same.sort((a, b) => Math.abs(a.y - key.y) - Math.abs(b.y - key.y));
  return same[0]?.element;
}

function rove() {
  const all = places();
  const target = element(state.at) ?? (all.find((place) => place.track === "said" && place.x >= state.axis.left) ?? all[0])?.element;
  for (const { element: g } of all) g.setAttribute("tabindex", g === target ? 0 : -1);
}

function go(key) {
  const all = places();
  const here = all.findIndex((place) => place.element === document.activeElement);
  if (here < 0) return;
  const mine = all[here];
  const row = all.filter((place) => place.track === mine.track);
  const at = row.indexOf(mine);
  let next = { ArrowRight: row[at + 1], ArrowLeft: row[at - 1], Home: row[0], End: row.at(-1) }[key];
  if (key === "ArrowUp" || key === "ArrowDown") {
    const way = key === "ArrowUp" ? -1 : 1;
    const beyond = all.filter((place) => (place.y - mine.y) * way > 3);
    const far = (place) => Math.abs(place.x - mine.x) + 2 * Math.abs(place.y - mine.y);
    next = beyond.sort((a, b) => far(a) - far(b))[0];
  }
  if (next) focusOn(next);
}

function focusOn(place) {
  state.at = keyOf(place);
  for (const { element: g } of places()) g.setAttribute("tabindex", g === place.element ? 0 : -1);
  place.element.focus();
}

// Lines between the two clocks, and the words of what is pointed at

function join() {
  drawn.over.replaceChildren();
  for (const g of svg.querySelectorAll("[data-claim]")) {
    g.classList.toggle("is-chosen", g.dataset.claim === state.chosen);
    g.classList.toggle("is-active", g.dataset.claim === state.active);
  }
  for (const id of new Set([state.chosen, state.active])) {
    const bar = drawn.bars.find((each) => each.event.claim.id === id);
    for (const dot of bar ? drawn.dots.filter((each) => each.event.claim.id === id) : []) {
      drawn.over.append(el("path", { class: "join", d: `M${dot.x} ${dot.y} C${dot.x} ${drawn.middle} ${bar.at.x} ${drawn.middle} ${bar.at.x} ${bar.at.y}` }));
    }
  }
}

function point(g) {
  const id = g?.dataset.claim ?? null;
  if (state.active !== id) { state.active = id; join(); }
  const event = id && state.view.events.find((each) => each.claim.id === id);
  tip.hidden = !event;
  if (!event) return;
  tip.replaceChildren(
    tag("p", {}, event.sentence),
    tag("p", { class: "fine" }, `said ${event.claim.told ? toldOn(event.claim) : "on no date"} · happened ${event.happened || "nobody tells when"}${event.claim.taken_from ? " · ⇉ copied" : ""}`));
  const [box, all] = [g.getBoundingClientRect(), picture.getBoundingClientRect()];
  const x = Math.min(Math.max(0, box.x + Math.min(box.width, 40) / 2 - all.x - 60), all.width - tip.offsetWidth - 4);
  tip.style.left = `${Math.max(0, x)}px`;
  tip.style.top = `${box.y + box.height - all.y + 10}px`;
}

function choose(id, { into = true } = {}) {
  const event = state.view.events.find((each) => each.claim.id === id);
  if (!event) return;
  state.chosen = id;
  chosen(panel, event, state.view);
  for (const step of document.querySelectorAll("[data-step]")) step.classList.toggle("is-chosen", step.dataset.step === id);
  join();
  if (into) panel.querySelector("h2").focus();
}

function press(g) {
  if (g.dataset.claim) { choose(g.dataset.claim); return; }
  const { clump, from, to } = g.clump;
  if (from === null) {
    listed(panel, clump, `${clump.length} claims without a date`);
    panel.querySelector("h2").focus();
  } else {
    const room = Math.max(0.2, (to - from) * 0.1);
    show(fitting(from - room, to + room));
  }
}

// Mouse and keys

svg.addEventListener("focusin", ({ target }) => {
  const place = places().find((each) => each.element === target);
  if (place) state.at = keyOf(place);
  point(target.closest("[data-claim]"));
});
svg.addEventListener("focusout", () => point(null));
svg.addEventListener("pointerover", ({ target }) => point(target.closest("[data-claim]")));
svg.addEventListener("pointerleave", () => point(null));

svg.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const on = event.target.closest(".event");
  const moves = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "said" };
  const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  if (event.shiftKey && event.key === "ArrowLeft") MOVES.back();
  else if (event.shiftKey && event.key === "ArrowRight") MOVES.on();
  else if (moves[event.key]) MOVES[moves[event.key]]();
  else if (on && arrows.includes(event.key)) go(event.key);
  else if (on && (event.key === "Enter" || event.key === " ")) press(on);
  else return;
  event.preventDefault();
});

let drag = null;
picture.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || !svg.contains(event.target) || event.target.closest("a")) return;
  drag = { x: event.clientX, window: state.window, moved: false, on: event.target.closest(".event") };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const by = event.clientX - drag.x;
  if (Math.abs(by) < 4 && !drag.moved) return;
  if (!drag.moved) picture.classList.add("dragged");
  drag.moved = true;
  event.preventDefault();
  const days = by / state.axis.perDay;
  show({ from: drag.window.from - days, to: drag.window.to - days });
});
addEventListener("pointerup", () => {
  const done = drag;
  drag = null;
  picture.classList.remove("dragged");
  if (done && !done.moved && done.on) press(done.on);
});
picture.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const x = event.clientX - picture.getBoundingClientRect().x;
  zoom(event.deltaY > 0 ? 1.25 : 0.8, state.axis.day(state.axis.held(x)));
}, { passive: false });

let brush = null;
stripPlace.addEventListener("pointerdown", (event) => {
  if (!strip || event.button !== 0) return;
  event.preventDefault();
  brush = { from: strip.day(event.clientX - stripPlace.getBoundingClientRect().x), x: event.clientX };
});
addEventListener("pointerup", (event) => {
  if (!brush) return;
  const to = strip.day(event.clientX - stripPlace.getBoundingClientRect().x);
  if (Math.abs(event.clientX - brush.x) < 4) {
    const half = (state.window.to - state.window.from) / 2;
    show({ from: to - half, to: to + half });
  } else {
    show(fitting(Math.min(brush.from, to), Math.max(brush.from, to)));
  }
  brush = null;
});

document.addEventListener("click", ({ target }) => {
  const move = target.closest("[data-move]");
  if (move) MOVES[move.dataset.move]();
  const told = target.closest("[data-choose]");
  if (told) choose(told.dataset.choose);
});
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.at) element(state.at)?.focus();
});
form.addEventListener("change", ({ target }) => {
  if (target.type !== "date") return;
  const window_ = asked();
  if (window_) show(window_);
});
tableBox.addEventListener("toggle", () => { if (tableBox.open) fillTable(); });
document.body.addEventListener("sayso:changed", load);
new ResizeObserver(() => requestAnimationFrame(render)).observe(picture);

await load();
legend(document.getElementById("signs"), Boolean(state.view?.story));
