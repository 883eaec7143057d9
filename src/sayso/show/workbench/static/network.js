// The network: draws it, filters it in place, and opens what is chosen beside it.

import { say } from "./acts.js";
import { daysOf, fromAddress, inWords, passes, standing, toAddress, WIDE } from "./network-filters.js";
import { fillList, markRow, showRows } from "./network-list.js";
import { clipped, labelOf, lineOf, shapeOf, sizeOf, styleOf, tokens } from "./network-looks.js";
import { keepLabelled, labelled } from "./network-labels.js";
import { arranged } from "./network-places.js";
import { pictureOf, saved, rastered } from "./network-picture.js";

const net = document.querySelector(".net");
const form = document.getElementById("filters");
const canvas = document.getElementById("canvas");
const side = document.getElementById("side");
const $ = (name) => document.getElementById(name);

// All that the page knows: nodes and edges with what they came to under the filters.
const state = { nodes: new Map(), edges: [], speakers: new Map(), days: [], filters: fromAddress(location.search), chosen: null, cy: null };

function take(told) {
  const { picture } = told;
  for (const node of picture.nodes) state.nodes.set(node.id, node);
  for (const speaker of picture.speakers) state.speakers.set(speaker.key, speaker);
  state.edges = picture.edges;
  for (const edge of state.edges) {
    edge.half = [edge.source, edge.target].some((end) => state.nodes.get(end).identity === null);
  }
  state.days = daysOf(state.edges);
}

// The filters as the form shows them.

function setForm() {
  const { filters } = state;
  const most = Math.max(2, ...state.edges.map((edge) => edge.origins.length));
  Object.assign(form.elements.origins, { max: most, value: filters.origins });
  form.elements.support.value = filters.support;
  const place = filters.day ? state.days.findLastIndex((day) => day <= filters.day) : state.days.length - 1;
  Object.assign(form.elements.day, { max: Math.max(0, state.days.length - 1), value: Math.max(0, place) });
  form.elements.day.disabled = state.days.length < 2;
  form.elements.voice.value = filters.voice;
  for (const name of ["alleged", "unnamed", "denied", "unreal", "described"]) form.elements[name].checked = filters[name];
  for (const box of typeBoxes()) box.checked = !filters.without.includes(box.value);
}

function typeBoxes() {
  return [...form.querySelectorAll('input[name="type"]')];
}

function readForm() {
  const fields = form.elements;
  const last = Number(fields.day.value) === state.days.length - 1;
  state.filters = {
    ...WIDE,
    support: Number(fields.support.value),
    origins: Number(fields.origins.value),
    voice: fields.voice.value,
    day: last ? "" : state.days[Number(fields.day.value)] ?? "",
    without: typeBoxes().filter((box) => !box.checked).map((box) => box.value),
  };
  for (const name of ["alleged", "unnamed", "denied", "unreal", "described"]) state.filters[name] = fields[name].checked;
}

function tellForm() {
  const { filters } = state;
  const told = {
    support: filters.support ? `at least ${filters.support} %` : "any",
    origins: filters.origins > 1 ? `at least ${filters.origins}` : "any number",
    day: filters.day || (state.days.length ? `all, up to ${state.days.at(-1)}` : "no dates"),
  };
  for (const [name, words] of Object.entries(told)) {
    $(`${name}-told`).textContent = words;
    form.elements[name].setAttribute("aria-valuetext", words);
  }
  const off = filters.without.length;
  $("types-told").textContent = off ? `${off} left out` : "all shown";
}

// Filtering: hides and shows, and moves nothing.

function counted(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

function filter() {
  const shownNodes = new Set(net.dataset.around ? [net.dataset.around] : []);
  let [shown, alone, unknown] = [0, 0, 0];
  for (const edge of state.edges) {
    edge.left = standing(edge, state.filters);
    edge.shown = passes(edge, edge.left, state.filters);
    if (!edge.shown) continue;
    shown += 1;
    alone += edge.left.length === 1;
    unknown += edge.belief === null;
    shownNodes.add(edge.source).add(edge.target);
  }
  for (const node of state.nodes.values()) node.shown = shownNodes.has(node.id);
  const hidden = state.edges.length - shown;
  const parts = [`${counted(shown, "proposition")} between ${shownNodes.size} parties shown`];
  if (hidden) parts.push(`${hidden} hidden by the filters`);
  state.told = `${parts.join(", ")}. ${alone} of those shown ${alone === 1 ? "rests" : "rest"} on one origin${unknown ? `; of ${unknown} nothing can be known` : ""}.`;
  $("shown").textContent = state.told;
  paint();
  showRows(state.edges);
}

function paint() {
  if (!state.cy) return;
  const colour = tokens();
  state.cy.batch(() => {
    for (const edge of state.edges) {
      const drawn = state.cy.getElementById(edge.id);
      drawn.toggleClass("gone", !edge.shown);
      if (!edge.shown) continue;
      const line = lineOf(edge, edge.left);
      drawn.scratch("_sayso", { line });
      drawn.data({ ...lookOf(edge, line, colour), label: labelOf(edge, edge.left) });
    }
    for (const node of state.nodes.values()) state.cy.getElementById(node.id).toggleClass("gone", !node.shown);
  });
  labelled(state.cy);
}

// What the canvas needs to know of a line; its width and gaps follow the zoom.
function lookOf(edge, line, colour) {
  return {
    colour: colour[line.token], style: line.gaps.length ? "dashed" : "solid", fill: line.hollow ? "hollow" : "filled",
    arrow: edge.directed || line.arrow === "tee" ? line.arrow : "none",
  };
}

function changed() {
  readForm();
  tellForm();
  filter();
  remember();
}

function remember() {
  const told = new URLSearchParams(toAddress(state.filters, location.search));
  if (state.chosen) told.set("chosen", state.chosen); else told.delete("chosen");
  const query = told.toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : ""));
}

