// The payload and the ways into it: by term, by unit, by cell (a term in a language).
// Why columns for the renderings: 50,000 rows as objects cost more than all the rest.

const payload = JSON.parse(document.getElementById("payload").textContent);
const { build, documents, concepts, forms, units, renderings } = payload;
const absent = new Set(build.absent);
const FEW = 5; // below so many matched occurrences a share says little
const OTHERS = Object.keys(assets.languages).filter(
  (lang) => lang !== "fr" && build.languages.includes(lang),
);
const SHOWN = ["fr", ...OTHERS];

const conceptAt = new Map(concepts.map((each, place) => [each.concept, place]));
const unitAt = new Map(units.map((unit, place) => [unit.tuid, place]));
const cellOf = new Map(payload.consistency.map((row) => [`${row.concept}\n${row.lang}`, row]));

/** Return the numbers of a term in a language, a row of CONSISTENCY, or undefined. */
function cell(concept, lang) {
  return cellOf.get(`${concept}\n${lang}`);
}

function grouped(column, size) {
  const groups = Array.from({ length: size }, () => []);
  column.forEach((place, row) => groups[place].push(row));
  return groups;
}

const rowsOfConcept = grouped(renderings.concept, concepts.length);
const rowsOfUnit = grouped(renderings.unit, units.length);
const formsOfConcept = grouped(forms.map((form) => form.concept), concepts.length);

/** Return the forms of a term in a language, the most frequent first. */
function formsOf(concept, lang) {
  const found = formsOfConcept[conceptAt.get(concept)].map((place) => forms[place]);
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
  const text = units[renderings.unit[row]].texts[renderings.lang[row]];
  const start = renderings.start[row];
  return start == null || text == null ? null : cut(text, start, renderings.stop[row]);
}

function formOfRow(row) {
  const place = renderings.form[row];
  return place == null ? null : forms[place];
}

function conceptOfRow(row) {
  return concepts[renderings.concept[row]];
}

function unitOfRow(row) {
  return units[renderings.unit[row]];
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
