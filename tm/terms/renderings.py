"""Every occurrence of a term in French, and where it stands in the other languages.

    units, terms -> RENDERINGS: "Organisation du Traité …" at 5-53 of A/RES/69/12#op5,
                                 in ru at 34-86, citation form "Организация Договора …"

The terms of the whole termbase are sought in the French text together, longest first, so that
a short term inside a longer one does not count; the target text is then searched for the
forms of the concepts found in the unit, again together. The k-th occurrence of a concept
takes its k-th span; what is left over is a row without a span, never a guess.

Here every method is "termbase". A later method (discovery, word alignment) works on the
"unmatched" rows of the same table and writes its own name there.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import polars as pl

from corpora.schema import LANGUAGES, OTHERS, PIVOT, RENDERINGS, TERMS, UNITS, conform
from tm.terms.analysers import is_acronym
from tm.terms.assignment import assign
from tm.terms.match import FormIndex, Match
from tm.terms.termbase import INFLECTED, PREFERRED

TERMBASE, UNMATCHED, NO_VARIANT = "termbase", "unmatched", "no variant"
"""Values of `method`."""

FULL, ACRONYM = "full", "acronym"
"""Values of `kind` that this method gives."""


_Key = TypeVar("_Key", bound=Hashable)


class _Entry(NamedTuple):
    """One form of the termbase, as a match of it is reported."""

    concept: str
    form: str  # what is sought
    citation: str  # what it is reported as: the form itself, or the one it is an inflection of
    kind: str


class _Occurrence(NamedTuple):
    unit: int  # position in the list of units
    match: Match
    entry: _Entry


class _Unit(NamedTuple):
    tuid: str
    doc: str
    texts: dict[str, str]  # by language


class _Found(NamedTuple):
    """The last six columns of RENDERINGS."""

    start: int | None
    stop: int | None
    text: str | None
    form: str | None
    method: str
    kind: str | None


def find_renderings(units: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return RENDERINGS of all `terms` in `units`, in order of unit, place and language.

    `units` is a UNITS frame, `terms` a TERMS frame. Each occurrence has one row for every
    language its document has in any unit, French included. Raises `SchemaMismatchError` for
    frames of another shape.
    """
    grouped = _group(conform(units, UNITS, name="units"))
    entries = _entries(conform(terms, TERMS, name="terms"))
    occurrences = _occurrences(grouped, entries[PIVOT])
    present = _languages_by_document(grouped)
    found = {lang: _in_language(lang, occurrences, grouped, entries[lang]) for lang in OTHERS}
    found[PIVOT] = dict(enumerate(_in_french(occurrences, grouped)))
    rows = [
        _row(occurrence, grouped[occurrence.unit], lang, found[lang].get(number))
        for number, occurrence in enumerate(occurrences)
        for lang in LANGUAGES
        if lang in present[grouped[occurrence.unit].doc]
    ]
    return conform(
        pl.DataFrame(rows, schema=RENDERINGS, orient="row"), RENDERINGS, name="renderings"
    )


def _group(units: pl.DataFrame) -> list[_Unit]:
    """Return one record per unit, in order of first appearance."""
    grouped: dict[tuple[str, str], _Unit] = {}
    for tuid, doc, lang, text in units.select("tuid", "doc", "lang", "text").iter_rows():
        grouped.setdefault((doc, tuid), _Unit(tuid, doc, {})).texts[lang] = text
    return list(grouped.values())


def _languages_by_document(units: Iterable[_Unit]) -> Mapping[str, set[str]]:
    present: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        present[unit.doc].update(unit.texts)
    return present


def _entries(terms: pl.DataFrame) -> Mapping[str, list[_Entry]]:
    """Return the forms by language, in the order of the termbase."""
    entries: defaultdict[str, list[_Entry]] = defaultdict(list)
    lead: dict[tuple[str, str], tuple[str, str]] = {}  # citation form and its kind
    has_full = {
        (concept, lang)
        for concept, lang, form, status in terms.iter_rows()
        if status == PREFERRED and not is_acronym(form)
    }
    for concept, lang, form, status in terms.iter_rows():
        if status != INFLECTED or (concept, lang) not in lead:
            kind = ACRONYM if is_acronym(form) and (concept, lang) in has_full else FULL
            lead[concept, lang] = (form, kind)
        entries[lang].append(_Entry(concept, form, *lead[concept, lang]))
    return entries


def _occurrences(units: Sequence[_Unit], entries: Sequence[_Entry]) -> list[_Occurrence]:
    index = FormIndex([entry.form for entry in entries], lang=PIVOT)
    return [
        _Occurrence(number, match, entries[match.forms[0]])
        for number, unit in enumerate(units)
        if PIVOT in unit.texts
        for match in index.find(unit.texts[PIVOT])
    ]


def _in_french(occurrences: Sequence[_Occurrence], units: Sequence[_Unit]) -> list[_Found]:
    return [_found(match, units[unit].texts[PIVOT], entry) for unit, match, entry in occurrences]


def _in_language(
    lang: str,
    occurrences: Sequence[_Occurrence],
    units: Sequence[_Unit],
    entries: Sequence[_Entry],
) -> dict[int, _Found]:
    """Return what was found for each occurrence (by position) whose unit has `lang`."""
    sought = {occurrence.entry.concept for occurrence in occurrences}
    entries = [entry for entry in entries if entry.concept in sought]
    index = FormIndex([entry.form for entry in entries], lang=lang)
    forms = _positions(entry.concept for entry in entries)
    found: dict[int, _Found] = {}
    for unit, members in _positions(occurrence.unit for occurrence in occurrences).items():
        text = units[unit].texts.get(lang)
        if text is not None:
            concepts = [occurrences[number].entry.concept for number in members]
            among = {form for concept in concepts for form in forms[concept]}
            spans = _spans(concepts, index.find(text, among=among), text, entries)
            found.update(zip(members, spans, strict=True))
    return found


def _positions(values: Iterable[_Key]) -> Mapping[_Key, list[int]]:
    """Return where in `values` each of them stands."""
    positions: defaultdict[_Key, list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        positions[value].append(position)
    return positions


def _spans(
    concepts: Sequence[str], matches: Sequence[Match], text: str, entries: Sequence[_Entry]
) -> list[_Found]:
    """Return what renders each of the occurrences of `concepts` in the text of their unit."""
    owners = [_owners(match, entries) for match in matches]
    return [
        _NOT_FOUND if taken is None else _found(matches[taken], text, owners[taken][concept])
        for concept, taken in zip(concepts, assign(concepts, owners), strict=True)
    ]


def _owners(match: Match, entries: Sequence[_Entry]) -> dict[str, _Entry]:
    """Return the concepts that `match` is a form of, each with the first such form."""
    owners: dict[str, _Entry] = {}
    for form in match.forms:
        owners.setdefault(entries[form].concept, entries[form])
    return owners


def _found(match: Match, text: str, entry: _Entry) -> _Found:
    span = text[match.start : match.stop]
    return _Found(match.start, match.stop, span, entry.citation, TERMBASE, entry.kind)


_NOT_FOUND = _Found(None, None, None, None, UNMATCHED, None)
_ABSENT = _Found(None, None, None, None, NO_VARIANT, None)


def _row(
    occurrence: _Occurrence, unit: _Unit, lang: str, found: _Found | None
) -> tuple[str | int | None, ...]:
    start, stop, _ = occurrence.match
    place = (occurrence.entry.concept, unit.tuid, unit.doc, start, stop)
    return (*place, lang, *(found or _ABSENT))
