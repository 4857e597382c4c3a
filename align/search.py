"""The dynamic programme over bead scores: posteriors and the best ladder. Knows no text.

A path runs from rung (0, 0) to rung (N, M); each step is a bead of n source and m target
segments. The caller gives the score of every bead inside a band of rungs; this module sums
over all paths (forward and backward), so that every bead has a posterior probability, and
then takes the path with the largest expected number of right beads.

    band = full_band(len(source), len(target))
    beads = best_beads(band, scores)

Why the path of largest expected accuracy and not the single most probable one: the strict
score counts right beads, and so does the translator; the most probable path trades a
certain bead for two doubtful ones (Holmes and Durbin 1998, for sequences).

Why numba: the inner loops touch each cell of the band for each kind of bead; in compiled
code this is exact and fast without pruning.
"""

from itertools import pairwise
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band
from align.ladder import Bead

LARGEST_GROUP = 6
"""Segments on either side of a bead at most."""

GAP, LARGER, EACH_MORE, TWO_TWO = -3.0, -3.0, -1.5, -6.0
"""Log prior, against a 1-1 bead, of 1-0 and 0-1; of 1-2 and 2-1; of each segment more; of 2-2."""

TEMPERATURE = 1.5
"""Divides the scores, which take words as independent and so are too sure."""

DOUBT = 0.3
"""Posterior below which two gaps are better than a bead."""

SAME_LABEL, OTHER_LABEL = 8.0, -8.0
"""Evidence of a paragraph label that both groups have; of one that stands elsewhere on the
other side. A version without labels, or with other ones, says nothing."""

_MINUS_INFINITY = -1e300


class Scores(NamedTuple):
    """The log-likelihood ratio of a bead, split into what can be shared between beads.

    For the bead of n source segments ending at rung row i and m target segments ending at
    column j, cell c = offset[i] + j - first[i]:

    forward[n - 1, c]   of target segment j - 1 given the n source segments; added over m
    backward[m - 1, c]  of source segment i - 1 given the m target segments; added over n
    source_length, target_length   cumulated lengths, (N + 1,) and (M + 1,)
    length              the fields of `align.length.LengthModel`
    source_label, target_label   (N,) and (M,), the number of the segment's label; -1 where it
                        has none or the other version does not know it
    """

    forward: NDArray[np.float32]
    backward: NDArray[np.float32]
    source_length: NDArray[np.float64]
    target_length: NDArray[np.float64]
    length: NDArray[np.float64]
    source_label: NDArray[np.int32]
    target_label: NDArray[np.int32]


@numba.njit(cache=True)
def _length_score(source, target, length):  # type: ignore[no-untyped-def]
    """Return the log density of the length ratio in a true pair minus that in a chance pair."""
    ratio, fixed, per_unit, chance = length
    deviation = np.log((target + 2.0) / (ratio * source + 2.0))
    variance = fixed + per_unit / (source + 2.0)
    near = -0.5 * (deviation * deviation / variance + np.log(variance))
    far = -0.5 * (deviation * deviation / chance + np.log(chance))
    return max(near - far, -8.0)


