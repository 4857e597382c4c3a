import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.ladder import Bead, Rung, to_beads, to_ladder

STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda step: step != (0, 0)), max_size=12
)


def ladder_of(steps: list[tuple[int, int]]) -> list[Rung]:
    ladder = [Rung(0, 0)]
    for source, target in steps:
        ladder.append(Rung(ladder[-1].source + source, ladder[-1].target + target))
    return ladder


def test_the_example_of_the_module() -> None:
    beads = [Bead(range(2), range(1)), Bead(range(2, 3), range(1, 3))]
    assert to_ladder(beads) == [(0, 0), (2, 1), (3, 3)]
    assert [bead.kind for bead in beads] == ["2-1", "1-2"]


@given(STEPS)
def test_ladder_and_beads_are_inverse(steps: list[tuple[int, int]]) -> None:
    ladder = ladder_of(steps)
    beads = to_beads(ladder)
    assert to_ladder(beads) == ladder
    assert to_beads(to_ladder(beads)) == beads
    assert [bead.kind for bead in beads] == [f"{n}-{m}" for n, m in steps]


@given(STEPS)
def test_beads_cover_both_sides_once(steps: list[tuple[int, int]]) -> None:
    ladder = ladder_of(steps)
    beads = to_beads(ladder)
    assert [i for bead in beads for i in bead.source] == list(range(ladder[-1].source))
    assert [j for bead in beads for j in bead.target] == list(range(ladder[-1].target))


@pytest.mark.parametrize(
    ("low", "high"), [((1, 1), (1, 1)), ((1, 1), (0, 2)), ((1, 1), (2, 0)), ((2, 2), (1, 1))]
)
def test_rungs_that_cross_are_refused(low: tuple[int, int], high: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="does not come after"):
        to_beads([Rung(*low), Rung(*high)])


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 0), (0, 1), (2, 3), (6, 1)])
def test_mirrored_is_read_from_the_other_language(n: int, m: int) -> None:
    bead = Bead(range(3, 3 + n), range(5, 5 + m), 0.25)
    assert bead.kind == f"{n}-{m}"
    assert bead.mirrored == Bead(range(5, 5 + m), range(3, 3 + n), 0.25)
    assert bead.mirrored.kind == f"{m}-{n}"
    assert bead.mirrored.mirrored == bead
