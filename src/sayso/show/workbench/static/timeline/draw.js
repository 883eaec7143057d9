// The drawing: two tracks over and under one axis. Every shape is made here, element by element.

import { toDay, toIso, ticks } from "./days.js";
import { DENSE, WIDE, isTimed, lanesOf, rowsOf } from "./layout.js";
import { toldOn } from "./panel.js";

const SVG = "http://www.w3.org/2000/svg";
const AXIS = 46;
const HEAD = 30;

export function el(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

const pen = document.createElement("canvas").getContext("2d");

export function widthOf(text, font = "12px system-ui, sans-serif") {
  pen.font = font;
  return pen.measureText(text).width;
}

export function clipped(text, room, font) {
  if (widthOf(text, font) <= room) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(`${text.slice(0, middle)}…`, font) <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

// How a claim is told: as plain, as denied, or as something not (yet) real.
export function kindOf(claim) {
  const kinds = [];
  if (claim.polarity === "denied") kinds.push("is-denied");
  if (claim.modality !== "actual") kinds.push("is-unreal");
  if (claim.status === "rejected") kinds.push("is-rejected");
  if (claim.withdrawn) kinds.push("is-back");
  return kinds.join(" ");
}

// The sign of a claim: a circle, or a square where it is copied; struck through where it is denied,
// dashed where it is not real, crossed where somebody rejected it, with a bar where it was taken back.
export function sign(claim, radius, step = null) {
  const r = radius;
  const body = claim.taken_from
    ? el("rect", { class: "body", x: -r, y: -r, width: 2 * r, height: 2 * r })
    : el("circle", { class: "body", r });
  const made = el("g", { class: `sign ${kindOf(claim)}` }, body);
  if (step === "first" || step === "origin") made.prepend(el("circle", { class: "ring", r: r + 3 }));
  const far = r + 1;
  const line = (x1, y1, x2, y2) => made.append(el("line", { x1, y1, x2, y2 }));
  if (claim.polarity === "denied") line(-0.7 * far, 0.7 * far, 0.7 * far, -0.7 * far);
  if (claim.withdrawn) line(-far - 2, 0, far + 2, 0);
  if (claim.status === "rejected") { line(-far, -far, far, far); line(-far, far, far, -far); }
  return made;
}

export function axisOf(width, window_, undated) {
  const label = width < 760 ? 124 : 168;
  const room = undated ? 3 * DENSE.across + 16 : 0;
  return { label, undated: { left: label, width: room }, left: label + room + 6, right: width - 8 };
}

// Draw a view; what comes back tells where everything stands.
export function draw(svg, view, axis, state) {
  const size = view.story ? WIDE : DENSE;
  const happened = rowsOf(view.events, axis, labelled, HEAD);
  const middle = happened.bottom + 8;
  const said = lanesOf(view, axis, size, middle + AXIS + 4);
  const height = said.bottom + 8;
  svg.setAttribute("width", axis.right + 8);
  svg.setAttribute("height", height);
  const [under, over] = [el("g", { class: "links" }), el("g", { class: "over" })];
  svg.replaceChildren(
    definitions(axis, height),
    ground(axis, middle, height, view),
    tracks(axis, happened, said, middle, view),
    under,
    el("g", { class: "happened", "clip-path": "url(#plot)" }, ...happened.bars.map((bar) => barOf(bar, axis))),
    el("g", { class: "said" }, ...said.lanes.flatMap(({ lane, items }) =>
      items.map((item) => (item.clump ? clumpOf(item, lane) : dotOf(item, size, state))))),
    over,
  );
  const dots = said.lanes.flatMap((lane) => lane.items.filter((item) => item.event));
  if (view.story) under.append(...arrows(dots, state.steps, size));
  return { happened, said, dots, bars: happened.bars, over, middle };
}

function definitions(axis, height) {
  const fade = (id, from, to) => el("linearGradient", { id },
    el("stop", { class: "ink", offset: 0, "stop-opacity": from }),
    el("stop", { class: "ink", offset: 1, "stop-opacity": to }));
  const head = el("marker", { id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
    el("path", { class: "head", d: "M0 0 L8 4 L0 8 z" }));
  const plot = el("clipPath", { id: "plot" }, el("rect", { x: axis.left - 1, y: 0, width: Math.max(0, axis.right - axis.left + 2), height }));
  return el("defs", {}, fade("fade-in", 0, 0.75), fade("fade-out", 0.75, 0), head, plot);
}

// The axis between the tracks, its lines through both, and the time that has not come.
function ground(axis, middle, height, view) {
  const made = el("g", { class: "ground", "aria-hidden": "true" });
  const tomorrow = toDay(view.today) + 1;
  if (tomorrow < axis.to) {
    const x = axis.held(axis.x(tomorrow));
    made.append(el("rect", { class: "future", x, y: 0, width: axis.right - x, height }));
    if (axis.right - x > 70) made.append(text("after today", x + 4, height - 4, "fine"));
  }
  const { minor, major } = ticks(axis);
  made.append(el("rect", { class: "axis", x: axis.left, y: middle, width: axis.right - axis.left, height: AXIS }));
  let last = -Infinity;
  for (const { day, words } of minor) {
    const x = axis.x(day);
    if (x >= axis.left) made.append(el("line", { class: "step-minor", x1: x, x2: x, y1: HEAD - 6, y2: height }));
    const at = Math.max(axis.left + 2, x + 3);
    if (at < last + 6 || at + widthOf(words) > Math.min(axis.right, axis.x(minor.find((m) => m.day > day)?.day ?? axis.to) + 2)) continue;
    last = at + widthOf(words);
    made.append(text(words, at, middle + 38, "tick"));
  }
  major.forEach(({ day, words }, n) => {
    const x = axis.x(day);
    if (x >= axis.left) made.append(el("line", { class: "step-major", x1: x, x2: x, y1: HEAD - 6, y2: height }));
    const at = Math.max(axis.left + 2, x + 3);
    const end = n + 1 < major.length ? axis.x(major[n + 1].day) : axis.right;
    if (at + widthOf(words, "600 12px system-ui, sans-serif") <= end) made.append(text(words, at, middle + 18, "tick major"));
  });
  return made;
}

function text(words, x, y, kind) {
  return el("text", { x, y, class: kind }, words);
}

// The names of the tracks and lanes, and what lies to the left and to the right.
function tracks(axis, happened, said, middle, view) {
  const made = el("g", { class: "names" });
  made.append(text("happened", 0, 18, "track"), text("said", 0, middle + 30, "track"));
  const timed = view.events.filter(isTimed).length;
  if (!timed) made.append(text("Of these claims nobody tells when it happened.", axis.left + 8, HEAD + 16, "fine"));
  if (view.whole && happened.before) made.append(text(`◂ ${happened.before} earlier`, axis.left + 4, 18, "fine"));
  if (view.whole && happened.after) {
    made.append(el("text", { x: axis.right - 4, y: 18, class: "fine", "text-anchor": "end" }, `${happened.after} later ▸`));
  }
  if (happened.hidden) {
    made.append(el("text", { x: (axis.left + axis.right) / 2, y: 18, class: "fine", "text-anchor": "middle" }, `${happened.hidden} more than there is room for: come nearer`));
  }
  if (axis.undated.width) made.append(text("no date", axis.undated.left - 2, middle + 38, "fine"));
  const font = "13px system-ui, sans-serif";
  for (const { lane, top, height } of said.lanes) {
    made.append(el("line", { class: "lane", x1: 0, x2: axis.right, y1: top, y2: top }));
    const name = `${lane.unnamed ? "? " : ""}${lane.name}`;
    const words = el("text", { x: 0, y: top + height / 2 + 4, class: lane.href ? "lane-name" : "lane-name several" },
      el("title", {}, `${name}: ${lane.count}`), clipped(name, axis.label - 10, font));
    made.append(lane.href ? el("a", { href: lane.href }, words) : words);
  }
  return made;
}

// The words beside a bar: on whose word first, so that no claim stands there bare.
export function labelled(event, room) {
  const { claim } = event;
  const [first, last] = [claim.chain[0], claim.chain.at(-1)];
  const between = claim.chain.length > 2 ? "▸ … " : "";
  const who = claim.chain.length > 1 ? `${first.name} ${between}▸ ${last.name}` : first.name;
  const marks = `${claim.polarity === "denied" ? "⊘ " : ""}${claim.modality !== "actual" ? `◌ ${claim.modality} ` : ""}`;
  const roles = claim.roles.slice(0, 2).map((role) => role.name).join(" → ");
  const said = `${clipped(who, room * 0.6)}: ${marks}${claim.type.replaceAll("_", " ")} ${roles}`;
  const shown = clipped(said, room);
  return { text: shown, width: widthOf(shown) };
}

function button(kind, event, words) {
  return el("g", { class: kind, role: "button", tabindex: -1, "data-claim": event?.claim.id, "aria-label": words });
}

function barOf(bar, axis) {
  const { event, left, right, y } = bar;
  const made = button(`event bar ${event.precision} ${kindOf(event.claim)}`, event, spoken(event, "happened"));
  const [x, end] = [Math.max(left, axis.left - 20), Math.min(right, axis.right + 20)];
  const height = event.precision === "day" ? 12 : 10;
  made.append(
    el("rect", { class: "halo", x: Math.max(x, axis.left) - 3, y: y - 9, width: Math.min(end, axis.right) - Math.max(x, axis.left) + 6, height: 18 }),
    el("rect", { class: "body", x, y: y - height / 2, width: Math.max(1, end - x), height, rx: event.precision === "day" ? 1 : 3 }),
  );
  if (event.precision === "stretch") {
    for (const at of [left, right]) made.append(el("line", { class: "cap", x1: at, x2: at, y1: y - 7, y2: y + 7 }));
  }
  if (event.precision === "since" || event.precision === "until") {
    const at = event.precision === "since" ? left : right;
    made.append(el("line", { class: "cap", x1: at, x2: at, y1: y - 7, y2: y + 7 }));
  }
  if (kindOf(event.claim)) {
    const small = sign(event.claim, 4);
    small.setAttribute("transform", `translate(${Math.max(axis.left + 6, left - 8)} ${y})`);
    made.append(small);
  }
  if (bar.label) made.append(el("text", { class: bar.label.on ? "label on" : "label", x: bar.label.x, y: y + 4 }, bar.label.text));
  bar.at = { x: axis.held((Math.max(left, axis.left) + Math.min(right, axis.right)) / 2), y };
  if (event.precision === "since") bar.at.x = axis.held(left);
  if (event.precision === "until") bar.at.x = axis.held(right);
  return made;
}

function dotOf(item, size, state) {
  const { event, x, y } = item;
  const step = state.steps?.get(event.claim.id);
  const made = button("event dot", event, spoken(event, "said", step));
  const half = Math.min(size.across, size.down) / 2;
  made.setAttribute("transform", `translate(${x} ${y})`);
  made.append(el("circle", { class: "halo", r: size.radius + 4 }), el("circle", { class: "reach", r: half }), sign(event.claim, size.radius, step?.kind));
  if (step) made.append(el("text", { class: "number", x: size.radius + 5, y: 4 }, String(step.number)));
  return made;
}

function clumpOf(item, lane) {
  const days = item.from === null ? "without a date" : item.to - item.from === 1 ? `told ${toIso(item.from)}` : `told ${toIso(item.from)} to ${toIso(item.to - 1)}`;
  const many = String(item.clump.length);
  const words = `${many} claims ${days}, ${lane.name}: ${item.from === null ? "list them" : "come nearer"}`;
  const made = button("event clump", null, words);
  const wide = Math.max(22, widthOf(many) + 10);
  made.setAttribute("transform", `translate(${item.x} ${item.y})`);
  made.append(el("rect", { class: "halo", x: -wide / 2 - 3, y: -12, width: wide + 6, height: 24 }), el("rect", { class: "body", x: -wide / 2, y: -9, width: wide, height: 18, rx: 4 }), el("text", { y: 4, "text-anchor": "middle" }, many));
  made.clump = item;
  return made;
}

// Arrows from the report that was copied to the one that copied it.
function arrows(dots, steps, size) {
  const made = [];
  for (const taker of dots) {
    const step = steps.get(taker.event.claim.id);
    if (step?.kind !== "copy" || !step.giver) continue;
    const from = dots.filter((dot) => dot.event.claim.report === step.giver.id);
    const giver = from.find((dot) => dot.event.origin === taker.event.origin) ?? from[0];
    if (!giver || giver === taker) continue;
    const [x1, y1, x2, y2] = [giver.x, giver.y, taker.x, taker.y];
    const far = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [dx, dy] = [(x2 - x1) / far, (y2 - y1) / far];
    const r = size.radius + 4;
    const bend = Math.min(40, far / 4);
    const [mx, my] = [(x1 + x2) / 2 - dy * bend, (y1 + y2) / 2 + dx * bend];
    made.push(el("path", { class: "copied", "marker-end": "url(#head)", d: `M${x1 + dx * r} ${y1 + dy * r} Q${mx} ${my} ${x2 - dx * r} ${y2 - dy * r}` }));
  }
  return made;
}

// What a screen reader says of an event: the whole sentence, with its chain.
export function spoken(event, clock, step = null) {
  const { claim } = event;
  const told = claim.told ? `told ${toldOn(claim)}` : "no date of telling";
  const when = event.happened ? `said to have happened ${event.happened}` : "nobody tells when it happened";
  const parts = clock === "happened" ? [when, told] : [told, when];
  const kinds = { first: "first in this case", origin: "new origin", copy: "copied", again: "same origin", against: "says otherwise" };
  if (step) parts.unshift(`${step.number}, ${kinds[step.kind]}`);
  else if (claim.taken_from) parts.push("copied");
  return `${parts.join("; ")}. ${event.sentence}`;
}
