from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.em import DISCOUNT, ITERATIONS, MOST_MEETINGS, Sample, flatten, train
from align.table import Table, from_entries

WORDS = 12
NOTHING = from_entries(np.zeros(0, int), np.zeros(0, int), np.zeros(0), sources=WORDS)
SENTENCES = st.lists(
    st.tuples(
        st.lists(st.integers(0, WORDS - 1), max_size=4),
        st.lists(st.integers(0, WORDS - 1), max_size=4),
        st.sampled_from([0.0, 0.3, 1.0]),
    ),
    max_size=6,
)
Sentences = list[tuple[list[int], list[int], float]]


def sample(source: list[int], target: list[int], probability: float = 1.0) -> Sample:
    return Sample(np.array(source, dtype=np.int32), np.array(target, dtype=np.int32), probability)


def background(samples: list[Sample]) -> NDArray[np.float64]:
    tokens = np.concatenate([np.zeros(0, int), *(each.target for each in samples)])
    counts = np.bincount(tokens.astype(int), minlength=WORDS)
    return np.asarray(counts / max(len(tokens), 1))


def dense(table: Table) -> NDArray[np.float64]:
    matrix = np.zeros((WORDS, WORDS))
    for source, (low, high) in enumerate(pairwise(table.offset)):
        matrix[source, table.target[low:high]] = table.probability[low:high]
    return matrix


def learn(samples: list[Sample], prior: Table = NOTHING, **options: float) -> NDArray[np.float64]:
    table = train(samples, background(samples), sources=WORDS, prior=prior, **options)  # type: ignore[arg-type]
    return dense(table)


def oracle(samples: list[Sample], discount: float) -> NDArray[np.float64]:
    """IBM model 1 over dense matrices, from association, discounted in the last step."""
    empty = background(samples)
    together = np.zeros((WORDS, WORDS))
    ours, theirs = np.zeros(WORDS), np.zeros(WORDS)
    for each in samples:
        left, right = np.unique(each.source), np.unique(each.target)
        together[np.ix_(left, right)] += each.probability
        ours[left] += each.probability
        theirs[right] += each.probability
    weight = together**2 / np.maximum(np.outer(ours, theirs), 1e-9)
    for step in range(ITERATIONS):
        counts = np.zeros((WORDS, WORDS))
        for each in samples:
            for word in each.target:
                total = empty[word] + sum(weight[s, word] for s in each.source)
                for s in each.source:
                    counts[s, word] += each.probability * weight[s, word] / total
        taken = np.maximum(counts - discount * (step == ITERATIONS - 1), 0)
        totals = counts.sum(axis=1, keepdims=True)
        weight = np.divide(taken, totals, out=np.zeros_like(taken), where=totals > 0)
    return np.where(weight > 1e-4, weight, 0)


@pytest.fixture(scope="module")
def known() -> list[Sample]:
    """Return 60 sentences of three of ten words; word s is translated as (s + 3) % 10."""
    generator = np.random.default_rng(1)
    sentences = [generator.choice(10, 3, replace=False) for _ in range(60)]
    return [sample(words.tolist(), ((words + 3) % 10)[::-1].tolist()) for words in sentences]


def test_the_known_translations_are_learned(known: list[Sample]) -> None:
    learned = learn(known)
    for source in range(10):
        assert learned[source].argmax() == (source + 3) % 10
        assert learned[source].max() > 0.85


def test_the_other_direction_is_learned_as_well(known: list[Sample]) -> None:
    learned = learn([each.mirrored for each in known])
    assert all(learned[(source + 3) % 10].argmax() == source for source in range(10))


@pytest.mark.parametrize("discount", [0.0, 0.5, DISCOUNT, 1.0])
def test_it_is_model_1(known: list[Sample], discount: float) -> None:
    expected = oracle(known, discount)
    assert np.allclose(learn(known, discount=discount), expected, atol=2e-4)


@given(SENTENCES, st.sampled_from([0.0, 0.8]))
@settings(max_examples=30, deadline=None)
def test_it_is_model_1_on_any_text(sentences: Sentences, discount: float) -> None:
    samples = [sample(*each) for each in sentences]
    assert np.allclose(learn(samples, discount=discount), oracle(samples, discount), atol=2e-4)


@given(SENTENCES)
@settings(max_examples=30, deadline=None)
def test_rows_sum_to_at_most_one(sentences: Sentences) -> None:
    prior = from_entries(np.arange(WORDS), np.arange(WORDS), np.full(WORDS, 0.6), sources=WORDS)
    learned = learn([sample(*each) for each in sentences], prior)
    assert np.isfinite(learned).all()
    assert learned.min() >= 0
    assert learned.sum(axis=1).max() <= 1 + 1e-5


def test_the_discount_removes_what_met_once(known: list[Sample]) -> None:
    accident = [*known, sample([0, 10], [3, 11])]
    assert learn(accident, discount=0.0)[10, 11] > 0.8
    assert learn(accident)[10, 11] <= 1 - DISCOUNT + 0.01
    assert learn(accident, discount=1.0)[10, 11] == 0
    often = learn([*known, *[sample([0, 10], [3, 11])] * 8])
    assert often[10, 11] > 0.8


def test_what_is_doubtful_counts_less(known: list[Sample]) -> None:
    sure, doubtful = (
        learn([*known, *[sample([10], [11], probability)] * 3]) for probability in (1.0, 0.3)
    )
    assert sure[10, 11] > doubtful[10, 11]


def test_the_prior_is_one_observation_and_is_not_discounted() -> None:
    prior = from_entries(np.array([2]), np.array([5]), np.array([0.6]), sources=WORDS)
    assert learn([sample([0], [0])] * 4, prior)[2, 5] == pytest.approx(1.0)
    learned = learn([sample([2], [7])] * 20, prior)
    assert learned[2, 7] > 0.8
    assert 0 < learned[2, 5] < 0.1


def test_it_is_deterministic(known: list[Sample]) -> None:
    assert np.array_equal(learn(known), learn(known))


def test_a_sample_of_too_many_pairs_teaches_nothing(known: list[Sample]) -> None:
    side = int(MOST_MEETINGS**0.5) + 1
    flood = sample([0] * side, [9] * side)
    table = train([*known, flood], background(known), sources=WORDS, prior=NOTHING)
    assert np.array_equal(dense(table), learn(known))


def test_flat_samples_keep_their_borders() -> None:
    flat = flatten([sample([1, 2], [3]), sample([], [4, 5], 0.5)])
    assert [each.tolist() for each in flat] == [[1, 2], [0, 2, 2], [3, 4, 5], [0, 1, 3], [1.0, 0.5]]
    assert [each.tolist() for each in flatten([])] == [[], [0], [], [0], []]
