"""Characters put together to words by a model: Chinese, where words do not stand between spaces.

    words = joined(side, model)
    words.side.tokens       the pieces of each text
    words.of[place]         the piece (its place) that a character of `side` belongs to

Word links are learnt between words; what recurs is counted in characters (`tm.terms.recurrence`),
since a model cuts a name in one sentence otherwise than in the next.

Why the sentencepiece model of the lexicon: its pieces are what the lexicon knows the
translations of, and a unigram model joins 与联合国 less often wrongly than byte pairs do.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.tokens import processor
from tm.terms.lexemes import Side

_SPACE = "▁"


class Words(NamedTuple):
    """A side in words, and which word each token of the first side belongs to."""

    side: Side
    of: NDArray[np.int64]  # (tokens of the first side,)
    size: NDArray[np.int64]  # (tokens of the first side,) how many share its word

    def parts(self, most: int) -> NDArray[np.int64]:
        """Return a number a token, equal in tokens that share a word of at most `most`."""
        return np.where(self.size <= most, self.of, -1 - np.arange(len(self.of)))


def unjoined(side: Side) -> Words:
    """Return `side` as it is: every token is a word."""
    count = len(side.tokens)
    return Words(side, np.arange(count), np.ones(count, dtype=np.int64))


def joined(side: Side, model: bytes) -> Words:
    """Return `side` in the pieces that `model` makes of each run between two signs."""
    names = list(side.vocabulary)
    runs = _runs(side)
    texts = ["".join(names[token] for token in side.tokens[begin:end]) for begin, end in runs]
    cut = processor(model).encode(texts, out_type=str)
    vocabulary: dict[str, int] = {}
    tokens: list[int] = []
    of = np.zeros(len(side.tokens), dtype=np.int64)
    first = np.zeros(len(side.tokens) + 1, dtype=np.int64)  # the word that a run begins with
    for (begin, end), pieces in zip(runs, cut, strict=True):
        first[begin] = len(tokens)
        ends = np.cumsum([len(names[token]) for token in side.tokens[begin:end]])
        place, done = begin, 0
        for piece in filter(None, (piece.removeprefix(_SPACE) for piece in pieces)):
            tokens.append(vocabulary.setdefault(piece, len(vocabulary)))
            done += len(piece)
            stop = begin + int(np.searchsorted(ends, done, side="right"))
            of[place:stop] = len(tokens) - 1
            place = max(place, stop)
        of[place:end] = len(tokens) - 1
    numbers = np.array(tokens, dtype=np.int32)
    first[-1] = len(tokens)
    size = np.bincount(of, minlength=len(tokens))[of] if len(of) else of
    nowhere = np.zeros(len(tokens), dtype=np.int32)
    whole = Side(vocabulary, numbers, first[side.at], nowhere, nowhere, nowhere.astype(np.bool_))
    return Words(whole, of, size)


def _runs(side: Side) -> list[tuple[int, int]]:
    """Return the ranges of tokens between signs and ends of texts."""
    border = side.parted.copy()
    border[side.at[:-1][side.at[:-1] < len(border)]] = True
    begins = np.flatnonzero(border).tolist()
    return list(zip(begins, [*begins[1:], len(border)], strict=True))
