import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.ladder import Bead
from align.sixway import LEAST_FUSING, Unit, join
from corpora.schema import LANGUAGES, PIVOT

OTHERS = LANGUAGES[1:]


def ladder(*steps: tuple[int, int] | tuple[int, int, float]) -> list[Bead]:
    """Return the beads of some sizes, with a probability where one is given."""
    beads: list[Bead] = []
    i = j = 0
    for n, m, *probability in steps:
        beads.append(Bead(range(i, i + int(n)), range(j, j + int(m)), *probability))
        i, j = i + int(n), j + int(m)
    return beads


KINDS = st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 6)])


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, list[Bead]], int]:
    pivots = draw(st.integers(0, 8))
    beads = {}
    for lang in draw(st.lists(st.sampled_from(OTHERS), min_size=1, unique=True)):
        steps, left = [], pivots
        for n, m in draw(st.lists(KINDS, max_size=10)):
            if n <= left:
                steps.append((n, m, draw(st.floats(0, 1))))
                left -= n
        beads[lang] = ladder(*steps, *[(1, 0)] * left)
    return beads, pivots


def shapes(units: list[Unit]) -> list[dict[str, tuple[int, ...]]]:
    return [unit.segments for unit in units]


@given(documents())
@settings(deadline=None)
def test_every_segment_is_in_exactly_one_unit(document: tuple[dict[str, list[Bead]], int]) -> None:
    beads, pivots = document
    units = join(beads, pivots=pivots)
    sizes = {PIVOT: pivots, **{x: sum(len(b.target) for b in found) for x, found in beads.items()}}
    for lang, size in sizes.items():
        found = [segment for unit in units for segment in unit.segments.get(lang, ())]
        assert sorted(found) == list(range(size))
        firsts = [unit.segments[lang][0] for unit in units if lang in unit.segments]
        assert firsts == sorted(firsts)


@given(documents())
@settings(deadline=None)
def test_units_say_of_each_language_how_sure_it_is(
    document: tuple[dict[str, list[Bead]], int],
) -> None:
    beads, pivots = document
    for unit in join(beads, pivots=pivots):
        assert set(unit.probability) == set(unit.segments)
        assert all(segments == tuple(sorted(segments)) for segments in unit.segments.values())
        assert all(unit.segments.values())
        assert all(0 <= probability <= 1 for probability in unit.probability.values())
        assert PIVOT in unit.segments or len(unit.segments) == 1
        others = [p for lang, p in unit.probability.items() if lang != PIVOT]
        if PIVOT in unit.segments and others:
            assert unit.probability[PIVOT] == min(others)


@given(documents())
@settings(deadline=None)
def test_only_sure_beads_fuse_french(document: tuple[dict[str, list[Bead]], int]) -> None:
    beads, pivots = document
    sure = {
        cut
        for found in beads.values()
        for bead in found
        if bead.target and bead.probability >= LEAST_FUSING
        for cut in range(bead.source.start + 1, bead.source.stop)
    }
    for unit in join(beads, pivots=pivots):
        french = unit.segments.get(PIVOT, ())
        assert set(french[1:]) <= sure
        assert list(french) == list(range(french[0], french[-1] + 1)) if french else True


@pytest.mark.parametrize(
    ("beads", "pivots", "expected"),
    [
        ({"en": ladder((1, 1), (1, 1))}, 2, [{"fr": (0,), "en": (0,)}, {"fr": (1,), "en": (1,)}]),
        (
            {"en": ladder((2, 1)), "zh": ladder((1, 1), (1, 1))},
            2,
            [{"fr": (0, 1), "en": (0,), "zh": (0, 1)}],
        ),
        (
            {"en": ladder((2, 1), (1, 1)), "zh": ladder((1, 1), (2, 1))},
            3,
            [{"fr": (0, 1, 2), "en": (0, 1), "zh": (0, 1)}],
        ),
        (
            {"en": ladder((1, 1), (1, 0)), "ru": ladder((1, 0), (1, 1))},
            2,
            [{"fr": (0,), "en": (0,)}, {"fr": (1,), "ru": (0,)}],
        ),
        (
            {"es": ladder((0, 1), (1, 1)), "ar": ladder((0, 1), (1, 1))},
            1,
            [{"es": (0,)}, {"ar": (0,)}, {"fr": (0,), "es": (1,), "ar": (1,)}],
        ),
        (
            {"en": ladder((2, 1, 0.4)), "zh": ladder((1, 1), (1, 1))},
            2,
            [{"fr": (0,), "zh": (0,)}, {"fr": (1,), "zh": (1,)}, {"en": (0,)}],
        ),
        (
            {"en": ladder((1, 2, 0.1))},
            1,
            [{"fr": (0,), "en": (0, 1)}],
        ),
        (
            {"en": ladder((2, 0)), "zh": ladder((1, 1), (1, 1))},
            2,
            [{"fr": (0,), "zh": (0,)}, {"fr": (1,), "zh": (1,)}],
        ),
        ({"en": []}, 0, []),
        ({"en": ladder((0, 1))}, 0, [{"en": (0,)}]),
        ({}, 2, [{"fr": (0,)}, {"fr": (1,)}]),
    ],
    ids=[
        "one to one",
        "one language joins all",
        "joins of two languages meet",
        "a language lacks a segment",
        "a segment French lacks",
        "a doubtful bead joins nothing",
        "one French segment is kept with several",
        "a gap joins nothing",
        "empty",
        "no French",
        "French alone",
    ],
)
def test_units(
    beads: dict[str, list[Bead]], pivots: int, expected: list[dict[str, tuple[int, ...]]]
) -> None:
    assert shapes(join(beads, pivots=pivots)) == expected


def test_an_insertion_inside_a_unit_is_a_unit_of_its_own() -> None:
    beads = {"en": ladder((1, 1), (0, 1), (1, 1)), "zh": ladder((2, 1))}
    assert shapes(join(beads, pivots=2)) == [
        {"fr": (0, 1), "en": (0, 2), "zh": (0,)},
        {"en": (1,)},
    ]


def test_an_insertion_before_what_its_language_has_of_a_unit_comes_first() -> None:
    beads = {"en": ladder((1, 0), (0, 1), (1, 1)), "zh": ladder((2, 1))}
    assert shapes(join(beads, pivots=2)) == [
        {"en": (0,)},
        {"fr": (0, 1), "en": (1,), "zh": (0,)},
    ]


def test_the_lowest_bead_counts() -> None:
    beads = {
        "en": ladder((1, 1, 0.9), (1, 1, 0.7), (1, 0, 0.6)),
        "zh": ladder((2, 1, 0.8), (1, 0, 0.5)),
    }
    assert [unit.probability for unit in join(beads, pivots=3)] == [
        {"fr": 0.7, "en": 0.7, "zh": 0.8},
        {"fr": 0.5},
    ]


def test_one_bad_link_fuses_no_blocks() -> None:
    good = ladder(*[(1, 1)] * 40)
    bad = ladder(*[(1, 1)] * 17, (3, 3, LEAST_FUSING - 0.01), *[(1, 1)] * 20)
    beads = dict.fromkeys(OTHERS, good) | {"ar": bad}
    assert [unit.segments["fr"] for unit in join(beads, pivots=40) if "fr" in unit.segments] == [
        (k,) for k in range(40)
    ]
