"""What third languages add, against products of dense matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.band import Band, cell_of, full_band, make_band
from align.kinds import KINDS
from align.links import LEAST_SHARE, Links, alone, collect_links, support
from align.search import search
from align.table import Table, from_entries, sources_of

SIZES = st.integers(1, 4)


def matrix(rows: int, columns: int, seed: int) -> NDArray[np.float64]:
    """Return shares whose rows sum to at most 1, some of them absent."""
    generator = np.random.default_rng(seed)
    shares = generator.random((rows, columns)) * (generator.random((rows, columns)) < 0.6)
    return np.asarray(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1))


def table_of(shares: NDArray[np.float64]) -> Table:
    row, column = np.nonzero(shares)
    return from_entries(row, column, shares[row, column], sources=len(shares))


def dense(table: Table, columns: int) -> NDArray[np.float64]:
    shares = np.zeros((len(table.offset) - 1, columns))
    shares[sources_of(table), table.target] = table.probability
    return shares


def way(sources: int, thirds: int, targets: int, seed: int) -> list[NDArray[np.float64]]:
    """Return the shares source to third and back, third to target and back."""
    shapes = [(sources, thirds), (thirds, sources), (thirds, targets), (targets, thirds)]
    return [matrix(*shape, 4 * seed + k) for k, shape in enumerate(shapes)]


def links_of(shares: list[NDArray[np.float64]]) -> tuple[Links, Links]:
    tables = [table_of(each) for each in shares]
    return Links(tables[0], tables[1]), Links(tables[2], tables[3])


def check(band: Band, ways: list[list[NDArray[np.float64]]]) -> None:
    forward = sum(first @ second for first, _, second, _ in ways) / len(ways)
    backward = sum(fourth @ second for _, second, _, fourth in ways) / len(ways)
    found = support(band, [links_of(each) for each in ways])
    for i in range(forward.shape[0]):
        for j in range(forward.shape[1]):
            cell = cell_of(i + 1, j + 1, band)
            if cell >= 0:
                assert found.cells[0, cell] == pytest.approx(forward[i, j], abs=1e-5)
                assert found.cells[1, cell] == pytest.approx(backward[j, i], abs=1e-5)
    assert found.source_placed == pytest.approx(forward.sum(axis=1), abs=1e-5)
    assert found.target_placed == pytest.approx(backward.sum(axis=1), abs=1e-5)
    assert max(found.source_placed.max(), found.target_placed.max()) <= 1 + 1e-5


@given(SIZES, SIZES, st.lists(SIZES, min_size=1, max_size=3), st.integers(0, 999))
@settings(max_examples=30, deadline=None)
def test_support_is_the_mean_product(
    sources: int, targets: int, thirds: list[int], seed: int
) -> None:
    ways = [way(sources, third, targets, seed + k) for k, third in enumerate(thirds)]
    check(full_band(sources, targets), ways)


def test_a_narrow_band_keeps_only_its_cells() -> None:
    check(make_band(np.array([0, 0, 1, 3]), np.array([1, 2, 3, 4])), [way(3, 5, 4, 1)])


def test_without_ways_there_is_no_support() -> None:
    found = support(full_band(3, 4), [])
    assert not found.cells.any()
    assert not alone(found.source_placed).any()
    assert not alone(found.target_placed).any()
    assert (len(found.source_placed), len(found.target_placed)) == (3, 4)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 999))
@settings(max_examples=25, deadline=None)
def test_links_are_the_posteriors_of_the_search(sources: int, targets: int, seed: int) -> None:
    band = full_band(sources, targets)
    generator = np.random.default_rng(seed)
    weights = generator.normal(0, 2, (band.offset[-1], len(KINDS))).astype(np.float32)
    cells = search(band, weights, KINDS).links
    links = collect_links(band, cells)
    forward, backward = dense(links.forward, targets), dense(links.backward, sources)
    for i in range(sources):
        for j in range(targets):
            shares = cells[:, cell_of(i + 1, j + 1, band)]
            for share, kept in zip(shares, (forward[i, j], backward[j, i]), strict=True):
                assert kept == (share if share > LEAST_SHARE else 0)
    for shares in (forward, backward):
        assert (shares.sum(axis=1) <= 1 + 1e-5).all()


def test_mirrored_exchanges_the_directions() -> None:
    first, _ = links_of(way(2, 3, 4, 0))
    assert first.mirrored == Links(first.backward, first.forward)
    assert first.mirrored.mirrored == first
