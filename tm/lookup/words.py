r"""Text as the memory compares it: its words, the values of its placeables, its plain form.

    reduce("L'Assemblée, le 2 mai 2014", FRENCH).words      ("l", "assemblée", "le", "\0date")
    reduce("联合国大会", CHINESE).words                       ("联", "合", "国", "大", "会")

A word is folded (`corpora.normalize.fold`: case, quotation marks, Arabic vowel signs and tatweel
gone); a Chinese character is a word; a placeable is one word, the same for all of its kind, its
value kept apart. Punctuation is no word, as agencies count. Scores are the business of
`tm.lookup.score`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import is_normalized

from corpora.languages import BY_CODE, Language
from corpora.normalize import fold, fold_compatibility, fold_quotes
from tm.lookup.placeables import HAN_NUMERAL, Kind, classify, source_of
from tm.terms.chinese import HAN
from tm.terms.tokens import INVISIBLE, MARKS

PLACEABLES: dict[Kind, str] = {"number": "\0number", "date": "\0date", "symbol": "\0symbol"}
"""The word that stands for each placeable of a kind: no text has a NUL."""

_LETTERS = rf"[^\W{HAN}]*"
WORD = rf"[{HAN}]|[^\W\d{HAN}]{_LETTERS}(?:[{MARKS}{INVISIBLE}]+{_LETTERS})*"
SIGN = r"[^\w\s]"

_UNUSUAL = re.compile(f"[‘’‚‛ʼ´′«»“”„‟″‐-―−{INVISIBLE}]")  # what NFKC leaves as it is
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


class Reduced(NamedTuple):
    """A text as it is compared."""

    words: tuple[str, ...]  # folded; placeables as in PLACEABLES
    values: tuple[tuple[str, ...], ...]  # of the placeables, in order
    plain: str  # what must be the same for 100


class Span(NamedTuple):
    """A word, placeable or sign where it stands: half-open, in code points."""

    start: int
    stop: int


def reduce(text: str, language: Language) -> Reduced:
    """Return the words, the values of placeables and the plain form of `text`."""
    raw = raw_words(text, language)
    keys = tuple(key_of(word, language) for word in raw)
    values = tuple(value_of(word, language) for word in raw if is_placeable(word))
    return Reduced(keys, values, plain(text))


def plain(text: str) -> str:
    """Return `text` with single spaces, plain quotes and hyphens, and compatibility forms."""
    if not text.isascii() and (_UNUSUAL.search(text) or not is_normalized("NFKC", text)):
        text = _INVISIBLE.sub("", fold_compatibility(fold_quotes(text)))
    return " ".join(text.split())


def raw_words(text: str, language: Language) -> list[str]:
    """Return the words and placeables of `text` as they stand in it."""
    return _pattern(language.code).findall(text)


def spans(text: str, language: Language, *, signs: bool = False) -> Iterator[Span]:
    """Yield where the words and placeables of `text` stand, with `signs` punctuation too."""
    pattern = _with_signs(language.code) if signs else _pattern(language.code)
    return (Span(*found.span()) for found in pattern.finditer(text))


def key_of(raw: str, language: Language) -> str:
    """Return the folded word that `raw` is compared as."""
    if is_placeable(raw):
        return PLACEABLES[classify(raw, language)[0]]
    return fold(_INVISIBLE.sub("", raw))


def value_of(raw: str, language: Language) -> tuple[str, ...]:
    """Return the value of the placeable `raw`."""
    return classify(raw, language)[1]


def is_placeable(raw: str) -> bool:
    """Return whether one of `raw_words` is a placeable."""
    if raw[0].isdecimal() or (len(raw) > 1 and raw[0] in HAN_NUMERAL):
        return True
    return "/" in raw  # no word has one


@cache
def _pattern(code: str) -> re.Pattern[str]:
    return re.compile(f"{source_of(BY_CODE[code])}|{WORD}")


@cache
def _with_signs(code: str) -> re.Pattern[str]:
    return re.compile(f"{source_of(BY_CODE[code])}|{WORD}|{SIGN}")
