// Where each claim stands: dots in lanes by the day of telling, bars in rows by when it happened.

import { toDay } from "./days.js";

// Distances in a lane, in pixels: close together in general, wide apart where one story is followed.
export const DENSE = { radius: 4, across: 9.6, down: 10, rows: 6 };
export const WIDE = { radius: 7, across: 34, down: 22, rows: 6 };
const LANE = { least: 22, gap: 8 };
// A clump of claims for which there is no room needs space for its number. Days narrower than
// this share their cells.
const CLUMP = 26;
const NARROW = 15;
// So many rows of bars with words beside them, and so many without.
const LABELLED = { height: 18, most: 16 };
const BARE = { height: 13, most: 26 };
// How much of the axis the words beside a bar may take; less than so many pixels tell nothing.
const ROOM = 0.34;
const FEWEST = 140;
// How far a bar with an open end reaches before it has faded, in pixels.
const FADE = 130;
const SHORTEST = 7;

// What each lane holds: the claims of a day, or of as many days as it takes to have room for a dot.
export function lanesOf({ events, lanes, today }, axis, size, top) {
  const days = axis.perDay >= NARROW ? 1 : Math.ceil(CLUMP / axis.perDay);
  const placed = [];
  let y = top;
  for (const lane of lanes) {
    const cells = new Map();
    for (const event of events) {
      if (!event.lanes.includes(lane.key)) continue;
      // A day that has not come cannot be the day of telling: as good as none.
      const told = event.claim.told > today ? null : toDay(event.claim.told);
      if (told !== null && (told + 1 <= axis.from || told >= axis.to)) continue;
      const cell = told === null ? null : Math.floor(told / days) * days;
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(event);
    }
    const filled = apart([...cells].map(([cell, inside]) => filledCell(cell, inside, days, axis, size)));
    const rows = Math.max(1, ...filled.map((cell) => cell.rows));
    const height = Math.max(LANE.least, rows * size.down + LANE.gap);
    placed.push({ lane, top: y, height, items: filled.flatMap((cell) => at(cell, y + height / 2, size)) });
    y += height;
  }
  return { lanes: placed, bottom: y };
}

function filledCell(cell, inside, days, axis, size) {
  const undated = cell === null;
  const width = undated ? axis.undated.width : Math.max(size.across, axis.perDay * days);
  const left = undated ? axis.undated.left : axis.x(cell);
  const across = Math.max(1, Math.floor(width / size.across));
  // In a day that is as wide as this nothing is gained by coming nearer: all are shown.
  const most = !undated && days === 1 && width > 240 ? Infinity : across * size.rows;
  const rows = Math.ceil(inside.length / across);
  return { cell, inside, days, left, width, across, rows: inside.length > most ? 2 : rows, full: inside.length > most };
}

// Clumps that would lie on each other become one.
function apart(cells) {
  const kept = [];
  for (const cell of cells.sort((one, other) => one.left - other.left)) {
    const last = kept.at(-1);
    const near = last?.full && cell.full && last.cell !== null && cell.cell - last.cell === last.days && cell.width < CLUMP;
    if (!near) { kept.push(cell); continue; }
    last.inside = [...last.inside, ...cell.inside];
    last.days += cell.days;
    last.width += cell.width;
  }
  return kept;
}

function at(cell, middle, size) {
  if (cell.full) {
    const x = cell.left + cell.width / 2;
    return [{ clump: cell.inside, from: cell.cell, to: cell.cell === null ? null : cell.cell + cell.days, x, y: middle }];
  }
  const columns = Math.min(cell.across, cell.inside.length);
  const first = cell.left + cell.width / 2 - ((columns - 1) * size.across) / 2;
  const up = middle - ((cell.rows - 1) * size.down) / 2;
  return cell.inside.map((event, n) => ({
    event,
    x: first + Math.floor(n / cell.rows) * size.across,
    y: up + (n % cell.rows) * size.down,
  }));
}

