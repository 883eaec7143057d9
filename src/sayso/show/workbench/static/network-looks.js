// How nodes and edges look: on the canvas, in pictures, and in words. What is alleged never looks
// like a fact: only what outlets tell in words of their own, from several origins that are shown to
// be independent, has a line without gaps.

const LONGEST = 22;

// "shown": told by an outlet in its own words, with several origins whose independence is established;
// "narrated": by an outlet in its own words; "alleged": on somebody else's word alone.
export function sortOf(left) {
  if (!left.some((origin) => origin.narrated)) return "alleged";
  return left.filter((origin) => origin.independent).length > 1 ? "shown" : "narrated";
}

export const SORTS = {
  shown: "told by an outlet in its own words, and from origins shown to be independent",
  narrated: "told by an outlet in its own words; independence not established",
  alleged: "alleged: on the word of somebody whom reports cite",
};

export function clipped(words, most = LONGEST) {
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

export function typeOf(edge) {
  return edge.type.replaceAll("_", " ");
}

export function marksOf(edge) {
  const marks = [];
  if (edge.polarity === "denied") marks.push("⊘ denied");
  if (edge.modality !== "actual") marks.push(`◌ ${edge.modality}`);
  if (edge.against > 0) marks.push("⇄ denied by others");
  else if (edge.contradictions > 0) marks.push("≠ contradicted");
  return marks;
}

// On whose word, and that it is a word: "The clerk +2 say".
export function wordOf(left, most = LONGEST) {
  const sort = sortOf(left);
  const told = sort === "alleged" ? left : left.filter((origin) => origin.narrated);
  const more = left.length - 1;
  const who = clipped(told[0].source, most) + (more ? ` +${more}` : "");
  return `${who} ${sort === "alleged" ? "say" : "tell"}${more ? "" : "s"}`;
}

export function labelOf(edge, left) {
  const dots = "●".repeat(Math.min(left.length, 5));
  const what = [typeOf(edge), ...marksOf(edge), dots].join(" ");
  return `${wordOf(left)}:\n${what}`;
}

// The line of an edge: colour by token, gaps in pixels (none: without), and its arrow.
export function lineOf(edge, left) {
  const sort = sortOf(left);
  const line = {
    shown: { token: "--ink", gaps: [], hollow: false },
    narrated: { token: "--soft", gaps: [14, 3], hollow: true },
    alleged: { token: "--link", gaps: [5, 4], hollow: true },
  }[sort];
  const width = 1.3 + 0.7 * (Math.min(left.length, 4) - 1);
  if (edge.polarity === "denied") return { ...line, width, token: "--denied", gaps: [9, 3, 1.5, 3], arrow: "tee" };
  if (edge.modality !== "actual") return { ...line, width, token: "--doubt", gaps: [1.5, 4], arrow: "triangle" };
  return { ...line, width, arrow: "triangle" };
}

// Shapes tell the kind; corners of those that have some, in a square from -1 to 1.
const KINDS = { person: "ellipse", organization: "rectangle", group: "hexagon", place: "diamond" };
export const CORNERS = {
  rectangle: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  hexagon: [[-1, 0], [-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  octagon: [[-1, -0.414], [-0.414, -1], [0.414, -1], [1, -0.414], [1, 0.414], [0.414, 1], [-0.414, 1], [-1, 0.414]],
};

export function shapeOf(node) {
  return node.identity === null ? "ellipse" : KINDS[node.kind] ?? "octagon";
}

export function sizeOf(node) {
  return node.identity === null ? 10 : 15 + 4 * Math.min(4, Math.sqrt(Math.max(0, node.ties - 1)));
}

export function tokens() {
  const told = getComputedStyle(document.documentElement);
  return new Proxy({}, { get: (_, name) => told.getPropertyValue(name).trim() });
}

// The style of the canvas, in the colours of the theme.
export function styleOf(colour) {
  const font = "system-ui, sans-serif";
  return [
    { selector: "node", style: {
      shape: "data(shape)", width: "data(size)", height: "data(size)",
      "background-color": colour["--depth-3"], "border-width": 1.5, "border-color": colour["--brand"],
      color: colour["--ink"], "font-family": font, "font-size": "data(font)", "text-valign": "bottom", "text-margin-y": 2,
      "text-background-color": colour["--paper"], "text-background-opacity": 0.85, "overlay-opacity": 0 } },
    { selector: "node.described", style: {
      "background-color": colour["--paper"], "border-style": "dashed", "border-color": colour["--soft"],
      color: colour["--soft"], "font-style": "italic" } },
    { selector: "node.centre", style: { "border-width": 4 } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 34, width: "data(width)",
      "line-color": "data(colour)", "line-style": "data(style)", "line-dash-pattern": "data(gaps)",
      "target-arrow-shape": "data(arrow)", "target-arrow-color": "data(colour)", "target-arrow-fill": "data(fill)",
      "arrow-scale": "data(arrowSize)", color: colour["--ink"], "font-family": font, "font-size": "data(font)",
      "text-wrap": "wrap", "text-rotation": "autorotate", "text-margin-x": "data(riseX)", "text-margin-y": "data(riseY)",
      "text-background-color": colour["--paper"], "text-background-opacity": 0.9, "overlay-opacity": 0 } },
    { selector: ".loud, .near, .chosen", style: { label: "data(label)" } },
    { selector: ".near", style: { "z-index": 8 } },
    { selector: "edge.chosen", style: { "underlay-color": colour["--focus"], "underlay-opacity": 0.35, "underlay-padding": 4, "z-index": 9 } },
    { selector: "node.chosen", style: { "underlay-color": colour["--focus"], "underlay-opacity": 0.4, "underlay-padding": 6, "underlay-shape": "ellipse", "z-index": 9 } },
    { selector: ".gone", style: { opacity: 0, label: "", events: "no" } },
  ];
}
