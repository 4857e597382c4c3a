// Are the languages consistent together? Where all of them leave their form, look at the French.

function phiOf(one, other) {
  return data.co_switching.find((row) => (row.one === one && row.other === other) || (row.one === other && row.other === one));
}

/** Return the class of a correlation; five steps from against each other to together. */
function together(phi) {
  return phi == null ? "none" : `phi${[-0.3, -0.1, 0.1, 0.3].filter((step) => phi >= step).length}`;
}

function switchingMatrix() {
  const shown = (one, other) => {
    const pair = phiOf(one, other);
    return one === other ? NONE : [decimal(pair?.phi), " ", h("small", {}, pair ? `n=${count(pair.n)}` : "")];
  };
  const column = (other) => ({
    key: other,
    head: languageName(other),
    type: "decimal",
    value: (row) => (row.lang === other ? null : (phiOf(row.lang, other)?.phi ?? null)),
    show: (row) => shown(row.lang, other),
    class: (row) => (row.lang === other ? "none" : together(phiOf(row.lang, other)?.phi)),
  });
  const columns = [{ ...rowColumns.language(), header: true }, ...OTHERS.map(column)];
  return table({ id: "switching", caption: t("agreement.switching"), columns, rows: OTHERS.map((lang) => ({ lang })), empty: t("table.empty") });
}

function agreementTable() {
  const rows = data.agreement;
  const columns = [
    { ...rowColumns.term(), show: (row) => linkToTerm(row.concept, undefined, words("fr", row.fr)) },
    ...["languages"].map((key) => numberColumn(key)),
    ...["ltcr_min", "ltcr_mean"].map((key) => numberColumn(key, "decimal")),
    ...["together", "apart"].map((key) => numberColumn(key)),
    numberColumn("switching", "decimal"),
    numberColumn("french_outlier"),
  ];
  return table({ id: "agreement", caption: t("agreement.caption"), columns, rows, sort: { key: "ltcr_min" } });
}

/** Return the clauses in which every language leaves its usual form, a row each. */
function outliersTable() {
  const rows = data.agreement.flatMap((row) => (row.tuids ?? []).map((tuid) => ({ ...row, tuid })));
  const french = (row) => data.units[data.unitAt.get(row.tuid)]?.texts.fr ?? null;
  const columns = [
    { ...rowColumns.term(), show: (row) => linkToTerm(row.concept, undefined, words("fr", row.fr)) },
    { key: "clause", head: t("column.clause"), value: (row) => row.tuid, show: (row) => linkToTuid(row.tuid, row.concept) },
    { key: "french", head: t("column.french"), value: french, lang: () => "fr", class: () => "wide" },
  ];
  return table({ id: "outliers", caption: t("agreement.outliers"), columns, rows, empty: t("agreement.no_outliers") });
}

function agreementView() {
  if (!concepts.length) return [notice(t("absent.terms"))];
  return [
    reading("reading.agreement"),
    section(t("agreement.outliers"), outliersTable()),
    OTHERS.length > 1 ? section(t("agreement.switching"), switchingMatrix()) : null,
    section(t("agreement.caption"), agreementTable()),
  ];
}
