// Search over terms and forms, in every language: answers under the field, all of them on a page.

const termTexts = new Map();

/** Return all that a term may be found by: its name, its French form and every rendering. */
function termText(each) {
  if (!termTexts.has(each.concept)) {
    const there = data.formsOfConcept[conceptAt.get(each.concept)].map((place) => data.forms[place].form);
    termTexts.set(each.concept, folded([each.concept, each.fr, ...there].join("\n")));
  }
  return termTexts.get(each.concept);
}

/** Return what is found: each form in a language, the French names first, then by frequency. */
function searchResults(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const names = concepts
    .filter((each) => folded(`${each.fr}\n${each.concept}`).includes(wanted))
    .map((each) => ({ concept: each.concept, fr: each.fr, lang: "fr", form: each.fr, count: cell(each.concept, "fr")?.occurrences ?? null }));
  const known = new Set(names.map((row) => `${row.concept}\nfr\n${row.form}`));
  const others = data.forms
    .filter((form) => folded(form.form).includes(wanted))
    .map((form) => ({ ...concepts[form.concept], lang: form.lang, form: form.form, count: form.count }))
    .filter((row) => !known.has(`${row.concept}\n${row.lang}\n${row.form}`));
  return [...names, ...others.sort((a, b) => b.count - a.count)];
}

function resultLink(row) {
  const lang = row.lang === "fr" ? undefined : row.lang;
  return linkToTerm(row.concept, lang, words(row.lang, row.form));
}

function searchView(state) {
  const rows = searchResults(state.q ?? "");
  const columns = [
    { key: "form", head: t("column.form"), value: (row) => row.form, show: resultLink, header: true },
    rowColumns.language(),
    { ...rowColumns.term(), key: "of", header: false },
    numberColumn("count"),
  ];
  return [
    h("p", {}, t("search.found", { n: count(rows.length), query: state.q ?? "" })),
    table({ id: "results", caption: t("search.caption"), columns, rows, empty: t("table.nothing_matches") }),
  ];
}

const ANSWERS = 8;

function answers(panel, query) {
  const rows = searchResults(query).slice(0, ANSWERS);
  const items = rows.map((row) => h("li", {}, resultLink(row), h("small", {}, ` ${languageName(row.lang)}`)));
  panel.replaceChildren(...items);
  panel.hidden = !items.length;
  if (query.trim()) announce(t("search.found", { n: count(rows.length), query }));
}

/** Make the search of the page's head work. */
function wireSearch() {
  const [form, input, panel] = ["search", "search-input", "search-answers"].map((id) => document.getElementById(id));
  const close = () => (panel.hidden = true);
  input.addEventListener("input", () => answers(panel, input.value));
  panel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    go({ view: "search", q: input.value });
  });
}
