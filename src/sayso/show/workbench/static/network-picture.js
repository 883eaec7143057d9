// The network as a picture of its own: SVG, and the same as PNG. It shows what the canvas shows, with
// every label, how to read it, and in words what case it is of, which filters hold, and of when.

import { clipped, CORNERS, labelOf, lineOf, shapeOf, sizeOf, SORTS } from "./network-looks.js";

// A picture for paper: the colours of the light theme, whatever the screen shows.
const PAPER = {
  "--paper": "#fbfaf7", "--ink": "#1d2327", "--soft": "#545d63", "--link": "#0b4f7a",
  "--denied": "#a33b00", "--doubt": "#6b2d6b", "--brand": "#0b4f7a", "--depth-3": "#bdd9ec",
};
const FONT = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif";
const MARGIN = 70;
// No side of a PNG is longer: browsers draw nothing on larger canvases.
const LONGEST = 8000;

function escaped(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // What XML cannot hold at all is left out.
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").toWellFormed().replace(/[&<>"]/g, (mark) => marks[mark]);
}

function tag(name, values, inside = "") {
  const told = Object.entries(values).filter(([, value]) => value !== null);
  const head = `<${name} ${told.map(([key, value]) => `${key}="${escaped(round(value))}"`).join(" ")}`;
  return inside ? `${head}>${inside}</${name}>` : `${head}/>`;
}

function round(value) {
  return typeof value === "number" ? Math.round(value * 10) / 10 : value;
}

function words(text, at, values = {}) {
  return tag("text", { ...at, "font-size": 12, fill: PAPER["--ink"], ...values }, escaped(text));
}

// Words with a halo, so that lines behind them do not cross them.
function named(text, at, values = {}) {
  const halo = { stroke: PAPER["--paper"], "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return words(text, at, { ...halo, "text-anchor": "middle", ...values });
}

function pathOf(drawn) {
  const from = drawn.sourceEndpoint();
  const to = drawn.targetEndpoint();
  const bends = drawn.controlPoints() ?? [];
  let path = `M${round(from.x)} ${round(from.y)}`;
  let last = from;
  bends.forEach((bend, place) => {
    const next = bends[place + 1];
    const end = next ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : to;
    path += `Q${round(bend.x)} ${round(bend.y)} ${round(end.x)} ${round(end.y)}`;
    last = bend;
  });
  if (!bends.length) path += `L${round(to.x)} ${round(to.y)}`;
  return { path, to, angle: Math.atan2(to.y - last.y, to.x - last.x) };
}

function arrowOf({ to, angle }, line, colour) {
  const turn = `translate(${round(to.x)} ${round(to.y)}) rotate(${round((angle * 180) / Math.PI)})`;
  if (line.arrow === "tee") return tag("path", { d: "M-1-6V6", stroke: colour, "stroke-width": 3, transform: turn });
  return tag("path", { d: "M-9-4.5 0 0-9 4.5Z", fill: line.hollow ? PAPER["--paper"] : colour, stroke: colour, "stroke-width": 1.2, transform: turn });
}

function edgePart(drawn, edge) {
  const line = lineOf(edge, edge.left);
  const colour = PAPER[line.token];
  const way = pathOf(drawn);
  const parts = [tag("path", { d: way.path, fill: "none", stroke: colour, "stroke-width": line.width, "stroke-dasharray": line.gaps.join(" ") || null })];
  if (edge.directed || line.arrow === "tee") parts.push(arrowOf(way, line, colour));
  return parts.join("");
}

function edgeWords(drawn, edge) {
  const middle = drawn.midpoint();
  const [from, to] = [drawn.sourceEndpoint(), drawn.targetEndpoint()];
  let angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  if (angle > 90) angle -= 180;
  if (angle < -90) angle += 180;
  const [first, second] = labelOf(edge, edge.left).split("\n");
  const turn = `translate(${round(middle.x)} ${round(middle.y)}) rotate(${round(angle)})`;
  return tag("g", { transform: turn }, named(first, { x: 0, y: -11 }, { "font-size": 7 }) + named(second, { x: 0, y: -3.5 }, { "font-size": 7 }));
}

function nodePart(drawn, node) {
  const { x, y } = drawn.position();
  const half = sizeOf(node) / 2;
  const described = node.identity === null;
  const look = {
    fill: PAPER[described ? "--paper" : "--depth-3"], stroke: PAPER[described ? "--soft" : "--brand"],
    "stroke-width": 1.5, "stroke-dasharray": described ? "3 2" : null,
  };
  const corners = CORNERS[shapeOf(node)];
  return corners
    ? tag("polygon", { points: corners.map(([dx, dy]) => `${round(x + dx * half)},${round(y + dy * half)}`).join(" "), ...look })
    : tag("circle", { cx: x, cy: y, r: half, ...look });
}

function nameOf(drawn, node) {
  const { x, y } = drawn.position();
  const described = node.identity === null;
  return named(clipped(node.name, 40), { x, y: y + sizeOf(node) / 2 + 12 }, {
    "font-size": described ? 9 : 11, "font-style": described ? "italic" : null, fill: PAPER[described ? "--soft" : "--ink"],
  });
}

// Lines of at most so many letters.
function folded(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + word.length >= most) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
  }
  return lines;
}