def _kinds() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return every kind of bead the search may use, (kinds, 2), and its log prior, (kinds,)."""
    kinds = {(1, 1): 0.0, (1, 0): GAP, (0, 1): GAP, (2, 2): TWO_TWO}
    kinds |= {(2, 3): TWO_TWO + EACH_MORE, (3, 2): TWO_TWO + EACH_MORE}
    for size in range(2, LARGEST_GROUP + 1):
        kinds[1, size] = kinds[size, 1] = LARGER + EACH_MORE * (size - 2)
    return np.array(list(kinds)), np.array(list(kinds.values()))


@numba.njit(cache=True)
def _label_score(source, target):  # type: ignore[no-untyped-def]
    """Return what the labels of two groups say: for each that both have, against each other."""
    score = 0.0
    for label in source:
        if label >= 0:
            score += SAME_LABEL if np.any(target == label) else OTHER_LABEL
    for label in target:
        if label >= 0 and not np.any(source == label):
            score += OTHER_LABEL
    return score


@numba.njit(cache=True)
def _bead_score(i, j, n, m, band, scores):  # type: ignore[no-untyped-def]
    """Return the evidence, without prior, for the bead of n and m segments ending at (i, j)."""
    if n == 0 or m == 0:
        return 0.0
    total = 0.0
    for row in range(i - n + 1, i + 1):
        if j < band.first[row] or j > band.last[row]:
            return _MINUS_INFINITY
        total += scores.backward[m - 1, band.offset[row] + j - band.first[row]]
    if j - m + 1 < band.first[i]:
        return _MINUS_INFINITY
    base = band.offset[i] - band.first[i]
    for column in range(j - m + 1, j + 1):
        total += scores.forward[n - 1, base + column]
    source = scores.source_length[i] - scores.source_length[i - n]
    target = scores.target_length[j] - scores.target_length[j - m]
    total += _label_score(scores.source_label[i - n : i], scores.target_label[j - m : j])
    return (total + _length_score(source, target, scores.length)) / TEMPERATURE


@numba.njit(cache=True)
def _log_add(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high if high <= _MINUS_INFINITY else high + np.log1p(np.exp(low - high))


@numba.njit(cache=True)
def _cell(i, j, band):  # type: ignore[no-untyped-def]
    """Return the number of the cell of a rung, or -1 outside the band."""
    if i < 0 or j < band.first[i] or j > band.last[i]:
        return -1
    return band.offset[i] + j - band.first[i]


@numba.njit(cache=True)
def _forward(band, scores, kinds, priors):  # type: ignore[no-untyped-def]
    """Return the log of the summed weight of all paths from (0, 0) to each cell."""
    alpha = np.full(band.offset[-1], _MINUS_INFINITY)
    alpha[0] = 0.0
    for i in range(len(band.first)):
        for j in range(band.first[i], band.last[i] + 1):
            here = _cell(i, j, band)
            for k, (n, m) in enumerate(kinds):
                before = _cell(i - n, j - m, band)
                if before >= 0 and alpha[before] > _MINUS_INFINITY:
                    weight = priors[k] + _bead_score(i, j, n, m, band, scores)
                    alpha[here] = _log_add(alpha[here], alpha[before] + weight)
    return alpha


@numba.njit(cache=True)
def _backward(band, scores, kinds, priors):  # type: ignore[no-untyped-def]
    """Return the log of the summed weight of all paths from each cell to (N, M)."""
    beta = np.full(band.offset[-1], _MINUS_INFINITY)
    beta[-1] = 0.0
    for i in range(len(band.first) - 1, -1, -1):
        for j in range(band.last[i], band.first[i] - 1, -1):
            here = _cell(i, j, band)
            if beta[here] <= _MINUS_INFINITY:
                continue
            for k, (n, m) in enumerate(kinds):
                before = _cell(i - n, j - m, band)
                if before >= 0:
                    weight = priors[k] + _bead_score(i, j, n, m, band, scores)
                    beta[before] = _log_add(beta[before], beta[here] + weight)
    return beta


@numba.njit(cache=True)
def _posterior(i, j, k, band, scores, kinds, priors, alpha, beta):  # type: ignore[no-untyped-def]
    """Return the share of all paths' weight that goes through the bead of kind k at (i, j)."""
    n, m = kinds[k]
    bead = priors[k] + _bead_score(i, j, n, m, band, scores)
    weight = alpha[_cell(i - n, j - m, band)] + bead + beta[_cell(i, j, band)]
    return np.exp(min(0.0, weight - alpha[-1]))


@numba.njit(cache=True)
def _most_accurate(band, scores, kinds, priors, alpha, beta):  # type: ignore[no-untyped-def]
    """Return the kind of the last bead, by cell, of the path with most (posterior - DOUBT) so far.

    Gaps gain next to nothing: only enough to prefer the likelier of two.
    """
    value = np.full(band.offset[-1], _MINUS_INFINITY)
    chosen = np.full(band.offset[-1], -1, dtype=np.int8)
    value[0] = 0.0
    for i in range(len(band.first)):
        for j in range(band.first[i], band.last[i] + 1):
            here = _cell(i, j, band)
            for k, (n, m) in enumerate(kinds):
                before = _cell(i - n, j - m, band)
                if before < 0 or value[before] <= _MINUS_INFINITY:
                    continue
                posterior = _posterior(i, j, k, band, scores, kinds, priors, alpha, beta)
                gain = posterior - DOUBT if n and m else 1e-3 * posterior
                if value[before] + gain > value[here]:
                    value[here] = value[before] + gain
                    chosen[here] = k
    return chosen


@numba.njit(cache=True)
def _trace(band, scores, kinds, priors, alpha, beta, chosen):  # type: ignore[no-untyped-def]
    """Follow `chosen` back from (N, M); the kind and posterior of each bead, last first."""
    i, j = len(band.first) - 1, band.last[-1]
    path = []
    posteriors = []
    while i > 0 or j > 0:
        k = chosen[_cell(i, j, band)]
        path.append(k)
        posteriors.append(_posterior(i, j, k, band, scores, kinds, priors, alpha, beta))
        i, j = i - kinds[k, 0], j - kinds[k, 1]
    return path, posteriors


def best_beads(band: Band, scores: Scores) -> list[Bead]:
    """Return the beads of the path with the largest expected accuracy, in order.

    Every segment is in exactly one bead; `probability` is the bead's posterior over all paths
    inside the band. The band must allow a path, and hold (0, 0) and (N, M).
    """
    sources, targets = len(band.first) - 1, int(band.last[-1])
    if sources == 0 and targets == 0:
        return []
    kinds, priors = _kinds()
    alpha = _forward(band, scores, kinds, priors)
    beta = _backward(band, scores, kinds, priors)
    chosen = _most_accurate(band, scores, kinds, priors, alpha, beta)
    path, posteriors = _trace(band, scores, kinds, priors, alpha, beta, chosen)
    ladder = [(0, 0)]
    for k in reversed(path):
        ladder.append((ladder[-1][0] + int(kinds[k, 0]), ladder[-1][1] + int(kinds[k, 1])))
    steps = zip(pairwise(ladder), reversed(posteriors), strict=True)
    return [Bead(range(i, k), range(j, m), float(p)) for ((i, j), (k, m)), p in steps]
