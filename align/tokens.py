"""The evidence tokens of a segment: word stems or pieces, and typed anchors.

    tokenize(["2. Article 51 : A/69/228"])     [["§2", "artic", "#51", "@a/69/228"]]
    tokenize(["第五十一条"], model=model)        [["#51", "第", "五十一", "条"]]

An anchor is a token that means the same in every language: a number in any script (`#`), a
document symbol (`@`), a day and month (`~`), a footnote mark (`^`), the enumerator at the head of
a segment (`§`). The rest are words cut to a stem, or sentencepiece pieces where words are not
what stands between spaces.

Why an enumerator is no number: the paragraph 2 of one section is not that of another, and a "2"
in the text is neither.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import sentencepiece

from align.dates import DATE, dates, without_months
from corpora.enumerators import split
from corpora.languages import BY_CODE
from corpora.normalize import skeleton
from corpora.numerals import from_roman, readings, to_int
from corpora.schema import PIVOT

NUMBER, SYMBOL, LABEL, MARK = "#@§^"

ANCHORS = NUMBER + SYMBOL + LABEL + MARK + DATE
"""What anchors begin with; no word does."""

ROMAN_LETTERS = frozenset("ivxIVX")
"""Single letters that count as Roman numerals; other letters count by the alphabet."""

STEM_LETTERS = 5

FEWEST_LATIN = 2
"""Letters of a Latin word in Arabic or Chinese that is kept whole."""

_WORD = re.compile(r"[a-z]{1,4}/[\w./()-]*\d|\d+|[^\W\d_]+")
_LETTERED = re.compile(r"\W*([A-Z]|[\u0620-\u064a]+)\W*")
_ROMAN = re.compile(r"[IVXLC]{2,}(?!\w)")
_WITHIN = re.compile(r"\w")
_MARKED = re.compile(r"[⁰¹²³⁴-⁹\[]")
_MARK = re.compile(r"(?<!m)(?:[⁰¹²³⁴-⁹]+|\[(\d{1,3})\](?=\W*$))")
_HAN = re.compile("[〇零一二三四五六七八九十百千]")
_HAN_NUMBER = re.compile("第([〇零一二三四五六七八九十百千]+)|([〇零一二三四五六七八九十百千]{2,})")


def tokenize(
    segments: Sequence[str], *, model: bytes | None = None, lang: str = PIVOT
) -> list[list[str]]:
    """Return the tokens of each segment, pieces of the sentencepiece `model` if one is given.

    `lang` tells what an enumerator looks like; a language that is not known has the French ones.
    """
    headed = [heads(segment, lang) for segment in segments]
    marked = [_MARKED.search(rest) is not None for _, rest in headed]  # few are
    texts = [
        _MARK.sub(" ", rest) if found else rest
        for (_, rest), found in zip(headed, marked, strict=True)
    ]
    bare = [skeleton(text) for text in texts]
    token = _Tokens()
    words = [[token[word] for word in _WORD.findall(without_months(text))] for text in bare]
    if model is not None:
        pieces = _pieces(bare, model)
        words = [
            [*(word for word in known if is_anchor(word) or _is_latin(word)), *cut]
            for known, cut in zip(words, pieces, strict=True)
        ]
    return [
        [*labels, *(_marks(rest) if found else ()), *_numerals(text), *dates(folded), *known]
        for (labels, rest), found, text, folded, known in zip(
            headed, marked, texts, bare, words, strict=True
        )
    ]


def plain_tokens(text: str, *, model: bytes | None = None) -> list[str]:
    """Return the tokens of a word inside a segment: no enumerator, date or note mark in it.

    A word is short enough for letters to count: "C", جيم and ordinals are anchors, and single
    Latin letters stay beside pieces.
    """
    bare = skeleton(text)
    token = _Tokens()
    known = [*_numerals(text), *(token[word] for word in _WORD.findall(bare))]
    if (lettered := _LETTERED.fullmatch(text)) and not lettered[1].islower():
        known += (
            f"{LABEL if reading.kind == 'letter' else NUMBER}{reading.value}"
            for reading in readings(lettered[1])
        )
    if model is None:
        return known
    whole = (word for word in known if is_anchor(word) or word.isascii())
    return [*whole, *_pieces([bare], model)[0]]


def is_anchor(token: str) -> bool:
    """Whether `token` means the same in every language."""
    return token[0] in ANCHORS


def heads(segment: str, lang: str) -> tuple[list[str], str]:
    """Return the enumerator at the head of a segment as anchors, and the rest of the text."""
    found, rest = split(segment, BY_CODE.get(lang, BY_CODE[PIVOT]))
    if found is None:
        return [], segment
    read = readings(found.numeral)
    likely = read[:1] if found.numeral in ROMAN_LETTERS else read[-1:]
    return [f"{LABEL}{reading.value}" for reading in likely], rest


def _marks(text: str) -> Iterator[str]:
    """Yield the marks of footnotes: raised digits, or digits in square brackets at the end."""
    for found in _MARK.finditer(text):
        yield MARK + unicodedata.normalize("NFKC", found[1] or found[0])


class _Tokens(dict[str, str]):
    """The token of each word or number, made when it is first met."""

    def __missing__(self, word: str) -> str:
        if word[0].isdecimal():
            token = NUMBER + (word.lstrip("0") or "0")
        elif "/" in word:
            token = SYMBOL + word.rstrip(".-()")
        else:
            token = word[:STEM_LETTERS]
        self[word] = token
        return token


def _numerals(segment: str) -> Iterator[str]:
    """Yield the numbers that are not written in digits: Chapter XIV, 第十四章."""
    for found in _ROMAN.finditer(segment):
        within = found.start() > 0 and _WITHIN.match(segment[found.start() - 1])
        value = None if within else from_roman(found[0])
        if value:
            yield f"{NUMBER}{value}"
    if not _HAN.search(segment):
        return
    for ordinal, plain in _HAN_NUMBER.findall(segment):
        value = to_int(ordinal or plain)
        if value is not None:
            yield f"{NUMBER}{value}"


def _pieces(bare: Sequence[str], model: bytes) -> list[list[str]]:
    """Cut into pieces, without the marks of space and pieces that are not letters."""
    cut: list[list[str]] = processor(model).encode(list(bare), out_type=str, num_threads=1)
    return [
        [
            bare
            for piece in pieces
            if (bare := piece.removeprefix("▁")).isalpha() and not bare.isascii()
        ]
        for pieces in cut
    ]


def _is_latin(word: str) -> bool:
    """Whether a word is a name or a term in Latin letters, which pieces would cut up."""
    return len(word) >= FEWEST_LATIN and word.isascii()


@lru_cache(maxsize=8)
def processor(model: bytes) -> sentencepiece.SentencePieceProcessor:
    """Return what cuts by a sentencepiece `model`; raises `RuntimeError` where it is none."""
    made = sentencepiece.SentencePieceProcessor()
    made.LoadFromSerializedProto(model)  # the constructor takes no bytes as no model, and is silent
    return made
