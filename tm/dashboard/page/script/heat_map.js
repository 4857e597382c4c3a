// Terms × languages: the share of the dominant form, and n. A table, so that all can read it.
// Why five steps and the number in each: a colour alone says nothing to many readers.

const STEPS = [0.5, 0.7, 0.85, 0.95];

/** Return the class of a cell: how consistent it is, or that too little was found. */
function heat(row) {
  if (!row || !row.occurrences) return "none";
  if (row.matched < FEW) return "few";
  return `heat${STEPS.filter((step) => row.share >= step).length}`;
}

function heatCell(term, lang) {
  const row = cell(term.concept, lang);
  if (!row || !row.occurrences) return NONE;
  const value = row.matched ? share(row.share) : t("terms.not_found");
  const n = h("small", {}, `n=${count(row.matched)}/${count(row.occurrences)}`);
  const title = row.dominant ? `${row.dominant} · ${interval(row.share_low, row.share_high)}` : null;
  return h("a", { href: address({ view: "term", term: term.concept, lang }), title }, value, " ", n);
}

function languageColumns(lang) {
  const numbers = (key) => (term) => cell(term.concept, lang)?.[key];
  const extra = (key) => ({ key: `${lang}-${key}`, head: `${lang} ${t(`column.${key}`)}`, value: numbers(key), hidden: true });
  return [
    { key: lang, head: languageName(lang), save: `${lang} ${t("column.share")}`, type: "share", value: numbers("share"), show: (term) => heatCell(term, lang), class: (term) => heat(cell(term.concept, lang)) },
    extra("matched"),
    extra("occurrences"),
  ];
}

/** Return the lowest share among the cells of a term that hold enough, which orders the map. */
function lowest(concept) {
  const told = OTHERS.map((lang) => cell(concept, lang)).filter((row) => row && row.matched >= FEW);
  return told.length ? Math.min(...told.map((row) => row.share)) : null;
}

function legend() {
  const step = (name) => h("li", { class: name }, t(`terms.${name}`));
  return h("ul", { class: "legend", "aria-label": t("terms.legend") }, [0, 1, 2, 3, 4].map((n) => step(`heat${n}`)), step("few"));
}

function heatMap(rows) {
  const columns = [
    { ...rowColumns.term(), show: (row) => linkToTerm(row.concept, undefined, words("fr", row.fr)) },
    { ...numberColumn("occurrences"), value: (row) => cell(row.concept, "fr")?.occurrences, hidden: OTHERS.length > 0 },
    { key: "lowest", hidden: !OTHERS.length, head: t("column.lowest"), type: "share", value: (row) => row.lowest },
    ...SHOWN.filter((lang) => lang !== "fr").flatMap(languageColumns),
  ];
  return table({ id: "terms", caption: t("terms.caption"), columns, rows, sort: { key: "lowest" }, empty: t("table.nothing_matches") });
}

function termsView(state) {
  if (!concepts.length) return [notice(t("absent.terms"))];
  const results = h("div", {});
  const fill = (now) => {
    const wanted = folded(now.q ?? "");
    const found = concepts.filter((each) => termText(each).includes(wanted));
    results.replaceChildren(heatMap(found.map((each) => ({ ...each, lowest: lowest(each.concept) }))));
  };
  const controls = filters(state, [textFilter("q", t("terms.find"))], fill);
  fill(state);
  return [reading("reading.terms"), controls, OTHERS.length ? legend() : null, results];
}
