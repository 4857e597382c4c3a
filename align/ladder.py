"""Beads and ladders: the two spellings of one pairwise alignment.

A *bead* says that a run of source segments and a run of target segments say the same
thing. Beads are monotone and cover both documents, so the cuts between them describe them
fully; a list of cuts is a *ladder*, one cut is a *rung* (the words are hunalign's).

    beads   0-1:0  2:1-2          (a 2-1 bead, then a 1-2 bead)
    ladder  (0, 0)  (2, 1)  (3, 3)
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Bead(NamedTuple):
    """Half-open runs of source and target segments; either may be empty, not both."""

    source: range
    target: range
    probability: float = 1.0

    @property
    def kind(self) -> str:
        """The bead's type as the literature writes it: "1-1", "2-1", "0-1"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def mirrored(self) -> "Bead":
        """The same bead read from the other language."""
        return Bead(self.target, self.source, self.probability)


class Rung(NamedTuple):
    """The first `source` segments correspond to the first `target` segments."""

    source: int
    target: int


def to_ladder(beads: Iterable[Bead]) -> list[Rung]:
    """Return the cuts between `beads`, from (0, 0) to the ends of both documents."""
    return [Rung(0, 0), *(Rung(bead.source.stop, bead.target.stop) for bead in beads)]


def to_beads(ladder: Sequence[Rung]) -> list[Bead]:
    """Return the beads between the rungs of `ladder`, each with probability 1.

    The inverse of `to_ladder` but for the probabilities. Raises `ValueError` where a rung
    does not come after the one before it.
    """
    return [_bead_between(low, high) for low, high in pairwise(ladder)]


def _bead_between(low: Rung, high: Rung) -> Bead:
    if low == high or high.source < low.source or high.target < low.target:
        raise ValueError(f"rung {tuple(high)} does not come after rung {tuple(low)}")
    return Bead(range(low.source, high.source), range(low.target, high.target))
