// A table: sorted by its heads, paged, saved as CSV and XLSX.
//   table({id, caption, columns: [{key, head, type, value, show, lang, header, hidden}], rows})
// `value` gives what is sorted and saved, `show` what is seen; a `hidden` column is only saved.

const PAGE = 50;
const remembered = new Map(); // what a reader did to a table, by its id, while the page is open

const SHOW = {
  text: (value) => value ?? NONE,
  count,
  decimal: (value) => decimal(value),
  share,
};

function compareBy(column, descending) {
  const { compare } = new Intl.Collator(interfaceLanguage, { numeric: true });
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [one, other] = [column.value(a), column.value(b)];
    if (one == null || other == null) return (one == null) - (other == null);
    const number = typeof one === "number" && typeof other === "number";
    return sign * (number ? one - other : compare(one, other));
  };
}

function sortedRows(table, memory) {
  const column = table.columns.find((each) => each.key === memory.key);
  return column ? [...table.rows].sort(compareBy(column, memory.descending)) : table.rows;
}

function head(column, memory, sort) {
  const sorted = memory.key === column.key;
  const order = memory.descending ? "descending" : "ascending";
  const attributes = { scope: "col", class: column.type ?? "text", "aria-sort": sorted ? order : null };
  const sign = h("span", { class: "sign", "aria-hidden": "true" }, sorted ? (memory.descending ? "▼" : "▲") : "↕");
  const id = `sort-${column.table}-${column.key}`;
  return h("th", attributes, button([column.head, " ", sign], () => sort(column), { id, title: column.title }));
}

function body(column, row) {
  const value = column.value(row);
  const lang = column.lang?.(row);
  const direction = lang ? assets.languages[lang].direction : null;
  const shown = column.show ? column.show(row) : SHOW[column.type ?? "text"](value);
  const attributes = { class: `${column.type ?? "text"} ${column.class?.(row) ?? ""}`.trim(), lang, dir: direction };
  return column.header
    ? h("th", { scope: "row", ...attributes }, shown)
    : h("td", attributes, shown);
}

function pager(table, memory, total, turn) {
  const pages = Math.ceil(total / PAGE);
  if (pages < 2) return null;
  const step = (label, to, off) =>
    button(t(label), () => turn(to), { "aria-disabled": off ? "true" : null, class: "small", id: `${table.id}-${label}` });
  const first = memory.page * PAGE + 1;
  const values = { first: count(first), last: count(Math.min(total, first + PAGE - 1)), total: count(total) };
  return h(
    "nav",
    { class: "pager", "aria-label": t("table.pages", { table: table.caption }) },
    step("table.previous", memory.page - 1, memory.page === 0),
    h("span", {}, t("table.range", values)),
    step("table.next", memory.page + 1, memory.page >= pages - 1),
  );
}

/** Return what is saved: the heads, then every row, not only those of the page shown. */
function content(table, memory) {
  const rows = sortedRows(table, memory);
  const values = (row) => table.columns.map((column) => column.value(row));
  return [table.columns.map((column) => column.save ?? column.head), ...rows.map(values)];
}

function grid(table, memory, rows, sort) {
  const columns = table.columns.filter((column) => !column.hidden);
  for (const column of columns) column.table = table.id;
  return h(
    "table",
    { id: table.id },
    h("caption", {}, table.caption),
    h("thead", {}, h("tr", {}, columns.map((column) => head(column, memory, sort)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, columns.map((column) => body(column, row))))),
  );
}

/** Return a table in its box. An id that was seen before keeps its order and page. */
function table(given) {
  const start = { key: null, descending: false, page: 0, size: given.rows.length };
  const memory = { ...start, ...given.sort, ...remembered.get(given.id) };
  if (memory.size !== given.rows.length) Object.assign(memory, { page: 0, size: given.rows.length });
  const box = h("div", { class: "box" });
  const draw = () => {
    remembered.set(given.id, memory);
    const rows = sortedRows(given, memory).slice(memory.page * PAGE, (memory.page + 1) * PAGE);
    const region = { class: "scroll", tabindex: "0", role: "region", "aria-label": given.caption };
    const tools = h(
      "div",
      { class: "tools" },
      pager(given, memory, given.rows.length, turn),
      downloads(given.id, given.caption, () => content(given, memory)),
    );
    const focused = document.activeElement?.id;
    box.replaceChildren(h("div", region, grid(given, memory, rows, sort)), tools);
    if (focused && box.contains(document.getElementById(focused))) document.getElementById(focused).focus();
  };
  const sort = (column) => {
    const again = memory.key === column.key;
    const descending = again ? !memory.descending : (column.type ?? "text") !== "text";
    Object.assign(memory, { key: column.key, descending, page: 0 });
    draw();
    announce(t(descending ? "table.descending" : "table.ascending", { column: column.head }));
  };
  const turn = (page) => {
    if (page < 0 || page * PAGE >= given.rows.length) return;
    memory.page = page;
    draw();
  };
  if (!given.rows.length) return notice(given.empty ?? t("table.empty"));
  draw();
  return box;
}
