// Where the reader is: all of it in the address, so that a link, a reload and « back » keep it.
//   #view=term&term=csto&lang=ru      a term        #unit=A/RES/69/12%23op2      a clause

const NAMES = ["view", "term", "unit", "lang", "doc", "kind", "from", "to", "form", "by", "q"];

/** Return the state in the address; a view that is not named follows from what is. */
function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = {};
  for (const name of NAMES) if (given.get(name)) state[name] = given.get(name);
  state.view ??= state.unit ? "clause" : state.term ? "term" : "overview";
  return state;
}

/** Return the address of a state; the order of its parts is always the same. */
function address(state) {
  const parts = new URLSearchParams();
  for (const name of NAMES) if (state[name]) parts.set(name, state[name]);
  return `#${parts}`;
}

/** Return a link to a state. */
function link(state, ...children) {
  return h("a", { href: address(state) }, ...children);
}

function go(state) {
  location.hash = address(state);
}

/** Change the address without a step of « back », as for every letter typed in a filter. */
function amend(state) {
  history.replaceState(null, "", address(state));
}

function linkToTerm(concept, lang, ...children) {
  return link({ view: "term", term: concept, lang }, ...children);
}

/** Return a link to a clause with document and label, its term marked. */
function linkToUnit(unit, concept, lang) {
  const name = `${documentOf(unit).doc} · ${unitName(unit)}`;
  return link({ view: "clause", unit: unit.tuid, term: concept, lang }, name);
}

function linkToTuid(tuid, concept) {
  const place = data.unitAt.get(tuid);
  return place === undefined ? tuid : linkToUnit(data.units[place], concept);
}
