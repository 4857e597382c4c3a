"""The rungs that a search may use: a band of cells around the likely path.

    band = full_band(3, 4)            every rung of a 3 × 4 document
    band.offset[-1]                   20 cells

Row i of a band (i source segments before the rung) holds the target rungs first[i] ..
last[i], both inclusive; neither border ever decreases.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.ladder import Rung

MARGIN = 6
"""Rungs on every side of the likely path that the search may still use."""

WIDEST = 200
"""Farthest that the search strays from the straight line between two anchors, in rungs."""


class Band(NamedTuple):
    """Borders by row, and where each row begins in a flat array of all cells."""

    first: NDArray[np.int64]  # (N + 1,)
    last: NDArray[np.int64]  # (N + 1,)
    offset: NDArray[np.int64]  # (N + 2,); the last is the number of cells


def make_band(first: NDArray[np.int64], last: NDArray[np.int64]) -> Band:
    """Return the band between two borders, both (N + 1,), inclusive and non-decreasing."""
    offset = np.zeros(len(first) + 1, dtype=np.int64)
    np.cumsum(last - first + 1, out=offset[1:])
    return Band(first, last, offset)


def full_band(sources: int, targets: int) -> Band:
    """Return the band that allows every rung."""
    rows = sources + 1
    return make_band(np.zeros(rows, dtype=np.int64), np.full(rows, targets, dtype=np.int64))


def around(points: Sequence[Rung], sources: int, targets: int, *, margin: int = MARGIN) -> Band:
    """Return the rungs near a likely path through `points`, which ascend on both sides.

    Between two points all rungs of their rectangle are allowed, but none farther than `WIDEST`
    from its diagonal; about all that, `margin`.
    """
    path = [Rung(0, 0), *points, Rung(sources, targets)]
    at = np.array([point.source for point in path])
    columns = np.array([point.target for point in path])
    rows = np.arange(sources + 1)
    low, high = np.maximum(rows - margin, 0), np.minimum(rows + margin, sources)
    before = columns[np.searchsorted(at, low, side="right") - 1]
    after = columns[np.searchsorted(at, high, side="left")]
    line = np.interp(rows, at, columns).astype(np.int64)
    first = np.maximum(before, line[low] - WIDEST) - margin
    last = np.minimum(after, line[high] + WIDEST) + margin
    first[0], last[-1] = 0, targets
    return make_band(
        np.maximum.accumulate(np.maximum(first, 0)),
        np.maximum.accumulate(np.minimum(last, targets)),
    )


def mirrored(band: Band) -> Band:
    """Return the same rungs with the sides exchanged."""
    columns = np.arange(band.last[-1] + 1)
    first = np.searchsorted(band.last, columns, side="left")
    last = np.searchsorted(band.first, columns, side="right") - 1
    return make_band(first, last)


@numba.njit(cache=True)
def cell_at(i, j, first, last, offset):  # type: ignore[no-untyped-def]
    """Return the number of the cell of rung (i, j), or -1 outside the band.

    It takes the arrays of a band: compiled code counts references to each array of a record that
    is handed on, which in an inner loop takes longer than the work.
    """
    if i < 0 or j < first[i] or j > last[i]:
        return -1
    return offset[i] + j - first[i]


def cell_of(i: int, j: int, band: Band) -> int:
    """Return the number of the cell of rung (i, j), or -1 outside the band."""
    return int(cell_at(i, j, *band))
