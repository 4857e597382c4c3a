"""The dynamic programme over bead weights: posteriors and the best path. Knows no text.

A path runs from rung (0, 0) to rung (N, M); each step is a bead of n source and m target
segments, with a log weight. This module sums over all paths (forward and backward), so that
every bead has a posterior probability, and then takes the path with the largest expected
number of right decisions: beads, and segments rightly left alone at `GAP_WORTH` each.

    found = search(band, price_beads(band, evidence), KINDS)
    found.beads[0].probability

Why the path of largest expected accuracy and not the single most probable one: the strict
score counts right beads, and so does the translator; the most probable path trades a
certain bead for two doubtful ones (Holmes and Durbin 1998, for sequences).

Why a gap is worth as much as its segment is likely to stand alone anywhere: among a hundred
equal lines each bead is doubtful, yet no line is likely to have no counterpart at all; a fixed
threshold on beads would leave them all alone (Schwartz and Pachter 2007, "Multiple alignment by
sequence annealing").

Why the place of a gap counts a little: between two beads the gaps of both sides may come in any
order at the same worth, but hardly with the same posterior, and a bead tells that of its place.

Why numba: the inner loops touch each cell of the band for each kind of bead; in compiled
code this is exact and fast without pruning.

Why only a gap looks back at the bead before it: where a section is missing, gaps come in runs
(`align.kinds`); nothing else of a bead depends on its neighbours.
"""

from itertools import pairwise
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band, cell_at
from align.ladder import Bead

GAP_WORTH = 0.25
"""Worth of leaving a segment alone that certainly stands alone, against a certain bead."""

GAP_PLACE = 1e-6
"""What the place of a gap adds to its worth, by its posterior there."""

LEAST_LINK = 1e-4
"""Posterior from which a bead counts for the links of its segments."""

_NEVER = -1e29
"""Weights below this belong to no path."""

_NOTHING = 40.0
"""exp(-40) added to 1 changes nothing in double precision; most beads are that unlikely."""


class Found(NamedTuple):
    """The outcome of a search."""

    beads: list[Bead]  # in order; every segment is in exactly one
    links: NDArray[np.float32]  # (2, cells): the posterior share of source segment i - 1 that
    # stands at target segment j - 1, and the reverse; each segment's shares sum to at most 1


def search(
    band: Band, weights: NDArray[np.float32], kinds: NDArray[np.int64], *, again: float = 0.0
) -> Found:
    """Return the path of largest expected accuracy, and the posterior links.

    `weights`, (cells, kinds), are those of the bead of each kind that ends at a cell; `again`,
    at least 0, is added to that of a segment alone behind another of its side.
    `Bead.probability` is the bead's posterior over all paths inside the band, which must hold
    (0, 0) and (N, M) and let a path through.
    """
    more = float(np.log(np.expm1(again))) if again > 0 else _NEVER * 2
    alpha, ended = _forward(band, weights, kinds, more)
    beta, begun = _backward(band, weights, kinds, more)
    gaps = ended + begun - alpha[-1]
    links, alone = _marginals(band, weights, kinds, alpha, beta, gaps)
    chosen = _most_accurate(band, weights, kinds, alpha, beta, gaps, *alone)
    ladder, posteriors = _trace(band, weights, kinds, alpha, beta, gaps, chosen)
    steps = zip(pairwise(ladder[::-1].tolist()), posteriors[::-1].tolist(), strict=True)
    beads = [Bead(range(i, k), range(j, m), p) for ((i, j), (k, m)), p in steps]
    return Found(beads, links)


