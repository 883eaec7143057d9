// Days as numbers (days since 1970-01-01, UTC), the axis that they lie on, and its ticks.

const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
// Nobody needs to see less than two days, and no report is older than print.
export const LEAST = 2;
export const MOST = 366 * 600;

export function toDay(iso) {
  if (!iso) return null;
  const [year, month, day] = iso.split("-").map(Number);
  const at = new Date(0);
  // Not Date.UTC: it takes the year 99 for 1999.
  at.setUTCFullYear(year, month - 1, day);
  return Number.isFinite(at.getTime()) ? Math.round(at.getTime() / DAY) : null;
}

export function toIso(day) {
  const at = new Date(Math.floor(day) * DAY);
  const year = Math.min(9999, Math.max(1, at.getUTCFullYear()));
  const two = (n) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

// A stretch of time that can be shown: not too short, not too long, the middle kept.
export function fitting(from, to) {
  const middle = (from + to) / 2;
  const half = Math.min(MOST, Math.max(LEAST, to - from)) / 2;
  return { from: middle - half, to: middle + half };
}

export function scale(window_, left, right) {
  const perDay = (right - left) / (window_.to - window_.from);
  return {
    left, right, perDay, ...window_,
    x: (day) => left + (day - window_.from) * perDay,
    day: (x) => window_.from + (x - left) / perDay,
    held: (x) => Math.min(right, Math.max(left, x)),
  };
}

// Ticks: the small ones, and above them the larger unit that they are in.
const LEVELS = [
  { least: 34, minor: "day", major: "month" },
  { least: 7, minor: "week", major: "month" },
  { least: 1.1, minor: "month", major: "year" },
  { least: 0.28, minor: "quarter", major: "year" },
  { least: 0.09, minor: "year", major: null },
  { least: 0.009, minor: "decade", major: null },
  { least: 0, minor: "century", major: null },
];

export function ticks(axis) {
  const level = LEVELS.find((each) => axis.perDay >= each.least);
  return {
    minor: steps(axis, level.minor, false),
    major: level.major ? steps(axis, level.major, true) : [],
  };
}

function steps(axis, unit, full) {
  const found = [];
  let at = startOf(axis.from, unit);
  while (at < axis.to && found.length < 400) {
    found.push({ day: at, words: called(at, unit, full) });
    at = nextOf(at, unit);
  }
  return found;
}

const YEARS = { year: 1, decade: 10, century: 100 };

function startOf(day, unit) {
  const whole = Math.floor(day);
  if (unit === "day") return whole;
  if (unit === "week") return whole - ((whole + 3) % 7 + 7) % 7;
  const at = new Date(whole * DAY);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  if (unit === "month") return dayOf(year, month);
  if (unit === "quarter") return dayOf(year, month - (month % 3));
  return dayOf(Math.floor(year / YEARS[unit]) * YEARS[unit], 0);
}

function nextOf(day, unit) {
  if (unit === "day") return day + 1;
  if (unit === "week") return day + 7;
  const at = new Date(day * DAY);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  if (unit === "month") return dayOf(year, month + 1);
  if (unit === "quarter") return dayOf(year, month + 3);
  return dayOf(year + YEARS[unit], 0);
}

function dayOf(year, month) {
  const at = new Date(0);
  at.setUTCFullYear(year, month, 1);
  return Math.round(at.getTime() / DAY);
}

// The name of a step; the larger ones are told in full: "Sep 2019".
function called(day, unit, full) {
  const at = new Date(day * DAY);
  const [year, month] = [at.getUTCFullYear(), MONTHS[at.getUTCMonth()]];
  if (unit === "day" || unit === "week") return String(at.getUTCDate());
  if (unit === "month" || unit === "quarter") return full ? `${month} ${year}` : month;
  return String(year);
}
