"""How evenly a term's renderings are spread: the formulas, on plain counts.

    counts = [8, 1, 1]          # three citation forms, found 8, 1 and 1 times
    dominant_share(counts)      # Interval(share=0.8, low=0.490, high=0.943)
    ltcr(counts)                # 28 / 45: two random occurrences agree in 62 % of the cases

Each function takes the positive counts m_v of the renderings v of one term in one language, in
any order; n is their sum, p_v = m_v / n and k their number. Which occurrences are counted is
decided in `tm.terms.consistency`.
"""

from collections.abc import Iterable, Sequence
from math import comb, log, log2, sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


class Interval(NamedTuple):
    """A share with the ends of its 95 % interval, all in 0..1."""

    share: float
    low: float
    high: float


def wilson(successes: int, trials: int) -> Interval:
    """Return `successes / trials` with its score interval (Wilson 1927), kept within 0..1.

    Raises `ValueError` unless 0 <= successes <= trials and trials > 0.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError(f"{successes} of {trials} is no share")
    share = successes / trials
    spread = Z_95**2 / trials
    centre = share + spread / 2
    margin = sqrt(spread * (share * (1 - share) + spread / 4))
    low, high = (centre - margin) / (1 + spread), (centre + margin) / (1 + spread)
    return Interval(share, max(0.0, low), 1.0 if successes == trials else min(1.0, high))


def dominant_share(counts: Sequence[int]) -> Interval:
    """Return the share of the most frequent rendering."""
    return wilson(max(counts), sum(counts))


def ltcr(counts: Sequence[int]) -> float | None:
    """Return the share of pairs of occurrences that are rendered alike (Lyu et al. 2021).

    In 0..1; None below two occurrences. Unbiased, unlike `hhi`: equal to (n·HHI - 1) / (n - 1).
    """
    return pooled_ltcr([counts])


def pooled_ltcr(tables: Iterable[Sequence[int]]) -> float | None:
    """Return LTCR over several terms: like pairs of all, over pairs of all."""
    tables = list(tables)
    pairs = sum(comb(sum(counts), 2) for counts in tables)
    alike = sum(comb(count, 2) for counts in tables for count in counts)
    return alike / pairs if pairs else None


def pooled_share(tables: Iterable[Sequence[int]]) -> float | None:
    """Return Σ max m_v / Σ n over several terms, micro-averaged (WMT25 terminology task)."""
    tables = [counts for counts in tables if counts]
    total = sum(map(sum, tables))
    return sum(map(max, tables)) / total if total else None


def hhi(counts: Sequence[int]) -> float:
    """Return Σ p_v² (Itagaki et al. 2007), in 1/k..1; biased high where n is small."""
    total = sum(counts)
    return sum(count * count for count in counts) / (total * total)


def plug_in_entropy(counts: Sequence[int]) -> float:
    """Return -Σ p_v log2 p_v in bits, in 0..log2 k."""
    total = sum(counts)
    return sum(count / total * log2(total / count) for count in counts)


def entropy(counts: Sequence[int]) -> float:
    """Return the entropy in bits with Miller's correction (k - 1) / (2n) nats (Miller 1955)."""
    return plug_in_entropy(counts) + (len(counts) - 1) / (2 * sum(counts) * log(2))


def normalised_entropy(counts: Sequence[int]) -> float:
    """Return the plug-in entropy over log2 k, in 0..1; 0 for a single rendering."""
    return plug_in_entropy(counts) / log2(len(counts)) if len(counts) > 1 else 0.0
