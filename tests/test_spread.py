"""The formulas against tables worked out by hand, and the properties they must have."""

from itertools import combinations
from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.terms import spread

COUNTS = st.lists(st.integers(1, 60), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("counts", "ltcr", "hhi", "plug_in", "normalised"),
    [
        ([1], None, 1.0, 0.0, 0.0),
        ([2], 1.0, 1.0, 0.0, 0.0),
        ([19], 1.0, 1.0, 0.0, 0.0),
        ([1, 1], 0.0, 0.5, 1.0, 1.0),
        ([2, 2], 2 / 6, 0.5, 1.0, 1.0),
        ([8, 1, 1], 28 / 45, 0.66, 0.921928094887362, 0.581672),
        ([3, 1], 3 / 6, 10 / 16, 0.811278124459133, 0.811278),
        ([1, 1, 1, 1], 0.0, 0.25, 2.0, 1.0),
    ],
)
def test_hand_worked_tables(
    counts: list[int], ltcr: float | None, hhi: float, plug_in: float, normalised: float
) -> None:
    assert spread.ltcr(counts) == (None if ltcr is None else pytest.approx(ltcr))
    assert spread.hhi(counts) == pytest.approx(hhi)
    assert spread.plug_in_entropy(counts) == pytest.approx(plug_in)
    assert spread.normalised_entropy(counts) == pytest.approx(normalised, abs=1e-6)
    correction = (len(counts) - 1) / (2 * sum(counts)) / log(2)
    assert spread.entropy(counts) == pytest.approx(plug_in + correction)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (8, 10, 0.490163, 0.943317),
        (5, 10, 0.236593, 0.763407),
        (19, 19, 0.831821, 1.0),  # n / (n + z²)
        (0, 10, 0.0, 0.277533),
        (1, 1, 0.206549, 1.0),
    ],
)
def test_wilson(successes: int, trials: int, low: float, high: float) -> None:
    interval = spread.wilson(successes, trials)
    assert interval.share == successes / trials
    assert interval.low == pytest.approx(low, abs=1e-6)
    assert interval.high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (2, 1), (-1, 1)])
def test_what_is_no_share_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        spread.wilson(successes, trials)


def test_corpus_level_sums_numerators_and_denominators() -> None:
    tables = [[8, 1, 1], [1], [2, 2]]
    assert spread.pooled_ltcr(tables) == (28 + 2) / (45 + 6)
    assert spread.pooled_share(tables) == (8 + 1 + 2) / 15
    assert spread.pooled_ltcr([[1], []]) is None
    assert spread.pooled_share([[], []]) is None


@given(COUNTS)
def test_ltcr_is_the_share_of_like_pairs(counts: list[int]) -> None:
    counts = [count % 7 + 1 for count in counts]
    labels = [label for label, count in enumerate(counts) for _ in range(count)]
    pairs = [one == other for one, other in combinations(labels, 2)]
    expected = sum(pairs) / len(pairs) if pairs else None
    assert spread.ltcr(counts) == expected


@given(COUNTS)
def test_ltcr_follows_from_hhi(counts: list[int]) -> None:
    total = sum(counts)
    if total > 1:
        expected = (total * spread.hhi(counts) - 1) / (total - 1)
        assert spread.ltcr(counts) == pytest.approx(expected, abs=1e-12)


@given(COUNTS)
def test_ranges(counts: list[int]) -> None:
    interval = spread.dominant_share(counts)
    assert 0 <= interval.low <= interval.share <= interval.high <= 1
    assert 1 / len(counts) - 1e-12 <= spread.hhi(counts) <= 1
    assert -1e-12 <= spread.normalised_entropy(counts) <= 1 + 1e-12
    assert spread.plug_in_entropy(counts) <= log2(len(counts)) + 1e-12
    assert spread.entropy(counts) >= spread.plug_in_entropy(counts)


@given(COUNTS)
def test_order_makes_no_difference(counts: list[int]) -> None:
    turned = counts[::-1]
    assert spread.ltcr(turned) == spread.ltcr(counts)
    assert spread.entropy(turned) == pytest.approx(spread.entropy(counts))


@given(st.integers(2, 500))
def test_one_rendering_is_consistency_itself(count: int) -> None:
    assert spread.ltcr([count]) == spread.hhi([count]) == 1
    assert spread.entropy([count]) == 0
    assert spread.dominant_share([count]).high == 1
