// How well the versions are aligned: coverage, kinds of beads, probabilities and whether they hold.

function alignmentTable() {
  const columns = [
    { ...rowColumns.language(), header: true },
    numberColumn("clauses"),
    numberColumn("beads"),
    ...["single", "covered"].map((key) => numberColumn(key, "share")),
    { ...numberColumn("probability", "decimal"), head: t("column.mean_probability"), show: (row) => certainty(row.probability) },
  ];
  return table({ id: "alignment", caption: t("alignment.caption"), columns, rows: data.alignment.languages });
}

/** Return the part of the overview on alignment. */
function alignmentSummary() {
  if (!OTHERS.length) return null;
  return section(t("alignment.caption"), h("p", {}, link({ view: "alignment" }, t("alignment.more"))), alignmentTable());
}

/** Return the kinds of beads, a row a kind and a column a language; the plain 1-1 first. */
function kindsTable() {
  const { kinds } = data.alignment;
  const of = (lang, kind) => kinds.find((row) => row.lang === lang && row.kind === kind)?.count ?? 0;
  const total = (lang) => kinds.filter((row) => row.lang === lang).reduce((sum, row) => sum + row.count, 0);
  const names = [...new Set(kinds.map((row) => row.kind))];
  const rows = names.map((kind) => ({ kind, all: OTHERS.reduce((sum, lang) => sum + of(lang, kind), 0) })).sort((a, b) => b.all - a.all);
  const column = (lang) => {
    const part = (row) => (total(lang) ? of(lang, row.kind) / total(lang) : null);
    return { key: lang, head: languageName(lang), type: "count", value: (row) => of(lang, row.kind), show: (row) => [count(of(lang, row.kind)), " ", h("small", {}, part(row) ? share(part(row)) : "")] };
  };
  const columns = [{ key: "kind", head: t("column.bead"), value: (row) => row.kind, header: true }, ...OTHERS.map(column)];
  return table({ id: "kinds", caption: t("alignment.kinds"), columns, rows });
}

function rangeColumn() {
  return { key: "range", head: t("column.range"), value: (row) => row.low, show: (row) => `${decimal(row.low)} – ${decimal(row.high)}`, header: true, type: "decimal" };
}

function histogram() {
  const rows = data.alignment.probabilities;
  const of = (lang) => rows.filter((row) => row.lang === lang).map((row) => ({ ...row, tip: `${decimal(row.low)} – ${decimal(row.high)}: ${count(row.count)}` }));
  const charts = OTHERS.filter((lang) => of(lang).length).map((lang) =>
    chart({ name: "probabilities", title: t("alignment.probabilities_in", { language: languageName(lang) }), alternative: t("chart.table"), rows: of(lang) }),
  );
  const columns = [rangeColumn(), { key: "high", head: t("column.high"), value: (row) => row.high, hidden: true }, rowColumns.language(), numberColumn("count")];
  return [h("div", { class: "columns" }, charts), numbers(table({ id: "probabilities", caption: t("alignment.probabilities_table"), columns, rows }))];
}

function documentsTable() {
  const rows = data.alignment.documents.map((row) => ({ ...row, ...documents[row.doc] }));
  const columns = [
    { key: "doc", head: t("column.document"), value: (row) => row.doc, header: true },
    { key: "date", head: t("column.date"), value: whenOf, class: () => "date" },
    rowColumns.language(),
    numberColumn("covered", "share", { show: (row) => [bar(row.covered), share(row.covered)] }),
    { ...numberColumn("probability", "decimal"), head: t("column.mean_probability"), show: (row) => certainty(row.probability) },
  ];
  return table({ id: "documents", caption: t("alignment.documents"), columns, rows, sort: { key: "covered" } });
}

function worstTable() {
  const lowestOf = (unit) => Math.min(...OTHERS.map((lang) => unit.probability?.[lang] ?? 1));
  const column = (lang) => ({ key: lang, head: languageName(lang), type: "decimal", value: (unit) => unit.probability?.[lang] ?? null, show: (unit) => (unit.texts[lang] == null ? t("clause.missing") : certainty(unit.probability?.[lang])) });
  const columns = [
    { key: "clause", head: t("column.clause"), value: (unit) => unit.tuid, show: (unit) => linkToUnit(unit), header: true },
    { key: "lowest", head: t("column.lowest"), type: "decimal", value: lowestOf, show: (unit) => certainty(lowestOf(unit)) },
    ...OTHERS.map(column),
    { key: "french", head: t("column.french"), value: (unit) => unit.texts.fr ?? null, lang: () => "fr", class: () => "wide" },
  ];
  return table({ id: "worst", caption: t("alignment.worst"), columns, rows: data.alignment.worst.map((place) => data.units[place]) });
}

function reliability() {
  const { source, bins, ece } = data.reliability;
  if (!source || !bins.length) return notice(t("alignment.no_reliability"));
  const rows = bins.map((row) => ({ ...row, language: languageName(row.lang), tip: `${languageName(row.lang)}: ${decimal(row.predicted)} → ${decimal(row.observed)}, n=${row.n}` }));
  const columns = [rangeColumn(), rowColumns.language(), numberColumn("predicted", "decimal"), numberColumn("observed", "decimal"), numberColumn("n")];
  const enough = rows.filter((row) => row.n >= FEW);
  const left = enough.length < rows.length ? ` ${t("alignment.source.few", { few: FEW })}` : "";
  const errors = Object.entries(ece ?? {}).map(([lang, value]) => `${languageName(lang)} ${decimal(value, 3)}`).join(", ");
  return [
    h("p", {}, t(`alignment.source.${source}`), errors ? ` ${t("alignment.ece", { errors })}` : "", left),
    chart({ name: "reliability", title: t("alignment.reliability"), alternative: t("chart.table"), rows: enough }),
    numbers(table({ id: "reliability", caption: t("alignment.reliability"), columns, rows })),
  ];
}

function alignmentView() {
  if (!data.alignment.languages.length) return [notice(t("absent.alignment"))];
  return [
    reading("reading.alignment"),
    section(t("alignment.caption"), alignmentTable()),
    section(t("alignment.kinds"), kindsTable()),
    section(t("alignment.probabilities"), histogram()),
    section(t("alignment.reliability"), reliability()),
    section(t("alignment.worst"), worstTable()),
    section(t("alignment.documents"), documentsTable()),
  ];
}
