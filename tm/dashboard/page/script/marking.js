// Spans marked in a text: the words that render a term. Offsets are code points.

/** Return the spans of a unit in a language, [{start, stop, row}], without overlaps. */
function spansOf(unit, lang, concept) {
  const place = concept === undefined ? null : conceptAt.get(concept);
  const seen = new Set();
  const found = [];
  for (const row of data.rowsOfUnit[data.unitAt.get(unit.tuid)]) {
    if (place !== null && data.renderings.concept[row] !== place) continue;
    const pivot = lang === "fr";
    if (!pivot && data.renderings.lang[row] !== lang) continue;
    const start = pivot ? data.renderings.fr_start[row] : data.renderings.start[row];
    const stop = pivot ? data.renderings.fr_stop[row] : data.renderings.stop[row];
    const key = `${start}-${stop}`;
    if (start != null && !seen.has(key)) found.push({ start, stop, row });
    seen.add(key);
  }
  found.sort((a, b) => a.start - b.start || b.stop - a.stop);
  return found.filter((span, i) => found.slice(0, i).every((each) => each.stop <= span.start));
}

/** Return a text as nodes, with its spans in <mark>. */
function marked(text, spans) {
  const nodes = [];
  let from = 0;
  for (const { start, stop, row } of spans) {
    const title = row === undefined ? null : conceptOfRow(row).fr;
    nodes.push(cut(text, from, start), h("mark", { title }, cut(text, start, stop)));
    from = stop;
  }
  nodes.push(cut(text, from));
  return nodes;
}

const AROUND = 60;

/** Return the words around a span, the span marked, in an element of its language. */
function snippet(lang, text, start, stop) {
  if (text == null) return NONE;
  if (start == null) return words(lang, text.length > 2 * AROUND ? `${cut(text, 0, 2 * AROUND)}…` : text);
  const from = Math.max(0, start - AROUND);
  const end = stop + AROUND;
  const part = cut(text, from, end);
  const nodes = marked(part, [{ start: start - from, stop: stop - from }]);
  const rest = cut(text, end, end + 1) ? "…" : "";
  return words(lang, [from ? "…" : "", ...nodes, rest]);
}

/** Return the French words of an occurrence in their surroundings. */
function frenchSnippet(row) {
  const text = unitOfRow(row).texts.fr;
  return snippet("fr", text, data.renderings.fr_start[row], data.renderings.fr_stop[row]);
}

/** Return the words that render an occurrence in their surroundings. */
function targetSnippet(row) {
  const lang = data.renderings.lang[row];
  const text = unitOfRow(row).texts[lang];
  return snippet(lang, text, data.renderings.start[row], data.renderings.stop[row]);
}
