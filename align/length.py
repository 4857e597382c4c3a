"""How the lengths of corresponding segments relate, per pair of versions.

    model = fit_length(source_length, target_length, beads)
    model.ratio                        .217 characters of Chinese a character of French

The log of the length ratio is taken as normal, as Gale and Church (1993) took the difference:
its variance falls with the length, and a chance pair has variance `chance`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.ladder import Bead

SURE = 0.8
"""Probability from which a bead tells about length."""

FEW = 6
"""Fewer sure beads than this tell nothing about the variance."""

_HALF_SQUARES = 2.2 * 0.5
"""A normal variance is 2.2 times the median square; the two parts share it."""


class LengthModel(NamedTuple):
    """Characters of target per character of source, and the variance of its logarithm."""

    ratio: float
    fixed: float  # variance whatever the length
    per_character: float  # divided by the source length in characters
    chance: float  # variance of the log ratio of two random segments


def first_guess(source: float, target: float) -> LengthModel:
    """Return the model before any bead is known, from the lengths of both versions."""
    return LengthModel((target + 1.0) / (source + 1.0), 0.02, 3.0, 1.0)


def fit_length(
    source: NDArray[np.float64], target: NDArray[np.float64], beads: Sequence[Bead]
) -> LengthModel:
    """Return the model of the sure beads; `source` and `target` are cumulated lengths."""
    sure = [bead for bead in beads if bead.probability > SURE]
    guess = first_guess(source[-1], target[-1])
    if len(sure) < FEW:
        return guess
    ours = np.array([source[b.source.stop] - source[b.source.start] for b in sure])
    theirs = np.array([target[b.target.stop] - target[b.target.start] for b in sure])
    ratio = (theirs.sum() + 1.0) / (ours.sum() + 1.0)
    squares = np.log((theirs + 2.0) / (ratio * ours + 2.0)) ** 2
    fixed = _HALF_SQUARES * float(np.median(squares))
    scaled = _HALF_SQUARES * float(np.median(squares * (ours + 2.0)))
    return LengthModel(float(ratio), max(fixed, 0.005), max(scaled, 0.3), guess.chance)
