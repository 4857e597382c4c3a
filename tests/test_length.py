import numpy as np
import pytest

from align.ladder import Bead
from align.length import FEW, SURE, LengthModel, first_guess, fit_length

RATIOS = {"en": 0.9, "es": 1.0, "ru": 1.0, "ar": 0.8, "zh": 0.25}


def ones(count: int, probability: float = 1.0) -> list[Bead]:
    return [Bead(range(k, k + 1), range(k, k + 1), probability) for k in range(count)]


@pytest.mark.parametrize("ratio", RATIOS.values(), ids=RATIOS)
def test_the_ratio_of_the_sure_beads_is_found(ratio: float) -> None:
    lengths = np.cumsum([0.0, *(40.0 + 20 * (k % 7) for k in range(60))])
    model = fit_length(lengths, lengths * ratio, ones(60))
    assert model.ratio == pytest.approx(ratio, rel=0.02)


def test_what_varies_more_has_more_variance() -> None:
    source = np.cumsum([0.0, *[100.0] * 40])
    still = np.cumsum([0.0, *[100.0] * 40])
    wild = np.cumsum([0.0, *[60.0, 160.0] * 20])
    calm, loose = fit_length(source, still, ones(40)), fit_length(source, wild, ones(40))
    assert loose.fixed > 10 * calm.fixed
    assert loose.per_character > 10 * calm.per_character


@pytest.mark.parametrize(
    "beads", [[], ones(FEW - 1), ones(40, SURE - 0.1)], ids=["none", "few", "doubtful"]
)
def test_without_sure_beads_it_stays_a_guess(beads: list[Bead]) -> None:
    lengths = np.cumsum([0.0, *[10.0] * 40])
    assert fit_length(lengths, 3 * lengths, beads) == first_guess(lengths[-1], 3 * lengths[-1])


@pytest.mark.parametrize(("source", "target"), [(0, 0), (0, 500), (500, 0), (1, 100_000)])
def test_the_guess_is_finite_for_empty_sides(source: float, target: float) -> None:
    model = first_guess(source, target)
    assert isinstance(model, LengthModel)
    assert all(np.isfinite(model))
    assert min(model) > 0


def test_empty_segments_do_not_break_the_fit() -> None:
    model = fit_length(np.zeros(11), np.zeros(11), ones(10))
    assert all(np.isfinite(model))
    assert min(model) > 0
