"""The part of a memory that a document will use: segments in, translation units out.

    ids = used(segments, [search_ru, search_ar])     [3, 17, 41_220]
    write_tmx(path, units_of(memory.units(ids), ("fr", "ru", "ar")).units, source_language="fr")

A unit is used if it is among the matches of a segment that is still to be translated. Units come
in the order of the memory, each once, with all that the memory knows of them.

Why a part: tools load a memory whole and look it up slowly (OmegaT: 0.7 s a look-up at 100,000
units); and a translator who is sent a part is not sent everybody's documents.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpora.properties import DOCUMENT
from tm.memory.entry import NOTE
from tm.memory.unit import StoredUnit
from tm.pretranslate.segment import Search, Segment, propose
from tm.tmx.file import TranslationUnit, Variant

ONE_LANGUAGE = "one of the languages asked for only"
FORBIDDEN = "a character that XML forbids"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


class Part(NamedTuple):
    """The units of a part, and how many stay out of it, by reason."""

    units: list[TranslationUnit]
    left_out: dict[str, int]


def used(segments: Sequence[Segment], searches: Iterable[Search]) -> list[int]:
    """Return the ids of the units that any of `searches` finds for `segments`, ascending."""
    found = {
        match.unit.id
        for search in searches
        for matches in propose(segments, search)
        for match in matches
    }
    return sorted(found)


def units_of(stored: Iterable[StoredUnit], languages: Sequence[str]) -> Part:
    """Return units as TMX has them, in these languages, the first of them the source."""
    units: list[TranslationUnit] = []
    left_out: dict[str, int] = {}
    for each in stored:
        texts = {lang: text for lang in languages if (text := each.texts.get(lang, "")).strip()}
        reason = _reason(texts, each)
        if reason is None:
            units.append(_unit(each, texts))
        else:
            left_out[reason] = left_out.get(reason, 0) + 1
    return Part(units, left_out)


def _reason(texts: dict[str, str], unit: StoredUnit) -> str | None:
    """Return why a unit cannot be written; None if it can."""
    if len(texts) < 2:
        return ONE_LANGUAGE
    written = (*texts.values(), *unit.properties.values(), unit.tuid or "")
    return FORBIDDEN if any(map(_FORBIDDEN.search, written)) else None


def _unit(unit: StoredUnit, texts: dict[str, str]) -> TranslationUnit:
    document = [(DOCUMENT, unit.document)] if unit.document else []
    whole = [(name, text) for name, text in unit.properties.items() if "@" not in name]
    return TranslationUnit(
        unit.tuid or f"{unit.file}#{unit.id}",
        tuple(Variant(lang, text, (*_own(unit, lang),)) for lang, text in texts.items()),
        (*document, *((name, text) for name, text in whole if name != NOTE)),
        dict(whole).get(NOTE),
    )


def _own(unit: StoredUnit, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the properties of one variant, kept as `name@lang`."""
    for name, text in unit.properties.items():
        if name.endswith(f"@{lang}"):
            yield name.removesuffix(f"@{lang}"), text
