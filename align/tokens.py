"""The evidence tokens of a segment: word stems or pieces, and typed anchors.

    tokens_of("Article 51 : A/69/228", language="fr")     ["artic", "#51", "@a/69/228"]
    tokens_of("第五十一条", language="zh")                  ["#51", "第", "五十一", "条"]

An anchor is a token that means the same in every language: a number in any script (`#`), a
document symbol (`@`). The rest are words cut to a stem, or sentencepiece pieces where words are
not what stands between spaces.

Why pieces for Chinese and Arabic, stems for the others: Chinese has no spaces and Arabic
glues its particles on, so the pieces of a unigram model are the words; for French, English,
Spanish and Russian the first five letters do as well (hard Charter, strict F1: Arabic .972
with 4,000 pieces against .967 with stems, Russian .996 with stems against .987 with pieces).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import sentencepiece

from corpora.normalize import fold, without_accents
from corpora.numerals import from_roman, to_int

NUMBER = "#"
SYMBOL = "@"

STEM_LETTERS = 5
PIECE_LANGUAGES = frozenset({"ar", "zh"})

_WORD = re.compile(r"[a-z]{1,4}/[\w./()-]*\d|\d+|[^\W\d_]+")
_ROMAN = re.compile(r"\b[IVXLC]{2,}\b")
_HAN_NUMBER = re.compile("第([〇零一二三四五六七八九十百千]+)|([〇零一二三四五六七八九十百千]{2,})")


def tokens_of(text: str, *, language: str) -> list[str]:
    """Return the tokens of one segment, anchors first; empty for text without any."""
    return tokenize([text], language=language)[0]


def tokenize(segments: Sequence[str], *, language: str) -> list[list[str]]:
    """Return the tokens of each segment of a text in `language`.

    A language of ours that needs pieces uses the model shipped for it; any other is cut into
    stems.
    """
    folded = [without_accents(fold(segment)) for segment in segments]
    words = [list(_words(text)) for text in folded]
    if language in PIECE_LANGUAGES:
        words = [
            [*(word for word in known if is_anchor(word)), *pieces]
            for known, pieces in zip(words, _pieces(folded, language), strict=True)
        ]
    numerals = (_numerals(segment) for segment in segments)
    return [[*extra, *known] for extra, known in zip(numerals, words, strict=True)]


def is_anchor(token: str) -> bool:
    """Whether `token` means the same in every language."""
    return token[0] in {NUMBER, SYMBOL}


def _words(folded: str) -> Iterator[str]:
    for match in _WORD.finditer(folded):
        word = match[0]
        if word.isdecimal():
            yield NUMBER + str(int(word))
        elif "/" in word:
            yield SYMBOL + word.rstrip(".-()")
        else:
            yield word[:STEM_LETTERS]


def _numerals(segment: str) -> Iterator[str]:
    """Yield the numbers that are not written in digits: Chapter XIV, 第十四章."""
    for match in _ROMAN.finditer(segment):
        value = from_roman(match[0])
        if value:
            yield f"{NUMBER}{value}"
    for match in _HAN_NUMBER.finditer(segment):
        value = to_int(match[1] or match[2])
        if value is not None:
            yield f"{NUMBER}{value}"


def _pieces(folded: Sequence[str], language: str) -> list[list[str]]:
    """Cut into the pieces of the shipped model, without marks of space and single signs."""
    cut: list[list[str]] = _model(language).encode(list(folded), out_type=str)
    return [[piece for piece in map(_bare, pieces) if piece.isalpha()] for pieces in cut]


def _bare(piece: str) -> str:
    return piece.removeprefix("▁")


@cache
def _model(language: str) -> sentencepiece.SentencePieceProcessor:
    data = (files("align") / "pieces" / f"{language}.model").read_bytes()
    return sentencepiece.SentencePieceProcessor(model_proto=data)