@numba.njit(cache=True)
def _log_add(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high if high < _NEVER or low < high - _NOTHING else high + np.log1p(np.exp(low - high))


@numba.njit(cache=True)
def _forward(band, weights, kinds, more):  # type: ignore[no-untyped-def]
    """Return the log of the summed weight of all paths from (0, 0) to each cell.

    The second, (2, cells), is that of those which end with a source or a target segment alone;
    `more` is the log of how many times as much again, less one, another such is worth.
    """
    first, last, offset = band
    alpha = np.full(len(weights), _NEVER * 2)
    ended = np.full((2, len(weights)), _NEVER * 2)
    alpha[0] = 0.0
    for i in range(len(first)):
        for j in range(first[i], last[i] + 1):
            here = cell_at(i, j, first, last, offset)
            for k in range(len(kinds)):
                n, m = kinds[k, 0], kinds[k, 1]
                before = cell_at(i - n, j - m, first, last, offset)
                if before < 0 or weights[here, k] < _NEVER or alpha[before] < _NEVER:
                    continue
                total = alpha[before]
                if n == 0 or m == 0:
                    total = _log_add(total, ended[int(n == 0), before] + more)
                    ended[int(n == 0), here] = total + weights[here, k]
                alpha[here] = _log_add(alpha[here], total + weights[here, k])
    return alpha, ended


@numba.njit(cache=True)
def _backward(band, weights, kinds, more):  # type: ignore[no-untyped-def]
    """Return the log of the summed weight of all paths from each cell to (N, M).

    The second, (2, cells), is that behind a source or a target segment alone.
    """
    first, last, offset = band
    beta = np.full(len(weights), _NEVER * 2)
    begun = np.full((2, len(weights)), _NEVER * 2)
    beta[-1] = 0.0
    for i in range(len(first) - 1, -1, -1):
        for j in range(last[i], first[i] - 1, -1):
            here = cell_at(i, j, first, last, offset)
            for side in (0, 1):
                begun[side, here] = _log_add(beta[here], begun[side, here] + more)
            for k in range(len(kinds)):
                n, m = kinds[k, 0], kinds[k, 1]
                before = cell_at(i - n, j - m, first, last, offset)
                if before < 0 or weights[here, k] < _NEVER or beta[here] < _NEVER:
                    continue
                total = beta[here]
                if n == 0 or m == 0:
                    total = begun[int(n == 0), here]
                    begun[int(n == 0), before] = total + weights[here, k]
                beta[before] = _log_add(beta[before], total + weights[here, k])
    return beta, begun


@numba.njit(cache=True)
def _marginals(band, weights, kinds, alpha, beta, gaps):  # type: ignore[no-untyped-def]
    """Return the links, and the posterior of each source and target segment to stand alone."""
    first, last, offset = band
    links = np.zeros((2, len(weights)), dtype=np.float32)
    alone = np.zeros(len(first)), np.zeros(last[-1] + 1)
    for i in range(len(first)):
        for j in range(first[i], last[i] + 1):
            here = cell_at(i, j, first, last, offset)
            for k in range(len(kinds)):
                n, m = kinds[k, 0], kinds[k, 1]
                before = cell_at(i - n, j - m, first, last, offset)
                if before < 0 or weights[here, k] < _NEVER:
                    continue
                if n == 0 or m == 0:
                    alone[int(n == 0)][j if n == 0 else i] += _probability(gaps[int(n == 0), here])
                    continue
                posterior = _posterior(alpha[before], weights[here, k], beta[here], alpha[-1])
                if posterior > LEAST_LINK:
                    _link(i, j, n, m, first, last, offset, posterior, links)
    return links, alone


@numba.njit(cache=True)
def _posterior(before, weight, after, total):  # type: ignore[no-untyped-def]
    """Return the posterior, 0..1, of a bead of some `weight` between two cells."""
    share = before + weight + after - total
    return _probability(share) if share > -_NOTHING else 0.0


@numba.njit(cache=True)
def _probability(log):  # type: ignore[no-untyped-def]
    """Return a probability from its log, which rounding may have put above 0."""
    return np.exp(min(0.0, log))


@numba.njit(cache=True)
def _most_accurate(band, weights, kinds, alpha, beta, gaps, source_alone, target_alone):  # type: ignore[no-untyped-def]
    """Return the last bead's kind, by cell, of the path of largest expected accuracy."""
    first, last, offset = band
    value = np.full(len(weights), _NEVER * 2)
    chosen = np.full(len(weights), -1, dtype=np.int8)
    value[0] = 0.0
    for i in range(len(first)):
        for j in range(first[i], last[i] + 1):
            here = cell_at(i, j, first, last, offset)
            for k in range(len(kinds)):
                n, m = kinds[k, 0], kinds[k, 1]
                before = cell_at(i - n, j - m, first, last, offset)
                if before < 0 or value[before] < _NEVER or weights[here, k] < _NEVER:
                    continue
                if n and m:
                    gain = _posterior(alpha[before], weights[here, k], beta[here], alpha[-1])
                else:
                    gain = GAP_WORTH * (source_alone[i] if n else target_alone[j])
                    gain += GAP_PLACE * _probability(gaps[int(n == 0), here])
                if value[before] + gain > value[here]:
                    value[here] = value[before] + gain
                    chosen[here] = k
    return chosen


@numba.njit(cache=True)
def _link(i, j, n, m, first, last, offset, posterior, links):  # type: ignore[no-untyped-def]
    """Share the posterior of a bead out among the pairs of its segments."""
    for row in range(i - n + 1, i + 1):
        for column in range(j - m + 1, j + 1):
            cell = cell_at(row, column, first, last, offset)
            if cell >= 0:
                links[0, cell] += posterior / m
                links[1, cell] += posterior / n


@numba.njit(cache=True)
def _trace(band, weights, kinds, alpha, beta, gaps, chosen):  # type: ignore[no-untyped-def]
    """Follow `chosen` back from (N, M); the rungs and the posteriors of the beads, last first."""
    first, last, offset = band
    i, j = len(first) - 1, last[-1]
    rungs = np.zeros((i + j + 1, 2), dtype=np.int64)
    posteriors = np.zeros(i + j, dtype=np.float64)
    count = 0
    rungs[0] = i, j
    while i > 0 or j > 0:
        here = cell_at(i, j, first, last, offset)
        k = chosen[here]
        n, m = kinds[k, 0], kinds[k, 1]
        i, j = i - n, j - m
        before = alpha[cell_at(i, j, first, last, offset)]
        if n and m:
            posteriors[count] = _posterior(before, weights[here, k], beta[here], alpha[-1])
        else:
            posteriors[count] = _probability(gaps[int(n == 0), here])
        count += 1
        rungs[count] = i, j
    return rungs[: count + 1], posteriors[:count]
