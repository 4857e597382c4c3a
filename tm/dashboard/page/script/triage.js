// Entropy × volume: where looking pays most. Many renderings of a frequent term come first.

function triageRows(state) {
  const told = data.consistency.filter((row) => row.lang !== "fr" && row.matched > 0 && row.entropy != null);
  return told.filter((row) => !state.lang || row.lang === state.lang)
    .map((row) => ({
      ...row,
      language: languageName(row.lang),
      weight: row.entropy * row.matched,
      tip: `${row.fr}, ${languageName(row.lang)}: ${decimal(row.entropy)} bit, n=${row.matched}`,
    }))
    .sort((a, b) => b.weight - a.weight);
}

function triageTable(rows) {
  const columns = [
    rowColumns.term(),
    rowColumns.language(),
    numberColumn("matched"),
    numberColumn("distinct"),
    numberColumn("entropy", "decimal"),
    numberColumn("weight", "decimal"),
    wordsColumn("dominant"),
    ...shareColumns("share", "share_low", "share_high", { class: (row) => (row.matched < FEW ? "few" : "") }),
  ];
  return table({ id: "triage", caption: t("triage.caption"), columns, rows });
}

function triageView(state) {
  if (!concepts.length) return [notice(t("absent.terms"))];
  const results = h("div", {});
  const fill = (now) => {
    const rows = triageRows(now);
    const open = (point) => point.concept && go({ view: "term", term: point.concept, lang: point.lang });
    const drawn = rows.length && chart({ name: "triage", title: t("triage.chart"), alternative: t("chart.table"), rows, click: open });
    results.replaceChildren(...[drawn, triageTable(rows)].filter(Boolean));
  };
  fill(state);
  return [reading("reading.triage"), filters(state, [languageChoice()], fill), results];
}
