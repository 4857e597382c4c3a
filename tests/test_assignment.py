import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.terms.assignment import assign


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