// The stretch of the axis that a bar covers. What has an open end fades away from the other.
export function stretch(event, axis) {
  const { happened_from: first, happened_to: last } = event.claim;
  const from = toDay(first);
  const to = last === null ? null : toDay(last) + 1;
  if (from === null) return { left: axis.x(to) - FADE, right: axis.x(to) };
  if (to === null) return { left: axis.x(from), right: axis.x(from) + FADE };
  const [left, right] = [axis.x(from), axis.x(to)];
  const missing = Math.max(0, SHORTEST - (right - left)) / 2;
  return { left: left - missing, right: right + missing };
}

// Whether a sign stands before its bar.
function isMarked({ claim }) {
  return claim.polarity === "denied" || claim.modality !== "actual" || claim.status === "rejected" || claim.withdrawn;
}

export function isTimed(event) {
  return event.precision !== "not told";
}

// Bars in rows, none on another. Words stand beside them where there is room.
export function rowsOf(events, axis, words, top) {
  const timed = events.filter(isTimed).map((event) => ({ event, ...stretch(event, axis) }));
  const inside = timed.filter((bar) => bar.right > axis.left && bar.left < axis.right);
  const before = timed.filter((bar) => bar.right <= axis.left).length;
  const after = timed.length - inside.length - before;
  inside.sort((one, other) => one.left - other.left || one.right - other.right);
  const labelled = packed(inside, axis, (event) => words(event, ROOM * (axis.right - axis.left)));
  const { bars, rows } = labelled.rows <= LABELLED.most ? labelled : inGaps(packed(inside, axis, null), axis, words);
  const kind = rows <= LABELLED.most ? LABELLED : BARE;
  if (kind === BARE) for (const bar of bars) bar.label = null;
  const shown = bars.filter((bar) => bar.row < kind.most);
  for (const bar of shown) bar.y = top + (bar.row + 0.5) * kind.height;
  const height = Math.max(2, Math.min(rows, kind.most)) * kind.height;
  return { bars: shown, hidden: bars.length - shown.length, before, after, bottom: top + height };
}

// What rounding makes of two days that meet.
const EDGE = 0.5;

function packed(bars, axis, words) {
  const ends = [];
  const placed = bars.map((bar) => {
    const [left, right] = [Math.max(bar.left, axis.left), Math.min(bar.right, axis.right)];
    const label = words ? beside(words(bar.event), left, right, axis) : null;
    const bare = { from: isMarked(bar.event) ? left - 16 : left, to: right };
    const whole = label && { from: Math.min(bare.from, label.x), to: Math.max(right, label.x + label.width) };
    const free = (need) => ends.findIndex((end) => end <= need.from + EDGE);
    let row = whole ? free(whole) : -1;
    if (whole && row < 0 && ends.length < LABELLED.most) row = ends.length;
    if (row >= 0) {
      ends[row] = whole.to;
      return { ...bar, row, label };
    }
    row = free(bare);
    if (row < 0) row = ends.length;
    ends[row] = bare.to;
    return { ...bar, row, label: null };
  });
  return { bars: placed, rows: ends.length };
}

// Where rows are too full for all words, those that fit before the next bar.
function inGaps({ bars, rows }, axis, words) {
  for (let row = 0; row < rows; row++) {
    const mine = bars.filter((bar) => bar.row === row).sort((one, other) => one.left - other.left);
    mine.forEach((bar, n) => {
      const start = Math.min(bar.right, axis.right) + 6;
      const room = (n + 1 < mine.length ? mine[n + 1].left - 18 : axis.right) - start;
      const full = bar.right - bar.left > FEWEST * 2 && bar.right > axis.right;
      if (full) bar.label = beside(words(bar.event, ROOM * (axis.right - axis.left)), Math.max(bar.left, axis.left), Math.min(bar.right, axis.right), axis);
      else if (room >= FEWEST) bar.label = { ...words(bar.event, Math.min(room, ROOM * (axis.right - axis.left))), x: start };
    });
  }
  return { bars, rows };
}

// Words to the right of a bar, else to the left, else (it is as wide as the axis) on it.
function beside({ text, width }, left, right, axis) {
  if (right + 6 + width <= axis.right) return { text, width, x: right + 6 };
  if (left - 20 - width >= axis.left) return { text, width, x: left - 20 - width };
  return { text, width, x: Math.max(axis.left + 16, Math.min(left + 6, axis.right - width - 6)), on: true };
}
