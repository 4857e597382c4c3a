// One clause in all its languages side by side, the words of a term marked.

function languageCell(unit, lang, concept) {
  const text = unit.texts[lang];
  const name = languageName(lang);
  const probability = lang === "fr" ? null : h("small", {}, t("clause.probability", { p: certainty(unit.probability?.[lang]) }));
  const shown = text == null ? notice(t("clause.none")) : words(lang, marked(text, spansOf(unit, lang, concept)), "p", { class: "clause" });
  return h("article", { lang, dir: assets.languages[lang].direction, "aria-label": name, "data-lang": lang }, h("h2", { lang: interfaceLanguage, dir: "ltr" }, name, " ", probability), shown);
}

function termChoices(unit, state) {
  const there = [...new Set(data.rowsOfUnit[data.unitAt.get(unit.tuid)].map((row) => data.renderings.concept[row]))];
  if (!there.length) return null;
  const choose = (concept, label) => h("li", {}, h("a", { href: address({ view: "clause", unit: unit.tuid, term: concept, lang: state.lang }), "aria-current": state.term === concept ? "true" : null }, label));
  return h("nav", { class: "tabs", "aria-label": t("clause.terms") }, h("p", { class: "label" }, t("clause.mark")), h("ul", {}, choose(undefined, t("filter.all_terms")), there.map((place) => choose(concepts[place].concept, words("fr", concepts[place].fr)))));
}

/** Return links to the clauses before and behind this one in its document. */
function neighbours(unit, state) {
  const place = data.unitAt.get(unit.tuid);
  const near = (other, key) => {
    const next = data.units[other];
    return next && next.doc === unit.doc ? link({ view: "clause", unit: next.tuid, term: state.term, lang: state.lang }, `${t(key)} (${unitName(next)})`) : null;
  };
  return h("p", { class: "links" }, near(place - 1, "clause.previous"), near(place + 1, "clause.next"), conceptAt.has(state.term) ? linkToTerm(state.term, state.lang, t("clause.back")) : null);
}

function clauseRenderings(unit, state) {
  const place = conceptAt.get(state.term);
  const rows = data.rowsOfUnit[data.unitAt.get(unit.tuid)]
    .filter((row) => data.renderings.lang[row] !== "fr" && (place === undefined || data.renderings.concept[row] === place))
    .map((row) => ({ row }));
  if (!rows.length) return null;
  const term = { key: "term", head: t("column.term"), value: (each) => conceptOfRow(each.row).fr, show: (each) => linkToTerm(conceptOfRow(each.row).concept, data.renderings.lang[each.row], words("fr", conceptOfRow(each.row).fr)), header: true };
  return section(t("clause.renderings"), table({ id: "clause-renderings", caption: t("clause.renderings"), columns: [term, ...renderingColumns({ inContext: false })], rows }));
}

/** Return the texts of a clause as a table to be saved; it is not shown. */
function clauseDownloads(unit) {
  const heads = [t("column.clause"), t("column.document"), t("column.label"), t("column.language"), t("column.text"), t("column.probability")];
  const rows = SHOWN.map((lang) => [unit.tuid, documentOf(unit).doc, unit.label, lang, unit.texts[lang] ?? null, unit.probability?.[lang] ?? null]);
  return downloads("clause", t("view.clause"), () => [heads, ...rows]);
}

function clauseView(state) {
  const unit = data.units[data.unitAt.get(state.unit)];
  if (!unit) return [notice(t(build.summarised ? "clause.cut" : "clause.unknown", { unit: state.unit ?? "" }))];
  const at = documentOf(unit);
  const facts = [[t("column.document"), at.doc], [t("column.label"), unitName(unit)], [t("column.date"), whenOf(at) ?? t("clause.no_date")]];
  return [
    h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    neighbours(unit, state),
    termChoices(unit, state),
    h("div", { class: "six" }, SHOWN.map((lang) => languageCell(unit, lang, conceptAt.has(state.term) ? state.term : undefined))),
    clauseDownloads(unit),
    clauseRenderings(unit, state),
  ];
}
