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

SUPPORT_FLOOR = 0.05
"""Share of a segment that the other languages may place wrongly."""

SUPPORT_WEIGHT = 1.0
"""How much the other languages' opinion counts against the evidence of the pair itself.

1.5 finds a little more (held-out un_dev, Spanish strict F1 .9891 to .9897) and is too sure of what
is wrong (hard Charter, Chinese: mean probability of wrong beads .96)."""


class Links(NamedTuple):
    """Shares of source segments at target segments, and the reverse; rows sum to at most 1."""

    forward: Table
    backward: Table

    @property
    def mirrored(self) -> "Links":
        """Return the links read from the other version."""
        return Links(self.backward, self.forward)


class Support(NamedTuple):
    """What third languages say of a pair, in shares of segments, 0..1."""

    cells: NDArray[np.float32]  # (2, cells): of source segment i - 1 that they place at target
    # segment j - 1, and the reverse
    source_placed: NDArray[np.float32]  # (N,), of each segment that they place anywhere
    target_placed: NDArray[np.float32]  # (M,)


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


def support(band: Band, ways: Sequence[tuple[Links, Links]]) -> Support:
    """Return the mean over `ways` of (source to third, third to target), over the band.

    Without any way all shares are 0.
    """
    cells = np.zeros((2, band.offset[-1]), dtype=np.float32)
    placed = np.zeros(len(band.first) - 1, dtype=np.float32)
    target_placed = np.zeros(band.last[-1], dtype=np.float32)
    weight = np.float32(1.0 / max(len(ways), 1))
    for to_third, to_target in ways:
        _add_products(to_third.forward, to_target.forward, band, weight, cells[0], placed, False)
        back, forth = to_target.backward, to_third.backward
        _add_products(back, forth, band, weight, cells[1], target_placed, True)
    return Support(cells, placed, target_placed)


def add_support(
    found: Support, band: Band, forward: NDArray[np.float32], backward: NDArray[np.float32]
) -> None:
    """Add what third languages say of groups, as logs, to fields of `align.price.Evidence`.

    A segment speaks for a group by the share of it that they place anywhere in the group.
    """
    _add_shares(found.cells, *band, forward, backward)


def alone(placed: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what third languages say, as a log, of each segment without a counterpart.

    `placed` is the share of each, 0..1, that they place anywhere.
    """
    return np.asarray(_opinion(1.0 - placed.astype(np.float64)), dtype=np.float32)


@numba.njit(cache=True)
def _add_shares(cells, first, last, offset, forward, backward):  # type: ignore[no-untyped-def]
    """Once a group and segment, for a bead of each kind would ask for the same logs again."""
    for i in range(1, len(first)):
        for j in range(max(first[i], 1), last[i] + 1):
            here = offset[i] + j - first[i]
            ours = theirs = 0.0
            for size in range(len(forward)):
                row = i - size
                if row > 0 and first[row] <= j <= last[row]:
                    theirs += cells[1, offset[row] + j - first[row]]
                if j - size >= max(first[i], 1):
                    ours += cells[0, here - size]
                forward[size, here] += _opinion(theirs)
                backward[size, here] += _opinion(ours)


@numba.njit(cache=True)
def _opinion(share):  # type: ignore[no-untyped-def]
    """Return what a share says, or each of an array of them."""
    known = np.maximum(0.0, np.minimum(share, 1.0))
    return SUPPORT_WEIGHT * np.log(SUPPORT_FLOOR + (1.0 - SUPPORT_FLOOR) * known)


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
