"""Two versions of anything become beads that cover both, the same from either side."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.ladder import Bead
from align.lexicon import EMPTY, Lexicon, shipped
from align.pair import SMALL, align
from corpora.schema import LANGUAGES, PIVOT

OTHERS = LANGUAGES[1:]

WORDS = {
    "fr": "La paix est bonne et juste.",
    "en": "Peace is good and just.",
    "es": "La paz es buena y justa.",
    "ru": "Мир хорош и справедлив.",
    "ar": "السلام جيد وعادل.",
    "zh": "和平是好的和公正的。",
}

SEGMENTS = st.one_of(
    st.text(max_size=15),
    st.sampled_from([*WORDS.values(), "", " ", "\x00", "\x1b[31m\u2028", "Article 1", "第一条"]),
)
VERSIONS = st.one_of(
    st.lists(SEGMENTS, max_size=8),
    st.tuples(SEGMENTS, st.integers(1, 10)).map(lambda both: [both[0]] * both[1]),
)
CODES = st.sampled_from([*LANGUAGES, "de"])
LEXICONS = st.sampled_from([True, False])


def known(lexicon: bool) -> Lexicon:
    return shipped() if lexicon else EMPTY


def check(beads: list[Bead], sources: int, targets: int) -> None:
    assert [i for bead in beads for i in bead.source] == list(range(sources))
    assert [j for bead in beads for j in bead.target] == list(range(targets))
    for bead in beads:
        assert bead.source or bead.target
        assert 0 <= bead.probability <= 1  # NaN is not


@given(VERSIONS, VERSIONS, CODES, CODES, LEXICONS)
@settings(max_examples=60, deadline=None)
def test_every_segment_is_in_one_bead_and_swapping_mirrors(
    ours: list[str], theirs: list[str], left: str, right: str, lexicon: bool
) -> None:
    beads = align(ours, theirs, source_language=left, target_language=right, lexicon=known(lexicon))
    check(beads, len(ours), len(theirs))
    swapped = align(
        theirs, ours, source_language=right, target_language=left, lexicon=known(lexicon)
    )
    assert [bead.mirrored for bead in swapped] == beads


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize(
    ("sources", "targets"), [(0, 0), (0, 3), (3, 0), (1, 10), (10, 1), (1, 1), (2, 25)]
)
def test_lopsided_versions(lang: str, sources: int, targets: int) -> None:
    for lexicon in (EMPTY, shipped()):
        beads = align(
            [WORDS[PIVOT]] * sources, [WORDS[lang]] * targets, target_language=lang, lexicon=lexicon
        )
        check(beads, sources, targets)


def numbered(lang: str, places: list[int]) -> list[str]:
    return [f"{WORDS[lang]} {place}" for place in places]


@pytest.mark.parametrize("lang", OTHERS)
def test_a_deletion_is_found(lang: str) -> None:
    places = [*range(10), *range(11, 20)]
    beads = align(
        numbered(PIVOT, [*range(20)]), numbered(lang, places), target_language=lang,
        lexicon=shipped(),
    )  # fmt: skip
    assert [bead.kind for bead in beads] == [*["1-1"] * 10, "1-0", *["1-1"] * 9]


@pytest.mark.parametrize("lang", OTHERS)
def test_swapping_a_long_document_mirrors(lang: str) -> None:
    generator = random.Random(3)  # noqa: S311
    ours = numbered(PIVOT, [place for place in range(110) if generator.random() < 0.9])
    theirs = numbered(lang, [place for place in range(110) if generator.random() < 0.9])
    assert len(ours) * len(theirs) > SMALL
    beads = align(ours, theirs, target_language=lang)
    check(beads, len(ours), len(theirs))
    swapped = align(theirs, ours, source_language=lang, target_language=PIVOT)
    assert [bead.mirrored for bead in swapped] == beads
    right = sum(
        bead.kind == "1-1"
        and ours[bead.source[0]].split()[-1] == theirs[bead.target[0]].split()[-1]
        for bead in beads
    )
    assert right > 0.9 * len({x.split()[-1] for x in ours} & {x.split()[-1] for x in theirs})


def test_two_versions_in_one_language_mirror_as_well() -> None:
    ours, theirs = numbered("fr", [0, 1, 1, 2, 2, 4]), numbered("fr", [0, 1, 2, 2, 2, 3])
    beads = align(ours, theirs, target_language="fr")
    swapped = align(theirs, ours, target_language="fr")
    assert [bead.mirrored for bead in swapped] == beads


def test_labels_decide_and_are_mirrored() -> None:
    ours, theirs = ["ab cde " * 10, "fg hij " * 10, "kl mno " * 10], ["пр сту " * 10] * 2
    labels = {"source_labels": ["op1", "op2", "op3"], "target_labels": ["op1", "op3"]}
    beads = align(ours, theirs, target_language="ru", **labels)
    assert [bead.kind for bead in beads] == ["1-1", "1-0", "1-1"]
    swapped = align(
        theirs,
        ours,
        source_language="ru",
        target_language="fr",
        source_labels=labels["target_labels"],
        target_labels=labels["source_labels"],
    )
    assert [bead.mirrored for bead in swapped] == beads


@pytest.mark.parametrize("lang", OTHERS)
def test_it_is_deterministic(lang: str) -> None:
    ours, theirs = numbered(PIVOT, [*range(30)]), numbered(lang, [*range(5, 35)])
    first, second = (align(ours, theirs, target_language=lang) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("lang", "lexicon", "lines"),
    [*((lang, True, 80) for lang in OTHERS), *((lang, False, 80) for lang in OTHERS),
     ("zh", True, 300), ("zh", False, 300)],
)  # fmt: skip
def test_identical_lines_are_aligned_one_by_one(lang: str, lexicon: bool, lines: int) -> None:
    beads = align(
        [WORDS[PIVOT]] * lines, [WORDS[lang]] * lines, target_language=lang, lexicon=known(lexicon)
    )
    check(beads, lines, lines)
    assert Counter(bead.kind for bead in beads)["1-1"] >= 0.98 * lines
    assert sum(bead.probability for bead in beads) / len(beads) < 0.9  # nothing tells them apart


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("line", ["x", "mot ", "\x00", "和平", "1 ", "A/69/228 "])
def test_lines_of_a_hundred_thousand_characters(lang: str, line: str) -> None:
    long = line * (100_000 // len(line))
    versions = [long, WORDS[PIVOT], long], [long, WORDS[lang], long]
    beads = align(*versions, target_language=lang, lexicon=shipped())
    check(beads, 3, 3)
    assert Bead(range(1, 2), range(1, 2)) in [bead._replace(probability=1.0) for bead in beads]


@pytest.mark.parametrize("lang", OTHERS)
def test_another_text_is_doubtful(sample_texts: Path, lang: str) -> None:
    ours, theirs = (
        (sample_texts / f"{each}.md").read_text(encoding="utf-8").split("\n\n")
        for each in (PIVOT, lang)
    )
    right, wrong = (
        align(ours, each, target_language=lang, lexicon=shipped())
        for each in (theirs, theirs[::-1])
    )
    assert mean(right) > 0.6
    assert mean(wrong) < 0.3


def mean(beads: list[Bead]) -> float:
    """Return the mean probability of a French segment to be placed where it is."""
    placed = sum(bead.probability * len(bead.source) for bead in beads if bead.target)
    return placed / sum(len(bead.source) for bead in beads)
