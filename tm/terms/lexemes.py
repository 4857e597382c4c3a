"""A corpus in one language as lemma numbers with places: what discovery counts and compares.

    side = read_side(["поддержание мира", "мира"], lang="ru")
    side.tokens                 [0, 1, 1]
    side.vocabulary             {"поддержание": 0, "мир": 1}

Each distinct word is analysed once, however often it stands in the corpus. Signs are no words.
A token's range leaves out the Arabic proclitics that are cut off its key.

Why one key a word here and a set of keys in `tm.terms.analysers`: counting needs one. Where a
word may be several lemmas it is the one most frequent in this corpus («частного» is counted
with «частный»); an Arabic proclitic is cut where the rest is a word of its own (`SURELY`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpora.normalize import fold_case
from tm.terms import arabic, latin, russian
from tm.terms.analysers import ANALYSERS
from tm.terms.tokens import fold

SURELY, PERHAPS, LONG = 2.0, 0.2, 4
"""An ambiguous proclitic is cut if the rest is so many times as frequent as the whole word: the
first number where the rest is short (وفد is no و + فد), the second from `LONG` letters on."""

Ints = NDArray[np.int32]
Places = NDArray[np.int64]


class Lexeme(NamedTuple):
    """What is counted of one written word."""

    key: str
    cut: int = 0  # code points at its beginning that do not belong to it


class Side(NamedTuple):
    """All texts of one language, end to end."""

    vocabulary: dict[str, int]  # key -> number from 0
    tokens: Ints  # (words,) numbers of keys
    at: Places  # (texts + 1,) borders in `tokens`
    start: Ints  # (words,) half-open code-point ranges in the text
    stop: Ints
    parted: NDArray[np.bool_]  # (words,) whether a sign such as a comma stands before it

    @property
    def texts(self) -> int:
        """Return the number of texts."""
        return len(self.at) - 1

    def words_between(self, text: int, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open range of words (0: first of the text) that a stretch touches."""
        begin, end = self.at[text], self.at[text + 1]
        first = int(np.searchsorted(self.stop[begin:end], start, side="right"))
        last = int(np.searchsorted(self.start[begin:end], stop, side="left"))
        return first, max(first, last)


def read_side(texts: Iterable[str | None], *, lang: str) -> Side:
    """Return `texts` as numbers; an absent text is one without words."""
    words: dict[str, int] = {}
    numbers, starts, stops, parted, at = _cut(texts, ANALYSERS[lang].pattern, words)
    count = np.bincount(numbers, minlength=len(words))
    lexemes = lexemes_of(dict(zip(words, count.tolist(), strict=True)), lang=lang)
    vocabulary: dict[str, int] = {}
    keys = np.zeros(len(words), dtype=np.int32)
    cuts = np.zeros(len(words), dtype=np.int32)
    for number, lexeme in enumerate(lexemes):
        keys[number] = vocabulary.setdefault(lexeme.key, len(vocabulary))
        cuts[number] = lexeme.cut
    return Side(vocabulary, keys[numbers], at, starts + cuts[numbers], stops, parted)


def _cut(
    texts: Iterable[str | None], pattern: re.Pattern[str], words: dict[str, int]
) -> tuple[Ints, Ints, Ints, NDArray[np.bool_], Places]:
    """Return word numbers, starts, stops, signs before, borders; `words` gains new ones."""
    numbers: list[int] = []
    starts: list[int] = []
    stops: list[int] = []
    parted: list[bool] = []
    at = [0]
    for text in texts:
        sign = False
        for found in pattern.finditer(text or ""):
            word = found[0]
            if word[0].isalnum():
                numbers.append(words.setdefault(word, len(words)))
                starts.append(found.start())
                stops.append(found.end())
                parted.append(sign)
            sign = not word[0].isalnum()
        at.append(len(numbers))
    return (
        np.array(numbers, dtype=np.int32),
        np.array(starts, dtype=np.int32),
        np.array(stops, dtype=np.int32),
        np.array(parted, dtype=np.bool_),
        np.array(at, dtype=np.int64),
    )


