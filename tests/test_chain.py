import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.chain import LEAST_MATCH, MOST_SEGMENTS, anchor_chain
from align.table import Table, from_entries
from align.text import Text

SIZE = 12


def text_of(segments: list[list[int]], words: int) -> Text:
    tokens = np.array([word for segment in segments for word in segment], dtype=np.int32)
    at = np.cumsum([0, *map(len, segments)], dtype=np.int64)
    return Text(tokens, at, np.bincount(tokens, minlength=words) / max(len(tokens), 1))


def identity(words: int, probability: list[float] | None = None) -> Table:
    each = np.arange(words)
    return from_entries(each, each, np.array(probability or [0.9] * words), sources=words)


def heaviest(target: list[int], weight: list[float]) -> float:
    """Return the weight of the heaviest ascending chain, by trying every predecessor."""
    best: list[float] = []
    for k, place in enumerate(target):
        before = [best[p] for p in range(k) if target[p] < place]
        best.append(weight[k] + max(before, default=0.0))
    return max(best, default=0.0)


@given(st.permutations(range(SIZE)), st.lists(st.floats(0.82, 1.0), min_size=SIZE, max_size=SIZE))
@settings(max_examples=60, deadline=None)
def test_the_chain_ascends_and_is_the_heaviest(order: list[int], sure: list[float]) -> None:
    sure = np.array(sure, dtype=np.float32).tolist()
    source = text_of([[word] for word in range(SIZE)], SIZE)
    target = text_of([[word] for word in order], SIZE)
    chain = anchor_chain(source, target, identity(SIZE, sure))
    place = [order.index(word) for word in range(SIZE)]
    weight = [share * float(np.log(SIZE)) for share in sure]
    assert min(weight) > LEAST_MATCH
    assert all(place[rung.source] == rung.target for rung in chain)
    assert [rung.target for rung in chain] == sorted(rung.target for rung in chain)
    assert [rung.source for rung in chain] == sorted(rung.source for rung in chain)
    assert sum(weight[rung.source] for rung in chain) == pytest.approx(heaviest(place, weight))


def test_an_insertion_shifts_the_chain() -> None:
    source = text_of([[word] for word in range(40)], 60)
    target = text_of([[word] for word in (*range(10), *range(50, 55), *range(10, 40))], 60)
    assert anchor_chain(source, target, identity(60)) == [
        *((k, k) for k in range(10)),
        *((k, k + 5) for k in range(10, 40)),
    ]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([], []),
        ([[0]], []),
        ([], [[0]]),
        ([[]] * 20, [[]] * 20),
        ([[0]] * (MOST_SEGMENTS + 1), [[0]] * (MOST_SEGMENTS + 1)),  # everywhere is nowhere
        ([[0]] * 30, [[1]] * 30),
    ],
)
def test_where_nothing_points_the_chain_is_empty(
    ours: list[list[int]], theirs: list[list[int]]
) -> None:
    assert anchor_chain(text_of(ours, 2), text_of(theirs, 2), identity(2)) == []
