// The edges as rows of a table: the same as the picture, for the keyboard and for screen readers.

import { marksOf, typeOf, wordOf } from "./network-looks.js";

const rows = new Map();

function cell(...parts) {
  const made = document.createElement("td");
  made.append(...parts);
  return made;
}

function button(words, name, id) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.dataset[name] = id;
  return made;
}

function party(node) {
  if (node.identity !== null) return button(node.name, "node", node.id);
  const words = document.createElement("span");
  words.className = "described";
  words.textContent = node.name;
  return words;
}

export function fillList(body, edges, nodes) {
  const ordered = [...edges].sort((a, b) => b.origins.length - a.origins.length || (a.id < b.id ? -1 : 1));
  for (const edge of ordered) {
    const row = document.createElement("tr");
    row.append(
      cell(button([typeOf(edge), ...marksOf(edge)].join(" "), "edge", edge.id)),
      cell(party(nodes.get(edge.source))), cell(party(nodes.get(edge.target))),
      cell(), cell(), cell(),
    );
    row.children[4].className = "number";
    rows.set(edge.id, row);
  }
  body.replaceChildren(...rows.values());
}

// Rows of edges that are shown, with the origins that count under the filters.
export function showRows(edges) {
  for (const edge of edges) {
    const row = rows.get(edge.id);
    row.hidden = !edge.shown;
    if (!edge.shown) continue;
    const [, , , word, origins, first] = row.children;
    word.textContent = wordOf(edge.left, 80);
    origins.textContent = String(edge.left.length);
    first.textContent = edge.left.map((origin) => origin.first).filter(Boolean).sort()[0] ?? "no date";
  }
}

export function markRow(id) {
  for (const [name, row] of rows) {
    if (name === id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
