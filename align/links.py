"""Links between segments of two versions, and what third versions add to them.

    support(band, [(french_english, english_chinese), …])

A link is the posterior share of one segment that stands at another. If French i stands at
English k and English k at Chinese j, then French i stands at Chinese j: the product of both
link tables, averaged over all third languages, is evidence of its own.

After Simard (1999), "Text-translation alignment: three languages are better than two", and the
consistency transformation of probabilistic sequence alignment (Do et al. 2005).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.band import Band
from align.table import Table, from_entries

LEAST_SHARE = 0.01
"""Links below this are dropped."""


class Links(NamedTuple):
    """Shares of source segments at target segments, and the reverse; rows sum to at most 1."""

    forward: Table
    backward: Table

    @property
    def mirrored(self) -> "Links":
        """Return the links read from the other version."""
        return Links(self.backward, self.forward)


class Support(NamedTuple):
    """What third languages say of a pair; see `align.search.Evidence`."""

    cells: NDArray[np.float32]  # (2, cells)
    source_placed: NDArray[np.float32]
    target_placed: NDArray[np.float32]


def collect_links(band: Band, cells: NDArray[np.float32]) -> Links:
    """Return the links of `align.search.Found.links`, (2, cells), without the small ones."""
    rows = np.repeat(np.arange(len(band.first)), band.last - band.first + 1)
    columns = np.arange(band.offset[-1]) - band.offset[rows] + band.first[rows]
    forward, backward = cells > LEAST_SHARE
    sources, targets = len(band.first) - 1, int(band.last[-1])
    return Links(
        _table(rows[forward], columns[forward], cells[0, forward], sources),
        _table(columns[backward], rows[backward], cells[1, backward], targets),
    )


def _table(
    rows: NDArray[np.int64], columns: NDArray[np.int64], share: NDArray[np.float32], count: int
) -> Table:
    return from_entries(rows - 1, columns - 1, share, sources=count)


def no_support(sources: int, targets: int) -> Support:
    """Return the support of a pair that has no third language."""
    return Support(
        np.zeros((2, 0), dtype=np.float32),
        np.zeros(sources, dtype=np.float32),
        np.zeros(targets, dtype=np.float32),
    )


def support(band: Band, ways: Sequence[tuple[Links, Links]]) -> Support:
    """Return the mean over `ways` of (source to third, third to target), over the band."""
    cells = np.zeros((2, band.offset[-1]), dtype=np.float32)
    placed = np.zeros(len(band.first) - 1, dtype=np.float32)
    target_placed = np.zeros(band.last[-1], dtype=np.float32)
    weight = np.float32(1.0 / max(len(ways), 1))
    for to_third, to_target in ways:
        _add_products(to_third.forward, to_target.forward, band, weight, cells[0], placed, False)
        back, forth = to_target.backward, to_third.backward
        _add_products(back, forth, band, weight, cells[1], target_placed, True)
    return Support(cells, placed, target_placed)


@numba.njit(cache=True)
def _add_products(first, second, band, weight, cells, placed, exchanged):  # type: ignore[no-untyped-def]
    """Add weight × first × second to the cells of the band and to the sums of the rows."""
    for start in range(len(first.offset) - 1):
        for k in range(first.offset[start], first.offset[start + 1]):
            middle = first.target[k]
            for e in range(second.offset[middle], second.offset[middle + 1]):
                share = weight * first.probability[k] * second.probability[e]
                placed[start] += share
                end = second.target[e]
                i, j = (end + 1, start + 1) if exchanged else (start + 1, end + 1)
                if band.first[i] <= j <= band.last[i]:
                    cells[band.offset[i] + j - band.first[i]] += share
