"""The translation unit: what one `<tu>` of a memory holds, and the properties we write.

    TranslationUnit("A/RES/1#op1", (Variant("fr", "Décide"), Variant("ru", "постановляет")))

    property        on    value
    x-document      tu    document symbol: "A/RES/69/12"
    x-label         tu    label of the first clause: "op2(a)"; absent where it has none
    x-date          tu    date of the document, YYYY-MM-DD; absent where it is not known
    x-bead          tu    clauses on each side, in the order of the variants: "1-1", "2-1"
    x-probability   tu    that exactly these clauses correspond, 0.0000 to 1.0000; where a unit
                          has more than two languages, the lowest of them
                    tuv   the same for this variant and the French, in such units
    x-sentence      tu    which sentence of the clauses it is: "2/3"; absent on whole clauses
    x-fragment      tu    which of the fragments that OmegaT cuts; absent elsewhere
    x-number        tuv   enumerator taken out of the text, as printed: "2.", "(a)", "一、";
                          one property a clause that had one, in order

Which units a memory holds is decided in `tm.tmx.units` and `tm.tmx.pair`.
"""

from typing import NamedTuple

DOCUMENT = "x-document"
LABEL = "x-label"
DATE = "x-date"
BEAD = "x-bead"
PROBABILITY = "x-probability"
SENTENCE = "x-sentence"
FRAGMENT = "x-fragment"
NUMBER = "x-number"


class Variant(NamedTuple):
    """One language of a unit: a `<tuv>`."""

    language: str  # "fr", "zh-CN": a hyphen and two letters, as every tool knows them
    text: str  # not blank; free of the characters that XML forbids
    properties: tuple[tuple[str, str], ...] = ()  # (name, value); a name may repeat


class TranslationUnit(NamedTuple):
    """The variants that say the same thing: a `<tu>`."""

    tuid: str
    variants: tuple[Variant, ...]  # the source language first; at least one
    properties: tuple[tuple[str, str], ...] = ()
    note: str | None = None  # shown to the translator: "Unofficial translation"