def lexemes_of(counts: Mapping[str, int], *, lang: str) -> list[Lexeme]:
    """Return what is counted of each word, in order; `counts` says how often each stands."""
    return _LEXEMES[lang](counts)


def _latin(counts: Mapping[str, int], lang: str) -> list[Lexeme]:
    return [Lexeme(latin.lemma_key(word, lang=lang)) for word in counts]


def _russian(counts: Mapping[str, int]) -> list[Lexeme]:
    readings = [russian.lemmas(word) for word in counts]
    weight: defaultdict[str, int] = defaultdict(int)
    for lemmas, count in zip(readings, counts.values(), strict=True):
        for lemma in lemmas:
            weight[lemma] += count
    return [Lexeme(max(lemmas, key=lambda lemma: weight[lemma])) for lemmas in readings]


def _arabic(counts: Mapping[str, int]) -> list[Lexeme]:
    weight: defaultdict[str, int] = defaultdict(int)
    for word, count in counts.items():
        weight[arabic.plain(word)] += count
    return [_arabic_lexeme(word, weight) for word in counts]


def _arabic_lexeme(word: str, weight: Mapping[str, int]) -> Lexeme:
    letters = arabic.plain(word)
    rest, cut = letters, 0
    for candidate, length, definite in arabic.stripped(letters):
        whole = weight.get(letters, 0)
        alone = max(weight.get(candidate, 0), weight.get(arabic.ARTICLE + candidate, 0))
        if definite or alone >= whole * (SURELY if len(candidate) < LONG else PERHAPS):
            rest, cut = candidate, arabic.code_points(word, length)
            break
    return Lexeme(arabic.noun_key(rest), cut)


def _plain(counts: Mapping[str, int]) -> list[Lexeme]:
    return [Lexeme(fold_case(fold(word))) for word in counts]


def _of(lang: str) -> Callable[[Mapping[str, int]], list[Lexeme]]:
    return lambda counts: _latin(counts, lang)


_LEXEMES: dict[str, Callable[[Mapping[str, int]], list[Lexeme]]] = {
    **{lang: _of(lang) for lang in ("fr", "en", "es")},
    "ru": _russian,
    "ar": _arabic,
    "zh": _plain,
}


def weights(
    side: Side, functional: frozenset[str], stands: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return of each key its weight, the logarithm of how rare it is, and if it is functional.

    `stands` tells how many texts of the corpus each text of the side stands for.

    Inverse document frequency ln((N + 1) / (n + 1)) (Spärck Jones 1972), of which function
    words keep little, so that between two stretches that differ by one the longer may win.
    """
    texts = np.repeat(np.arange(side.texts), np.diff(side.at))
    pairs = np.unique(texts * np.int64(len(side.vocabulary) or 1) + side.tokens)
    size = len(side.vocabulary) or 1
    found = np.bincount(pairs % size, weights=stands[pairs // size], minlength=size)
    small = np.array([key in functional for key in side.vocabulary], dtype=np.bool_)
    weight = np.log((stands.sum() + 1) / (found[: len(side.vocabulary)] + 1)) + LEAST_WEIGHT
    return (np.where(small, np.minimum(weight, FUNCTIONAL_WEIGHT), weight)).astype(
        np.float32
    ), small


LEAST_WEIGHT, FUNCTIONAL_WEIGHT = 0.5, 0.5
"""Weights of a word that every text has, and of any function word."""


def background(tokens: Sequence[int] | Ints, size: int) -> NDArray[np.float64]:
    """Return the unigram distribution of the keys, (size,)."""
    count = np.bincount(np.asarray(tokens), minlength=size).astype(np.float64)
    return np.asarray(count / max(count.sum(), 1.0))
