"""Every occurrence of a term in French, and where it stands in the other languages.

    units, terms -> RENDERINGS: "Organisation du Traité …" at 5-53 of A/RES/69/12#op5,
                                 in ru at 34-86, citation form "Организация Договора …"

The terms of the whole termbase are sought in the French text together, longest first, so that
a short term inside a longer one does not count; the target text is then searched for the
forms of the concepts found in the unit, again together. What no form of the termbase renders is
sought by `tm.terms.discovery`; what is left over is a row without a span, never a silent guess.

The methods: "termbase"; "association", a stretch that recurs with the term; "word alignment",
one that only the tables of words speak for; "unmatched"; "no variant", where the unit has no
text in the language.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import exp
from typing import NamedTuple, TypeVar

import polars as pl

from align.lexicon import Lexicon, shipped
from corpora.schema import LANGUAGES, OTHERS, PIVOT, RENDERINGS, TERMS, UNITS, conform
from tm.terms.analysers import is_acronym
from tm.terms.assignment import assign
from tm.terms.citation import Surface, cite
from tm.terms.discovery import Occurrence as Sought
from tm.terms.discovery import Span, discover
from tm.terms.function_words import PRONOUNS
from tm.terms.lexemes import Side, read_side
from tm.terms.match import FormIndex, Match
from tm.terms.termbase import INFLECTED, PREFERRED

TERMBASE, UNMATCHED, NO_VARIANT = "termbase", "unmatched", "no variant"
ASSOCIATION, WORD_ALIGNMENT = "association", "word alignment"
"""Values of `method`."""

FULL, ACRONYM, PRONOUN, OMITTED = "full", "acronym", "pronoun", "omitted"
"""Values of `kind`."""

SURE = 0.98
"""Probability of a match of the termbase: 2 % of such spans belong to another French word."""

CERTAIN = 0.55
"""Least score of a discovered span where the termbase has forms and none of them is there."""

INTERCEPT, SLOPE = -0.2, 6.0
"""Logistic curve from the score of a discovered span to its probability, fitted to 957 spans of
the gold set: of those given .5 to .6 it is .45 that are right, of those given .99 it is .998."""


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
    """The last seven columns of RENDERINGS."""

    start: int | None
    stop: int | None
    text: str | None
    form: str | None
    method: str
    kind: str | None
    probability: float | None


Rows = Sequence[Mapping[str, str]]


def find_renderings(
    units: pl.DataFrame,
    terms: pl.DataFrame,
    *,
    background: Rows = (),
    lexicon: Lexicon | None = None,
) -> pl.DataFrame:
    """Return RENDERINGS of all `terms` in `units`, in order of unit, place and language.

    `units` is a UNITS frame, `terms` a TERMS frame. Each occurrence has one row for every
    language its document has in any unit, French included. `background` is aligned text to learn
    from that is not reported on, texts by language; `lexicon` is what is known beforehand, by
    default the shipped one. Raises `SchemaMismatchError` for frames of another shape.
    """
    grouped = _group(conform(units, UNITS, name="units"))
    entries = _entries(conform(terms, TERMS, name="terms"))
    present = _languages_by_document(grouped)
    index = FormIndex([entry.form for entry in entries[PIVOT]], lang=PIVOT)
    occurrences = _occurrences(grouped, entries[PIVOT], index)
    further = [_Unit("", "", dict(row)) for row in _new(background, grouped)] if occurrences else []
    learnt = _occurrences(further, entries[PIVOT], index)
    corpus = _Corpus(grouped, further, occurrences, learnt, lexicon or shipped())
    found = {lang: _in_language(lang, corpus, entries[lang]) for lang in OTHERS}
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


class _Corpus:
    """What is searched and what teaches; the French words are read once, when first needed."""

    def __init__(
        self,
        units: Sequence[_Unit],
        further: Sequence[_Unit],
        occurrences: Sequence[_Occurrence],
        learnt: Sequence[_Occurrence],
        lexicon: Lexicon,
    ) -> None:
        self.units = units
        self.further = further
        self.occurrences = occurrences
        self.learnt = learnt
        self.lexicon = lexicon

    @cached_property
    def french(self) -> Side:
        """The French words of all units, the further ones last."""
        return read_side(self.texts(PIVOT), lang=PIVOT)

    def texts(self, lang: str) -> list[str | None]:
        """Return all texts in `lang`, the further ones last."""
        return [unit.texts.get(lang) for unit in (*self.units, *self.further)]


def _new(background: Rows, units: Sequence[_Unit]) -> list[Mapping[str, str]]:
    """Return the rows whose French is not that of a unit, nor of an earlier row."""
    seen = {unit.texts.get(PIVOT) for unit in units} | {None}
    new = []
    for row in background:
        if row.get(PIVOT) not in seen:
            seen.add(row[PIVOT])
            new.append(row)
    return new


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


def _occurrences(
    units: Sequence[_Unit], entries: Sequence[_Entry], index: FormIndex
) -> list[_Occurrence]:
    return [
        _Occurrence(number, match, entries[match.forms[0]])
        for number, unit in enumerate(units)
        if PIVOT in unit.texts
        for match in index.find(unit.texts[PIVOT])
    ]


def _in_french(occurrences: Sequence[_Occurrence], units: Sequence[_Unit]) -> list[_Found]:
    return [
        _found(match, units[unit].texts[PIVOT], entry)._replace(probability=1.0)
        for unit, match, entry in occurrences
    ]


def _in_language(lang: str, corpus: _Corpus, entries: Sequence[_Entry]) -> dict[int, _Found]:
    """Return what was found for each occurrence (by position) whose unit has `lang`."""
    found = _by_termbase(lang, corpus.occurrences, corpus.units, entries)
    open_numbers = [number for number, each in found.items() if each.method == UNMATCHED]
    if open_numbers:
        found |= _by_discovery(lang, corpus, found, open_numbers, entries)
    return found


def _by_discovery(
    lang: str,
    corpus: _Corpus,
    known: Mapping[int, _Found],
    open_numbers: Sequence[int],
    entries: Sequence[_Entry],
) -> dict[int, _Found]:
    """Return what discovery finds for the occurrences that are still open.

    The further units count only for concepts without a form in the language: of the others
    what is open is the exception.
    """
    occurrences, known_concepts = corpus.occurrences, {entry.concept for entry in entries}
    sought = [_sought(occurrences[number], 0) for number in open_numbers]
    sought += [
        _sought(each, len(corpus.units))
        for each in corpus.learnt
        if each.entry.concept not in known_concepts
    ]
    taken = [
        (occurrences[number].unit, each.start, each.stop)
        for number, each in known.items()
        if each.start is not None and each.stop is not None
    ]
    texts = corpus.texts(lang)
    spans = discover(corpus.french, texts, sought, lang=lang, lexicon=corpus.lexicon, taken=taken)
    spans = [
        span
        if span is None or each.concept not in known_concepts or span.score >= CERTAIN
        else None
        for each, span in zip(sought, spans, strict=True)
    ]
    forms = _cited(sought, spans, texts, lang)
    index = FormIndex([entry.form for entry in entries], lang=lang)
    for place, (each, span) in enumerate(zip(sought, spans, strict=True)):
        if span is not None and each.concept in known_concepts:
            words = _without_insertions(texts[each.unit] or "", span)
            forms[place] = _known_form(words, each.concept, index, entries) or forms[place]
    return {
        number: _discovered(spans[place], texts[sought[place].unit] or "", forms[place], lang)
        for place, number in enumerate(open_numbers)
    }


def _known_form(
    words: str, concept: str, index: FormIndex, entries: Sequence[_Entry]
) -> str | None:
    """Return the citation form of the termbase that `words` are a form of as a whole."""
    for match in index.find(words):
        if (match.start, match.stop) == (0, len(words)):
            for form in match.forms:
                if entries[form].concept == concept:
                    return entries[form].citation
    return None


def _sought(occurrence: _Occurrence, before: int) -> Sought:
    match = occurrence.match
    return Sought(occurrence.entry.concept, occurrence.unit + before, match.start, match.stop)


def _cited(
    sought: Sequence[Sought], spans: Sequence[Span | None], texts: Sequence[str | None], lang: str
) -> list[str]:
    """Return the citation form of each span, "" where there is none."""
    forms = [""] * len(spans)
    for places in _positions(each.concept for each in sought).values():
        found = [(place, span) for place in places if (span := spans[place]) is not None]
        surfaces = [
            Surface(_without_insertions(texts[sought[place].unit] or "", span), span.keys)
            for place, span in found
        ]
        for (place, _), form in zip(found, cite(surfaces, lang=lang), strict=True):
            forms[place] = form
    return forms


def _without_insertions(text: str, span: Span) -> str:
    """Return the words of a span as they stand, without those that are inserted."""
    pieces = [text[span.words[0][0] : span.words[0][1]]]
    for (_, before), (start, stop) in pairwise(span.words):
        between = text[before:start]
        pieces.append((between if not any(map(str.isalnum, between)) else " ") + text[start:stop])
    return "".join(pieces)


def _discovered(span: Span | None, text: str, form: str, lang: str) -> _Found:
    if span is None:
        return _NOT_FOUND
    words = text[span.start : span.stop]
    kind = ACRONYM if is_acronym(words) else PRONOUN if words.lower() in PRONOUNS[lang] else FULL
    method = ASSOCIATION if span.dice else WORD_ALIGNMENT
    probability = 1 / (1 + exp(-INTERCEPT - SLOPE * span.score))
    return _Found(span.start, span.stop, words, form, method, kind, probability)


def _by_termbase(
    lang: str,
    occurrences: Sequence[_Occurrence],
    units: Sequence[_Unit],
    entries: Sequence[_Entry],
) -> dict[int, _Found]:
    """Return what the forms of the termbase render, and `_NOT_FOUND` for the other occurrences."""
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
            matches = index.find(text, among=among) if among else []
            places = (
                _places((occurrences[n].match for n in members), units[unit].texts[PIVOT]),
                _places(matches, text),
            )
            spans = _spans(concepts, matches, text, entries, places)
            found.update(zip(members, spans, strict=True))
    return found


def _positions(values: Iterable[_Key]) -> Mapping[_Key, list[int]]:
    """Return where in `values` each of them stands."""
    positions: defaultdict[_Key, list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        positions[value].append(position)
    return positions


def _places(matches: Iterable[Match], text: str) -> list[float]:
    """Return the relative place of the middle of each match, 0..1."""
    return [(match.start + match.stop) / 2 / len(text) for match in matches]


def _spans(
    concepts: Sequence[str],
    matches: Sequence[Match],
    text: str,
    entries: Sequence[_Entry],
    places: tuple[Sequence[float], Sequence[float]],
) -> list[_Found]:
    """Return what renders each of the occurrences of `concepts` in the text of their unit."""
    owners = [_owners(match, entries) for match in matches]
    return [
        _NOT_FOUND if taken is None else _found(matches[taken], text, owners[taken][concept])
        for concept, taken in zip(concepts, assign(concepts, owners, places=places), strict=True)
    ]


def _owners(match: Match, entries: Sequence[_Entry]) -> dict[str, _Entry]:
    """Return the concepts that `match` is a form of, each with the first such form."""
    owners: dict[str, _Entry] = {}
    for form in match.forms:
        owners.setdefault(entries[form].concept, entries[form])
    return owners


def _found(match: Match, text: str, entry: _Entry) -> _Found:
    span = text[match.start : match.stop]
    return _Found(match.start, match.stop, span, entry.citation, TERMBASE, entry.kind, SURE)


_NOT_FOUND = _Found(None, None, None, None, UNMATCHED, None, None)
_ABSENT = _Found(None, None, None, None, NO_VARIANT, None, None)


def _row(
    occurrence: _Occurrence, unit: _Unit, lang: str, found: _Found | None
) -> tuple[str | int | float | None, ...]:
    start, stop, _ = occurrence.match
    place = (occurrence.entry.concept, unit.tuid, unit.doc, start, stop)
    return (*place, lang, *(found or _ABSENT), None)  # no verdict yet
