import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.given import follow
from align.ladder import Bead
from corpora.document import Group
from corpora.schema import LANGUAGES, OTHERS, PIVOT


def group(probability: float | None = None, **spans: tuple[int, int]) -> Group:
    certainty = (
        {} if probability is None else {lang: probability for lang in spans if lang != PIVOT}
    )
    return Group({lang: range(*span) for lang, span in spans.items()}, certainty)


def bead(source: tuple[int, int], target: tuple[int, int], probability: float = 1.0) -> Bead:
    return Bead(range(*source), range(*target), probability)


def test_rows_are_units_and_beads_with_french() -> None:
    rows = [
        group(fr=(0, 1), en=(0, 1), zh=(0, 1)),
        group(en=(1, 2), zh=(1, 2)),
        group(fr=(1, 2)),
        group(0.25, fr=(2, 3), zh=(2, 3)),
    ]
    found = follow(rows, {"fr": 3, "en": 2, "zh": 3})
    assert found.beads == {
        "en": [
            bead((0, 1), (0, 1)),
            bead((1, 2), (1, 1)),
            bead((2, 3), (1, 1)),
            bead((3, 3), (1, 2)),
        ],
        "zh": [
            bead((0, 1), (0, 1)),
            bead((1, 2), (1, 1)),
            bead((2, 2), (1, 2)),
            bead((2, 3), (2, 3), 0.25),
        ],
    }
    assert [unit.segments for unit in found.units] == [
        {"fr": (0,), "en": (0,), "zh": (0,)},
        {"en": (1,), "zh": (1,)},
        {"fr": (1,)},
        {"fr": (2,), "zh": (2,)},
    ]
    assert [unit.probability for unit in found.units] == [
        {"fr": 1.0, "en": 1.0, "zh": 1.0},
        {"en": 1.0, "zh": 1.0},
        {"fr": 1.0},
        {"fr": 0.25, "zh": 0.25},
    ]


def test_links_are_joined_over_french() -> None:
    links = [
        group(fr=(0, 2), ru=(0, 1)),
        group(fr=(2, 3), ru=(2, 3)),
        group(0.9, fr=(0, 1), ar=(0, 1)),
        group(0.9, fr=(1, 2), ar=(1, 3)),
    ]
    found = follow(links, {"fr": 3, "ru": 3, "ar": 3})
    assert found.beads["ru"] == [
        bead((0, 2), (0, 1)),
        bead((2, 2), (1, 2)),
        bead((2, 3), (2, 3)),
    ]
    assert [unit.segments for unit in found.units] == [
        {"fr": (0, 1), "ru": (0,), "ar": (0, 1, 2)},
        {"ru": (1,)},
        {"fr": (2,), "ru": (2,)},
    ]


@st.composite
def rows(draw: st.DrawFn) -> list[Group]:
    """Rows of any languages, French in the first."""
    sets = draw(st.lists(st.sets(st.sampled_from(LANGUAGES), min_size=1), max_size=12))
    counts = dict.fromkeys(LANGUAGES, 0)
    groups = []
    for languages in [{PIVOT, "ru"}, *sets]:
        spans = {}
        for lang in LANGUAGES:
            if lang in languages:
                spans[lang] = range(counts[lang], counts[lang] + 1)
                counts[lang] += 1
        groups.append(Group(spans, {}))
    return groups


@given(rows())
def test_every_clause_is_in_one_unit_and_one_bead_a_pair(groups: list[Group]) -> None:
    lengths = {
        lang: sum(lang in each.spans for each in groups)
        for lang in LANGUAGES
        if any(lang in each.spans for each in groups)
    }
    found = follow(groups, lengths)
    assert [unit.segments for unit in found.units] == [
        {lang: tuple(span) for lang, span in each.spans.items()} for each in groups
    ]
    assert {*found.beads} == {lang for lang in OTHERS if lang in lengths}
    for lang, beads in found.beads.items():
        assert [i for each in beads for i in each.source] == [*range(lengths[PIVOT])]
        assert [i for each in beads for i in each.target] == [*range(lengths[lang])]
        both = [(each.source.start, each.target.start) for each in beads if all(each[:2])]
        assert both == [
            (each.spans[PIVOT].start, each.spans[lang].start)
            for each in groups
            if PIVOT in each.spans and lang in each.spans
        ]


@pytest.mark.parametrize("lang", OTHERS)
def test_clauses_that_no_group_names_stand_alone(lang: str) -> None:
    found = follow([], {PIVOT: 2, lang: 1})
    assert found.beads == {lang: [bead((0, 1), (0, 0)), bead((1, 2), (0, 0)), bead((2, 2), (0, 1))]}
    assert [unit.segments for unit in found.units] == [{PIVOT: (0,)}, {PIVOT: (1,)}, {lang: (0,)}]
