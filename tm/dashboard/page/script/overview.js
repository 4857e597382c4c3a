// The first view: the few numbers that matter, each with its interval and n, and where to go.

function tile(title, value, ...details) {
  return h("div", { class: "tile" }, h("dt", {}, title), h("dd", { class: "big" }, value), details.map((each) => h("dd", {}, each)));
}

function figureOf(metric, lang = null) {
  return data.figures.find((row) => row.metric === metric && (row.lang ?? null) === lang);
}

/** Return a tile of a corpus figure over all languages; null where the build has none. */
function figureTile(metric) {
  const figure = figureOf(metric);
  if (!figure || figure.value == null) return null;
  const range = interval(figure.low, figure.high);
  const n = t("overview.n", { n: count(figure.occurrences), documents: count(figure.documents) });
  return tile(t(`metric.${metric}`), share(figure.value), range ? t("overview.interval", { range }) : t("overview.no_interval"), n);
}

/** Return how many issues the build counted; the list of them follows today's verdicts. */
function issuesCounted() {
  return data.consistency.filter((row) => row.lang !== "fr").reduce((sum, row) => sum + row.issues, 0);
}

function countTiles() {
  const { counts } = build;
  return [
    tile(t("overview.documents"), count(counts.documents)),
    tile(t("overview.units"), count(counts.units)),
    tile(t("overview.terms"), count(counts.terms), t("overview.renderings", { n: count(counts.renderings) })),
    absent.has("terms") ? null : tile(t("overview.issues"), link({ view: "issues" }, count(issuesCounted())), t("overview.issues_how")),
  ];
}

function figuresTable() {
  const rows = data.figures.map((row) => ({ ...row, name: t(`metric.${row.metric}`) }));
  const columns = [
    { key: "name", head: t("column.metric"), value: (row) => row.name, header: true },
    { key: "lang", head: t("column.language"), value: (row) => (row.lang ? languageName(row.lang) : t("overview.all")) },
    ...shareColumns("value", "low", "high"),
    numberColumn("documents"),
    numberColumn("occurrences"),
  ];
  return table({ id: "figures", caption: t("overview.figures"), columns, rows });
}

function figuresChart() {
  const shown = data.figures.filter((row) => row.lang && row.value != null);
  const rows = shown.map((row) => ({
    ...row,
    language: languageName(row.lang),
    name: t(`metric.${row.metric}`),
    tip: `${languageName(row.lang)}, ${t(`metric.${row.metric}`)}: ${share(row.value)} ${interval(row.low, row.high)}`,
  }));
  if (!rows.length) return null;
  return chart({ name: "figures", title: t("overview.chart"), alternative: t("chart.table"), rows });
}

/** Return the terms a newcomer may want to open: the most frequent ones. */
function frequentTerms() {
  const total = (each) => cell(each.concept, "fr")?.occurrences ?? Math.max(0, ...OTHERS.map((lang) => cell(each.concept, lang)?.occurrences ?? 0));
  const rows = concepts.map((each) => ({ ...each, n: total(each) })).sort((a, b) => b.n - a.n).slice(0, 12);
  const items = rows.map((each) => h("li", {}, linkToTerm(each.concept, undefined, words("fr", each.fr)), ` ${t("overview.times", { n: count(each.n) })}`));
  return section(t("overview.frequent"), h("p", {}, t("overview.frequent_how"), " ", link({ view: "terms" }, t("overview.all_terms"))), h("ul", { class: "terms" }, items));
}

function absentNotes() {
  const named = build.absent.map((name) => h("li", {}, t(`absent.${name}`)));
  const cutShort = build.summarised && h("li", {}, t("absent.summarised", { shown: count(build.shown_units), all: count(build.counts.units) }));
  const missing = Object.keys(assets.languages).filter((lang) => !build.languages.includes(lang)).map(languageName);
  const some = missing.length > 0 && h("li", {}, t("absent.some_languages", { languages: missing.join(", ") }));
  if (!named.length && !cutShort && !some) return null;
  return section(t("overview.absent"), h("ul", {}, named, some, cutShort));
}

function overviewView() {
  const figures = absent.has("terms") ? [] : ["consistency", "coverage", "ltcr", "conformity"].map(figureTile);
  return [
    h("p", { class: "lead" }, t("overview.lead")),
    h("dl", { class: "tiles" }, countTiles(), figures),
    concepts.length ? frequentTerms() : null,
    concepts.length && OTHERS.length ? section(t("overview.by_language"), reading("reading.figures"), figuresChart(), numbers(figuresTable())) : null,
    alignmentSummary(),
    absentNotes(),
  ];
}
