"""Resampling documents: how far a number about a corpus could have come out otherwise.

    for weights in resamples(documents=250, count=1000, seed=69012):   # (250, 100): how often each
        totals(entries, weights)                                       # the counts of each resample

Occurrences in one document are not independent: the same translators wrote them, often by copying.
So whole documents are drawn, with replacement, as many as there are (Efron 1979; by cluster,
Davison & Hinkley 1997, §3.8), and the interval lies between the quantiles of what comes out.

The work is linear in (entries × resamples), in memory in (documents + columns) × a block of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float32]
"""Whole numbers; exact up to 2 ** 24 occurrences of one form."""

BLOCK = 100
"""Resamples at once: those of 10,000 columns then take 4 MB."""


class Entries(NamedTuple):
    """A sparse table of counts: what stands how often in which document."""

    document: NDArray[np.int64]  # numbers from 0
    column: NDArray[np.int64]  # numbers from 0
    number: Counts
    columns: int


def resamples(documents: int, *, count: int, seed: int) -> Iterator[Counts]:
    """Yield how often each of `documents` is drawn in each of `count` resamples, BLOCK at a time.

    Blocks are of shape (documents, resamples); every column sums to `documents`. The same seed
    draws the same.
    """
    rng = np.random.default_rng(seed)
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        cells = rng.integers(documents, size=(size, documents)) * size + np.arange(size)[:, None]
        weights = np.bincount(cells.ravel(), minlength=documents * size)
        yield weights.reshape(documents, size).astype(np.float32)


def totals(entries: Entries, weights: Counts) -> Counts:
    """Return the sum of each column over the documents, each counted as often as it was drawn.

    `weights` is (documents, resamples), the result (columns, resamples).
    """
    sums = np.zeros((entries.columns, weights.shape[1]), dtype=np.float32)
    _add(entries.document, entries.column, entries.number, weights, sums)
    return sums


def interval(values: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return the 2.5 % and 97.5 % quantiles of `values`; NaN are left out, None if all are."""
    defined = values[~np.isnan(values)]
    if not len(defined):
        return None
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)


@numba.njit(cache=True)
def _add(document, column, count, weights, sums):  # type: ignore[no-untyped-def]
    for entry in range(len(document)):
        row, weight = sums[column[entry]], weights[document[entry]]
        for resample in range(len(row)):
            row[resample] += count[entry] * weight[resample]
