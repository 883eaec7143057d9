// The strip above the tracks: how much there is over all time, and which part of it is in view.

import { toDay } from "./days.js";
import { el } from "./draw.js";

const HEIGHT = 64;
const MIDDLE = 27;
const HALF = 21;
const STEP = { day: 1, week: 7, month: 30, year: 365 };

export function drawStrip(place, strip, left, right) {
  if (!strip.first) { place.replaceChildren(); return null; }
  const step = STEP[strip.unit];
  const [from, to] = [toDay(strip.first) - step * 0.5, toDay(strip.last) + step * 1.5];
  const x = (day) => left + ((day - from) / (to - from)) * (right - left);
  const most = (name) => Math.max(1, ...strip.bars.map((bar) => bar[name]));
  const [said, happened] = [most("said"), most("happened")];
  const width = Math.max(2, ((right - left) / (to - from)) * step - 1);
  const svg = el("svg", { width: right + 8, height: HEIGHT, role: "img", "aria-label": spoken(strip) });
  for (const bar of strip.bars) {
    const at = x(toDay(bar.day));
    // A single claim is still to be seen beside a thousand.
    const up = bar.happened ? Math.max(2, (bar.happened / happened) * HALF) : 0;
    const down = bar.said ? Math.max(2, (bar.said / said) * HALF) : 0;
    const told = `${bar.day}${strip.unit === "day" ? "" : `, ${strip.unit}`}: ${bar.said} said, ${bar.happened} begin to happen`;
    svg.append(el("g", {}, el("title", {}, told),
      el("rect", { class: "strip-happened", x: at, y: MIDDLE - up, width, height: up }),
      el("rect", { class: "strip-said", x: at, y: MIDDLE + 1, width, height: down })));
  }
  svg.append(
    el("line", { class: "lane", x1: left, x2: right, y1: MIDDLE + 0.5, y2: MIDDLE + 0.5 }),
    el("text", { x: 0, y: MIDDLE - 8, class: "fine" }, "happened"),
    el("text", { x: 0, y: MIDDLE + 16, class: "fine" }, "said"),
    el("text", { x: left, y: HEIGHT - 1, class: "fine" }, strip.before ? `${strip.first}, ${strip.before} before` : strip.first),
    el("text", { x: right, y: HEIGHT - 1, class: "fine", "text-anchor": "end" }, strip.after ? `${strip.last}, ${strip.after} after` : strip.last));
  const lens = el("rect", { class: "lens", y: 2, height: HEIGHT - 15 });
  svg.append(lens);
  place.replaceChildren(svg);
  const day = (px) => from + ((px - left) / (right - left)) * (to - from);
  const held = (px) => Math.min(right, Math.max(left, px));
  return {
    svg, day,
    show(window_) {
      const [a, b] = [held(x(window_.from)), held(x(window_.to))];
      lens.setAttribute("x", Math.min(a, right - 4));
      lens.setAttribute("width", Math.max(4, b - a));
    },
  };
}

function spoken(strip) {
  const sum = (name) => strip.bars.reduce((all, bar) => all + bar[name], 0);
  return `All claims from ${strip.first} to ${strip.last}: ${sum("said")} with a day of telling, ${sum("happened")} with a time of happening`;
}
