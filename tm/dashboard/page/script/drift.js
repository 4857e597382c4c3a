// How a term's rendering changes with year, session or issuing body.

const GROUPINGS = ["year", "session", "body"];

/** Return the drift of each term and language that changes most, over what it is grouped by. */
function largestDrifts(by) {
  const groups = new Map();
  for (const row of data.drift) {
    if (row.by !== by || row.lang === "fr" || row.matched < FEW) continue;
    const key = `${row.concept}\n${row.lang}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return [...groups.values()].filter((rows) => rows.length > 1).map(driftOf).filter((row) => row.change > 0 || row.dominants > 1)
    .sort((a, b) => b.dominants - a.dominants || b.change - a.change);
}

function driftOf(rows) {
  const shares = rows.map((row) => row.share);
  return {
    concept: rows[0].concept,
    lang: rows[0].lang,
    fr: concepts[conceptAt.get(rows[0].concept)]?.fr ?? rows[0].concept,
    periods: rows.length,
    dominants: new Set(rows.map((row) => row.dominant)).size,
    change: Math.max(...shares) - Math.min(...shares),
  };
}

function largestTable(by) {
  const show = (row) => link({ view: "drift", term: row.concept, by }, words("fr", row.fr));
  const columns = [{ ...rowColumns.term(), show }, rowColumns.language(), numberColumn("periods"), numberColumn("dominants"), numberColumn("change", "share")];
  const options = { id: "drifts", caption: t("drift.largest"), columns, rows: largestDrifts(by), empty: t("drift.none") };
  return section(t("drift.largest"), table(options));
}

/** Return the chart of a term in a language: points that keep the usual form, and others. */
function driftChart(lang, rows, usual) {
  const points = rows.filter((row) => row.lang === lang && row.share != null).map((row) => ({
    ...row,
    form: t(row.dominant === usual ? "drift.usual" : "drift.other"),
    tip: `${row.period}: ${row.dominant}, ${share(row.share)} (${interval(row.share_low, row.share_high)}), n=${row.matched}`,
  }));
  if (!points.length) return null;
  const title = t("drift.chart", { language: languageName(lang) });
  return h("div", {}, chart({ name: "drift", title, alternative: t("chart.table"), rows: points }), h("p", { class: "under" }, t("drift.usual_is"), " ", words(lang, usual)));
}

function driftTable(rows) {
  const columns = [
    { ...rowColumns.language(), header: true },
    { key: "period", head: t("column.period"), value: (row) => row.period },
    wordsColumn("dominant"),
    ...shareColumns("share", "share_low", "share_high", { class: (row) => (row.matched < FEW ? "few" : "") }),
    numberColumn("matched"),
    numberColumn("occurrences"),
    numberColumn("ltcr", "decimal"),
  ];
  return table({ id: "drift", caption: t("drift.caption"), columns, rows });
}

function driftResults(state) {
  const by = state.by ?? "year";
  if (!conceptAt.has(state.term)) return [largestTable(by)];
  const rows = data.drift.filter((row) => row.concept === state.term && row.by === by && row.lang !== "fr" && (!state.lang || row.lang === state.lang));
  if (!rows.length) return [notice(t(build.left_out["periods of drift"] ? "drift.cut" : "drift.no_periods"))];
  const langs = OTHERS.filter((lang) => rows.some((row) => row.lang === lang));
  const charts = langs.map((lang) => driftChart(lang, rows, cell(state.term, lang)?.dominant));
  return [h("p", { class: "links" }, linkToTerm(state.term, state.lang, t("drift.to_term"))), h("div", { class: "columns" }, charts), driftTable(rows)];
}

function driftView(state) {
  if (!concepts.length) return [notice(t("absent.terms"))];
  const results = h("div", {});
  const fill = (now) => results.replaceChildren(...driftResults(now));
  const named = concepts.map((each) => [each.concept, each.fr]).sort((a, b) => a[1].localeCompare(b[1]));
  const controls = filters(state, [
    choice("term", t("column.term"), named, t("drift.choose")),
    choice("by", t("drift.by"), GROUPINGS.map((by) => [by, t(`grouping.${by}`)])),
    languageChoice(),
  ], fill);
  fill(state);
  const missing = ["dates", "sessions"].filter((name) => absent.has(name)).map((name) => notice(t(`absent.${name}`)));
  return [reading("reading.drift"), missing, controls, results];
}
