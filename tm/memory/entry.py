"""The entry: a row of a file as the memory keeps it, or the reason why it does not.

    entry_of(row, {}, tally)       Entry("A/RES/69/12", "2014-11-11", None, "op2", 0.98, …)

Texts stand as in the file, line breaks within included; white space around them goes, and control
characters, which no memory could write to XML again. A row without text in two of the six
languages is no entry. Properties are kept as JSON, by name; where variants differ, by language:

    {"x-bead": "1-1", "x-number": {"fr": "2."}}

Why a tuid is not kept where it is `document#label`: so are nearly all names that `hexapla build`
gives (`tm.tuid`), and spelled out they take 5 bytes for each 100 of text in two languages.

Why the document and the tuid count for what is equal: the same clause of two resolutions is two
units, with two places to look it up and two neighbourhoods. Probabilities, dates and notes do not
count: a file exported again differs in these, and must not double the memory.
"""

import json
import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from corpora.codes import LANGUAGES
from corpora.languages import NAMES
from corpora.parallel.row import Row, Variant
from corpora.properties import DATE, DOCUMENT, LABEL, PROBABILITY
from tm.memory.tally import Tally
from tm.memory.unit import Value

NOTE, AUTHOR, CHANGED, CODE = "note", "author", "changed", "code"
"""Names under which is kept what a file says otherwise than in a property."""

NO_TEXT = f"no text in {NAMES}"
ONE_LANGUAGE = f"text in only one of {NAMES}"
CONTROLS = "control characters in a text"

_CODE = 20  # characters of a code of a language that is told of
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # not in XML 1.0
_PLACES = {lang: place for place, lang in enumerate(LANGUAGES)}
_SEPARATOR = "\x1f"  # a control character: in no text

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OWN = {DOCUMENT, LABEL, DATE, PROBABILITY}  # have a column or, said of a variant, stay with it


class Entry(NamedTuple):
    """What is kept of a row."""

    document: str | None
    date: str | None  # of the document, YYYY-MM-DD
    tuid: str | None  # as it is kept: see `kept_tuid`
    label: str | None
    probability: float | None
    properties: str | None  # JSON; None where there are none
    texts: tuple[str | None, ...]  # in the order of LANGUAGES
    digest: int  # 64 bits, signed: of the texts, the document and the tuid

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a text."""
        return tuple(lang for lang, text in zip(LANGUAGES, self.texts, strict=True) if text)


def entry_of(row: Row, codes: dict[str, str], tally: Tally) -> Entry | None:
    """Return what is kept of `row`, None and a count in `tally` where nothing is.

    `codes` holds how the file writes its languages ("fr-CA"), and learns it from the first row;
    a unit that writes one otherwise keeps that for itself.
    """
    chosen = _chosen(row, tally)
    if len(chosen) < 2:
        _count_single(chosen, row, tally)
        return None
    texts: list[str | None] = [None] * len(LANGUAGES)
    for lang, (_, text) in chosen.items():
        texts[_PLACES[lang]] = text
    document, tuid, label = _line(row.doc), _line(row.name), _line(row.label)
    variants = {lang: variant for lang, (variant, _) in chosen.items()}
    return Entry(
        document,
        row.date.isoformat() if row.date else None,
        kept_tuid(tuid, document, label),
        label,
        row.probability,
        _properties(row, variants, codes),
        tuple(texts),
        _digest((document, tuid, *texts)),
    )


def kept_tuid(tuid: str | None, document: str | None, label: str | None) -> str | None:
    """Return the tuid as it is kept: None for the one that document and label make."""
    if document and label:
        return None if tuid == f"{document}#{label}" else tuid or ""
    return tuid


def _chosen(row: Row, tally: Tally) -> dict[str, tuple[Variant, str]]:
    """Return the first text that is not blank in each of the six languages; count the others."""
    chosen: dict[str, tuple[Variant, str]] = {}
    for variant in row.variants:
        text = _text(variant.text, row.place, tally)
        if not text:
            continue
        lang = variant.language
        if lang is None:
            code = _line(variant.code[:_CODE]) or "no language"
            tally.count(f"a text in {code}, none of the six", row.place, text)
        elif lang in chosen:
            tally.count(f"a second text in {lang} in the same unit", row.place, text)
        else:
            chosen[lang] = variant, text
    return chosen


def _count_single(chosen: dict[str, tuple[Variant, str]], row: Row, tally: Tally) -> None:
    if not chosen:
        tally.count(NO_TEXT, row.place)
    for _, text in chosen.values():
        tally.count(ONE_LANGUAGE, row.place, text)


def _text(text: str, place: int, tally: Tally) -> str:
    text = text.strip()
    if text.isprintable():  # most are, and this is faster than the search
        return text
    text, controls = _CONTROL.subn("", text.replace("\r\n", "\n"))
    if controls:
        tally.count(CONTROLS, place, text, times=controls)
    return text.strip()


def _line(text: str | None) -> str | None:
    """Return a name on one line and without control characters, None for an empty one."""
    if text is None or text.isprintable():
        return text.strip() or None if text else None
    return " ".join(_CONTROL.sub("", text).split()) or None


def _properties(row: Row, variants: dict[str, Variant], codes: dict[str, str]) -> str | None:
    found: dict[str, Value] = {}
    _add_plain(found, row)
    sides = {lang: _said(variant, lang, codes) for lang, variant in variants.items()}
    for name in dict.fromkeys(chain.from_iterable(sides.values())):
        values = {lang: said[name] for lang, said in sides.items() if name in said}
        same = len(values) == len(variants) and len({*values.values()}) == 1 and name not in _OWN
        found[_free(name, found)] = next(iter(values.values())) if same else values
    return _JSON.encode(found) if found else None


def _add_plain(found: dict[str, Value], row: Row) -> None:
    """Add the properties of the unit itself, but those with a column of their own."""
    own = {
        DOCUMENT: row.doc,
        LABEL: row.label,
        DATE: row.date,
        PROBABILITY: row.probability,
    }
    left = []
    for name, value in row.properties:
        if own.pop(name, None) is None:  # not understood, or the second of the name
            left.append((name, value))
    found.update(_gathered(left))
    if row.note:
        found[_free(NOTE, found)] = _line(row.note) or ""


def _gathered(properties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return properties by name; values of a repeated name on lines of their own."""
    found: dict[str, str] = {}
    for given, text in properties:
        name, value = _line(given) or "", _line(text) or ""
        found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _free(name: str, taken: Iterable[str]) -> str:
    """Return `name`, or the like that no property of the file has taken."""
    while name in taken:
        name += "*"
    return name


def _said(variant: Variant, lang: str, codes: dict[str, str]) -> dict[str, str]:
    """Return what a variant says of itself beside its text."""
    found = _gathered(variant.properties) if variant.properties else {}
    code = variant.code.strip()
    if codes.setdefault(lang, code) != code:
        found[_free(CODE, found)] = _line(code) or ""
    if variant.author:
        found[_free(AUTHOR, found)] = _line(variant.author) or ""
    if variant.date:
        found[_free(CHANGED, found)] = _line(variant.date) or ""
    return found


def _digest(parts: tuple[str | None, ...]) -> int:
    data = _SEPARATOR.join([part or "" for part in parts]).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
