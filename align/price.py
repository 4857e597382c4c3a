"""The weight of every bead in a band: all evidence added up, as a log-likelihood ratio.

    weights = price_beads(band, evidence)         (cells, len(KINDS))

Words in both directions (from `align.evidence`), length, paragraph labels, kind and level, how the
segments end, and what third languages say. It prices; `align.search` chooses.
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band, cell_of
from align.kinds import KINDS

ONE_GOES_ON = -2.0
"""Evidence of a cut where the sentence goes on in one language and ends in the other."""

SAME_LABEL, OTHER_LABEL = 8.0, -8.0
"""Evidence of a paragraph label that both groups have; of one that stands elsewhere on the
other side. A version without labels, or with other ones, says nothing."""

SUPPORT_FLOOR = 0.05
"""Share of a segment that the other languages may place wrongly."""

SUPPORT_WEIGHT = 1.0
"""How much the other languages' opinion counts against the evidence of the pair itself.

1.5 finds a little more (held-out un_dev, Spanish strict F1 .9891 to .9897) and is too sure of what
is wrong (hard Charter, Chinese: mean probability of wrong beads .96)."""

TEMPERATURE = 1.2
"""Divides the evidence, which takes words as independent and so is too sure."""

IMPOSSIBLE = -1e30
"""Weight of a bead that leaves the band."""

_LEAST_LENGTH_SCORE = -8.0


class Evidence(NamedTuple):
    """The log-likelihood ratio of a bead, split into what beads can share.

    For the bead of n source segments ending at rung row i and m target segments ending at
    column j, cell c = offset[i] + j - first[i]:

    forward[n - 1, c]   of target segment j - 1 given the n source segments; added over m
    backward[m - 1, c]  of source segment i - 1 given the m target segments; added over n
    prior               (kinds,), log prior of every kind of bead
    source_length, target_length   cumulated lengths, (N + 1,) and (M + 1,)
    length              the fields of `align.length.LengthModel`
    source_label, target_label     (N,) and (M,), the number of the segment's label; -1 where
                        it has none or the other version does not know it
    source_goes_on, target_goes_on (N + 1,) and (M + 1,), whether the sentence goes on there
    support             (2, cells) or (2, 0): share, 0..1, of source segment i - 1 that other
                        languages place at target segment j - 1, and the reverse
    source_placed, target_placed   (N,) and (M,): the share of each segment that other
                        languages place anywhere, 0..1
    source_class, target_class     (N,) and (M,), the class of the segment (`align.standing`); -1
                        where it is not known
    same_class, other_class        (classes,), what it says if two groups begin alike, or not
    """

    forward: NDArray[np.float32]
    backward: NDArray[np.float32]
    prior: NDArray[np.float64]
    source_length: NDArray[np.float64]
    target_length: NDArray[np.float64]
    length: NDArray[np.float64]
    source_label: NDArray[np.int32]
    target_label: NDArray[np.int32]
    source_goes_on: NDArray[np.bool_]
    target_goes_on: NDArray[np.bool_]
    support: NDArray[np.float32]
    source_placed: NDArray[np.float32]
    target_placed: NDArray[np.float32]
    source_class: NDArray[np.int32]
    target_class: NDArray[np.int32]
    same_class: NDArray[np.float64]
    other_class: NDArray[np.float64]


def price_beads(
    band: Band, evidence: Evidence, kinds: NDArray[np.int64] = KINDS
) -> NDArray[np.float32]:
    """Return the log weight, (cells, kinds), of the bead of each of `kinds` that ends at a cell.

    `kinds` are `KINDS` or the first of them.
    """
    return np.asarray(_price(band, evidence, kinds))


@numba.njit(cache=True)
def _price(band, evidence, kinds):  # type: ignore[no-untyped-def]
    weights = np.full((band.offset[-1], len(kinds)), IMPOSSIBLE, dtype=np.float32)
    for i in range(len(band.first)):
        for j in range(band.first[i], band.last[i] + 1):
            here = cell_of(i, j, band)
            for k, (n, m) in enumerate(kinds):
                if cell_of(i - n, j - m, band) >= 0:
                    bead = _bead_evidence(i, j, n, m, band, evidence)
                    weights[here, k] = evidence.prior[k] + bead / TEMPERATURE
    return weights


@numba.njit(cache=True)
def _bead_evidence(i, j, n, m, band, evidence):  # type: ignore[no-untyped-def]
    """Return the evidence for the bead of n and m segments ending at (i, j)."""
    total = ONE_GOES_ON if evidence.source_goes_on[i] != evidence.target_goes_on[j] else 0.0
    supported = evidence.support.shape[1] > 0
    if n == 0 or m == 0:
        if supported:
            placed = evidence.source_placed[i - 1] if n else evidence.target_placed[j - 1]
            total += SUPPORT_WEIGHT * _log_share(1.0 - placed)
        return total
    total += _lexical_evidence(i, j, n, m, band, evidence)
    if supported:
        total += _support(i, j, n, m, band, evidence.support)
    source = evidence.source_length[i] - evidence.source_length[i - n]
    target = evidence.target_length[j] - evidence.target_length[j - m]
    total += _length_evidence(source, target, evidence.length)
    total += _class_evidence(i - n, j - m, evidence)
    return total + _label_evidence(i, j, n, m, evidence.source_label, evidence.target_label)


@numba.njit(cache=True)
def _lexical_evidence(i, j, n, m, band, evidence):  # type: ignore[no-untyped-def]
    total = 0.0
    for row in range(i - n + 1, i + 1):
        cell = cell_of(row, j, band)
        if cell < 0:
            return IMPOSSIBLE
        total += evidence.backward[m - 1, cell]
    for column in range(j - m + 1, j + 1):
        cell = cell_of(i, column, band)
        if cell < 0:
            return IMPOSSIBLE
        total += evidence.forward[n - 1, cell]
    return total


@numba.njit(cache=True)
def _length_evidence(source, target, length):  # type: ignore[no-untyped-def]
    """Return the log density of the length ratio in a true pair minus that in a chance pair."""
    ratio, fixed, per_unit, chance = length
    deviation = np.log((target + 2.0) / (ratio * source + 2.0))
    variance = fixed + per_unit / (source + 2.0)
    squares = deviation * deviation / variance - deviation * deviation / chance
    return max(-0.5 * (squares + np.log(variance / chance)), _LEAST_LENGTH_SCORE)


@numba.njit(cache=True)
def _class_evidence(row, column, evidence):  # type: ignore[no-untyped-def]
    """Return what kind and level of the first segments of two groups say."""
    ours, theirs = evidence.source_class[row], evidence.target_class[column]
    if ours < 0 or theirs < 0:
        return 0.0
    if ours == theirs:
        return evidence.same_class[ours]
    return 0.5 * (evidence.other_class[ours] + evidence.other_class[theirs])


@numba.njit(cache=True)
def _label_evidence(i, j, n, m, source, target):  # type: ignore[no-untyped-def]
    """Return what the labels of two groups say: for each that both have, against each other."""
    score = 0.0
    for row in range(i - n, i):
        if source[row] >= 0:
            score += SAME_LABEL if _among(source[row], target, j - m, j) else OTHER_LABEL
    for column in range(j - m, j):
        if target[column] >= 0 and not _among(target[column], source, i - n, i):
            score += OTHER_LABEL
    return score


@numba.njit(cache=True)
def _among(label, labels, start, stop):  # type: ignore[no-untyped-def]
    found = False
    for place in range(start, stop):
        found = found or labels[place] == label
    return found


@numba.njit(cache=True)
def _support(i, j, n, m, band, support):  # type: ignore[no-untyped-def]
    """Return how well the other languages agree that these groups correspond."""
    score = 0.0
    for row in range(i - n + 1, i + 1):
        share = 0.0
        for column in range(j - m + 1, j + 1):
            cell = cell_of(row, column, band)
            share += support[0, cell] if cell >= 0 else 0.0
        score += _log_share(share)
    for column in range(j - m + 1, j + 1):
        share = 0.0
        for row in range(i - n + 1, i + 1):
            cell = cell_of(row, column, band)
            share += support[1, cell] if cell >= 0 else 0.0
        score += _log_share(share)
    return SUPPORT_WEIGHT * score


@numba.njit(cache=True)
def _log_share(share):  # type: ignore[no-untyped-def]
    return np.log(SUPPORT_FLOOR + (1.0 - SUPPORT_FLOOR) * max(0.0, min(share, 1.0)))
