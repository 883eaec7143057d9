// Which edges of the network are shown: filters as the address tells them, and what passes them.
//
// A filter on voices or days takes origins away from an edge; an edge without any left is hidden.

export const WIDE = Object.freeze({
  support: 0, origins: 1, voice: "", day: "", without: Object.freeze([]),
  denied: true, unreal: true, alleged: true, unnamed: true, described: true,
});
// What can be left out, by the name of its switch, with words for what is hidden then.
const SWITCHES = {
  denied: "nothing that is denied",
  unreal: "only what is said to have happened",
  alleged: "only what an outlet tells in its own words",
  unnamed: "nothing that rests on unnamed voices alone",
  described: "only between parties with a name",
};

export function fromAddress(search) {
  const told = new URLSearchParams(search);
  const number = (name, least, most) => {
    const found = Number.parseInt(told.get(name) ?? "", 10);
    return Number.isFinite(found) ? Math.min(most, Math.max(least, found)) : WIDE[name];
  };
  const filters = { ...WIDE, support: number("support", 0, 100), origins: number("origins", 1, 99) };
  filters.voice = told.get("voice") ?? "";
  filters.day = /^\d{4}-\d\d-\d\d$/.test(told.get("day") ?? "") ? told.get("day") : "";
  filters.without = (told.get("without") ?? "").split(",").filter(Boolean);
  for (const name of Object.keys(SWITCHES)) filters[name] = told.get(name) !== "no";
  return filters;
}

// The address with the filters in it; what else it tells stays.
export function toAddress(filters, search) {
  const told = new URLSearchParams(search);
  const put = (name, value, plain) => (value === plain ? told.delete(name) : told.set(name, value));
  for (const name of ["support", "origins", "voice", "day"]) put(name, String(filters[name]), String(WIDE[name]));
  put("without", filters.without.join(","), "");
  for (const name of Object.keys(SWITCHES)) put(name, filters[name] ? "yes" : "no", "yes");
  const query = told.toString();
  return query ? `?${query}` : "";
}

// The origins of an edge that count under the filters. One without a date is known since nobody
// knows when, and counts on the last day alone.
export function standing(edge, filters) {
  return edge.origins.filter((origin) =>
    (!filters.day || (origin.first !== null && origin.first <= filters.day)) &&
    (!filters.voice || origin.tellers.includes(filters.voice)) &&
    (filters.unnamed || !origin.unnamed) &&
    (filters.alleged || origin.narrated));
}

export function passes(edge, left, filters) {
  return left.length >= Math.max(1, filters.origins) &&
    // What nothing can be known of has no belief at all, and not a half.
    (edge.belief ?? 0) * 100 >= filters.support &&
    !filters.without.includes(edge.type) &&
    (filters.denied || edge.polarity !== "denied") &&
    (filters.unreal || edge.modality === "actual") &&
    (filters.described || !edge.half);
}

// The filters in words, for the reader of a picture.
export function inWords(filters, speakers) {
  const said = [];
  if (filters.support > 0) said.push(`believed at least ${filters.support} %`);
  if (filters.origins > 1) said.push(`at least ${filters.origins} origins`);
  if (filters.voice) said.push(`as told by ${speakers.get(filters.voice)?.name ?? "a voice that is not in this picture"}`);
  if (filters.day) said.push(`as known on ${filters.day}`);
  if (filters.without.length) said.push(`without ${filters.without.map((type) => type.replaceAll("_", " ")).join(", ")}`);
  for (const [name, words] of Object.entries(SWITCHES)) if (!filters[name]) said.push(words);
  return said;
}

// Every day on which an origin of an edge was first told.
export function daysOf(edges) {
  const days = new Set(edges.flatMap((edge) => edge.origins.map((origin) => origin.first)));
  return [...days].filter(Boolean).sort();
}
