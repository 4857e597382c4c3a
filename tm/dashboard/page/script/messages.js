// Words and numbers in the language of the reader: English or French.
// Why a session and not a lasting store: the page opens in the language it was written for.

const assets = JSON.parse(document.getElementById("assets").textContent);
const LANGUAGE_KEY = "hexapla.language";
let interfaceLanguage = stored(LANGUAGE_KEY) in assets.messages ? stored(LANGUAGE_KEY) : assets.lang;

/** Return what this tab remembers under a name; a browser may refuse to remember anything. */
function stored(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // The page works without memory.
  }
}

/** Return the message of a key with its {places} filled; a key without message shows itself. */
function t(key, values = {}) {
  const message = assets.messages[interfaceLanguage][key] ?? key;
  return message.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

function setLanguage(code) {
  interfaceLanguage = code;
  store(LANGUAGE_KEY, code);
}

const formats = new Map();

function numberFormat(options) {
  const key = interfaceLanguage + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(interfaceLanguage, options));
  return formats.get(key);
}

const NONE = "–";

function count(value) {
  return value == null ? NONE : numberFormat({}).format(value);
}

/** Return a number with so many decimals; what rounds to nothing has no sign. */
function decimal(value, digits = 2) {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value == null ? NONE : numberFormat(options).format(Math.abs(value) < 0.5 / 10 ** digits ? 0 : value);
}

/** Return a probability with three decimals; what is not quite certain never rounds to 1. */
function certainty(value) {
  return decimal(value != null && value < 1 ? Math.min(value, 0.999) : value, 3);
}

/** Return how charts write numbers, as Vega (d3-format) wants to be told. */
function chartNumbers() {
  const sign = (options, type) => numberFormat(options).formatToParts(12345.6).find((part) => part.type === type)?.value;
  const percent = numberFormat({ style: "percent" }).format(0).slice(1);
  return { decimal: sign({}, "decimal"), thousands: sign({}, "group"), grouping: [3], currency: ["", ""], percent };
}

/** Return 0..1 as a percentage; what is not quite all or nothing never rounds to 100 or 0. */
function share(value) {
  if (value == null) return NONE;
  const near = value > 0.99 && value < 1 ? Math.floor(value * 1000) / 1000 : value;
  const digits = near !== 0 && near !== 1 && (near >= 0.99 || near < 0.01) ? 1 : 0;
  return numberFormat({ style: "percent", maximumFractionDigits: digits }).format(near);
}

function interval(low, high) {
  return low == null || high == null ? "" : `${share(low)} – ${share(high)}`;
}

function languageName(code) {
  return t(`language.${code}`);
}
