"""The evidence tokens of a segment: word stems or pieces, and typed anchors.

    tokenize(["Article 51 : A/69/228"])     [["artic", "#51", "@a/69/228"]]
    tokenize(["第五十一条"], model=model)     [["#51", "第", "五十一", "条"]]

An anchor is a token that means the same in every language: a number in any script (`#`), a
document symbol (`@`). The rest are words cut to a stem, or sentencepiece pieces where words are
not what stands between spaces.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import sentencepiece

from corpora.normalize import skeleton
from corpora.numerals import from_roman, to_int

NUMBER = "#"
SYMBOL = "@"

STEM_LETTERS = 5

_WORD = re.compile(r"[a-z]{1,4}/[\w./()-]*\d|\d+|[^\W\d_]+")
_ROMAN = re.compile(r"\b[IVXLC]{2,}\b")
_HAN_NUMBER = re.compile("第([〇零一二三四五六七八九十百千]+)|([〇零一二三四五六七八九十百千]{2,})")


def tokenize(segments: Sequence[str], *, model: bytes | None = None) -> list[list[str]]:
    """Return the tokens of each segment, pieces of the sentencepiece `model` if one is given."""
    bare = [skeleton(segment) for segment in segments]
    words = [list(_words(text)) for text in bare]
    if model is not None:
        pieces = _pieces(bare, model)
        words = [
            [*(word for word in known if is_anchor(word)), *cut]
            for known, cut in zip(words, pieces, strict=True)
        ]
    return [[*_numerals(text), *known] for text, known in zip(segments, words, strict=True)]


def is_anchor(token: str) -> bool:
    """Whether `token` means the same in every language."""
    return token[0] in NUMBER + SYMBOL


def _words(bare: str) -> Iterator[str]:
    for word in _WORD.findall(bare):
        if word[0].isdecimal():
            yield NUMBER + (word.lstrip("0") or "0")
        elif "/" in word:
            yield SYMBOL + word.rstrip(".-()")
        else:
            yield word[:STEM_LETTERS]


def _numerals(segment: str) -> Iterator[str]:
    """Yield the numbers that are not written in digits: Chapter XIV, 第十四章."""
    for numeral in _ROMAN.findall(segment):
        value = from_roman(numeral)
        if value:
            yield f"{NUMBER}{value}"
    for ordinal, plain in _HAN_NUMBER.findall(segment):
        value = to_int(ordinal or plain)
        if value is not None:
            yield f"{NUMBER}{value}"


def _pieces(bare: Sequence[str], model: bytes) -> list[list[str]]:
    """Cut into pieces, without the marks of space and pieces that are not letters."""
    cut: list[list[str]] = processor(model).encode(list(bare), out_type=str)
    return [
        [bare for piece in pieces if (bare := piece.removeprefix("▁")).isalpha()] for pieces in cut
    ]


@lru_cache(maxsize=8)
def processor(model: bytes) -> sentencepiece.SentencePieceProcessor:
    """Return what cuts by a sentencepiece `model`; raises `RuntimeError` where it is none."""
    made = sentencepiece.SentencePieceProcessor()
    made.LoadFromSerializedProto(model)  # the constructor takes no bytes as no model, and is silent
    return made
