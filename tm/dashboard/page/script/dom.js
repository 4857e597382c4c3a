// Elements, made without markup: what comes from the data is only ever text.

/** Return an element. A function among the attributes listens; null and false are left out. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value != null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Return text of a language in an element that says which one, and how it runs. */
function words(lang, text, tag = "span", attributes = {}) {
  return h(tag, { lang, dir: assets.languages[lang]?.direction ?? "auto", ...attributes }, text ?? NONE);
}

function notice(text, tone = "plain") {
  return h("p", { class: `notice ${tone}` }, text);
}

/** Return a heading with what belongs to it. Its table says the same again only to the ear. */
function section(title, ...children) {
  const made = h("section", {}, h("h2", {}, title), ...children);
  const caption = made.querySelector("caption");
  if (caption?.textContent === title) caption.classList.add("unseen");
  return made;
}

/** Return the numbers of a chart as a table that opens on demand, and on paper. */
function numbers(made) {
  return h("details", { class: "numbers" }, h("summary", {}, t("chart.numbers")), made);
}

/** Return a note on how to read a view, closed at first. */
function reading(key) {
  return h("details", { class: "reading" }, h("summary", {}, t("page.reading")), h("p", {}, t(key)));
}

function button(label, click, attributes = {}) {
  return h("button", { type: "button", click, ...attributes }, label);
}

/** Return a bar as long as a share of 0..1, for the eye; the number stands beside it. */
function bar(value) {
  const inner = h("span", {});
  inner.style.setProperty("inline-size", `${100 * (value ?? 0)}%`);
  return h("span", { class: "bar", "aria-hidden": "true" }, inner);
}

let announcer = null;

/** Tell a screen reader what changed. */
function announce(text) {
  announcer ??= document.getElementById("announcer");
  announcer.textContent = text;
}
