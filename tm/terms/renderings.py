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

The kinds: "full"; "acronym", in the termbase or the only one that the target text has of its own,
then without a citation form; "pronoun"; "paraphrase", probably: words that no table links to a
term with a prevailing rendering, standing where it should; "omitted", not there although nearly
all other occurrences are rendered alike.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from align.lexicon import Lexicon, shipped
from corpora.schema import LANGUAGES, OTHERS, PIVOT, RENDERINGS, TERMS, UNITS, conform
from tm.terms.listed import find_listed, in_french
from tm.terms.match import FormIndex
from tm.terms.occurrences import (
    ABSENT,
    UNMATCHED,
    Entry,
    Found,
    Occurrence,
    Unit,
    entries_of,
    group,
    languages_by_document,
    occurrences_in,
)
from tm.terms.unlisted import Corpus, find_unlisted

Rows = Sequence[Mapping[str, str]]
"""Aligned texts by language."""


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
    grouped = group(conform(units, UNITS, name="units"))
    entries = entries_of(conform(terms, TERMS, name="terms"))
    present = languages_by_document(grouped)
    index = FormIndex([entry.form for entry in entries[PIVOT]], lang=PIVOT)
    occurrences = occurrences_in(grouped, entries[PIVOT], index)
    further = (
        [Unit("", "", dict(row)) for row in unseen(background, grouped)] if occurrences else []
    )
    learnt = occurrences_in(further, entries[PIVOT], index)
    corpus = Corpus(grouped, further, occurrences, learnt, lexicon or shipped())
    found = {lang: _in_language(lang, corpus, entries[lang]) for lang in OTHERS}
    found[PIVOT] = dict(enumerate(in_french(occurrences, grouped)))
    rows = [
        _row(occurrence, grouped[occurrence.unit], lang, found[lang].get(number))
        for number, occurrence in enumerate(occurrences)
        for lang in LANGUAGES
        if lang in present[grouped[occurrence.unit].doc]
    ]
    return conform(
        pl.DataFrame(rows, schema=RENDERINGS, orient="row"), RENDERINGS, name="renderings"
    )


def unseen(background: Rows, units: Sequence[Unit]) -> list[Mapping[str, str]]:
    """Return the rows whose French is not that of a unit, nor of an earlier row."""
    seen = {unit.texts.get(PIVOT) for unit in units} | {None}
    new = []
    for row in background:
        if row.get(PIVOT) not in seen:
            seen.add(row[PIVOT])
            new.append(row)
    return new


def _in_language(lang: str, corpus: Corpus, entries: Sequence[Entry]) -> dict[int, Found]:
    """Return what was found for each occurrence (by position) whose unit has `lang`."""
    found = find_listed(lang, corpus.occurrences, corpus.units, entries)
    open_numbers = [number for number, each in found.items() if each.method == UNMATCHED]
    if open_numbers:
        found |= find_unlisted(lang, corpus, found, open_numbers, entries)
    return found


def _row(
    occurrence: Occurrence, unit: Unit, lang: str, found: Found | None
) -> tuple[str | int | float | None, ...]:
    start, stop, _ = occurrence.match
    place = (occurrence.entry.concept, unit.tuid, unit.doc, start, stop)
    return (*place, lang, *(found or ABSENT), None)  # no verdict yet