// Drawing.

function draw() {
  const colour = tokens();
  const elements = [...state.nodes.values()].map((node) => ({
    data: { id: node.id, label: clipped(node.name), font: 12, shape: shapeOf(node), size: sizeOf(node) },
    classes: [node.identity === null ? "described" : "", node.id === net.dataset.around ? "centre" : ""].join(" "),
  }));
  for (const edge of state.edges) {
    const line = lineOf(edge, edge.origins);
    const look = { ...lookOf(edge, line, colour), label: labelOf(edge, edge.origins) };
    const size = { font: 11, riseX: 0, riseY: 0, width: line.width, gaps: [1, 0], arrowSize: 0.85 };
    elements.push({ data: { id: edge.id, source: edge.source, target: edge.target, ...size, ...look }, scratch: { _sayso: { line } } });
  }
  state.cy = window.cytoscape({
    container: canvas, elements, style: styleOf(colour), layout: { name: "null" },
    minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single",
  });
  arranged(state.cy);
  state.cy.on("tap", "edge, node", (event) => choose(event.target.id()));
  state.cy.on("tap", (event) => { if (event.target === state.cy) close(); });
  state.cy.on("mouseover", "node, edge", (event) => near(event.target, true));
  state.cy.on("mouseout", "node, edge", (event) => near(event.target, false));
  fit();
  keepLabelled(state.cy);
  new ResizeObserver(() => state.cy.resize()).observe(canvas);
  net.classList.add("drawn");
  net.dataset.drawn = "yes";
}

function near(element, on) {
  const all = element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
  all.toggleClass("near", on);
}

function fit() {
  const shown = state.cy.elements().not(".gone");
  const box = (shown.empty() ? state.cy.elements() : shown).boundingBox({ includeLabels: false });
  // Names lie beside their nodes: some room for them.
  const level = Math.min(1.4, (state.cy.width() - 190) / box.w, (state.cy.height() - 110) / box.h);
  state.cy.zoom(Math.max(0.05, level));
  state.cy.center(shown.empty() ? undefined : shown);
}

function zoom(by) {
  const at = { x: state.cy.width() / 2, y: state.cy.height() / 2 };
  state.cy.zoom({ level: state.cy.zoom() * by, renderedPosition: at });
}

const KEYS = {
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => fit(),
  ArrowLeft: () => state.cy.panBy({ x: 60, y: 0 }), ArrowRight: () => state.cy.panBy({ x: -60, y: 0 }),
  ArrowUp: () => state.cy.panBy({ x: 0, y: 60 }), ArrowDown: () => state.cy.panBy({ x: 0, y: -60 }),
};

// What is chosen, beside the picture.

async function choose(id, { focus = false } = {}) {
  const edge = state.edges.find((each) => each.id === id);
  const node = state.nodes.get(id);
  if (!edge && !node) return;
  if (node && node.identity === null) {
    choose(state.edges.find((each) => each.source === id || each.target === id).id, { focus });
    return;
  }
  state.chosen = id;
  state.cy.elements(".chosen").removeClass("chosen");
  state.cy.getElementById(id).addClass("chosen");
  markRow(id);
  remember();
  const address = edge ? `/network/edges/${encodeURIComponent(id)}` : `/network/entities/${encodeURIComponent(id)}`;
  try {
    await window.htmx.ajax("GET", address, { target: "#about", select: "#about", swap: "outerHTML" });
  } catch {
    // Told below: what came is not what was asked for.
  }
  if (state.chosen !== id) return;
  if ($("about").dataset.of !== id) {
    say("That could not be read. The case may have changed: load the page again.", { bad: true });
    return;
  }
  side.hidden = false;
  side.scrollTop = 0;
  requestAnimationFrame(() => bring(state.cy.getElementById(id)));
  tellLater();
  if (focus) $("about").querySelector("h2")?.focus();
  side.scrollIntoView({ block: "nearest" });
}

