// A chart: a Vega specification of the page with the rows it is to show.
// Why no `eval`: Vega's interpreter walks the expressions, so that the page can forbid it.
// Why a picture to a screen reader: the same numbers stand in a table beneath every chart.

let firstChart = false;

/** Return a specification with its messages (« @key ») in the language of the reader. */
function translated(part) {
  if (typeof part === "string") return part.startsWith("@") ? t(part.slice(1)) : part;
  if (Array.isArray(part)) return part.map(translated);
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, translated(value)]));
}

async function draw(holder, name, rows, click) {
  const spec = translated(assets.charts[name]);
  const runtime = vega.parse(spec, {}, { ast: true });
  const view = new vega.View(runtime, {
    expr: vega.expressionInterpreter,
    renderer: "svg",
    logLevel: 1, // errors only
    locale: { number: chartNumbers() },
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
  });
  const inner = h("div", { "aria-hidden": "true" }); // Vega names and describes what it draws in
  holder.append(inner);
  view.data("rows", rows).initialize(inner);
  if (click) view.addEventListener("click", (_, item) => item?.datum && click(item.datum));
  await view.runAsync();
  holder.dataset.drawn = name;
  if (!firstChart) performance.mark("first-chart");
  firstChart = true;
}

/** A chart loads nothing: its rows are in the page. */
function refuse() {
  return Promise.reject(new Error("a chart of this page loads nothing"));
}

/** Return a figure whose chart is drawn as soon as it is in the page and has a width. */
function chart({ name, title, alternative, rows, click }) {
  const label = alternative ? `${title}. ${alternative}` : title;
  const holder = h("div", { class: `chart ${name}`, role: "img", "aria-label": label });
  if (click) holder.classList.add("clickable");
  requestAnimationFrame(() => {
    if (holder.isConnected) draw(holder, name, rows, click).catch((error) => console.error(error));
  });
  return h("figure", {}, h("figcaption", {}, title), holder);
}
