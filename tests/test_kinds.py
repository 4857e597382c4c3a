"""What is expected of beads before and after some are known."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.kinds import KINDS, LARGEST_GROUP, SIMPLE, USUAL, fit_priors
from align.ladder import Bead

KIND = {tuple(kind): k for k, kind in enumerate(KINDS.tolist())}
PROBABILITIES = st.floats(0, 1)


def beads_of(kinds: Sequence[tuple[int, int]], probability: float = 0.9) -> list[Bead]:
    beads, i, j = [], 0, 0
    for n, m in kinds:
        beads.append(Bead(range(i, i + n), range(j, j + m), probability))
        i, j = i + n, j + m
    return beads


def test_kinds_are_symmetric_and_one_to_one_is_likeliest() -> None:
    priors = dict(zip(KIND, USUAL.kinds, strict=True))
    assert {(m, n): prior for (n, m), prior in priors.items()} == priors
    assert max(priors, key=lambda kind: priors[kind]) == (1, 1)
    assert max(max(kind) for kind in priors) == LARGEST_GROUP
    for size in range(2, LARGEST_GROUP):
        assert priors[1, size] > priors[1, size + 1]
    assert SIMPLE.tolist() == KINDS[: len(SIMPLE)].tolist()


@pytest.mark.parametrize(
    ("kind", "other"), [((1, 1), (1, 2)), ((2, 1), (1, 2)), ((1, 0), (0, 1)), ((2, 2), (1, 0))]
)
def test_the_prior_follows_the_beads_of_the_document(
    kind: tuple[int, int], other: tuple[int, int]
) -> None:
    fitted = fit_priors(beads_of([kind, (1, 1)] * 400)).kinds
    assert fitted[0] == 0
    gained = fitted - USUAL.kinds
    assert gained[KIND[kind]] - gained[KIND[other]] > 1


def test_a_bead_counts_as_much_as_it_is_sure() -> None:
    sure, doubtful = (fit_priors(beads_of([(1, 0), (1, 1)] * 9, p)).kinds for p in (0.9, 0.1))
    assert sure[KIND[1, 0]] > doubtful[KIND[1, 0]] > USUAL.kinds[KIND[1, 0]]


@pytest.mark.parametrize("gap", [(1, 0), (0, 1)])
def test_a_run_of_gaps_makes_the_next_gap_likelier_but_not_the_first(gap: tuple[int, int]) -> None:
    run = fit_priors(beads_of([gap] * 30 + [(1, 1)] * 200))
    single = fit_priors(beads_of([gap] + [(1, 1)] * 200))
    assert run.kinds == pytest.approx(single.kinds)
    assert run.again > single.again + 1


def test_gaps_of_both_sides_in_turn_are_no_run() -> None:
    assert fit_priors(beads_of([(1, 0), (0, 1)] * 30)).again == 0
    assert USUAL.again > 0


@given(st.lists(st.tuples(st.sampled_from([*KIND]), PROBABILITIES)))
def test_priors_of_any_beads_are_finite(given: list[tuple[tuple[int, int], float]]) -> None:
    beads = [
        bead._replace(probability=p)
        for bead, (_, p) in zip(beads_of([k for k, _ in given]), given, strict=True)
    ]
    fitted = fit_priors(beads)
    assert all(math.isfinite(prior) for prior in fitted.kinds)
    assert math.isfinite(fitted.again)
    assert fitted.again >= 0
