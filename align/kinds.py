"""The kinds of bead, and how likely each is before the texts are looked at.

    priors = fit_priors(beads)
    priors.kinds[0], priors.again            log prior of a 1-1 bead; what a gap after a gap adds

Why a gap after a gap is another matter than a first one: a clause that one version lacks is rare,
but where a whole section is missing, the next is missing too; at the price of a first gap each,
the segments of such a section are rather stuffed into large groups (three sections of 15 to 40
sentences taken out of the Charter, no lexicon: mean strict F1 .934 to .989).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.ladder import Bead

LARGEST_GROUP = 6
"""Segments on either side of a bead at most."""

GAP, LARGER, EACH_MORE, TWO_TWO = -2.4, -2.5, -1.2, -4.0
"""Log prior, against a 1-1 bead, of 1-0 and 0-1; of 1-2 and 2-1; of each segment more; of 2-2."""

USUAL_BEADS = 60.0
"""How many beads of a document weigh as much as these priors."""

GAP_AFTER_GAP = 0.15
"""Share of gaps that another gap of the same side follows."""

USUAL_GAPS = 20.0
"""How many gaps of a document weigh as much as this share."""


class Priors(NamedTuple):
    """What is expected of the beads of a document."""

    kinds: NDArray[np.float64]  # (kinds,), log prior of each of `KINDS` against 1-1
    again: float  # what is added to that of a gap behind a gap of the same side; at least 0


def _kinds() -> dict[tuple[int, int], float]:
    kinds = {(1, 1): 0.0, (1, 0): GAP, (0, 1): GAP}
    for size in range(2, LARGEST_GROUP + 1):
        kinds[1, size] = kinds[size, 1] = LARGER + EACH_MORE * (size - 2)
    for n in range(2, LARGEST_GROUP):
        for m in range(2, LARGEST_GROUP + 2 - n):
            kinds[n, m] = TWO_TWO + EACH_MORE * (n + m - 4)
    return dict(sorted(kinds.items(), key=lambda kind: (kind[0] != (1, 1), sum(kind[0]))))


KINDS = np.array(list(_kinds()), dtype=np.int64)
"""Source and target segments of every kind of bead, (kinds, 2); 1-1 first, then by size."""

SIMPLE = KINDS[KINDS.sum(axis=1) <= 5]
"""The first of `KINDS`, of five segments at most: enough to find what to learn from."""


def fit_priors(beads: Sequence[Bead]) -> Priors:
    """Return the priors from the beads of a document so far.

    Why: a resolution hardly ever merges clauses, a converted report or a novel does so often
    (Text+Berg without a lexicon, strict F1 .855 to .872; hard Charter, Arabic .965 to .977).
    """
    usual = np.exp(list(_kinds().values()))
    counts = USUAL_BEADS * usual / usual.sum()
    gaps, followed = USUAL_GAPS, USUAL_GAPS * GAP_AFTER_GAP
    place = {(int(n), int(m)): k for k, (n, m) in enumerate(KINDS)}
    for before, bead in pairwise((NOTHING, *beads)):
        alone = not (bead.source and bead.target)
        gaps += alone * bead.probability
        if alone and _side(before) == _side(bead):
            followed += before.probability * bead.probability
        else:
            counts[place[len(bead.source), len(bead.target)]] += bead.probability
    return _priors(counts, followed / gaps)


NOTHING = Bead(range(0), range(0))
"""What stands before the first bead."""


def _side(bead: Bead) -> tuple[bool, bool]:
    """Return which sides a bead has segments of."""
    return len(bead.source) > 0, len(bead.target) > 0


def _priors(counts: NDArray[np.float64], followed: float) -> Priors:
    """Return the priors of `counts`, (kinds,), and of the share of gaps that are followed."""
    first = counts[1:3].mean() / counts.sum()
    again = np.log(followed / (1.0 - followed)) - np.log(first)
    return Priors(np.log(counts / counts[0]), max(0.0, float(again)))


USUAL = fit_priors([])
"""The priors of a document that nothing is known of."""
