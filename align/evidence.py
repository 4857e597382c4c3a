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

SMALLEST, LARGEST = 1e-100, 1e100
"""Between these a product of likelihoods is far from the limits of a number."""


def explain_target(
    source: Text,
    target: Text,
    table: Table,
    band: Band,
    *,
    unexplained: NDArray[np.float64],
    largest: int = LARGEST_GROUP,
) -> NDArray[np.float32]:
    """Return `Scores.forward`, (groups, cells): each target segment given source groups."""
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
    unexplained: NDArray[np.float64],
    largest: int = LARGEST_GROUP,
) -> NDArray[np.float32]:
    """Return `Scores.backward`, (groups, cells): each source segment given target groups.

    `table` is t(source | target).
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

    def of(self, anchors: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the share of each token of a vocabulary; `anchors` tells which are no words."""
        return np.where(anchors, self.anchors, self.words)


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
    """
    scores = np.zeros((largest, band.offset[-1]), dtype=np.float32)
    known = np.zeros(len(told.background), dtype=np.float32)
    for end in range(1, len(given.at)):
        size = 0
        for n in range(1, min(largest, end) + 1):
            segment = given.tokens[given.at[end - n] : given.at[end - n + 1]]
            size += len(segment)
            _learn(segment, table.offset, table.target, lift, known)
            scale = 1.0 / max(size, 1)
            for rung in range(max(rows.first[end], 1), rows.last[end] + 1):
                row, column = (rung, end) if exchanged else (end, rung)
                cell = band.offset[row] + column - band.first[row]
                scores[n - 1, cell] = _ratio(told, rung - 1, known, scale, unexplained)
        for n in range(1, min(largest, end) + 1):
            _forget(given.tokens[given.at[end - n] : given.at[end - n + 1]], table, known)
    return scores


@numba.njit(cache=True)
def _learn(segment, offset, target, lift, known):  # type: ignore[no-untyped-def]
    for word in segment:
        for entry in range(offset[word], offset[word + 1]):
            known[target[entry]] += lift[entry]


@numba.njit(cache=True)
def _forget(segment, table, known):  # type: ignore[no-untyped-def]
    for word in segment:
        for entry in range(table.offset[word], table.offset[word + 1]):
            known[table.target[entry]] = 0


@numba.njit(cache=True)
def _ratio(told, segment, known, scale, unexplained):  # type: ignore[no-untyped-def]
    """Log-likelihood ratio of one segment under what is `known` of its words.

    Of a segment of more than `MOST_TOKENS` every other token, or every third, … stands for all.
    The likelihoods are multiplied while they are of a moderate size: a logarithm a word would
    take longer than all else.
    """
    total, product = 0.0, 1.0
    begin, end = told.at[segment], told.at[segment + 1]
    stride = 1 + (end - begin) // MOST_TOKENS
    for place in range(begin, end, stride):
        word = told.tokens[place]
        nothing = unexplained[word]
        product *= (1.0 - nothing) * scale * known[word] + nothing
        if not SMALLEST < product < LARGEST:
            total += np.log(product)
            product = 1.0
    return (total + np.log(product)) * stride
