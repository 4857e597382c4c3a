// The payload and the ways into it: by term, by unit, by cell (a term in a language).
// Why a table is read when it is first asked for: the first view needs a twentieth of the data, and
// the large tables stand behind the scripts, so that it is there before the browser has them.
// Why columns for the renderings: 50,000 rows as objects cost more than all the rest.

const data = {};

/** Give `data` a part that is made when it is first asked for. */
function lazily(name, make) {
  const get = () => {
    const value = make();
    Object.defineProperty(data, name, { value });
    return value;
  };
  Object.defineProperty(data, name, { get, configurable: true });
}

for (const name of assets.tables) {
  lazily(name, () => unpacked(JSON.parse(document.getElementById(`table-${name}`).textContent)));
}
lazily("unitAt", () => new Map(data.units.map((unit, place) => [unit.tuid, place])));
lazily("cellOf", () => new Map(data.consistency.map((row) => [`${row.concept}\n${row.lang}`, row])));
lazily("rowsOfConcept", () => grouped(data.renderings.concept, concepts.length));
lazily("rowsOfUnit", () => grouped(data.renderings.unit, data.units.length));
lazily("formsOfConcept", () => grouped(data.forms.map((form) => form.concept), concepts.length));

const { build, documents, concepts } = data;
const absent = new Set(build.absent);
const FEW = 5; // below so many matched occurrences a share says little
const OTHERS = Object.keys(assets.languages).filter(
  (lang) => lang !== "fr" && build.languages.includes(lang),
);
const SHOWN = ["fr", ...OTHERS];
const conceptAt = new Map(concepts.map((each, place) => [each.concept, place]));

/** Return the numbers of a term in a language, a row of CONSISTENCY, or undefined. */
function cell(concept, lang) {
  return data.cellOf.get(`${concept}\n${lang}`);
}

function grouped(column, size) {
  const groups = Array.from({ length: size }, () => []);
  column.forEach((place, row) => groups[place].push(row));
  return groups;
}

/** Return the forms of a term in a language, the most frequent first. */
function formsOf(concept, lang) {
  const found = data.formsOfConcept[conceptAt.get(concept)].map((place) => data.forms[place]);
  const there = found.filter((form) => form.lang === lang);
  return there.sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1));
}

/** Return a text cut at code points, as the offsets of the payload count. */
function cut(text, start, stop) {
  return /[\ud800-\udfff]/.test(text)
    ? Array.from(text).slice(start, stop).join("")
    : text.slice(start, stop);
}

/** Return the words that render an occurrence, or null where none were found. */
function foundWords(row) {
  const text = data.units[data.renderings.unit[row]].texts[data.renderings.lang[row]];
  const start = data.renderings.start[row];
  return start == null || text == null ? null : cut(text, start, data.renderings.stop[row]);
}

function formOfRow(row) {
  const place = data.renderings.form[row];
  return place == null ? null : data.forms[place];
}

function conceptOfRow(row) {
  return concepts[data.renderings.concept[row]];
}

function unitOfRow(row) {
  return data.units[data.renderings.unit[row]];
}

/** Return the Wilson 95 % interval of `count` among `n` (Wilson 1927), as [low, high] in 0..1. */
function wilson(count, n) {
  if (!n) return [null, null];
  const z = 1.959963984540054;
  const p = count / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

/** Return a text for comparison: no case, no accents, no Arabic vowel signs or tatweel. */
function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();
}

function unitName(unit) {
  const hash = unit.tuid.indexOf("#");
  return unit.label ?? (hash < 0 ? unit.tuid : unit.tuid.slice(hash + 1));
}

function documentOf(unit) {
  return documents[unit.doc];
}

/** Return when a document is from, as exactly as is known, or null. */
function whenOf(each) {
  return each.date ?? (each.year == null ? null : String(each.year));
}
