// The page itself: its head, the view that the address asks for, language and colours.

const VIEWS = {
  overview: overviewView,
  terms: termsView,
  term: termView,
  issues: issuesView,
  clause: clauseView,
  drift: driftView,
  triage: triageView,
  agreement: agreementView,
  memory: memoryView,
  alignment: alignmentView,
  search: searchView,
};
const EARLY = ["overview", "terms", "triage", "search"]; // they need no table behind the scripts
const MENU = ["overview", "terms", "issues", "drift", "triage", "agreement", "memory", "alignment"];
const PARENT = { term: "terms", clause: "terms", search: "overview" };
const THEMES = ["auto", "light", "dark"];

/** Return the heading of a view: what it is, and of which term or clause. */
function headingOf(state) {
  const place = conceptAt.get(state.term);
  if (state.view === "term" && place !== undefined) return words("fr", concepts[place].fr);
  if (state.view === "clause" && data.unitAt.has(state.unit)) {
    const unit = data.units[data.unitAt.get(state.unit)];
    return `${documentOf(unit).doc} · ${unitName(unit)}`;
  }
  return t(`view.${state.view}`);
}

function drawMenu(view) {
  const current = (name) => (name === view ? "page" : name === PARENT[view] ? "true" : null);
  const items = MENU.map((name) => h("li", {}, h("a", { href: address({ view: name }), "aria-current": current(name) }, t(`view.${name}`))));
  document.getElementById("menu").replaceChildren(...items);
}

/** Return the way to a view that is not in the menu, a link for each step above it. */
function pathTo(state) {
  const parent = PARENT[state.view];
  if (!parent) return null;
  const place = state.view === "clause" ? conceptAt.get(state.term) : undefined;
  const term = place === undefined ? [] : [linkToTerm(state.term, state.lang, words("fr", concepts[place].fr)), " › "];
  return h("p", { class: "kicker" }, link({ view: parent }, t(`view.${parent}`)), " › ", term, t(`view.${state.view}`));
}

/** Draw the view that the address asks for, as soon as its tables are there. */
function drawView() {
  const given = readState();
  const state = Object.hasOwn(VIEWS, given.view) ? given : { view: "overview" };
  if (document.readyState === "loading" && !EARLY.includes(state.view)) {
    document.getElementById("view").replaceChildren(notice(t("page.loading")));
    addEventListener("DOMContentLoaded", drawView, { once: true });
    return;
  }
  const heading = h("h1", { id: "heading", tabindex: "-1" }, headingOf(state));
  const kicker = pathTo(state);
  drawMenu(state.view);
  const parts = [kicker, heading, VIEWS[state.view](state)].flat(Infinity).filter(Boolean);
  document.getElementById("view").replaceChildren(...parts);
  document.getElementById("view").dataset.view = state.view;
  document.title = `${heading.textContent} – ${build.name} – hexapla`;
}

/** Put the fixed words of the page into the language of the reader. */
function drawFrame() {
  document.documentElement.lang = interfaceLanguage;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  document.getElementById("build-name").textContent = build.name;
  document.getElementById("signature").textContent = t("page.made", { version: build.hexapla, signature: build.signature ?? NONE });
  drawWaiting();
  const themes = document.getElementById("theme");
  themes.replaceChildren(...THEMES.map((each) => h("option", { value: each, selected: each === chosenTheme() }, t(`theme.${each}`))));
}

function chosenTheme() {
  return document.documentElement.dataset.theme ?? "auto";
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store("hexapla.theme", theme);
}

function wireSettings() {
  const language = document.getElementById("language");
  language.value = interfaceLanguage;
  language.addEventListener("change", () => {
    setLanguage(language.value);
    drawFrame();
    drawView();
  });
  const theme = document.getElementById("theme");
  theme.addEventListener("change", () => setTheme(theme.value));
}

/** Let the first link jump over the head; the address stays, for it says what is shown. */
function wireSkip() {
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("heading").focus();
  });
}

function start() {
  const theme = stored("hexapla.theme");
  if (THEMES.includes(theme)) setTheme(theme);
  drawFrame();
  wireSettings();
  wireSearch();
  wireSkip();
  drawView();
  addEventListener("beforeprint", () => document.querySelectorAll("details.numbers").forEach((each) => (each.open = true)));
  addEventListener("hashchange", () => {
    drawView();
    scrollTo(0, 0);
    document.getElementById("heading").focus({ preventScroll: true });
  });
}

start();
