"""Where OmegaT cuts a paragraph into segments by default, and where a sentence of ours goes on.

    cut("Voir résolution 60/1, chap. I, sect. C.", "fr")
    ["Voir résolution 60/1, chap.", "I, sect.", "C."]

OmegaT cuts behind every stop before white space, but for the abbreviations of a short list a
language: the French one has "art." and no "par.", the Russian one has no «см.», Arabic has none.
A memory of whole sentences has no match for what is left; `tm.tmx.fragments` makes them.

Source: the default segmentation rules of OmegaT 3.6, taken down as this table of abbreviations;
on the clauses of 378 UN documents in six languages both cut the same (tests/test_omegat_export.py).

Why not `corpora.sentences`: that knows what a sentence is, this what one program does.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_WHITE = r"[ \t\n\x0b\f\r]"  # white space as Java has it: without no-break spaces
_STOP = re.compile(rf"[.?!]+(?={_WHITE})")
_WIDE_STOP = re.compile(rf"[。？！](?=.)|[?!]+(?={_WHITE})")
_NUMBERED = re.compile(rf"{_WHITE}*\d[\d.)\]]+{_WHITE}+")
_LONGEST = 12  # code points before a stop that the table looks at

_KEPT: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (
            (
                r"pp\.|[^a-z]p\.|(?:[A-Z]\.){2,}|^M\.|[^A-Z]M\.|MM\.|(?:Mr|Mme|Mlle|Dr|Prof|Resp|St)\."
                rf"|(?:[Rr]éf|[Cc]f|[Aa]rt|[Vv]ol|i\.e)\.|C\.{_WHITE}?A\.|{_WHITE}[A-Z]\."
            ),
            _WHITE,
        ),
        (r"\.", rf"{_WHITE}[a-z]|[\u00a0{_WHITE[1:]}»"),
        (rf"[.?!][\u00a0{_WHITE[1:]}»", _WHITE),
    ),
    "en": (
        (
            (
                r"(?:Dr|Mr|Mrs|Ms|M|Mt|St|Prof|resp|U\.K|[Aa]pprox)\.|(?i:e\.g|i\.e|fig)\."
                rf"|{_WHITE}(?:tel|[A-Z]|[Vv][Ss]?)\.|\d{_WHITE}(?:mi?n|sec)\."
            ),
            _WHITE,
        ),
        (r"etc\.", rf"{_WHITE}+[^A-Z]"),
        (r"[APap]\.?[Mm]\.", rf"{_WHITE}[a-z]"),
        (r"No\.", rf"{_WHITE}\d"),
    ),
    "es": (
        (
            (
                r"(?:Dra?|Sra?|Srta|Vds?|Uds?|Dn|Da|Excmo|Prof|Sta|Sto|Dep|Bco|Apdo|Rte|Pts)\."
                r"|(?:p\. ?ej|ej|etc|pág|av|admón|izq|dcha|entlo|vol|a\. C|p\.a)\."
                r"|(?:EE\.UU|CC\.AA|FF\.CC|S\.[ALE]|S\.A\.R|P\.D|P\.V\.P|V\.[BE])\."
                rf"|{_WHITE}(?:p|c|s|cta)\."
            ),
            _WHITE,
        ),
    ),
    "ru": ((rf"(?i:т\.[ек])\.|рт\.{_WHITE}?ст\.", _WHITE),),
    "ar": (),
    "zh": ((r"[。？！—]", r"[’”\"」）』？—]"),),
}
"""By language: what ends before a place and what begins behind it, where none is cut."""

_RULES = {
    language: [(re.compile(f"(?:{before})$"), re.compile(after)) for before, after in rules]
    for language, rules in _KEPT.items()
}


def cut(text: str, language: str) -> list[str]:
    """Return the segments of a paragraph, without the white space around them; none is empty."""
    found = sorted({0, len(text), *_breaks(text, language)})
    parts = (text[start:stop].strip() for start, stop in pairwise(found))
    return [part for part in parts if part]


def _breaks(text: str, language: str) -> Iterator[int]:
    numbered = _NUMBERED.match(text)
    if numbered and text[numbered.end() : numbered.end() + 1].isupper():
        yield numbered.end()
    for stop in (_WIDE_STOP if language == "zh" else _STOP).finditer(text):
        place = stop.end()
        if not (_ellipsis(text, stop) or _is_kept(text, place, language)):
            yield place


def _ellipsis(text: str, stop: re.Match[str]) -> bool:
    """Whether three dots stand before what is no capital."""
    behind = text[stop.end() :].lstrip()[:1]
    return stop[0].endswith("...") and not behind.isupper()


def _is_kept(text: str, place: int, language: str) -> bool:
    first = max(0, place - _LONGEST)
    return any(
        before.search(text, first, place) and after.match(text, place)
        for before, after in _RULES[language]
    )
