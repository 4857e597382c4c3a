"""Renderings that the termbase lists: the forms of a concept in the text of another language.

    find_listed("ru", occurrences, units, entries)      # {0: Found(…), 1: NOT_FOUND, …}

The forms of all concepts of a unit are sought together, and each span is used once; which
occurrence takes which is decided in `tm.terms.assignment`.
"""

from collections.abc import Iterable, Sequence

from corpora.schema import PIVOT
from tm.terms.assignment import assign
from tm.terms.match import FormIndex, Match
from tm.terms.occurrences import (
    NOT_FOUND,
    TERMBASE,
    Entry,
    Found,
    Occurrence,
    Unit,
    positions,
)

SURE = 0.98
"""Probability of a match of the termbase: 2 % of such spans belong to another French word."""


def in_french(occurrences: Sequence[Occurrence], units: Sequence[Unit]) -> list[Found]:
    """Return what each occurrence is in French itself."""
    return [
        as_found(match, units[unit].texts[PIVOT], entry)._replace(probability=1.0)
        for unit, match, entry in occurrences
    ]


def find_listed(
    lang: str,
    occurrences: Sequence[Occurrence],
    units: Sequence[Unit],
    entries: Sequence[Entry],
) -> dict[int, Found]:
    """Return what the forms of the termbase render, and `NOT_FOUND` for the other occurrences."""
    sought = {occurrence.entry.concept for occurrence in occurrences}
    entries = [entry for entry in entries if entry.concept in sought]
    index = FormIndex([entry.form for entry in entries], lang=lang)
    forms = positions(entry.concept for entry in entries)
    found: dict[int, Found] = {}
    for unit, members in positions(occurrence.unit for occurrence in occurrences).items():
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


def _places(matches: Iterable[Match], text: str) -> list[float]:
    """Return the relative place of the middle of each match, 0..1."""
    return [(match.start + match.stop) / 2 / len(text) for match in matches]


def _spans(
    concepts: Sequence[str],
    matches: Sequence[Match],
    text: str,
    entries: Sequence[Entry],
    places: tuple[Sequence[float], Sequence[float]],
) -> list[Found]:
    """Return what renders each of the occurrences of `concepts` in the text of their unit."""
    owners = [_owners(match, entries) for match in matches]
    return [
        NOT_FOUND if taken is None else as_found(matches[taken], text, owners[taken][concept])
        for concept, taken in zip(concepts, assign(concepts, owners, places=places), strict=True)
    ]


def _owners(match: Match, entries: Sequence[Entry]) -> dict[str, Entry]:
    """Return the concepts that `match` is a form of, each with the first such form."""
    owners: dict[str, Entry] = {}
    for form in match.forms:
        owners.setdefault(entries[form].concept, entries[form])
    return owners


def as_found(match: Match, text: str, entry: Entry) -> Found:
    """Return what is told of a form that stands where `match` is."""
    span = text[match.start : match.stop]
    return Found(match.start, match.stop, span, entry.citation, TERMBASE, entry.kind, SURE)
