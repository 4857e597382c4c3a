"""Text folded for matching: small functions str -> str, never for text that leaves the house.

    fold("L’Été")                "l'été"
    fold("تــعاون ٢٠١٤")          "تعاون 2014"
    fold_with_offsets("ﻻ")       ("لا", [0, 0, 1])

Each step maps one cluster (a character with its combining marks) at a time, so that a place in
the folded text leads back to the source. `fold` is what anchors and terms compare; accents of
Latin letters and й stay, for they part words. `without_accents` goes further where a search
should forgive them.

Why by cluster and not over the whole string: the terms must report code-point offsets in the
text as it stands, and NFKC changes lengths.
"""

import re
import unicodedata
from functools import cache

_SINGLE_QUOTES = "’‘‛ʼ`´′＇"
_DOUBLE_QUOTES = "«»“”„‟″＂"
_DASHES = "‐‑‒–—―−－"
_QUOTES = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
)
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")  # and tatweel
_ARABIC_LETTERS = str.maketrans("أإآٱىةیک", "اااايهيك")
_CLUSTER = re.compile(
    r"[^\u0300-\u036f\u064b-\u065f\u0670][\u0300-\u036f\u064b-\u065f\u0670]*|.", re.DOTALL
)


def fold_quotes(text: str) -> str:
    """Return `text` with plain apostrophes, quotation marks and hyphens."""
    return text.translate(_QUOTES)


def fold_spaces(text: str) -> str:
    """Return `text` with every white character as a space and without invisible marks."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def fold_compatibility(text: str) -> str:
    """Return the NFKC form: presentation forms, full-width and raised characters made plain."""
    return unicodedata.normalize("NFKC", text)


def fold_arabic(text: str) -> str:
    """Return `text` without vowel signs and tatweel, alef, ya and ta marbuta in one form each."""
    return _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS)


def fold_digits(text: str) -> str:
    """Return `text` with the decimal digits of every script as 0-9."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def fold_case(text: str) -> str:
    """Return `text` without case, ё as е."""
    return text.casefold().replace("ё", "е")


def without_accents(text: str) -> str:
    """Return `text` without combining marks: "coopération" as "cooperation", й as и."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Return `text` as it is compared: all the steps above but `without_accents`."""
    return "".join(_fold_cluster(match[0]) for match in _CLUSTER.finditer(text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` and, for each of its characters, the offset of its source in `text`.

    One more offset, the length of `text`, closes the list, so that half-open ranges map too.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = _fold_cluster(match[0])
        pieces.append(piece)
        offsets += [match.start()] * len(piece)
    return "".join(pieces), [*offsets, len(text)]


@cache
def _fold_cluster(cluster: str) -> str:
    """Fold one cluster; cached, for a language has few hundred of them."""
    folded = fold_compatibility(fold_quotes(fold_spaces(cluster)))
    return fold_case(fold_digits(fold_arabic(folded)))


def skeleton(text: str) -> str:
    """Return `text` without case, accents, marks and tatweel, every digit as 0-9.

    Coarser and much faster than `fold`, without offsets: what the alignment compares.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFKD", text).casefold().translate(_SKELETON)


class _Skeleton(dict[int, int | str | None]):
    """What becomes of each character; filled as characters are met."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        place: int | str | None = code
        if unicodedata.combining(char) or _INVISIBLE.match(char) or _ARABIC_MARKS.match(char):
            place = None
        elif char.isdecimal():
            place = str(int(char))
        else:
            place = char.translate(_QUOTES).translate(_ARABIC_LETTERS)
        self[code] = place
        return place


_SKELETON = _Skeleton()
