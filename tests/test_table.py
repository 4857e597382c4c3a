import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.table import Table, filled, from_entries, keys_of, sources_of, transposed

SOURCES, TARGETS = 4, 5
CELLS = st.tuples(st.integers(0, SOURCES - 1), st.integers(0, TARGETS - 1))
ENTRIES = st.dictionaries(CELLS, st.sampled_from([0.125, 0.25, 0.5, 1.0]))
Entries = dict[tuple[int, int], float]


def table_of(entries: Entries) -> Table:
    pairs = np.array([*entries], dtype=np.int64).reshape(-1, 2)
    return from_entries(pairs[:, 0], pairs[:, 1], np.array([*entries.values()]), sources=SOURCES)


def dense(table: Table, targets: int) -> NDArray[np.float32]:
    matrix = np.zeros((len(table.offset) - 1, targets), dtype=np.float32)
    matrix[sources_of(table), table.target] = table.probability
    return matrix


@given(ENTRIES)
@settings(deadline=None)
def test_rows_hold_what_was_given(entries: Entries) -> None:
    table = table_of(entries)
    for source in range(SOURCES):
        row = slice(table.offset[source], table.offset[source + 1])
        expected = sorted((t, p) for (s, t), p in entries.items() if s == source)
        assert [*zip(table.target[row], table.probability[row], strict=True)] == expected


@given(ENTRIES)
@settings(deadline=None)
def test_transposed_is_the_transposed_matrix(entries: Entries) -> None:
    table = table_of(entries)
    turned = transposed(table, targets=TARGETS)
    assert np.array_equal(dense(turned, SOURCES), dense(table, TARGETS).T)
    again = transposed(turned, targets=SOURCES)
    assert all(np.array_equal(a, b) for a, b in zip(again, table, strict=True))


@given(ENTRIES, ENTRIES)
@settings(deadline=None)
def test_filled_keeps_ours_and_adds_theirs(ours: Entries, theirs: Entries) -> None:
    result = filled(table_of(ours), table_of(theirs), targets=TARGETS)
    assert np.array_equal(dense(result, TARGETS), dense(table_of({**theirs, **ours}), TARGETS))


@given(ENTRIES)
@settings(deadline=None)
def test_keys_ascend(entries: Entries) -> None:
    keys = keys_of(table_of(entries), targets=TARGETS)
    assert keys.tolist() == sorted(source * TARGETS + target for source, target in entries)


@pytest.mark.parametrize("sources", [0, 1, 3])
def test_a_table_may_be_empty(sources: int) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    table = from_entries(nothing, nothing, np.zeros(0), sources=sources)
    assert len(table.offset) == sources + 1
    assert not len(table.target)
