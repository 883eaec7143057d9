// How the canvas keeps readable at each zoom. It shows as many labels as can be read, at a size that
// can be read, those of the best-connected nodes first; what does not fit now does when one comes
// closer, or points at it.

const NODE = 12;
const EDGE = 11;
// How far above its line the middle of a label stands, so that the line and its gaps are seen.
const RISE = 18;
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();

function widthOf(words, size) {
  const known = widths.get(words);
  if (known !== undefined) return known * size;
  pen.font = "100px system-ui, sans-serif";
  const wide = Math.max(...words.split("\n").map((line) => pen.measureText(line).width)) / 100;
  widths.set(words, wide);
  return wide * size;
}

// Boxes on the screen by squares of a grid, so that each is held against its neighbours alone.
class Taken {
  constructor(side = 120) {
    this.side = side;
    this.squares = new Map();
  }

  * near(box) {
    for (let x = Math.floor(box.x1 / this.side); x <= Math.floor(box.x2 / this.side); x += 1) {
      for (let y = Math.floor(box.y1 / this.side); y <= Math.floor(box.y2 / this.side); y += 1) yield `${x} ${y}`;
    }
  }

  // Takes all of some boxes, or none.
  takes(boxes) {
    const free = (box) => {
      const meets = (other) => box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2;
      return ![...this.near(box)].some((square) => this.squares.get(square)?.some(meets));
    };
    if (!boxes.every(free)) return false;
    for (const box of boxes) {
      for (const square of this.near(box)) {
        if (!this.squares.has(square)) this.squares.set(square, []);
        this.squares.get(square).push(box);
      }
    }
    return true;
  }
}

function boxOfNode(node, zoom) {
  const { x, y } = node.position();
  const half = widthOf(node.data("label"), NODE) / 2 + 3;
  const top = (y + node.data("size") / 2) * zoom + 2;
  return { x1: x * zoom - half, x2: x * zoom + half, y1: top, y2: top + NODE * 1.3 };
}

// Across the line, upwards.
function riseOf(edge, zoom) {
  const from = edge.source().position();
  const to = edge.target().position();
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const side = to.x >= from.x ? 1 : -1;
  return { riseX: (side * RISE * (to.y - from.y)) / length / zoom, riseY: (-side * RISE * (to.x - from.x)) / length / zoom };
}

// The label of an edge lies along it, so that small boxes in a row cover it; it shows where it is not
// longer than the edge.
function boxesOfEdge(edge, zoom) {
  const from = edge.source().position();
  const to = edge.target().position();
  const [dx, dy] = [(to.x - from.x) * zoom, (to.y - from.y) * zoom];
  const length = Math.hypot(dx, dy);
  const wide = widthOf(edge.data("label"), EDGE);
  if (wide > length) return [];
  const middle = edge.midpoint();
  const rise = riseOf(edge, 1);
  const half = EDGE * 1.25;
  const count = Math.max(1, Math.round(wide / half));
  return Array.from({ length: count }, (_, place) => {
    const along = ((place + 0.5) / count - 0.5) * (wide / length);
    const [x, y] = [middle.x * zoom + dx * along + rise.riseX, middle.y * zoom + dy * along + rise.riseY];
    return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
  });
}

// From afar the gaps of a line are as long on the screen as from near by: without them what is alleged
// would look like what is not.
function lineAt(edge, zoom) {
  const { line } = edge.scratch("_sayso");
  const by = Math.min(4, 1 / Math.min(1, zoom));
  const wide = Math.min(1.8, by);
  return { width: line.width * wide, gaps: (line.gaps.length ? line.gaps : [1, 0]).map((gap) => gap * by), arrowSize: 0.85 * wide };
}

export function labelled(cy) {
  const zoom = cy.zoom();
  const taken = new Taken();
  const nodes = cy.nodes().not(".gone").toArray()
    .sort((a, b) => a.hasClass("described") - b.hasClass("described") || b.data("size") - a.data("size") || (a.id() < b.id() ? -1 : 1));
  const loud = nodes.filter((node) => taken.takes([boxOfNode(node, zoom)]));
  const edges = cy.edges().not(".gone").toArray().sort((a, b) => b.scratch("_sayso").line.width - a.scratch("_sayso").line.width || (a.id() < b.id() ? -1 : 1));
  for (const edge of edges) {
    const boxes = boxesOfEdge(edge, zoom);
    if (boxes.length && taken.takes(boxes)) loud.push(edge);
  }
  const told = new Set(loud.map((each) => each.id()));
  cy.batch(() => {
    cy.elements().forEach((each) => {
      each.toggleClass("loud", told.has(each.id()));
      each.data(each.isNode() ? { font: NODE / zoom } : { font: EDGE / zoom, ...riseOf(each, zoom), ...lineAt(each, zoom) });
    });
  });
}

// Labels follow the zoom, once it rests.
export function keepLabelled(cy) {
  let waiting = 0;
  cy.on("zoom", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => labelled(cy), 90);
  });
}
