"""What kind and level of two clauses say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.standing import AGREEMENT, Standing, compare, standing

PARAGRAPH, HEADING = ("paragraph", 1), ("heading", 0)
SIDES = st.lists(st.sampled_from([PARAGRAPH, HEADING, ("operative", 2), None]), max_size=8)


@pytest.mark.parametrize(
    ("kind", "label", "level"),
    [
        ("paragraph", None, 0),
        ("operative", "op2", 1),
        ("operative", "op2(a)", 2),
        ("operative", "op2(a)(i)", 3),
        ("operative", "op2.2", 2),
        ("cell", "t1r2c3", 1),
    ],
)
def test_levels(kind: str, label: str | None, level: int) -> None:
    assert standing(kind, label) == (kind, level)


def test_a_rare_class_says_more() -> None:
    side: list[Standing] = [PARAGRAPH] * 9 + [HEADING]
    found = compare(side, side)
    heading, paragraph = found.source[-1], found.source[0]
    assert found.source.tolist() == found.target.tolist()
    assert found.same[heading] == pytest.approx(np.log(AGREEMENT / 0.1))
    assert found.same[paragraph] == pytest.approx(0)
    assert found.other[heading] == pytest.approx(np.log((1 - AGREEMENT) / 0.9))


@given(SIDES, SIDES)
def test_what_classes_say(ours: list[Standing | None], theirs: list[Standing | None]) -> None:
    found = compare(ours, theirs)
    assert (found.source >= 0).tolist() == [each is not None for each in ours]
    assert (found.target >= 0).tolist() == [each is not None for each in theirs]
    assert np.isfinite(found.same).all()
    assert (found.same >= 0).all()
    assert (found.other <= 0).all()
    mirror = compare(theirs, ours)
    assert mirror.same.tolist() == found.same.tolist()
    assert mirror.source.tolist() == found.target.tolist()
