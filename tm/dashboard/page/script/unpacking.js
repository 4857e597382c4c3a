// Tables as they were before `packing.py` made them small: columns to rows, places to values.

/** Return a value unpacked; what was not packed comes back as it is. */
function unpacked(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if ("$of" in value) return spread(value);
  if ("$rows" in value) return rowsOf(value.$rows, unpacked(value.$columns));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unpacked(part)]));
}

/** Return a column: a value for each place among the different ones, or one that is the same in all. */
function spread({ $of, $at }) {
  return typeof $at === "number" ? Array($at).fill($of[0]) : $at.map((place) => $of[place]);
}

function rowsOf(size, columns) {
  const names = Object.keys(columns);
  return Array.from({ length: size }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}