// Moves the picture where what was chosen lies outside it or below the panel, or is too small to read.
function bring(element) {
  const { cy } = state;
  const width = Math.max(200, side.getBoundingClientRect().left - canvas.getBoundingClientRect().left);
  const box = element.renderedBoundingBox({ includeLabels: false });
  const free = 40;
  const within = box.x1 > free && box.y1 > free && box.x2 < width - free && box.y2 < cy.height() - free;
  if (within && cy.zoom() > 0.3) return;
  const zoom = Math.max(0.8, cy.zoom());
  const { x1, x2, y1, y2 } = element.boundingBox({ includeLabels: false });
  const pan = { x: width / 2 - (zoom * (x1 + x2)) / 2, y: cy.height() / 2 - (zoom * (y1 + y2)) / 2 };
  cy.animate({ zoom, pan, duration: still() ? 0 : 250 });
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Origins that were told after the day that is looked at say so.
function tellLater() {
  for (const part of side.querySelectorAll(".word")) {
    const later = Boolean(state.filters.day) && (part.dataset.first === "" || part.dataset.first > state.filters.day);
    part.classList.toggle("told-later", later);
    part.querySelector(".later").hidden = !later;
  }
}

function close() {
  if (side.hidden) return;
  const held = side.contains(document.activeElement);
  const row = document.querySelector('#rows tr[aria-current="true"] button');
  side.hidden = true;
  state.chosen = null;
  state.cy.elements(".chosen").removeClass("chosen");
  markRow(null);
  remember();
  if (held) (row ?? canvas).focus();
}

// Finding a name.

async function seek() {
  const words = $("seek").value.trim();
  const sought = $("sought");
  sought.replaceChildren();
  if (!words) return;
  const fold = (text) => text.toLowerCase();
  const all = [...state.nodes.values()].sort((a, b) => (a.identity === null) - (b.identity === null) || b.ties - a.ties);
  const found = all.find((node) => fold(node.name) === fold(words)) ?? all.find((node) => fold(node.name).includes(fold(words)));
  if (found) {
    if (!found.shown) sought.textContent = `The filters hide ${found.name}.`;
    await choose(found.id);
    return;
  }
  const answer = await fetch(`/api/search?q=${encodeURIComponent(words)}`);
  const { people } = answer.ok ? await answer.json() : { people: [] };
  sought.append(people.length ? "Not in this picture. Neighbourhood of " : "No name holds these words.");
  for (const [number, [id, name]] of people.entries()) {
    const link = document.createElement("a");
    link.href = `/network?around=${encodeURIComponent(id)}`;
    link.textContent = name;
    sought.append(number ? ", " : "", link);
  }
}

// The picture as a file, with what it shows in words.

function captionOf() {
  const said = inWords(state.filters, state.speakers);
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const around = net.dataset.around ? ` Around ${state.nodes.get(net.dataset.around).name}.` : "";
  return [
    `${net.dataset.case}, network of ${day}.${around} What is shown is what reports say.`,
    said.length ? `Filters: ${said.join("; ")}.` : "Filters: none.",
    state.told,
  ];
}

async function save(kind) {
  const svg = pictureOf(state.cy, state.edges, state.nodes, captionOf());
  const made = kind === "svg" ? new Blob([svg.text], { type: "image/svg+xml" }) : await rastered(svg);
  saved(made, `${net.dataset.case}-network.${kind}`);
}

function wire() {
  form.addEventListener("input", (event) => { if (event.target.name) { changed(); tellLater(); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); seek(); });
  form.addEventListener("reset", (event) => { event.preventDefault(); state.filters = { ...WIDE }; setForm(); changed(); tellLater(); });
  for (const [id, on] of [["all-types", true], ["no-types", false]]) {
    $(id).addEventListener("click", () => { for (const box of typeBoxes()) box.checked = on; changed(); });
  }
  $("seek").addEventListener("change", seek);
  $("closer").addEventListener("click", () => zoom(1.25));
  $("farther").addEventListener("click", () => zoom(0.8));
  $("fit").addEventListener("click", fit);
  for (const kind of ["png", "svg"]) $(`as-${kind}`).addEventListener("click", () => save(kind));
  $("close").addEventListener("click", close);
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : KEYS[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  $("rows").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-edge], button[data-node]");
    if (button) choose(button.dataset.edge ?? button.dataset.node, { focus: true });
  });
  const recolour = () => { state.cy.style(styleOf(tokens())); paint(); };
  document.addEventListener("sayso:theme", recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}

function offerNames() {
  const named = [...state.nodes.values()].filter((node) => node.identity !== null);
  $("names").replaceChildren(...named.map((node) => Object.assign(document.createElement("option"), { value: node.name })));
}

async function start() {
  const answer = await fetch(net.dataset.source);
  if (!answer.ok) { say("The network could not be read.", { bad: true }); return; }
  take(await answer.json());
  setForm();
  tellForm();
  offerNames();
  fillList($("rows"), state.edges, state.nodes);
  filter();
  wire();
  // The list is there at once; drawing takes a moment.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  draw();
  filter();
  const chosen = new URLSearchParams(location.search).get("chosen");
  if (chosen) await choose(chosen);
}

if (form) start();
