// What wants a look: renderings that are missing, unusual or rejected, the worst first.
// Why the lower bound of a share orders them: to leave a form that 200 of 200 others keep is worse
// than to leave one that 2 of 2 keep.

const ISSUE_KINDS = ["rejected", "deprecated", "other", "unmatched", "uncited", "absent"];

/** Return why a rendering wants a look, or null; the same count as `issues` of CONSISTENCY. */
function issueKind(row) {
  const verdict = data.renderings.verdict[row];
  if (data.renderings.lang[row] === "fr" || verdict === "ignore" || verdict === "accept") return null;
  if (verdict === "reject") return "rejected";
  const form = formOfRow(row);
  if (!form && data.renderings.start[row] != null) return "uncited";
  if (!form) return data.renderings.method[row] === "no variant" ? "absent" : "unmatched";
  if (form.form === cell(conceptOfRow(row).concept, data.renderings.lang[row])?.dominant) return null;
  return ["deprecated", "superseded"].includes(form.status) ? "deprecated" : "other";
}

/** Return how bad an issue is, 0..3: rejected first, then by how firm the rule is it breaks. */
function severity(kind, row) {
  const there = cell(conceptOfRow(row).concept, data.renderings.lang[row]);
  if (kind === "rejected") return 3;
  const [found] = wilson(there?.matched ?? 0, there?.occurrences ?? 0);
  const rule = kind === "other" || kind === "deprecated" ? there?.share_low : found;
  return (kind === "deprecated" ? 2 : kind === "absent" ? -1 : 1) + (rule ?? 0);
}

let known = null;

/** Return every issue of the build, the worst first. */
function allIssues() {
  known ??= data.renderings.lang
    .map((_, row) => ({ row, kind: issueKind(row) }))
    .filter((issue) => issue.kind)
    .map((issue) => ({ ...issue, severity: severity(issue.kind, issue.row) }))
    .sort((a, b) => b.severity - a.severity || a.row - b.row);
  return known;
}

function forgetIssues() {
  known = null;
}

const unitTexts = [];

function unitText(place) {
  unitTexts[place] ??= folded(Object.values(data.units[place].texts).join("\n"));
  return unitTexts[place];
}

/** Tell whether a document is of the dates asked for; one without a date is of none. */
function dated(each, from, to) {
  if (!from && !to) return true;
  const [first, last] = each.date ? [each.date, each.date] : [`${each.year}-01-01`, `${each.year}-12-31`];
  return (each.date != null || each.year != null) && (!from || last >= from) && (!to || first <= to);
}

/** Tell whether a document is the one asked for; where they are not listed, a part will do. */
function asked(doc, part) {
  return documents.length > LISTED ? folded(doc).includes(folded(part)) : doc === part;
}

/** Return whether a rendering is one that the filters ask for. */
function filtered(state) {
  const place = state.term === undefined ? null : (conceptAt.get(state.term) ?? -1);
  const wanted = folded(state.q ?? "");
  return (row) => {
    const unit = unitOfRow(row);
    if (state.lang && data.renderings.lang[row] !== state.lang) return false;
    if (place !== null && data.renderings.concept[row] !== place) return false;
    if (state.doc && !asked(documentOf(unit).doc, state.doc)) return false;
    if (state.form && formOfRow(row)?.form !== state.form) return false;
    if (!dated(documentOf(unit), state.from, state.to)) return false;
    return !wanted || termText(conceptOfRow(row)).includes(wanted) || unitText(data.renderings.unit[row]).includes(wanted);
  };
}

function issueColumns() {
  const at = (issue) => issue.row;
  const concept = (issue) => conceptOfRow(at(issue));
  const lang = (issue) => data.renderings.lang[at(issue)];
  const expected = (issue) => cell(concept(issue).concept, lang(issue))?.dominant ?? null;
  return [
    { key: "severity", head: t("column.severity"), value: (issue) => issue.severity, hidden: true },
    { key: "kind", head: t("column.kind"), value: (issue) => t(`kind.${issue.kind}`), show: (issue) => h("span", { class: `badge ${issue.kind}` }, t(`kind.${issue.kind}`)) },
    { key: "term", head: t("column.term"), value: (issue) => concept(issue).fr, show: (issue) => linkToTerm(concept(issue).concept, lang(issue), words("fr", concept(issue).fr)) },
    { key: "lang", head: t("column.language"), value: lang, show: (issue) => languageName(lang(issue)) },
    { key: "found", head: t("column.found"), value: (issue) => foundWords(at(issue)), lang },
    { key: "expected", head: t("column.expected"), value: expected, lang },
    ...clauseColumns(at),
    dateColumn(at),
    probabilityColumn(at),
    { key: "verdict", head: t("column.verdict"), value: (issue) => data.renderings.verdict[at(issue)], show: (issue) => verdictBox(at(issue)) },
  ];
}

/** Return the columns that say where a rendering stands: its clause, and the words around it. */
function clauseColumns(at) {
  const unit = (each) => unitOfRow(at(each));
  const lang = (each) => data.renderings.lang[at(each)];
  return [
    { key: "clause", head: t("column.clause"), value: (each) => unit(each).tuid, show: (each) => linkToUnit(unit(each), conceptOfRow(at(each)).concept, lang(each)) },
    { key: "context", head: t("column.context"), value: (each) => unit(each).texts[lang(each)], show: (each) => targetSnippet(at(each)), class: () => "wide" },
    { key: "french", head: t("column.french"), value: (each) => unit(each).texts.fr, show: (each) => frenchSnippet(at(each)), class: () => "wide" },
  ];
}

function dateColumn(at) {
  return { key: "date", head: t("column.date"), value: (each) => whenOf(documentOf(unitOfRow(at(each)))), class: () => "date" };
}

function probabilityColumn(at) {
  return { key: "probability", head: t("column.probability"), type: "decimal", value: (each) => data.renderings.probability[at(each)] };
}

function issueFilters() {
  const named = concepts.map((each) => [each.concept, each.fr]).sort((a, b) => a[1].localeCompare(b[1]));
  const kinds = ISSUE_KINDS.map((kind) => [kind, t(`kind.${kind}`)]);
  const times = !absent.has("dates") && [dateFilter("from", t("filter.from")), dateFilter("to", t("filter.to"))];
  return [
    languageChoice(),
    choice("kind", t("column.kind"), kinds, t("filter.all_kinds")),
    documentFilter(),
    choice("term", t("column.term"), named, t("filter.all_terms")),
    ...(times || []),
    textFilter("q", t("filter.text")),
  ];
}

function issuesView(state) {
  if (!concepts.length) return [notice(t("absent.terms"))];
  const results = h("div", {});
  const fill = (now) => {
    const wanted = filtered(now);
    const rows = allIssues().filter((issue) => (!now.kind || issue.kind === now.kind) && wanted(issue.row));
    const number = t("issues.number", { n: count(rows.length), all: count(allIssues().length) });
    results.replaceChildren(
      h("p", { role: "status" }, number),
      table({ id: "issues", caption: t("issues.caption"), columns: issueColumns(), rows, empty: t("table.nothing_matches") }),
    );
  };
  fill(state);
  return [reading("reading.issues"), filters(state, issueFilters(), fill), results];
}