// How to read the lines, and what the picture is of.
function foot(caption, width) {
  const samples = [
    ["alleged", SORTS.alleged, { polarity: "affirmed", modality: "actual" }, { narrated: false }],
    ["narrated", SORTS.narrated, { polarity: "affirmed", modality: "actual" }, { narrated: true }],
    ["shown", SORTS.shown, { polarity: "affirmed", modality: "actual" }, { narrated: true, independent: true }],
    ["unreal", "◌ not said to have happened: planned, ordered, possible …", { polarity: "affirmed", modality: "planned" }, {}],
    ["denied", "⊘ denied: what is said is that it is not so", { polarity: "denied", modality: "actual" }, {}],
  ];
  const parts = [];
  let y = 0;
  for (const [sort, told, edge, origin] of samples) {
    const line = lineOf(edge, sort === "shown" ? [origin, origin] : [origin]);
    const colour = PAPER[line.token];
    parts.push(tag("path", { d: `M0 ${y - 4}H42`, stroke: colour, "stroke-width": 1.6, "stroke-dasharray": line.gaps.join(" ") || null }));
    parts.push(arrowOf({ to: { x: 48, y: y - 4 }, angle: 0 }, line, colour), words(told, { x: 60, y }));
    y += 18;
  }
  parts.push(words("● one origin each. Reports that copy each other are one origin. Dashed circles are only described.", { x: 0, y }));
  y += 26;
  const most = Math.max(40, Math.floor(width / 7));
  caption.forEach((told, place) => {
    for (const line of folded(told, most)) {
      parts.push(words(line, { x: 0, y }, place ? { fill: PAPER["--soft"] } : { "font-weight": 600 }));
      y += 17;
    }
  });
  return { text: parts.join(""), height: y };
}

export function pictureOf(cy, edges, nodes, caption) {
  const shown = edges.filter((edge) => edge.shown);
  const all = cy.elements().not(".gone");
  const box = all.empty() ? { x1: 0, y1: 0, w: 0, h: 0 } : all.boundingBox({ includeLabels: false });
  const width = Math.max(640, box.w + 2 * MARGIN);
  const below = foot(caption, width - 2 * MARGIN);
  const height = box.h + 2 * MARGIN + below.height + 10;
  const there = (each) => cy.getElementById(each.id);
  const seen = [...nodes.values()].filter((node) => node.shown);
  const drawn = [
    ...shown.map((edge) => edgePart(there(edge), edge)),
    ...shown.map((edge) => edgeWords(there(edge), edge)),
    ...seen.map((node) => nodePart(there(node), node)),
    ...seen.map((node) => nameOf(there(node), node)),
  ].join("\n");
  const moved = `translate(${round(MARGIN - box.x1)} ${round(MARGIN - box.y1)})`;
  const text = tag("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${round(width)} ${round(height)}`, "font-family": FONT, role: "img" }, [
    `<title>${escaped(caption[0])}</title><desc>${escaped(caption.slice(1).join(" "))}</desc>`,
    tag("rect", { width: "100%", height: "100%", fill: PAPER["--paper"] }),
    tag("g", { transform: moved }, drawn || " "),
    tag("g", { transform: `translate(${MARGIN} ${round(box.h + 2 * MARGIN)})` }, below.text),
  ].join("\n"));
  return { text, width, height };
}

// The same, as dots.
export async function rastered({ text, width, height }) {
  const scale = Math.min(2, LONGEST / Math.max(width, height));
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

// Gives a file to whoever sits at the screen.
export function saved(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
