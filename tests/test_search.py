"""The search against an oracle that lists every path and adds up."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.band import Band, around, cell_of, full_band, make_band
from align.kinds import KINDS
from align.ladder import Bead, Rung
from align.price import IMPOSSIBLE
from align.search import GAP_PLACE, GAP_WORTH, LEAST_LINK, search

Weights = NDArray[np.float32]
Step = tuple[int, int, int, int]  # of a bead: source start, source stop, target start, stop
Path = tuple[Step, ...]


class Oracle:
    """All paths of a small case, with what each bead and segment owes to them."""

    def __init__(self, band: Band, weights: Weights, again: float = 0.0) -> None:
        self.sources, self.targets = len(band.first) - 1, int(band.last[-1])
        scored = [
            (path, weight + again * repeated(path))
            for path, weight in paths(band, weights, self.sources, self.targets)
        ]
        total = np.logaddexp.reduce([weight for _, weight in scored])
        self.paths = [path for path, _ in scored]
        self.posterior: dict[Step, float] = defaultdict(float)
        for path, weight in scored:
            for step in path:
                self.posterior[step] += float(np.exp(weight - total))
        self.gain = {step: self._gain(step) for step in self.posterior}

    def alone(self, side: int, segment: int) -> float:
        """Return the posterior of a segment of a side (0 or 1) to stand alone."""
        return sum(
            posterior
            for step, posterior in self.posterior.items()
            if segment in run(step, side) and not run(step, 1 - side)
        )

    def value(self, path: Path) -> float:
        return sum(self.gain[step] for step in path)

    def _gain(self, step: Step) -> float:
        source, target = run(step, 0), run(step, 1)
        if source and target:
            return self.posterior[step]
        alone = self.alone(0, source[0]) if source else self.alone(1, target[0])
        return GAP_WORTH * alone + GAP_PLACE * self.posterior[step]

    def link(self, side: int, i: int, j: int) -> float:
        """Return the share of source segment i at target segment j, or the reverse."""
        return sum(
            posterior / len(run(step, 1 - side))
            for step, posterior in self.posterior.items()
            if i in run(step, 0) and j in run(step, 1) and posterior > LEAST_LINK
        )


def run(step: Step, side: int) -> range:
    return range(*step[2 * side : 2 * side + 2])


def paths(band: Band, weights: Weights, i: int, j: int) -> Iterator[tuple[Path, float]]:
    """Yield every path from (0, 0) to (i, j) with its weight."""
    if (i, j) == (0, 0):
        yield (), 0.0
    for k, (n, m) in enumerate(KINDS.tolist()):
        weight = float(weights[cell_of(i, j, band), k])
        if cell_of(i - n, j - m, band) >= 0 and weight > IMPOSSIBLE / 2:
            for path, before in paths(band, weights, i - n, j - m):
                yield (*path, (i - n, i, j - m, j)), before + weight


def repeated(path: Path) -> int:
    """Count the gaps that stand behind a gap of the same side."""
    sides = [(bool(run(step, 0)), bool(run(step, 1))) for step in path]
    return sum(a == b and not all(a) for a, b in pairwise(sides))


def step_of(bead: Bead) -> Step:
    return (bead.source.start, bead.source.stop, bead.target.start, bead.target.stop)


def random_weights(band: Band, seed: int, scale: float) -> Weights:
    generator = np.random.default_rng(seed)
    weights = generator.normal(0, scale, (band.offset[-1], len(KINDS))).astype(np.float32)
    barred = generator.random(weights.shape) < 0.1
    barred[:, KINDS.min(axis=1) == 0] = False  # gaps always let a path through
    weights[barred] = IMPOSSIBLE
    return weights


@st.composite
def bands(draw: st.DrawFn) -> Band:
    sources, targets = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    if draw(st.booleans()):
        return full_band(sources, targets)
    columns = st.lists(st.integers(0, targets), min_size=sources, max_size=sources)
    last = [*sorted(draw(columns)), targets]
    lowest = [0]
    for row in range(1, sources + 1):
        lowest.append(draw(st.integers(lowest[-1], last[row - 1])))
    return make_band(np.array(lowest), np.array(last))


CASES = {
    "bands": bands(),
    "seeds": st.integers(0, 10_000),
    "scales": st.sampled_from([0.0, 1.0, 4.0]),
    "agains": st.sampled_from([0.0, 0.5, 3.0]),
}


def check(band: Band, weights: Weights, again: float) -> None:
    found, oracle = search(band, weights, KINDS, again=again), Oracle(band, weights, again)
    best = max(oracle.value(path) for path in oracle.paths)
    path = tuple(map(step_of, found.beads))
    assert path in oracle.paths
    assert oracle.value(path) == pytest.approx(best, abs=1e-9)
    for bead in found.beads:
        assert bead.probability == pytest.approx(oracle.posterior[step_of(bead)], abs=1e-9)
        assert 0 <= bead.probability <= 1
    check_links(band, found.links, oracle)


def check_links(band: Band, links: NDArray[np.float32], oracle: Oracle) -> None:
    placed = [np.zeros(oracle.sources), np.zeros(oracle.targets)]
    for i in range(oracle.sources):
        for j in range(oracle.targets):
            cell = cell_of(i + 1, j + 1, band)
            for side in (0, 1):
                if cell >= 0:
                    assert links[side, cell] == pytest.approx(oracle.link(side, i, j), abs=2e-4)
                    placed[side][(i, j)[side]] += links[side, cell]
    for side in (0, 1):
        alone = [oracle.alone(side, segment) for segment in range(len(placed[side]))]
        assert (placed[side] + alone <= 1 + 1e-5).all()


@given(CASES["bands"], CASES["seeds"], CASES["scales"], CASES["agains"])
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_the_oracle(band: Band, seed: int, scale: float, again: float) -> None:
    check(band, random_weights(band, seed, scale), again)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("sources", "targets"), [(5, 5), (5, 2), (1, 6), (6, 1)])
def test_it_agrees_with_the_oracle_on_larger_cases(sources: int, targets: int, seed: int) -> None:
    band = full_band(sources, targets)
    check(band, random_weights(band, seed, 2.0), 0.7 * seed)


@given(CASES["bands"], CASES["seeds"])
@settings(max_examples=40, deadline=None)
def test_posteriors_of_what_covers_a_segment_sum_to_one(band: Band, seed: int) -> None:
    oracle = Oracle(band, random_weights(band, seed, 2.0))
    for side, count in enumerate((oracle.sources, oracle.targets)):
        for segment in range(count):
            covering = [p for step, p in oracle.posterior.items() if segment in run(step, side)]
            assert sum(covering) == pytest.approx(1)


@pytest.mark.parametrize("scale", [0.0, 3.0])
def test_links_and_gaps_sum_to_one_in_a_full_band(scale: float) -> None:
    band = full_band(4, 4)
    weights = random_weights(band, 7, scale)
    oracle, links = Oracle(band, weights), search(band, weights, KINDS).links
    forward, backward = links.reshape(2, 5, 5).sum(axis=2)[0], links.reshape(2, 5, 5).sum(axis=1)[1]
    for k in range(4):  # what is below LEAST_LINK is missing
        assert forward[k + 1] + oracle.alone(0, k) == pytest.approx(1, abs=0.01)
        assert backward[k + 1] + oracle.alone(1, k) == pytest.approx(1, abs=0.01)


@given(st.integers(0, 80), st.integers(0, 80), CASES["seeds"], CASES["scales"])
@settings(max_examples=30, deadline=None)
def test_every_segment_is_in_one_bead_and_in_order(
    sources: int, targets: int, seed: int, scale: float
) -> None:
    points = [Rung(sources // 2, targets // 2)] if sources and targets else []
    band = around(points, sources, targets)
    found = search(band, random_weights(band, seed, scale), KINDS)
    assert [i for bead in found.beads for i in bead.source] == list(range(sources))
    assert [j for bead in found.beads for j in bead.target] == list(range(targets))
    assert all(0 <= bead.probability <= 1 for bead in found.beads)
    assert np.isfinite(found.links).all()


def test_huge_weights_stay_finite() -> None:
    band = full_band(30, 30)
    weights = 1e4 * random_weights(band, 3, 1.0)
    found = search(band, np.maximum(weights, np.float32(IMPOSSIBLE)), KINDS)
    assert all(0 <= bead.probability <= 1 for bead in found.beads)


def test_a_certain_path_is_taken_with_certainty() -> None:
    band = full_band(3, 3)
    weights = np.full((band.offset[-1], len(KINDS)), -50, dtype=np.float32)
    weights[:, KINDS.tolist().index([1, 1])] = 0
    beads = search(band, weights, KINDS).beads
    assert [bead.kind for bead in beads] == ["1-1"] * 3
    assert [bead.probability for bead in beads] == pytest.approx([1.0] * 3)
