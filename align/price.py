"""The weight of every bead in a band: all evidence added up, as a log-likelihood ratio.

    weights = price_beads(band, evidence)         (cells, len(KINDS))

Words in both directions (from `align.evidence`) and what third languages say (`align.links`),
length, paragraph labels, kind and level, how the segments end. It prices; `align.search` chooses.
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band
from align.kinds import KINDS

ONE_GOES_ON = -2.0
"""Evidence of a cut where the sentence goes on in one language and ends in the other."""

SAME_LABEL, OTHER_LABEL = 8.0, -8.0
"""Evidence of a paragraph label that both groups have; of one that stands elsewhere on the
other side. A version without labels, or with other ones, says nothing."""

TEMPERATURE = 1.2
"""Divides the evidence, which takes words as independent and so is too sure."""

IMPOSSIBLE = -1e30
"""Weight of a bead that leaves the band."""

_LEAST_LENGTH_SCORE = -8.0


class Evidence(NamedTuple):
    """The log-likelihood ratio of a bead, split into what beads can share.

    For the bead of n source segments ending at rung row i and m target segments ending at
    column j, cell c = offset[i] + j - first[i]:

    forward[n - 1, c]   of target segment j - 1 given the n source segments, by its words and
                        third languages; added over m
    backward[m - 1, c]  of source segment i - 1 given the m target segments; added over n
    prior               (kinds,), log prior of every kind of bead
    source_length, target_length   cumulated lengths, (N + 1,) and (M + 1,)
    length              the fields of `align.length.LengthModel`
    source_label, target_label     (N,) and (M,), the number of the segment's label; -1 where
                        it has none or the other version does not know it
    source_goes_on, target_goes_on (N + 1,) and (M + 1,), whether the sentence goes on there
    source_alone, target_alone     (N,) and (M,): what third languages say if the segment has
                        no counterpart
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
    source_alone: NDArray[np.float32]
    target_alone: NDArray[np.float32]
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
    lengths = _lengths(evidence, int(kinds.max()))
    labelled = bool((evidence.source_label >= 0).any() or (evidence.target_label >= 0).any())
    return np.asarray(_price(band, evidence, lengths, labelled, kinds))


class _Lengths(NamedTuple):
    """What the lengths of groups say, split into what each side needs a logarithm for.

    expected[n, i]   log of the length that n source segments ending at rung i ask for
    actual[m, j]     log of the length of m target segments ending at rung j
    normal[n, i]     half the log of the variance in a true pair over that in a chance pair
    spread[n, i]     half the inverse of the variance in a true pair, less that in a chance pair
    """

    expected: NDArray[np.float64]
    actual: NDArray[np.float64]
    normal: NDArray[np.float64]
    spread: NDArray[np.float64]


def _lengths(evidence: Evidence, largest: int) -> _Lengths:
    """Return the logarithms once a group, not once a bead: they are what pricing takes longest."""
    ratio, fixed, per_unit, chance = evidence.length
    source = _sizes(evidence.source_length, largest)
    target = _sizes(evidence.target_length, largest)
    variance = fixed + per_unit / (source + 2.0)
    return _Lengths(
        expected=np.log(ratio * source + 2.0),
        actual=np.log(target + 2.0),
        normal=0.5 * np.log(variance / chance),
        spread=0.5 / variance - 0.5 / chance,
    )


def _sizes(length: NDArray[np.float64], largest: int) -> NDArray[np.float64]:
    """Return the length, (groups, rungs), of the 0, 1, 2, … segments before each rung."""
    sizes = np.zeros((largest + 1, len(length)))
    for size in range(1, min(largest, len(length) - 1) + 1):
        sizes[size, size:] = length[size:] - length[:-size]
    return sizes


@numba.njit(cache=True)
def _price(band, evidence, lengths, labelled, kinds):  # type: ignore[no-untyped-def]
    """Price every bead; the functions called take arrays, for a record is slow to hand on."""
    first, last, offset = band
    forward, backward, prior = evidence.forward, evidence.backward, evidence.prior
    source_label, target_label = evidence.source_label, evidence.target_label
    expected, actual, normal, spread = lengths
    weights = np.full((offset[-1], len(kinds)), IMPOSSIBLE, dtype=np.float32)
    for i in range(len(first)):
        for j in range(first[i], last[i] + 1):
            here = offset[i] + j - first[i]
            cut = ONE_GOES_ON if evidence.source_goes_on[i] != evidence.target_goes_on[j] else 0.0
            for k in range(len(kinds)):
                n, m = kinds[k, 0], kinds[k, 1]
                if i < n or j - m < first[i - n] or j - m > last[i - n]:
                    continue
                bead = cut
                if n == 0 or m == 0:
                    bead += evidence.source_alone[i - 1] if n else evidence.target_alone[j - 1]
                elif j - m + 1 < first[i] or j > last[i - n + 1]:  # a pair is outside the band
                    bead = IMPOSSIBLE
                else:
                    bead += _lexical_evidence(i, j, n, m, first, offset, forward, backward)
                    deviation = actual[m, j] - expected[n, i]
                    length = -(deviation * deviation * spread[n, i] + normal[n, i])
                    bead += max(length, _LEAST_LENGTH_SCORE)
                    bead += _class_evidence(
                        evidence.source_class[i - n], evidence.target_class[j - m],
                        evidence.same_class, evidence.other_class,
                    )  # fmt: skip
                    if labelled:
                        bead += _label_evidence(i, j, n, m, source_label, target_label)
                weights[here, k] = prior[k] + bead / TEMPERATURE
    return weights


@numba.njit(cache=True)
def _lexical_evidence(i, j, n, m, first, offset, forward, backward):  # type: ignore[no-untyped-def]
    """Return what the words say; all pairs of the bead's segments are inside the band."""
    total = 0.0
    for row in range(i - n + 1, i + 1):
        total += backward[m - 1, offset[row] + j - first[row]]
    here = offset[i] + j - first[i]
    for cell in range(here - m + 1, here + 1):
        total += forward[n - 1, cell]
    return total


@numba.njit(cache=True)
def _class_evidence(ours, theirs, same, other):  # type: ignore[no-untyped-def]
    """Return what the classes, kind and level, of the first segments of two groups say."""
    if ours < 0 or theirs < 0:
        return 0.0
    if ours == theirs:
        return same[ours]
    return 0.5 * (other[ours] + other[theirs])


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
