"""The weight of every bead against its definition, part by part, in plain Python."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align import links, price
from align.band import Band, cell_of, full_band, make_band
from align.kinds import KINDS, LARGEST_GROUP, USUAL
from align.length import first_guess
from align.links import Support, add_support, alone
from align.price import IMPOSSIBLE, TEMPERATURE, Evidence

KIND = {tuple(kind): k for k, kind in enumerate(KINDS.tolist())}
LENGTH = np.array([0.8, 0.02, 3.0, 1.0])


def silent(band: Band, **parts: NDArray[np.generic]) -> Evidence:
    """Return evidence that says nothing but its `parts`."""
    sources, targets, cells = len(band.first) - 1, int(band.last[-1]), int(band.offset[-1])
    nothing = Evidence(
        forward=np.zeros((LARGEST_GROUP, cells), dtype=np.float32),
        backward=np.zeros((LARGEST_GROUP, cells), dtype=np.float32),
        prior=USUAL.kinds,
        source_length=np.zeros(sources + 1),
        target_length=np.zeros(targets + 1),
        length=np.array([1.0, 1.0, 0.0, 1.0]),  # a true pair is like a chance pair
        source_label=np.full(sources, -1, dtype=np.int32),
        target_label=np.full(targets, -1, dtype=np.int32),
        source_class=np.full(sources, -1, dtype=np.int32),
        target_class=np.full(targets, -1, dtype=np.int32),
        same_class=np.zeros(0),
        other_class=np.zeros(0),
        source_goes_on=np.zeros(sources + 1, dtype=np.bool_),
        target_goes_on=np.zeros(targets + 1, dtype=np.bool_),
        source_alone=np.zeros(sources, dtype=np.float32),
        target_alone=np.zeros(targets, dtype=np.float32),
    )
    return nothing._replace(**parts)


def random_evidence(band: Band, seed: int) -> Evidence:
    generator = np.random.default_rng(seed)
    sources, targets, cells = len(band.first) - 1, int(band.last[-1]), int(band.offset[-1])
    return Evidence(
        forward=generator.normal(0, 3, (LARGEST_GROUP, cells)).astype(np.float32),
        backward=generator.normal(0, 3, (LARGEST_GROUP, cells)).astype(np.float32),
        prior=generator.normal(-3, 2, len(KINDS)),
        source_length=np.cumsum([0.0, *generator.integers(0, 90, sources)]),
        target_length=np.cumsum([0.0, *generator.integers(0, 90, targets)]),
        length=LENGTH,
        source_label=generator.integers(-1, 3, sources).astype(np.int32),
        target_label=generator.integers(-1, 3, targets).astype(np.int32),
        source_class=generator.integers(-1, 3, sources).astype(np.int32),
        target_class=generator.integers(-1, 3, targets).astype(np.int32),
        same_class=generator.random(3),
        other_class=-generator.random(3),
        source_goes_on=generator.random(sources + 1) < 0.5,
        target_goes_on=generator.random(targets + 1) < 0.5,
        source_alone=-generator.random(sources).astype(np.float32),
        target_alone=-generator.random(targets).astype(np.float32),
    )


def random_support(band: Band, seed: int) -> Support:
    generator = np.random.default_rng(seed)
    sources, targets, cells = len(band.first) - 1, int(band.last[-1]), int(band.offset[-1])
    return Support(
        generator.random((2, cells)).astype(np.float32) * 0.6,
        generator.random(sources).astype(np.float32),
        generator.random(targets).astype(np.float32),
    )


def log_share(share: float) -> float:
    return math.log(links.SUPPORT_FLOOR + (1 - links.SUPPORT_FLOOR) * min(max(share, 0), 1))


def lexical(rows: range, columns: range, band: Band, given: Evidence) -> float:
    n, m = len(rows), len(columns)
    last_row, last_column = rows[-1] + 1, columns[-1] + 1
    cells = [cell_of(row + 1, last_column, band) for row in rows]
    others = [cell_of(last_row, column + 1, band) for column in columns]
    if min([*cells, *others]) < 0:
        return -math.inf
    told = sum(float(given.backward[m - 1, cell]) for cell in cells)
    return told + sum(float(given.forward[n - 1, cell]) for cell in others)


def length(rows: range, columns: range, given: Evidence) -> float:
    ratio, fixed, per_unit, chance = given.length
    source = given.source_length[rows.stop] - given.source_length[rows.start]
    target = given.target_length[columns.stop] - given.target_length[columns.start]
    deviation = math.log((target + 2) / (ratio * source + 2))
    variance = fixed + per_unit / (source + 2)

    def density(spread: float) -> float:
        return -0.5 * (math.log(2 * math.pi * spread) + deviation**2 / spread)

    return max(density(variance) - density(chance), -8.0)


def labels(rows: range, columns: range, given: Evidence) -> float:
    ours = [int(given.source_label[row]) for row in rows if given.source_label[row] >= 0]
    theirs = [int(given.target_label[j]) for j in columns if given.target_label[j] >= 0]
    same = sum(price.SAME_LABEL if label in theirs else price.OTHER_LABEL for label in ours)
    return same + sum(price.OTHER_LABEL for label in theirs if label not in ours)


def classes(row: int, column: int, given: Evidence) -> float:
    ours, theirs = int(given.source_class[row]), int(given.target_class[column])
    if min(ours, theirs) < 0:
        return 0.0
    if ours == theirs:
        return float(given.same_class[ours])
    return float(given.other_class[ours] + given.other_class[theirs]) / 2


def agreed(rows: range, columns: range, band: Band, found: Support) -> float:
    """Return what third languages say of a bead, for each of its segments."""
    if not rows or not columns:
        placed = found.source_placed[rows.start] if rows else found.target_placed[columns.start]
        return links.SUPPORT_WEIGHT * log_share(1 - float(placed))

    def share(side: int, row: int, column: int) -> float:
        cell = cell_of(row + 1, column + 1, band)
        return float(found.cells[side, cell]) if cell >= 0 else 0.0

    ours = sum(log_share(sum(share(0, row, column) for column in columns)) for row in rows)
    theirs = sum(log_share(sum(share(1, row, column) for row in rows)) for column in columns)
    return links.SUPPORT_WEIGHT * (ours + theirs)


def oracle(
    rows: range, columns: range, band: Band, given: Evidence, found: Support | None
) -> float:
    """Return the weight of the bead of some rows and columns, -inf where it is impossible."""
    if cell_of(rows.start, columns.start, band) < 0 or cell_of(rows.stop, columns.stop, band) < 0:
        return -math.inf
    goes_on = given.source_goes_on[rows.stop], given.target_goes_on[columns.stop]
    total = 0.0 if goes_on[0] == goes_on[1] else price.ONE_GOES_ON
    total += agreed(rows, columns, band, found) if found else 0.0
    if not rows or not columns:
        total += float(
            given.source_alone[rows.start] if rows else given.target_alone[columns.start]
        )
    else:
        total += lexical(rows, columns, band, given) + length(rows, columns, given)
        total += labels(rows, columns, given) + classes(rows[0], columns[0], given)
    return float(given.prior[KIND[len(rows), len(columns)]]) + total / TEMPERATURE


def supported(band: Band, given: Evidence, found: Support) -> Evidence:
    """Return the evidence with what third languages say."""
    forward, backward = given.forward.copy(), given.backward.copy()
    add_support(found, band, forward, backward)
    return given._replace(
        forward=forward,
        backward=backward,
        source_alone=given.source_alone + alone(found.source_placed),
        target_alone=given.target_alone + alone(found.target_placed),
    )


def check(band: Band, given: Evidence, found: Support | None = None) -> None:
    weights = price.price_beads(band, supported(band, given, found) if found else given)
    assert weights.shape == (band.offset[-1], len(KINDS))
    for i in range(len(band.first)):
        for j in range(band.first[i], band.last[i] + 1):
            for (n, m), k in KIND.items():
                weight = weights[cell_of(i, j, band), k]
                inside = cell_of(i - n, j - m, band) >= 0
                expected = (
                    oracle(range(i - n, i), range(j - m, j), band, given, found)
                    if inside
                    else -math.inf
                )
                if expected == -math.inf:
                    assert weight < IMPOSSIBLE / 2
                else:
                    assert weight == pytest.approx(expected, rel=1e-4, abs=1e-4)


NARROW = make_band(np.array([0, 0, 1, 1, 3]), np.array([1, 2, 3, 4, 4]))


@pytest.mark.parametrize("band", [full_band(4, 3), full_band(1, 7), NARROW], ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_with_the_oracle(band: Band, seed: int) -> None:
    given = random_evidence(band, seed)
    check(band, given)
    check(band, given, random_support(band, seed))


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 999))
@settings(max_examples=20, deadline=None)
def test_it_agrees_with_the_oracle_on_any_size(sources: int, targets: int, seed: int) -> None:
    band = full_band(sources, targets)
    check(band, random_evidence(band, seed), random_support(band, seed))


def test_without_evidence_the_prior_remains() -> None:
    band = full_band(6, 6)
    weights = price.price_beads(band, silent(band))
    assert weights[-1] == pytest.approx(USUAL.kinds)


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "expected"),
    [
        ([-1], [-1], (1, 1), 0.0),
        ([4], [4], (1, 1), price.SAME_LABEL),
        ([4], [5], (1, 1), 2 * price.OTHER_LABEL),
        ([4], [-1], (1, 1), price.OTHER_LABEL),
        ([-1], [4], (1, 1), price.OTHER_LABEL),
        ([4, -1], [4], (2, 1), price.SAME_LABEL),
        ([4], [-1, 4], (1, 2), price.SAME_LABEL),
        ([4, 5], [5], (2, 1), price.SAME_LABEL + price.OTHER_LABEL),
        ([4, 5], [4, 5], (2, 2), 2 * price.SAME_LABEL),
        ([4], [], (1, 0), 0.0),
    ],
)
def test_labels(ours: list[int], theirs: list[int], kind: tuple[int, int], expected: float) -> None:
    band = full_band(len(ours), len(theirs))
    given = silent(
        band,
        source_label=np.array(ours, dtype=np.int32),
        target_label=np.array(theirs, dtype=np.int32),
    )
    weight = price.price_beads(band, given)[-1, KIND[kind]] - USUAL.kinds[KIND[kind]]
    assert weight * TEMPERATURE == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("kind", [(1, 1), (1, 0), (0, 1), (1, 2), (2, 2)])
@pytest.mark.parametrize("ours", [False, True])
@pytest.mark.parametrize("theirs", [False, True])
def test_a_cut_where_one_sentence_goes_on(kind: tuple[int, int], ours: bool, theirs: bool) -> None:
    n, m = kind
    band = full_band(n, m)
    given = silent(
        band,
        source_goes_on=np.array([False] * n + [ours]),
        target_goes_on=np.array([False] * m + [theirs]),
    )
    weight = price.price_beads(band, given)[-1, KIND[kind]] - USUAL.kinds[KIND[kind]]
    expected = price.ONE_GOES_ON if ours != theirs else 0.0
    assert weight * TEMPERATURE == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("target", "better"), [(80.0, 20.0), (80.0, 400.0), (100.0, 1.0)])
def test_the_likelier_length_weighs_more(target: float, better: float) -> None:
    band = full_band(1, 1)
    weights = [
        price.price_beads(
            band,
            silent(
                band,
                source_length=np.array([0.0, 100.0]),
                target_length=np.array([0.0, told]),
                length=np.array(first_guess(100, 80)),
            ),
        )[-1, KIND[1, 1]]
        for told in (target, better)
    ]
    assert weights[0] > 0 > weights[1] or weights[0] > weights[1] + 1


def test_a_bead_that_leaves_the_band_is_impossible() -> None:
    weights = price.price_beads(NARROW, silent(NARROW))
    assert weights[cell_of(1, 2, NARROW), KIND[1, 1]] > IMPOSSIBLE / 2
    assert weights[cell_of(2, 1, NARROW), KIND[1, 1]] > IMPOSSIBLE / 2
    assert weights[cell_of(3, 1, NARROW), KIND[1, 1]] < IMPOSSIBLE / 2
    assert weights[0].max() < IMPOSSIBLE / 2
