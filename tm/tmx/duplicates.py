"""Units with the same source: which of them a memory keeps.

    fates(spool, "best").kept        array([True, False, True])

    all       every unit stays
    best      of one source the most probable translation stays, once; then the newest
    newest    of one source the translation of the newest document stays, once; then the best

Whatever stays, both kinds are counted: the same pair once more, and a source with a second
translation. Clauses and their parts are looked at together, for a tool loads all.

Why this is asked at all: OmegaT inserts whichever of two translations it read last (measured),
and tools that import keep the first, the last or both, as they are set.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tm.tmx.spool import Spool

Policy = Literal["all", "best", "newest"]

REPEAT = "the same source and translation again"
RIVAL = "the same source with another translation"


class Fates(NamedTuple):
    """What becomes of each unit of a spool."""

    kept: NDArray[np.bool_]
    rival: NDArray[np.bool_]  # another unit translates its source otherwise and is preferred
    counts: dict[str, int]  # kind -> units, whether they stay or not


def fates(spool: Spool, policy: Policy, *, by_document: bool = False) -> Fates:
    """Return which units stay; `by_document` looks for duplicates inside each document only."""
    count = len(spool)
    if not count:
        return Fates(np.zeros(0, np.bool_), np.zeros(0, np.bool_), {})
    sources, targets = spool.sources, spool.targets
    scope = spool.documents if by_document else np.zeros(count, np.uint32)
    order = _order(spool, policy, scope)
    first = _first_of_run(sources[order], scope[order])
    winner = order[np.maximum.accumulate(np.where(first, np.arange(count), 0))]
    rival, repeat = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    rival[order] = targets[order] != targets[winner]
    repeat[order] = ~first & (targets[order] == targets[winner])
    kept = np.ones(count, np.bool_) if policy == "all" else ~(rival | repeat)
    counts = {REPEAT: int(repeat.sum()), RIVAL: int(rival.sum())}
    return Fates(kept, rival, {kind: number for kind, number in counts.items() if number})


def _order(spool: Spool, policy: Policy, scope: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the units by scope and source, of each source the one to be kept first."""
    place = np.arange(len(spool))
    date, probability = -spool.dates.astype(np.int64), -spool.probabilities
    if policy == "newest":
        return np.lexsort((place, probability, date, spool.sources, scope))
    return np.lexsort((place, date, probability, spool.sources, scope))


def _first_of_run(sources: NDArray[np.uint64], scope: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return where a source, or a document, begins in sorted arrays."""
    changed = (sources[1:] != sources[:-1]) | (scope[1:] != scope[:-1])
    return np.concatenate(([True], changed))
