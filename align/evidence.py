"""What makes two groups of segments translations: the lexical evidence, priced.

For every cell of a band this module computes how much better a segment is explained by a
group of segments of the other side than by chance: a log-likelihood ratio against the unigram
distribution, so that unrelated text scores below zero, a gap costs nothing, and groups of
different size compare fairly. It prices; `align.search` chooses.

    shares = unexplained_shares(samples, table, target.background, anchors)
    forward = explain_target(source, target, table, band, unexplained=shares.of(anchors))

The ratio of a token w given a group S is (1 - u) * mean over s in S of t(w | s) / p(w) + u,
where u, the share of tokens that the lexicon leaves unexplained in a true pair, is estimated
with the lexicon: a poor lexicon proves little, neither for nor against. Words have one share and
anchors another, for a symbol that is missed says more than a word.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band, mirrored
from align.em import Sample, flatten
from align.kinds import LARGEST_GROUP
from align.table import Table
from align.text import Text

MOST_TOKENS = 1_000
"""Tokens of a segment that are looked at; a line of 100,000 characters has 20,000."""

ANCHORS, FEW_ANCHORS = 0.4, 5.0
"""Usual share of numbers, symbols and the like without a counterpart, and how many tokens it counts
as: most are found again, which words that a lexicon does not know never are."""

SMALLEST, LARGEST, FACTORS = 1e-100, 1e100, 8
"""Between the first two a product of likelihoods is far from the limits of a number, also after as
many more factors as the third."""


def explain_target(
    source: Text,
    target: Text,
    table: Table,
    band: Band,
    *,
    unexplained: NDArray[np.float32],
    largest: int = LARGEST_GROUP,
) -> NDArray[np.float32]:
    """Return `Evidence.forward` of `align.price`, each target segment given source groups.

    Of shape (groups, cells).
    """
    lift = _lift(table, target.background)
    return np.asarray(
        _explain(source, target, table, lift, band, band, unexplained, largest, False)
    )


def explain_source(
    source: Text,
    target: Text,
    table: Table,
    band: Band,
    *,
    unexplained: NDArray[np.float32],
    largest: int = LARGEST_GROUP,
) -> NDArray[np.float32]:
    """Return `Evidence.backward` of `align.price`, each source segment given target groups.

    Of shape (groups, cells); `table` is t(source | target).
    """
    lift = _lift(table, source.background)
    mirror = mirrored(band)
    return np.asarray(
        _explain(target, source, table, lift, mirror, band, unexplained, largest, True)
    )


class Shares(NamedTuple):
    """The share of tokens, 0..1, that owe nothing to their translation."""

    words: float
    anchors: float

    def of(self, anchors: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return the share of each token of a vocabulary; `anchors` tells which are no words."""
        return np.where(anchors, self.anchors, self.words).astype(np.float32)


def unexplained_shares(
    samples: Sequence[Sample],
    table: Table,
    background: NDArray[np.float64],
    anchors: NDArray[np.bool_],
) -> Shares:
    """Return the most likely shares of words and anchors that owe nothing to their translation.

    Maximum likelihood by EM over the mixture of the module's formula; of words 1 without samples,
    of anchors `ANCHORS` where there are few. `anchors` is (vocabulary,).
    """
    flat = flatten(samples)
    ratios = _ratios(table.offset, table.target, _lift(table, background), *flat[:4])
    found = anchors[flat[2]]
    return Shares(
        _share(ratios[~found], 1.0, 0.0) if len(found) else 1.0,
        _share(ratios[found], ANCHORS, FEW_ANCHORS),
    )


@numba.njit(cache=True)
def _share(ratios, usual, weight):  # type: ignore[no-untyped-def]
    """Return the share, on top of a `usual` one that counts as much as `weight` tokens."""
    if len(ratios) == 0:
        return usual
    share = 0.5
    for _ in range(50):
        total = weight * usual
        for ratio in ratios:
            total += share / (share + (1 - share) * ratio)
        share = total / (len(ratios) + weight)
    return share


