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
from align.evidence import explain_source, explain_target, unexplained_share
from align.kinds import LARGEST_GROUP
from align.table import Table, from_entries
from align.text import Text

WORDS = 5
SEGMENTS = st.lists(st.lists(st.integers(0, WORDS - 1), max_size=3), min_size=1, max_size=4)
Segments = list[list[int]]


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


def lone(segment: list[int], group: Segments, table: Table, background: Text, u: float) -> float:
    """Return the log-likelihood ratio of one segment given a group, from the formula."""
    given_tokens = [token for each in group for token in each]
    score = 0.0
    for word in segment:
        lifts = [dense(table)[s, word] / background.background[word] for s in given_tokens]
        score += math.log((1 - u) * (sum(lifts) / len(lifts) if lifts else 0.0) + u)
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
    source, target, table = text_of(ours), text_of(theirs), table_of(seed)
    band = (full_band if whole else narrow)(len(ours), len(theirs))
    forward = explain_target(source, target, table, band, unexplained=u)
    backward = explain_source(source, target, table, band, unexplained=u)
    for i in range(1, len(ours) + 1):
        for j in range(1, len(theirs) + 1):
            cell = cell_of(i, j, band)
            for n in range(1, min(LARGEST_GROUP, i) + 1) if cell >= 0 else ():
                expected = lone(theirs[j - 1], ours[i - n : i], table, target, u)
                assert forward[n - 1, cell] == pytest.approx(expected, abs=1e-4)
            for m in range(1, min(LARGEST_GROUP, j) + 1) if cell >= 0 else ():
                expected = lone(ours[i - 1], theirs[j - m : j], table, source, u)
                assert backward[m - 1, cell] == pytest.approx(expected, abs=1e-4)


def test_both_directions_are_one_thing_mirrored() -> None:
    ours, theirs = text_of([[0, 1], [2], [3, 3]]), text_of([[1], [0, 4, 2]])
    band, table = full_band(3, 2), table_of(5)
    backward = explain_source(ours, theirs, table, band, unexplained=0.5)
    forward = explain_target(theirs, ours, table, full_band(2, 3), unexplained=0.5)
    for i in range(1, 4):
        for j in range(1, 3):
            here, there = cell_of(i, j, band), cell_of(j, i, full_band(2, 3))
            assert np.array_equal(backward[:, here], forward[:, there])


def test_a_translation_speaks_for_and_a_stranger_against() -> None:
    ours = theirs = text_of([[0], [1], [2]])
    table = from_entries(np.arange(3), np.arange(3), np.full(3, 0.9), sources=WORDS)
    band = full_band(3, 3)
    scores = explain_target(ours, theirs, table, band, unexplained=0.5)
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
    share = unexplained_share(samples, table, background)
    assert share == pytest.approx(grid[int(np.argmax(likely))], abs=0.011)
    assert share == pytest.approx(u, abs=0.1)


def test_without_samples_everything_is_unexplained() -> None:
    nothing = np.zeros(0, dtype=np.int32)
    for samples in ([], [Sample(nothing, nothing, 1.0)]):
        assert unexplained_share(samples, table_of(0), np.full(WORDS, 0.2)) == 1


def test_a_word_that_the_table_does_not_know_is_unexplained() -> None:
    empty = from_entries(np.zeros(0, int), np.zeros(0, int), np.zeros(0), sources=WORDS)
    word = np.array([1], dtype=np.int32)
    share = unexplained_share([Sample(word, word, 1.0)], empty, np.full(WORDS, 0.2))
    assert share == pytest.approx(1)
