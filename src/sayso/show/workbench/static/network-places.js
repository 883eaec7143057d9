// Where the nodes stand: the same network always has the same places.

// fcose starts from a circle in the order of the ids and uses no chance.
export function arranged(cy) {
  const nodes = cy.nodes().sort((a, b) => (a.id() < b.id() ? -1 : 1));
  const radius = 40 + 12 * nodes.length;
  nodes.forEach((node, place) => {
    const angle = (2 * Math.PI * place) / nodes.length;
    node.position({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  });
  cy.layout({
    name: "fcose", quality: "proof", randomize: false, animate: false, fit: false, packComponents: false,
    nodeDimensionsIncludeLabels: false, idealEdgeLength: 110, nodeRepulsion: 9000, numIter: 2500, tile: true,
  }).run();
}
