"""Probabilities of token pairs as a sparse table: t(target | source), row by row.

    table = from_entries(source, target, probability, sources=3)
    table.target[table.offset[s] : table.offset[s + 1]]       the translations of token s

Why our own three arrays and not a sparse-matrix library: compiled code reads them directly,
and nothing else of such a library would be used.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Table(NamedTuple):
    """Compressed sparse rows; what a row sums to is at most 1."""

    offset: NDArray[np.int64]  # (sources + 1,)
    target: NDArray[np.int32]  # (entries,), ascending inside a row
    probability: NDArray[np.float32]  # (entries,)


def from_entries(
    source: NDArray[np.integer],
    target: NDArray[np.integer],
    probability: NDArray[np.floating],
    *,
    sources: int,
) -> Table:
    """Build the rows from parallel arrays of distinct (source, target) pairs."""
    width = int(target.max(initial=0)) + 1
    order = np.argsort(source.astype(np.int64) * width + target)  # distinct: any sort will do
    offset = np.zeros(sources + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=sources), out=offset[1:])
    return Table(offset, target[order].astype(np.int32), probability[order].astype(np.float32))


def sources_of(table: Table) -> NDArray[np.int32]:
    """Return the source token of every entry of `table`."""
    rows = np.arange(len(table.offset) - 1, dtype=np.int32)
    return np.repeat(rows, np.diff(table.offset))


def transposed(table: Table, *, targets: int) -> Table:
    """Return the table with rows and columns exchanged, probabilities as they are."""
    return from_entries(table.target, sources_of(table), table.probability, sources=targets)


def keys_of(table: Table, *, targets: int) -> NDArray[np.int64]:
    """Return every entry as one ascending number, source * targets + target."""
    return sources_of(table).astype(np.int64) * targets + table.target


def filled(table: Table, other: Table, *, targets: int) -> Table:
    """Return `table` with the entries of `other`, of the same size, that it does not have."""
    wanted, known = (keys_of(each, targets=targets) for each in (other, table))
    place = np.searchsorted(known, wanted)
    new = place == len(known)
    new[~new] = known[place[~new]] != wanted[~new]
    return from_entries(
        np.concatenate([sources_of(table), sources_of(other)[new]]),
        np.concatenate([table.target, other.target[new]]),
        np.concatenate([table.probability, other.probability[new]]),
        sources=len(table.offset) - 1,
    )
