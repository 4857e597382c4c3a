from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.terms.assignment import assign, pair


@pytest.mark.parametrize(
    ("occurrences", "matches", "expected"),
    [
        ([], [], []),
        (["a"], [], [None]),
        (["a"], [{"a"}, {"a"}], [0]),
        (["a", "a"], [{"a"}], [0, None]),
        (["a", "b", "a"], [{"a"}, {"a"}, {"b"}], [0, 2, 1]),
        (["a", "b"], [{"a", "b"}, {"a", "b"}], [0, 1]),
        (["b", "a"], [{"a", "b"}, {"a", "b"}], [0, 1]),
        (["b", "a"], [{"a", "b"}, {"b"}], [1, 0]),
        (["b", "a"], [{"a", "b"}], [0, None]),
        (["a"], [{"b"}], [None]),
    ],
)
def test_tables(
    occurrences: list[str], matches: list[set[str]], expected: list[int | None]
) -> None:
    assert assign(occurrences, matches) == expected


CONCEPTS = st.sampled_from("abc")


@given(st.lists(CONCEPTS, max_size=8), st.lists(st.sets(CONCEPTS, min_size=1), max_size=8))
def test_a_match_is_taken_once_by_an_owner_and_in_order(
    occurrences: list[str], matches: list[set[str]]
) -> None:
    taken = assign(occurrences, matches)
    used = [match for match in taken if match is not None]
    assert len(taken) == len(occurrences)
    assert len(set(used)) == len(used)
    for concept in set(occurrences):
        own = [match for each, match in zip(occurrences, taken, strict=True) if each == concept]
        found = [match for match in own if match is not None]
        assert own == [*sorted(found), *[None] * (len(own) - len(found))]
        assert all(concept in matches[match] for match in found)


@given(st.lists(CONCEPTS, max_size=8), st.lists(CONCEPTS, max_size=8))
def test_nothing_needed_is_left_over_when_owners_are_clear(
    occurrences: list[str], owners: list[str]
) -> None:
    taken = assign(occurrences, [{owner} for owner in owners])
    for concept in set(occurrences):
        found = sum(
            match is not None
            for each, match in zip(occurrences, taken, strict=True)
            if each == concept
        )
        assert found == min(occurrences.count(concept), owners.count(concept))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([], [0.5], []),
        ([0.75], [0.125, 0.625, 0.875], [(0, 1)]),
        ([0.1, 0.9], [0.2], [(0, 0)]),
        ([0.5], [0.4, 0.6], [(0, 0)]),
        ([0.1, 0.2], [0.0, 0.9, 1.0], [(0, 0), (1, 1)]),
    ],
)
def test_pairs_keep_their_order_and_are_near(
    left: list[float], right: list[float], expected: list[tuple[int, int]]
) -> None:
    assert pair(left, right) == expected


EIGHTHS = st.lists(st.integers(0, 8).map(lambda n: n / 8), max_size=5).map(sorted)


@given(EIGHTHS, EIGHTHS)
def test_no_other_pairs_are_nearer(left: list[float], right: list[float]) -> None:
    pairs = pair(left, right)
    size = min(len(left), len(right))
    distances = [
        sum(abs(left[i] - right[j]) for i, j in zip(one, other, strict=True))
        for one in combinations(range(len(left)), size)
        for other in combinations(range(len(right)), size)
    ]
    assert len(pairs) == size
    assert pairs == sorted(pairs)
    assert sum(abs(left[i] - right[j]) for i, j in pairs) == min(distances)


def test_a_surplus_goes_by_place() -> None:
    places = [0.9], [0.1, 0.8]
    assert assign(["a"], [{"a"}, {"a"}], places=places) == [1]
    assert assign(["a", "a"], [{"a"}], places=([0.1, 0.9], [0.8])) == [None, 0]
