"""Occurrences of terms in French units, and what is found of them: records, and how both are read.

    units = group(frame)                        # a record a unit, its texts by language
    entries = entries_of(terms)                 # the forms of the termbase by language
    occurrences_in(units, entries["fr"], index)

It finds no renderings (`tm.terms.listed`, `tm.terms.unlisted`).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import polars as pl

from corpora.schema import PIVOT
from tm.terms.analysers import is_acronym
from tm.terms.match import FormIndex, Match
from tm.terms.termbase import INFLECTED, PREFERRED

TERMBASE, UNMATCHED, NO_VARIANT = "termbase", "unmatched", "no variant"
ASSOCIATION, WORD_ALIGNMENT = "association", "word alignment"
"""Values of `method`."""

FULL, ACRONYM, PRONOUN, OMITTED, PARAPHRASE = "full", "acronym", "pronoun", "omitted", "paraphrase"
"""Values of `kind`."""

_Key = TypeVar("_Key", bound=Hashable)


class Entry(NamedTuple):
    """One form of the termbase, as a match of it is reported."""

    concept: str
    form: str  # what is sought
    citation: str  # what it is reported as: the form itself, or the one it is an inflection of
    kind: str


class Occurrence(NamedTuple):
    """A French form at a place of a unit."""

    unit: int  # position in the list of units
    match: Match
    entry: Entry


class Unit(NamedTuple):
    """The texts of one unit."""

    tuid: str
    doc: str
    texts: dict[str, str]  # by language


class Found(NamedTuple):
    """What RENDERINGS says of one occurrence in one language, from `start` to `probability`."""

    start: int | None
    stop: int | None
    text: str | None
    form: str | None
    method: str
    kind: str | None
    probability: float | None


NOT_FOUND = Found(None, None, None, None, UNMATCHED, None, None)
ABSENT = Found(None, None, None, None, NO_VARIANT, None, None)


def positions(values: Iterable[_Key]) -> Mapping[_Key, list[int]]:
    """Return where in `values` each of them stands."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        found[value].append(position)
    return found


def group(units: pl.DataFrame) -> list[Unit]:
    """Return one record per unit, in order of first appearance."""
    grouped: dict[tuple[str, str], Unit] = {}
    for tuid, doc, lang, text in units.select("tuid", "doc", "lang", "text").iter_rows():
        grouped.setdefault((doc, tuid), Unit(tuid, doc, {})).texts[lang] = text
    return list(grouped.values())


def languages_by_document(units: Iterable[Unit]) -> Mapping[str, set[str]]:
    """Return the languages that each document has in any unit."""
    present: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        present[unit.doc].update(unit.texts)
    return present


def entries_of(terms: pl.DataFrame) -> Mapping[str, list[Entry]]:
    """Return the forms by language, in the order of the termbase."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
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
        entries[lang].append(Entry(concept, form, *lead[concept, lang]))
    return entries


def occurrences_in(
    units: Sequence[Unit], entries: Sequence[Entry], index: FormIndex
) -> list[Occurrence]:
    """Return where the French forms `entries`, of which `index` is one, stand in `units`."""
    return [
        Occurrence(number, match, entries[match.forms[0]])
        for number, unit in enumerate(units)
        if PIVOT in unit.texts
        for match in index.find(unit.texts[PIVOT])
    ]
