"""The rungs that a search may use: a band of cells around the likely path.

    band = full_band(3, 4)            every rung of a 3 × 4 document
    band.offset[-1]                   20 cells

Row i of a band (i source segments before the rung) holds the target rungs first[i] ..
last[i], both inclusive; neither border ever decreases.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CORRIDOR_CELLS = 2_000_000
"""Cells up to which a document is searched whole (1,400 × 1,400 segments; 250 MB)."""

CORRIDOR_SHARE = 0.06
"""Half the width of the band of a longer document, as a share of the target side."""

CORRIDOR_LEAST = 150
"""Half the width at least, in segments."""


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


def corridor(sources: int, targets: int) -> Band:
    """Return every rung of a short document, and those near the diagonal of a long one."""
    if sources * targets <= CORRIDOR_CELLS:
        return full_band(sources, targets)
    half = max(CORRIDOR_LEAST, round(CORRIDOR_SHARE * targets), -(-targets // sources))
    diagonal = np.arange(sources + 1) * targets // sources
    first = np.maximum(diagonal - half, 0)
    last = np.minimum(diagonal + half, targets)
    return make_band(first, last)


def mirrored(band: Band) -> Band:
    """Return the same rungs with the sides exchanged."""
    columns = np.arange(band.last[-1] + 1)
    first = np.searchsorted(band.last, columns, side="left")
    last = np.searchsorted(band.first, columns, side="right") - 1
    return make_band(first, last)
