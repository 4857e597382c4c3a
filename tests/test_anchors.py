import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.anchors import (
    ANCHOR_PROBABILITY,
    COGNATE_PROBABILITY,
    EQUAL_PROBABILITY,
    seed_table,
    spellings,
)
from align.table import Table, sources_of

TOKENS = st.lists(
    st.sampled_from(["#1", "#51", "@a/69/1", "natio", "natin", "nat", "socia", "social", "和平"]),
    unique=True,
)


def seed(ours: list[str], theirs: list[str]) -> Table:
    left, right = (spellings({token: k for k, token in enumerate(side)}) for side in (ours, theirs))
    return seed_table(left, right, sources=len(ours))


def entries(ours: list[str], theirs: list[str]) -> dict[tuple[str, str], float]:
    table = seed(ours, theirs)
    pairs = zip(sources_of(table), table.target, table.probability, strict=True)
    return {(ours[s], theirs[t]): float(p) for s, t, p in pairs}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (["#51"], ["#51", "#5"], {("#51", "#51"): ANCHOR_PROBABILITY}),
        (["@a/69/1"], ["@a/69/1"], {("@a/69/1", "@a/69/1"): ANCHOR_PROBABILITY}),
        (["natio"], ["natio", "natin"], {("natio", "natio"): EQUAL_PROBABILITY}),
        (
            ["natio"],
            ["natin", "natiu"],
            {
                ("natio", "natin"): COGNATE_PROBABILITY / 2,
                ("natio", "natiu"): COGNATE_PROBABILITY / 2,
            },
        ),
        (["nat"], ["nat"], {}),
        (["безоп"], ["безоп"], {("безоп", "безоп"): EQUAL_PROBABILITY}),
        (["السلا"], ["السلم"], {("السلا", "السلم"): COGNATE_PROBABILITY}),
        (["paix"], ["和平"], {}),
        ([], ["#1"], {}),
        (["#1"], [], {}),
    ],
)
def test_the_seed(
    ours: list[str], theirs: list[str], expected: dict[tuple[str, str], float]
) -> None:
    assert entries(ours, theirs) == pytest.approx(expected)


@given(TOKENS, TOKENS)
@settings(deadline=None)
def test_rows_sum_to_at_most_one(ours: list[str], theirs: list[str]) -> None:
    found = entries(ours, theirs)
    for token in ours:
        assert sum(p for (source, _), p in found.items() if source == token) <= 1
    table = seed(ours, theirs)
    assert len(table.offset) == len(ours) + 1
    assert np.isfinite(table.probability).all()
