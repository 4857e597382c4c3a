"""Lexical evidence against its formula, written out in plain Python."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.band import Band, cell_of, full_band, make_band
from align.em import Sample
from align.evidence import (
    ANCHORS,
    FACTORS,
    Shares,
    explain_source,
    explain_target,
    unexplained_shares,
)
from align.kinds import LARGEST_GROUP
from align.table import Table, from_entries
from align.text import Text

WORDS = 5
SEGMENTS = st.lists(st.lists(st.integers(0, WORDS - 1), max_size=3), min_size=1, max_size=4)
Segments = list[list[int]]
EVEN = np.full(WORDS, 0.5, dtype=np.float32)
ANCHOR, NO_ANCHOR = np.arange(WORDS) == 0, np.zeros(WORDS, dtype=np.bool_)


def text_of(segments: Segments) -> Text:
    tokens = np.array([token for segment in segments for token in segment], dtype=np.int32)
    at = np.cumsum([0, *map(len, segments)], dtype=np.int64)
    counts = np.bincount(tokens, minlength=WORDS) + 0.5  # no word is impossible
    return Text(tokens, at, counts / counts.sum())


def table_of(seed: int) -> Table:
    generator = np.random.default_rng(seed)
    known = np.argwhere(generator.random((WORDS, WORDS)) < 0.5)
    return from_entries(known[:, 0], known[:, 1], generator.random(len(known)), sources=WORDS)


def dense(table: Table) -> NDArray[np.float64]:
    matrix = np.zeros((WORDS, WORDS))
    for source, (low, high) in enumerate(pairwise(table.offset)):
        matrix[source, table.target[low:high]] = table.probability[low:high]
    return matrix


def lone(
    segment: list[int],
    group: Segments,
    matrix: NDArray[np.float64],
    background: Text,
    unexplained: NDArray[np.float32],
) -> float:
    """Return the log-likelihood ratio of one segment given a group, from the formula."""
    given_tokens = [token for each in group for token in each]
    score = 0.0
    for word in segment:
        lifts = matrix[given_tokens, word] / background.background[word]
        u = float(unexplained[word])
        score += math.log((1 - u) * (float(lifts.mean()) if len(lifts) else 0.0) + u)
    return score


def narrow(sources: int, targets: int) -> Band:
    columns = np.arange(sources + 1) * targets // sources
    last = np.minimum(columns + 1, targets)
    last[-1] = targets
    return make_band(np.maximum(columns - 1, 0), last)


@given(SEGMENTS, SEGMENTS, st.integers(0, 99), st.sampled_from([0.1, 0.6, 1.0]), st.booleans())
@settings(max_examples=25, deadline=None)
def test_it_agrees_with_the_formula(
    ours: Segments, theirs: Segments, seed: int, u: float, whole: bool
) -> None:
    band = (full_band if whole else narrow)(len(ours), len(theirs))
    check(ours, theirs, table_of(seed), band, u)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("u", [0.01, 0.5])
def test_it_agrees_with_the_formula_on_longer_text(seed: int, u: float) -> None:
    generator = np.random.default_rng(seed)
    sizes = generator.integers(0, 2 * FACTORS, (2, 2 * LARGEST_GROUP + 1))
    sizes[:, -2] = 200  # words whose likelihoods would leave the range of a number
    ours, theirs = (
        [generator.integers(0, WORDS, size).tolist() for size in each] for each in sizes
    )
    for band in (full_band(len(ours), len(theirs)), narrow(len(ours), len(theirs))):
        check(ours, theirs, table_of(seed), band, u)


def check(ours: Segments, theirs: Segments, table: Table, band: Band, u: float) -> None:
    source, target, matrix = text_of(ours), text_of(theirs), dense(table)
    shares = Shares(words=u, anchors=u / 2).of(ANCHOR)
    forward = explain_target(source, target, table, band, unexplained=shares)
    backward = explain_source(source, target, table, band, unexplained=shares)
    for i in range(1, len(ours) + 1):
        for j in range(1, len(theirs) + 1):
            cell = cell_of(i, j, band)
            for n in range(1, min(LARGEST_GROUP, i) + 1) if cell >= 0 else ():
                expected = lone(theirs[j - 1], ours[i - n : i], matrix, target, shares)
                assert forward[n - 1, cell] == pytest.approx(expected, rel=1e-5, abs=1e-4)
            for m in range(1, min(LARGEST_GROUP, j) + 1) if cell >= 0 else ():
                expected = lone(ours[i - 1], theirs[j - m : j], matrix, source, shares)
                assert backward[m - 1, cell] == pytest.approx(expected, rel=1e-5, abs=1e-4)


def test_both_directions_are_one_thing_mirrored() -> None:
    ours, theirs = text_of([[0, 1], [2], [3, 3]]), text_of([[1], [0, 4, 2]])
    band, table = full_band(3, 2), table_of(5)
    backward = explain_source(ours, theirs, table, band, unexplained=EVEN)
    forward = explain_target(theirs, ours, table, full_band(2, 3), unexplained=EVEN)
    for i in range(1, 4):
        for j in range(1, 3):
            here, there = cell_of(i, j, band), cell_of(j, i, full_band(2, 3))
            assert np.array_equal(backward[:, here], forward[:, there])


def test_a_translation_speaks_for_and_a_stranger_against() -> None:
    ours = theirs = text_of([[0], [1], [2]])
    table = from_entries(np.arange(3), np.arange(3), np.full(3, 0.9), sources=WORDS)
    band = full_band(3, 3)
    scores = explain_target(ours, theirs, table, band, unexplained=EVEN)
    assert scores[0, cell_of(1, 1, band)] > 0 > scores[0, cell_of(1, 2, band)]


@pytest.mark.parametrize("u", [0.2, 0.5, 0.8])
def test_the_unexplained_share_is_the_most_likely_one(u: float) -> None:
    generator = np.random.default_rng(3)
    table = from_entries(np.arange(WORDS), np.arange(WORDS), np.full(WORDS, 0.95), sources=WORDS)
    background = np.full(WORDS, 1 / WORDS)
    samples = []
    for _ in range(300):
        word = generator.integers(WORDS, dtype=np.int32)
        other = generator.integers(WORDS, dtype=np.int32) if generator.random() < u else word
        samples.append(Sample(np.array([word]), np.array([other]), 1.0))
    ratios = [0.95 * WORDS * (s.source[0] == s.target[0]) for s in samples]
    grid = np.arange(0.01, 1.0, 0.01)
    likely = [sum(math.log(share + (1 - share) * r) for r in ratios) for share in grid]
    share, _ = unexplained_shares(samples, table, background, NO_ANCHOR)
    assert share == pytest.approx(grid[int(np.argmax(likely))], abs=0.011)
    assert share == pytest.approx(u, abs=0.1)


def test_without_samples_every_word_is_unexplained_and_anchors_as_usual() -> None:
    nothing = np.zeros(0, dtype=np.int32)
    for samples in ([], [Sample(nothing, nothing, 1.0)]):
        shares = unexplained_shares(samples, table_of(0), np.full(WORDS, 0.2), ANCHOR)
        assert shares == (1, ANCHORS)


def test_a_word_that_the_table_does_not_know_is_unexplained() -> None:
    empty = from_entries(np.zeros(0, int), np.zeros(0, int), np.zeros(0), sources=WORDS)
    word = np.array([1], dtype=np.int32)
    shares = unexplained_shares([Sample(word, word, 1.0)], empty, np.full(WORDS, 0.2), NO_ANCHOR)
    assert shares.words == pytest.approx(1)


@pytest.mark.parametrize("found", [0, 10, 200])
def test_anchors_have_a_share_of_their_own_that_few_of_them_hardly_move(found: int) -> None:
    table = from_entries(np.arange(2), np.arange(2), np.full(2, 0.95), sources=WORDS)
    word, anchor = np.array([1], dtype=np.int32), np.array([0], dtype=np.int32)
    samples = [Sample(word, anchor + 2, 1.0)] * 50 + [Sample(anchor, anchor, 1.0)] * found
    shares = unexplained_shares(samples, table, np.full(WORDS, 0.01), ANCHOR)
    assert shares.words == pytest.approx(1)
    assert {0: shares.anchors == ANCHORS, 10: 0.1 < shares.anchors < 0.2}.get(
        found, shares.anchors < 0.02
    )
