"""Text cut into tokens that remember where they stood: the ground all term matching is on.

A *token* is a word (in Chinese: a character) or a single sign such as a comma; it carries the
keys under which it may be matched and its half-open code-point range in the original text.
Spaces, hyphens, dashes, apostrophes and quotation marks separate tokens and are otherwise
forgiven: "peace-keeping" and "peace keeping" give the same tokens.

    split("l'état", pattern, analyse)   # Token(0, 2, {"le"}), Token(2, 6, {"état"})

What the keys are is the business of the language (`tm.terms.latin`, `russian`, `arabic`,
`chinese`); nothing here knows one.

Why offsets are never mapped: the text itself is cut, and only the words that come out are
normalised, so a span can be shown to the reader exactly as it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from corpora.normalize import fold_case, fold_compatibility, fold_digits, fold_spaces

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Combining marks of the Latin, Cyrillic and Arabic scripts, which `\\w` leaves out."""

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and direction marks: inside a word they are no part of it."""

SEPARATORS = "'’‘ʼ´`\"“”„«»‹›《》〈〉「」『』<>\\-‐‑‒–—―−"
"""Signs that may stand between two tokens of a term without parting them."""

WORD = rf"\w(?:[\w{MARKS}]|[{INVISIBLE}]+(?=\w))*"
SIGN = rf"[^\w\s{SEPARATORS}{MARKS}{INVISIBLE}]"


class Clitic(NamedTuple):
    """One reading of a word as proclitic and rest."""

    key: str  # of the rest
    cut: int  # code points of the word, as it stands, that do not belong to the rest


class Word(NamedTuple):
    """What a language knows of one word, wherever it stands."""

    keys: frozenset[str]  # two words match when they share one
    clitics: tuple[Clitic, ...] = ()  # readings that only the first word of a term may take


class Token(NamedTuple):
    """A `Word` at a place."""

    start: int
    stop: int
    keys: frozenset[str]
    clitics: tuple[Clitic, ...]


Analyse = Callable[[str], tuple[Word, ...]]
"""The words in one written word: two in French « du » (de + le), one as a rule."""


def split(text: str, pattern: re.Pattern[str], analyse: Analyse) -> Iterator[Token]:
    """Yield the tokens that `pattern` finds in `text`, in order.

    Words that `analyse` finds in one written word share its range. A word in capitals keeps
    them in one more key, so that the form "WHO" can be told from "who".
    """
    for found in pattern.finditer(text):
        start, stop = found.span()
        for keys, clitics in _read(found[0], analyse):
            yield Token(start, stop, keys, clitics)


@lru_cache(maxsize=1 << 17)
def _read(raw: str, analyse: Analyse) -> tuple[tuple[frozenset[str], tuple[Clitic, ...]], ...]:
    """Return keys and clitics of the words in one written word."""
    capitals = _capitals(raw)
    own = frozenset({capitals} if capitals else ())
    return tuple((word.keys | own, word.clitics) for word in analyse(raw))


def _capitals(raw: str) -> str | None:
    acronym = raw.removesuffix("s")  # the plural: NGOs, ONGs
    return fold_compatibility(acronym) if acronym.isupper() and len(acronym) > 1 else None


def fold(word: str) -> str:
    """Return `word` for comparison: compatibility forms, case, marks and invisible signs gone.

    Accents that make a letter of their own in NFC stay: « traité » is not « traite ».
    """
    if word.isascii():
        return word.casefold()
    folded = fold_case(fold_digits(fold_compatibility(fold_spaces(word))))
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Mn")
