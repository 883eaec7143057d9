// Where the nodes stand: the same network always has the same places. Nothing is left to chance:
// fcose begins from rings around the best-connected node of each part, in the order of the ids, and
// the parts that nothing connects are then laid beside each other.

const RING = 150;
const GAP = 60;

const LAYOUT = {
  name: "fcose", quality: "proof", randomize: false, animate: false, fit: false, packComponents: false,
  nodeDimensionsIncludeLabels: false, idealEdgeLength: 125, edgeElasticity: 0.35, nodeRepulsion: 18000,
  gravity: 0.3, numIter: 2500, tile: false, initialEnergyOnIncremental: 0.6,
};

// Of so many nodes the last polish takes 6 s and is not seen.
const MANY = 250;
const ROUGH = { quality: "default", numIter: 1000, idealEdgeLength: 170, nodeRepulsion: 30000, gravity: 0.2 };

export function arranged(cy) {
  const parts = cy.elements().components()
    .map((part) => ({ part, nodes: part.nodes().sort((a, b) => (a.id() < b.id() ? -1 : 1)) }))
    .sort((a, b) => b.nodes.length - a.nodes.length || (a.nodes[0].id() < b.nodes[0].id() ? -1 : 1));
  for (const { part, nodes } of parts) {
    ringed(nodes);
    if (nodes.length > 2) part.layout(nodes.length > MANY ? { ...LAYOUT, ...ROUGH } : LAYOUT).run();
  }
  packed(cy, parts);
}

// Rings of nodes that are as many steps from the best-connected one.
function ringed(nodes) {
  let first = nodes[0];
  nodes.forEach((node) => { if (node.degree() > first.degree()) first = node; });
  const seen = new Set([first.id()]);
  let ring = [first];
  for (let depth = 0; ring.length; depth += 1) {
    const radius = depth * RING * Math.max(1, Math.sqrt(ring.length / 12));
    ring.forEach((node, place) => {
      const angle = (2 * Math.PI * place) / ring.length + depth / 2;
      node.position({ x: radius * Math.cos(angle), y: 0.8 * radius * Math.sin(angle) });
    });
    const next = [];
    for (const node of ring) {
      for (const other of node.openNeighborhood().nodes().sort((a, b) => (a.id() < b.id() ? -1 : 1))) {
        if (!seen.has(other.id())) { seen.add(other.id()); next.push(other); }
      }
    }
    ring = next;
  }
}

// Parts in rows below the largest one, as wide as it.
function packed(cy, parts) {
  const boxes = parts.map(({ part }) => part.boundingBox({ includeOverlays: false, includeLabels: false }));
  const area = boxes.reduce((sum, box) => sum + (box.w + GAP) * (box.h + GAP), 0);
  const width = Math.max(boxes[0]?.w ?? 0, Math.sqrt(2.1 * area));
  let [x, y, height] = [0, 0, 0];
  parts.forEach(({ nodes }, number) => {
    const box = boxes[number];
    if (x > 0 && x + box.w > width) [x, y, height] = [0, y + height + GAP, 0];
    nodes.shift({ x: x - box.x1, y: y - box.y1 });
    x += box.w + GAP;
    height = Math.max(height, box.h);
  });
}
