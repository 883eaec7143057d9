// What stands beside the drawing: the chosen claim, the table, those of which nobody tells when.
// All words of reports go in as text.

import { isTimed } from "./layout.js";
import { el, sign } from "./draw.js";

// A list of more nobody reads; the search has them all.
const LISTED = 60;

export function tag(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

const path = (id) => encodeURIComponent(id);
const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function voice(link) {
  const name = tag("a", { class: `voice kind-${link.kind}${link.unnamed ? " unnamed" : ""}`, href: `/voices/${path(link.key)}` });
  if (link.unnamed) name.append(tag("span", { class: "sign", title: "no name is given" }, "?"));
  name.append(link.name);
  return name;
}

export function chain(links) {
  const made = tag("span", { class: "chain" });
  links.forEach((link, n) => {
    if (n) made.append(tag("span", { class: "arrow" }, " ▸ "));
    made.append(voice(link));
    const act = [link.negated ? `does not: ${link.manner}` : ["says", "narrates", "reports", "tells", "writes"].includes(link.manner) ? "" : link.manner, link.duress ? "under duress" : ""];
    const words = act.filter(Boolean).join(", ");
    if (words) made.append(" ", tag("span", { class: link.duress ? "act duress" : "act" }, words));
  });
  return made;
}

export function marks(claim) {
  const made = [];
  const mark = (kind, words) => made.push(tag("span", { class: `mark ${kind}` }, words), " ");
  if (claim.polarity === "denied") mark("denied", "⊘ denied");
  if (claim.modality !== "actual") mark("modality", `◌ ${claim.modality}`);
  if (claim.taken_from) mark("copy", "⇉ copied");
  if (claim.withdrawn) mark("against", "↩ taken back");
  if (claim.status === "accepted") mark("accepted", "✓ accepted");
  if (claim.status === "rejected") mark("rejected", "✗ rejected");
  return made;
}

export function toReport(claim, words) {
  return tag("a", { href: `/reports/${path(claim.report)}?at=${path(claim.id)}#${path(claim.id)}` }, words);
}

// The day of telling, in words; a day that has not come cannot be right.
export function toldOn(claim, today = new Date().toISOString().slice(0, 10)) {
  if (!claim.told) return "no date";
  return claim.told > today ? `${claim.told} (this day has not come: the date cannot be right)` : claim.told;
}

export function chosen(place, event, view) {
  const { claim } = event;
  const roles = claim.roles.map((role) => tag("span", { class: "role" },
    tag("span", { class: "role-name" }, role.role.replaceAll("_", " ")), " ",
    role.identity ? tag("a", { href: `/entities/${path(role.identity)}` }, role.name) : role.name, " "));
  const facts = tag("dl", {},
    tag("dt", {}, "said"), tag("dd", {}, toldOn(claim, view.today)),
    tag("dt", {}, "happened"), tag("dd", {}, event.happened || "nobody tells when"));
  const ways = [tag("p", { class: "fine" }, "Read it: ", toReport(claim, claim.title || "the report"))];
  if (claim.proposition) {
    const all = tag("a", { href: `/propositions/${path(claim.proposition)}` }, counted(claim.origins ?? 1, "origin"));
    ways.push(tag("p", { class: "fine" }, "All who say so: ", all));
    if (!view.story) ways.push(tag("p", {}, tag("a", { class: "button small", href: `/timeline?proposition=${path(claim.proposition)}` }, "⇉ Follow this story")));
  }
  place.replaceChildren(
    tag("h2", { tabindex: "-1" }, event.sentence),
    tag("p", { class: "fine" }, chain(claim.chain)),
    tag("p", {}, tag("span", { class: "type" }, claim.type.replaceAll("_", " ")), " ", ...roles, ...marks(claim)),
    tag("blockquote", {}, claim.evidence),
    facts,
    ...ways,
  );
  place.dataset.claim = claim.id;
}

// The claims of a clump that no zoom can part: those without a date.
export function listed(place, events, title) {
  place.replaceChildren(tag("h2", { tabindex: "-1" }, title), pointers(events));
  delete place.dataset.claim;
}

function pointers(events) {
  const list = tag("ul", { class: "plain-list pointers" });
  for (const event of events.slice(0, LISTED)) {
    list.append(tag("li", {}, tag("button", { class: "plain", type: "button", "data-choose": event.claim.id }, event.sentence)));
  }
  if (events.length > LISTED) list.append(tag("li", { class: "fine" }, `and ${events.length - LISTED} more`));
  return list;
}

export function untimed(place, view) {
  const found = view.events.filter((event) => !isTimed(event));
  place.hidden = !found.length;
  place.querySelector("summary").textContent = `Nobody tells when it happened: ${counted(found.length, "claim")}`;
  const list = pointers(found);
  place.querySelector("ul").replaceWith(list);
}

// All that is in view, row by row, in order of telling.
export function table(place, events, view) {
  const head = tag("tr", {}, ...["Said", "Happened", "Who says what, on whose word", "Marks", "Report"].map((words) => tag("th", { scope: "col" }, words)));
  const rows = events.map((event) => tag("tr", {},
    tag("td", {}, toldOn(event.claim, view.today)),
    tag("td", {}, event.happened || "not told"),
    tag("td", {}, event.sentence),
    tag("td", {}, ...marks(event.claim)),
    tag("td", {}, toReport(event.claim, event.claim.title || "the report"))));
  place.replaceChildren(tag("table", {},
    tag("caption", {}, `${counted(events.length, "claim")} in view, in order of telling`),
    tag("thead", {}, head), tag("tbody", {}, ...rows)));
}

const PLAIN = { polarity: "affirmed", modality: "actual", status: "open", taken_from: null, withdrawn: null };
const SIGNS = [
  [{}, "told"], [{ taken_from: "x" }, "copied from another report"], [{ polarity: "denied" }, "⊘ denied"],
  [{ modality: "planned" }, "◌ not (yet) real: planned, possible, attempted …"],
  [{ withdrawn: "x" }, "taken back by the outlet"], [{ status: "rejected" }, "rejected by one of you"],
];
const BARS = [
  ["day", "on that day"], ["month", "some time in that month or year"], ["stretch", "from then to then"],
  ["since", "since then, end open"], ["until", "until then, beginning open"],
];

export function legend(place, story) {
  const item = (picture, words) => tag("li", {}, picture, " ", words);
  const signs = SIGNS.map(([change, words]) => {
    const picture = el("svg", { width: 22, height: 18, viewBox: "-11 -9 22 18", "aria-hidden": "true" }, sign({ ...PLAIN, ...change }, 5));
    return item(picture, words);
  });
  if (story) {
    const ring = el("svg", { width: 22, height: 18, viewBox: "-11 -9 22 18", "aria-hidden": "true" }, sign(PLAIN, 4, "origin"));
    signs.push(item(ring, "new origin"));
  }
  const bars = BARS.map(([kind, words]) => {
    const wide = kind === "day" ? 7 : 40;
    const picture = el("svg", { width: wide + 4, height: 18, viewBox: `0 0 ${wide + 4} 18`, "aria-hidden": "true" });
    const bar = el("g", { class: `bar ${kind}` }, el("rect", { class: "body", x: 2, y: 4, width: wide, height: 10, rx: kind === "day" ? 1 : 3 }));
    for (const at of { stretch: [2, 42], since: [2], until: [42] }[kind] ?? []) bar.append(el("line", { class: "cap", x1: at, x2: at, y1: 2, y2: 16 }));
    picture.append(bar);
    return item(picture, words);
  });
  place.replaceChildren(...signs, ...bars);
}
