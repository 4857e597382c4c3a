// Filters above a list. What is chosen goes into the address; only the list is drawn anew,
// so that typing (also with an input method, as for Chinese) is never disturbed.

function field(name, label, input) {
  input.id = `filter-${name}`;
  input.name = name;
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
}

function textFilter(name, label) {
  return { name, make: (value) => field(name, label, h("input", { type: "search", value, autocomplete: "off" })) };
}

function dateFilter(name, label) {
  return { name, make: (value) => field(name, label, h("input", { type: "date", value })) };
}

/** Return a choice among [value, label] pairs; the first, empty one is « all » if it is named. */
function choice(name, label, options, all) {
  const every = all ? [["", all], ...options] : options;
  const option = (value) => ([each, text]) => h("option", { value: each, selected: each === value }, text);
  return { name, make: (value) => field(name, label, h("select", {}, every.map(option(value)))) };
}

const LISTED = 500; // documents above which a list of them is no help

/** Return a choice of documents, or where there are very many a field for a part of the symbol. */
function documentFilter() {
  const label = t("column.document");
  if (documents.length > LISTED) return textFilter("doc", label);
  return choice("doc", label, documents.map((each) => [each.doc, each.doc]), t("filter.all_documents"));
}

function languageChoice(all = t("filter.all_languages")) {
  return choice("lang", t("column.language"), OTHERS.map((lang) => [lang, languageName(lang)]), all);
}

/** Return a form of filters; `fill` is called with the new state a moment after each change. */
function filters(state, made, fill) {
  let waiting = 0;
  let now = { ...state };
  const change = (event) => {
    now = { ...now, [event.target.name]: event.target.value };
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      amend(now);
      fill(readState());
    }, event.target.type === "search" ? 150 : 0);
  };
  const fields = made.filter(Boolean).map(({ name, make }) => make(state[name] ?? ""));
  return h("form", { class: "filters", input: change, submit: (event) => event.preventDefault(), "aria-label": t("filter.title") }, fields);
}
