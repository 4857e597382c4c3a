// A workbook (.xlsx) of one sheet: the least of ECMA-376 that every reader takes.
// Why a stored zip: it needs no compressor, and the files are small.

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Return numbers as little-endian bytes; `sizes` gives 2 or 4 bytes for each. */
function littleEndian(sizes, numbers) {
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  sizes.forEach((size, i) => {
    if (size === 2) view.setUint16(at, numbers[i], true);
    else view.setUint32(at, numbers[i], true);
    at += size;
  });
  return bytes;
}

const DAY_ONE = 0x21; // 1 January 1980: no clock in a file
const UTF8_NAMES = 0x800;

/** Return a zip of [name, text] pairs (APPNOTE 6.3: local headers, directory, end record). */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = new TextEncoder().encode(path);
    const bytes = new TextEncoder().encode(text);
    const common = [20, UTF8_NAMES, 0, 0, DAY_ONE, crc32(bytes), bytes.length, bytes.length, name.length, 0];
    const sizes = [2, 2, 2, 2, 2, 4, 4, 4, 2, 2];
    const local = littleEndian([4, ...sizes], [0x04034b50, ...common]);
    parts.push(local, name, bytes);
    const entry = [0x02014b50, 20, ...common, 0, 0, 0, 0, offset];
    directory.push(littleEndian([4, 2, ...sizes, 2, 2, 2, 4, 4], entry), name);
    offset += local.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = [0x06054b50, 0, 0, files.length, files.length, size, offset, 0];
  return [...parts, ...directory, littleEndian([4, 2, 2, 2, 2, 4, 4, 2], end)];
}

/** Return text as XML takes it: no control characters, no lone surrogates. */
function xmlText(text) {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function sheetCell(value) {
  if (value == null || value === "") return "<c/>";
  if (typeof value === "number") return Number.isFinite(value) ? `<c><v>${value}</v></c>` : "<c/>";
  const text = xmlText(cut(String(value), 0, 32767)); // no cell of a workbook holds more
  return `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OOXML = "http://schemas.openxmlformats.org/";

/** Return the parts of a workbook whose one sheet holds `rows`, the first of them the heads. */
function workbook(rows, title) {
  const name = xmlText(title.replace(/[\\/?*[\]:']/g, " ").slice(0, 31));
  const sheetRows = rows.map((row) => `<row>${row.map(sheetCell).join("")}</row>`).join("");
  const main = `xmlns="${OOXML}spreadsheetml/2006/main"`;
  const office = `${OOXML}officeDocument/2006/relationships`;
  const pack = `${OOXML}package/2006/`;
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const types =
    `<Types xmlns="${pack}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${kind}sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}worksheet+xml"/></Types>`;
  const relation = (type, target) =>
    `<Relationships xmlns="${pack}relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const book = `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const sheet = `<worksheet ${main}><sheetData>${sheetRows}</sheetData></worksheet>`;
  return zip([
    ["[Content_Types].xml", XML + types],
    ["_rels/.rels", XML + relation("officeDocument", "xl/workbook.xml")],
    ["xl/workbook.xml", XML + book],
    ["xl/_rels/workbook.xml.rels", XML + relation("worksheet", "worksheets/sheet1.xml")],
    ["xl/worksheets/sheet1.xml", XML + sheet],
  ]);
}
