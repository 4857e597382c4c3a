import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.band import MARGIN, WIDEST, Band, around, cell_of, full_band, make_band, mirrored
from align.ladder import Rung


def rungs(band: Band) -> set[tuple[int, int]]:
    return {
        (i, j)
        for i, (first, last) in enumerate(zip(band.first, band.last, strict=True))
        for j in range(first, last + 1)
    }


@st.composite
def bands(draw: st.DrawFn) -> Band:
    """Bands whose rows overlap, so that a path leads from the first rung to the last."""
    steps = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6)
    first, last = [0], [draw(st.integers(0, 3))]
    for up, wider in draw(steps):
        first.append(min(first[-1] + up, last[-1]))
        last.append(last[-1] + wider)
    return make_band(np.array(first), np.array(last))


def chains(most: int) -> st.SearchStrategy[list[Rung]]:
    """Points that ascend on both sides, inside a document of `most` segments a side."""
    side = st.lists(st.integers(0, most - 1), max_size=5, unique=True)
    return st.tuples(side, side).map(
        lambda both: [Rung(*point) for point in zip(*map(sorted, both), strict=False)]
    )


@pytest.mark.parametrize(("sources", "targets"), [(0, 0), (0, 3), (3, 0), (3, 4)])
def test_full_band_holds_every_rung(sources: int, targets: int) -> None:
    band = full_band(sources, targets)
    assert rungs(band) == {(i, j) for i in range(sources + 1) for j in range(targets + 1)}
    assert band.offset[-1] == (sources + 1) * (targets + 1)


@given(bands())
@settings(deadline=None)
def test_cells_are_numbered_in_order_and_nothing_else_is(band: Band) -> None:
    inside = sorted(rungs(band))
    assert [cell_of(i, j, band) for i, j in inside] == list(range(band.offset[-1]))
    width = band.last[-1]
    for i in range(-2, len(band.first)):
        for j in range(-2, width + 3):
            assert (cell_of(i, j, band) >= 0) == ((i, j) in inside)


@given(bands())
@settings(deadline=None)
def test_mirrored_exchanges_the_sides(band: Band) -> None:
    assert rungs(mirrored(band)) == {(j, i) for i, j in rungs(band)}
    assert all(np.array_equal(a, b) for a, b in zip(mirrored(mirrored(band)), band, strict=True))


@given(chains(60))
@settings(deadline=None)
def test_around_holds_its_points_and_lets_a_path_through(points: list[Rung]) -> None:
    band = around(points, 60, 60)
    assert {(0, 0), (60, 60), *points} <= rungs(band)
    assert (np.diff(band.first) >= 0).all()
    assert (np.diff(band.last) >= 0).all()
    assert (band.first[1:] <= band.last[:-1]).all()


@pytest.mark.parametrize(("sources", "targets"), [(0, 500), (500, 0), (10, 900), (900, 10)])
def test_around_goes_from_corner_to_corner_without_points(sources: int, targets: int) -> None:
    band = around([], sources, targets)
    assert {(0, 0), (sources, targets)} <= rungs(band)
    assert (band.first[1:] <= band.last[:-1]).all()


def test_around_stays_near_the_path() -> None:
    size = 3000
    points = [Rung(k, k) for k in range(5, size, 10)]
    widths = np.diff(around(points, size, size).offset)
    assert widths.max() <= 2 * (2 * MARGIN + 10) + 1
    assert np.diff(around([], size, size).offset).max() <= 2 * (WIDEST + 2 * MARGIN) + 1
