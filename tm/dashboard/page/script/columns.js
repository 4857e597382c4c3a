// Columns that many tables share: a term, a language, a clause, a share with its interval.

const rowColumns = {
  term: () => ({
    key: "term",
    head: t("column.term"),
    value: (row) => row.fr,
    show: (row) => linkToTerm(row.concept, row.lang, words("fr", row.fr)),
    header: true,
  }),
  language: () => ({
    key: "lang",
    head: t("column.language"),
    value: (row) => row.lang,
    show: (row) => languageName(row.lang),
  }),
};

function numberColumn(key, type = "count", more = {}) {
  return { key, head: t(`column.${key}`), type, value: (row) => row[key], ...more };
}

/** Return a column of a share and, for the saved file, the bounds of its interval. */
function shareColumns(key, low, high, more = {}) {
  const show = (row) => [share(row[key]), " ", h("small", {}, interval(row[low], row[high]))];
  const bound = (name) => ({ key: name, head: `${t(`column.${key}`)} (${name})`, value: (row) => row[name], hidden: true });
  return [numberColumn(key, "share", { show, ...more }), bound(low), bound(high)];
}

/** Return a column of words in the language of their row. */
function wordsColumn(key, lang = (row) => row.lang) {
  return { key, head: t(`column.${key}`), value: (row) => row[key], lang };
}
