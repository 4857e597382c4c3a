"""The weight of every bead in a band: all evidence added up, as a log-likelihood ratio.

    weights = price_beads(band, evidence)         (cells, len(KINDS))

Words in both directions (from `align.evidence`), length, paragraph labels, how the segments end,
and what third languages say. It prices; `align.search` chooses.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band, cell_of
from align.ladder import Bead

LARGEST_GROUP = 6
"""Segments on either side of a bead at most."""

GAP, LARGER, EACH_MORE, TWO_TWO = -2.4, -2.5, -1.2, -4.0
"""Log prior, against a 1-1 bead, of 1-0 and 0-1; of 1-2 and 2-1; of each segment more; of 2-2."""

USUAL_BEADS = 60.0
"""How many beads of a document weigh as much as these priors."""

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


def _kinds() -> dict[tuple[int, int], float]:
    kinds = {(1, 1): 0.0, (1, 0): GAP, (0, 1): GAP}
    for size in range(2, LARGEST_GROUP + 1):
        kinds[1, size] = kinds[size, 1] = LARGER + EACH_MORE * (size - 2)
    for n in range(2, LARGEST_GROUP):
        for m in range(2, LARGEST_GROUP + 2 - n):
            kinds[n, m] = TWO_TWO + EACH_MORE * (n + m - 4)
    return dict(sorted(kinds.items(), key=lambda kind: (kind[0] != (1, 1), sum(kind[0]))))


KINDS = np.array(list(_kinds()), dtype=np.int64)
"""Source and target segments of every kind of bead, (kinds, 2); 1-1 first, then by size."""

SIMPLE = KINDS[KINDS.sum(axis=1) <= 5]
"""The first of `KINDS`, of five segments at most: enough to find what to learn from."""

USUAL = np.array(list(_kinds().values()))
"""Log prior of every kind, (kinds,), in a document that nothing is known of."""


def fit_priors(beads: Sequence[Bead]) -> NDArray[np.float64]:
    """Return the log prior of every kind, (kinds,), from the beads of a document so far.

    Why: a resolution hardly ever merges clauses, a converted report or a novel does so often
    (Text+Berg without a lexicon, strict F1 .855 to .872; hard Charter, Arabic .965 to .977).
    """
    usual = np.exp(USUAL)
    counts = USUAL_BEADS * usual / usual.sum()
    place = {(int(n), int(m)): k for k, (n, m) in enumerate(KINDS)}
    for bead in beads:
        counts[place[len(bead.source), len(bead.target)]] += bead.probability
    return np.asarray(np.log(counts / counts[0]))


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
