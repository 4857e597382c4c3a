// What the memory holds, and the French clauses that recur in different translations.

function memoryTable() {
  const columns = [{ ...rowColumns.language(), header: true }, ...["units", "words", "characters"].map((key) => numberColumn(key))];
  return table({ id: "memory", caption: t("memory.caption"), columns, rows: data.memory.languages });
}

/** Return the different wordings of a repeated clause, opened on demand. */
function wordings(row) {
  const texts = h("ol", {}, row.texts.map((text) => h("li", {}, words(row.lang, text))));
  const places = h("p", {}, row.tuids.flatMap((tuid, i) => [i ? ", " : "", linkToTuid(tuid)]));
  return h("details", {}, h("summary", {}, t("memory.wordings", { n: count(row.texts.length) })), texts, places);
}

function repeatsTable(rows) {
  const columns = [
    { key: "fr", head: t("column.french"), value: (row) => row.fr, lang: () => "fr", header: true, class: () => "wide" },
    rowColumns.language(),
    numberColumn("occurrences"),
    numberColumn("distinct"),
    ...["chrf", "bleu", "ter"].map((key) => ({ ...numberColumn(key, "decimal"), show: (row) => decimal(row[key], 1) })),
    { key: "texts", head: t("column.wordings"), value: (row) => row.texts.join(" | "), show: wordings, class: () => "wide" },
  ];
  return table({ id: "repeats", caption: t("memory.repeats"), columns, rows, sort: { key: "chrf" }, empty: t("table.nothing_matches") });
}

function repeatsSection(state) {
  if (absent.has("repeats") || !data.repeats.length) return section(t("memory.repeats"), notice(t("absent.repeats")));
  const results = h("div", {});
  const fill = (now) => {
    const wanted = folded(now.q ?? "");
    const there = data.repeats.filter((row) => (!now.lang || row.lang === now.lang) && folded([row.fr, ...row.texts].join("\n")).includes(wanted));
    results.replaceChildren(repeatsTable(there));
  };
  fill(state);
  return section(t("memory.repeats"), filters(state, [languageChoice(), textFilter("q", t("filter.text"))], fill), results);
}

function memoryView(state) {
  const { duplicates, repeated } = data.memory;
  const facts = h("dl", { class: "tiles" }, tile(t("memory.duplicates"), count(duplicates)), tile(t("memory.repeated"), count(repeated)));
  return [reading("reading.memory"), facts, repeatsSection(state), section(t("memory.caption"), memoryTable())];
}
