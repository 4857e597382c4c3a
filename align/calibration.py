"""Whether probabilities mean what they say: reliability table and expected calibration error.

    calibration = calibrate([(0.97, True), (0.92, False), …])
    calibration.error                0.42

Of all beads with a probability of about .9, nine in ten should be right. The error is the mean
distance between the probability and the share that is right over ten bins of equal width,
weighted by how many fall into each (Naeini, Cooper and Hauskrecht 2015).
"""

from collections.abc import Sequence
from typing import NamedTuple

BINS = 10
"""Number of bins of equal width."""


class Bin(NamedTuple):
    """What was predicted with a probability in [low, high), the last bin with its end."""

    low: float
    high: float
    size: int  # at least 1
    probability: float  # mean of the predicted
    right: float  # share that is right


class Calibration(NamedTuple):
    """The reliability table without its empty bins, and the error."""

    bins: list[Bin]
    error: float  # 0..1; 0 where nothing was predicted
    judged: int


def calibrate(judged: Sequence[tuple[float, bool]]) -> Calibration:
    """Compare probabilities (0..1) with whether what they were given to is right."""
    members: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, right in judged:
        members[min(int(probability * BINS), BINS - 1)].append((probability, right))
    bins = [_bin(k, found) for k, found in enumerate(members) if found]
    distances = sum(each.size * abs(each.probability - each.right) for each in bins)
    return Calibration(bins, distances / max(len(judged), 1), len(judged))


def _bin(k: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    size = len(judged)
    probability = sum(probability for probability, _ in judged) / size
    return Bin(k / BINS, (k + 1) / BINS, size, probability, sum(r for _, r in judged) / size)
