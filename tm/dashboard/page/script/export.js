// A table as a file: CSV (RFC 4180, UTF-8 with byte order mark, as Excel wants it) or XLSX.

/** Return a field of CSV. Why an apostrophe: a text that begins like a formula must not run. */
function csvField(value) {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(rows) {
  return ["\ufeff", ...rows.map((row) => `${row.map(csvField).join(",")}\r\n`)];
}

const KINDS = {
  csv: { make: csv, type: "text/csv;charset=utf-8" },
  xlsx: {
    make: workbook,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
};

/** Hand the reader a file; the object behind it is let go when the click is over. */
function download(name, parts, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Return the two buttons that save a table; `content` gives its rows when one is pressed. */
function downloads(name, title, content) {
  const saved = Object.entries(KINDS).map(([kind, { make, type }]) =>
    button(kind.toUpperCase(), () => download(`${name}.${kind}`, make(content(), title), type), {
      "aria-label": t("table.save", { table: title, kind: kind.toUpperCase() }),
      class: "small",
    }),
  );
  return h("div", { class: "downloads" }, saved);
}
