// One term through the languages: its numbers, its forms, and the clauses behind every one.

function cellColumns() {
  return [
    { ...rowColumns.language(), header: true, show: (row) => (row.lang === "fr" ? languageName("fr") : linkToTerm(row.concept, row.lang, languageName(row.lang))) },
    wordsColumn("dominant"),
    ...shareColumns("share", "share_low", "share_high", { class: (row) => (row.matched < FEW ? "few" : "") }),
    numberColumn("matched"),
    numberColumn("occurrences"),
    numberColumn("coverage", "share"),
    numberColumn("distinct"),
    numberColumn("ltcr", "decimal"),
    numberColumn("hhi", "decimal"),
    numberColumn("entropy", "decimal"),
    numberColumn("conformity", "share"),
    numberColumn("issues", "count", { show: (row) => (row.issues ? link({ view: "issues", term: row.concept, lang: row.lang }, count(row.issues)) : count(row.issues)) }),
  ];
}

/** Return the forms of a term in a language, with share, interval and status. */
function formRows(concept, lang) {
  const found = formsOf(concept, lang);
  const n = cell(concept, lang)?.matched ?? found.reduce((sum, form) => sum + form.count, 0);
  return found.map((form) => {
    const [low, high] = wilson(form.count, n);
    return { ...form, share: n ? form.count / n : null, low, high, concept };
  });
}

function formsTable(concept, lang) {
  const columns = [
    { key: "form", head: t("column.form"), value: (row) => row.form, show: (row) => link({ view: "term", term: concept, lang, form: row.form }, words(lang, row.form)), header: true, lang: () => lang },
    numberColumn("count"),
    ...shareColumns("share", "low", "high", { show: (row) => [bar(row.share), share(row.share), " ", h("small", {}, interval(row.low, row.high))] }),
    { key: "status", head: t("column.status"), value: (row) => t(`status.${row.status ?? "none"}`) },
  ];
  const caption = t("term.forms_in", { language: languageName(lang) });
  return table({ id: `forms-${lang}`, caption, columns, rows: formRows(concept, lang), empty: t("term.no_forms", { language: languageName(lang) }) });
}

function languageTabs(state) {
  const tab = (lang, name) => h("li", {}, h("a", { href: address({ view: "term", term: state.term, lang }), "aria-current": state.lang === lang ? "true" : null }, name));
  return h("nav", { class: "tabs", "aria-label": t("term.languages") }, h("ul", {}, tab(undefined, t("filter.all_languages")), OTHERS.map((lang) => tab(lang, languageName(lang)))));
}

/** Return the columns of renderings; in context the words found are marked there already. */
function renderingColumns({ inContext, oneLanguage = false }) {
  const at = (each) => each.row;
  const lang = (each) => data.renderings.lang[each.row];
  return [
    { key: "lang", head: t("column.language"), value: lang, show: (each) => languageName(lang(each)), hidden: oneLanguage },
    ...(inContext ? clauseColumns(at) : []),
    { key: "found", head: t("column.found"), value: (each) => foundWords(each.row), lang, hidden: inContext },
    { key: "form", head: t("column.form"), value: (each) => formOfRow(each.row)?.form ?? null, lang },
    ...(inContext ? [dateColumn(at)] : []),
    probabilityColumn(at),
    { key: "method", head: t("column.method"), value: (each) => t(`method.${data.renderings.method[each.row]}`) },
    { key: "rendering_kind", head: t("column.rendering_kind"), value: (each) => data.renderings.kind[each.row] && t(`rendering.${data.renderings.kind[each.row]}`) },
    { key: "verdict", head: t("column.verdict"), value: (each) => data.renderings.verdict[each.row], show: (each) => verdictBox(each.row) },
  ];
}

function clausesOfTerm(state) {
  const results = h("div", {});
  const fill = (now) => {
    const wanted = filtered(now);
    const rows = data.rowsOfConcept[conceptAt.get(now.term)].filter((row) => (data.renderings.lang[row] !== "fr" || !OTHERS.length) && wanted(row)).map((row) => ({ row }));
    results.replaceChildren(table({ id: "renderings", caption: t("term.clauses"), columns: renderingColumns({ inContext: true, oneLanguage: Boolean(now.lang) }), rows, empty: t("table.nothing_matches") }));
  };
  const options = [...new Set(OTHERS.filter((lang) => !state.lang || lang === state.lang).flatMap((lang) => formsOf(state.term, lang).map((form) => form.form)))];
  const controls = filters(state, [
    choice("form", t("column.form"), options.map((form) => [form, form]), t("filter.all_forms")),
    documentFilter(),
    textFilter("q", t("filter.text")),
  ], fill);
  fill(state);
  return section(t("term.clauses"), controls, results);
}

function termView(state) {
  if (!concepts.length) return [notice(t("absent.terms"))];
  if (!conceptAt.has(state.term)) return [notice(t("term.unknown", { term: state.term ?? "" })), link({ view: "terms" }, t("overview.all_terms"))];
  const shown = state.lang ? [state.lang] : OTHERS;
  const rows = SHOWN.map((lang) => cell(state.term, lang)).filter(Boolean);
  const french = formRows(state.term, "fr").length ? formsTable(state.term, "fr") : null;
  return [
    h("p", { class: "links" }, link({ view: "issues", term: state.term, lang: state.lang }, t("term.to_issues")), link({ view: "drift", term: state.term }, t("term.to_drift"))),
    reading("reading.term"),
    languageTabs(state),
    section(t("term.forms"), h("div", { class: state.lang ? "one" : "columns" }, shown.map((lang) => formsTable(state.term, lang)), state.lang ? null : french)),
    clausesOfTerm(state),
    section(t("term.numbers"), table({ id: "cells", caption: t("term.numbers"), columns: cellColumns(), rows })),
  ];
}