def _lift(table: Table, background: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return t(w | s) / p(w) for every entry."""
    return (table.probability / background[table.target]).astype(np.float32)


@numba.njit(cache=True)
def _ratios(offset, target, lift, given, given_at, told, told_at):  # type: ignore[no-untyped-def]
    """Mean lift of every told token over the given tokens of its sample."""
    ratios = np.zeros(len(told), dtype=np.float64)
    known = np.zeros(target.max() + 1 if len(target) else 1, dtype=np.float64)
    for k in range(len(given_at) - 1):
        group = given[given_at[k] : given_at[k + 1]]
        for word in group:
            for entry in range(offset[word], offset[word + 1]):
                known[target[entry]] += lift[entry]
        for place in range(told_at[k], told_at[k + 1]):
            if told[place] < len(known):
                ratios[place] = known[told[place]] / max(len(group), 1)
        for word in group:
            for entry in range(offset[word], offset[word + 1]):
                known[target[entry]] = 0
    return ratios


@numba.njit(cache=True)
def _explain(given, told, table, lift, rows, band, unexplained, largest, exchanged):  # type: ignore[no-untyped-def]
    """Log-likelihood ratio of single told segments given groups of given ones, by cell.

    Row i of `rows` holds the told rungs for groups that end with given segment i; cells are
    numbered by `band`, whose rows are the told side where the sides are `exchanged`.

    What the last given segments say of each told word stands side by side, so that each segment
    is learned once and a told one gone through once for groups of every size.
    """
    at = given.at
    scores = np.zeros((largest, band.offset[-1]), dtype=np.float32)
    known = np.zeros((len(told.background), LARGEST_GROUP), dtype=np.float32)
    scale = np.zeros(LARGEST_GROUP, dtype=np.float32)
    ratios = np.zeros((len(told.at), LARGEST_GROUP))
    for end in range(1, len(at)):
        column = end % LARGEST_GROUP
        if end > LARGEST_GROUP:
            old = given.tokens[at[end - LARGEST_GROUP - 1] : at[end - LARGEST_GROUP]]
            _forget(old, table.offset, table.target, known, column)
        _learn(given.tokens[at[end - 1] : at[end]], table.offset, table.target, lift, known, column)
        for n in range(1, min(LARGEST_GROUP, end) + 1):
            scale[n - 1] = 1.0 / max(at[end] - at[end - n], 1)
        rungs = max(rows.first[end], 1), rows.last[end] + 1
        _compare(told.tokens, told.at, rungs, known, column, scale, unexplained, ratios)
        for rung in range(rungs[0], rungs[1]):
            row, place = (rung, end) if exchanged else (end, rung)
            cell = band.offset[row] + place - band.first[row]
            for n in range(min(largest, end)):
                scores[n, cell] = ratios[rung, n]
    return scores


@numba.njit(cache=True)
def _learn(segment, offset, target, lift, known, column):  # type: ignore[no-untyped-def]
    for word in segment:
        for entry in range(offset[word], offset[word + 1]):
            known[target[entry], column] += lift[entry]


@numba.njit(cache=True)
def _forget(segment, offset, target, known, column):  # type: ignore[no-untyped-def]
    for word in segment:
        for entry in range(offset[word], offset[word + 1]):
            known[target[entry], column] = 0


@numba.njit(cache=True)
def _compare(tokens, at, rungs, known, column, scale, unexplained, ratios):  # type: ignore[no-untyped-def]
    """Put into `ratios`, (rungs, groups), those of segments given the last segment, two, and so on.

    The last one is in that `column` of `known`, the one before in the column before.
    Of a segment of more than `MOST_TOKENS` every other token, or every third, … stands for all.
    The likelihoods are multiplied while they are of a moderate size: a logarithm a word would
    take longer than all else.
    """
    total, product = np.zeros(LARGEST_GROUP), np.zeros(LARGEST_GROUP)
    for rung in range(rungs[0], rungs[1]):
        for n in range(LARGEST_GROUP):  # a constant, which the compiler unrolls
            total[n], product[n] = 0.0, 1.0
        stride = 1 + (at[rung] - at[rung - 1]) // MOST_TOKENS
        for factors, place in enumerate(range(at[rung - 1], at[rung], stride), 1):
            word = tokens[place]
            nothing = unexplained[word]
            owed = np.float32(1.0) - nothing
            told, ago = np.float32(0.0), column
            for n in range(LARGEST_GROUP):
                told += known[word, ago]
                ago = ago - 1 if ago > 0 else LARGEST_GROUP - 1
                product[n] *= owed * scale[n] * told + nothing
            if factors % FACTORS == 0:
                for n in range(LARGEST_GROUP):
                    if not SMALLEST < product[n] < LARGEST:
                        total[n] += np.log(product[n])
                        product[n] = 1.0
        for n in range(LARGEST_GROUP):
            ratios[rung, n] = (total[n] + np.log(product[n])) * stride
