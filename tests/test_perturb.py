import re
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.ladder import Bead
from align.perturb import DELETED, JOINED, SPLIT, Bitext, Piece, components, perturb
from corpora.schema import LANGUAGES, PIVOT

MARK = {"ar": "،", "zh": "，"}


def lines(count: int) -> dict[str, list[str]]:
    """Return lines whose words name their number, with an inner mark to split at."""
    return {
        lang: [
            f"L{k}a{MARK.get(lang, ',')}{'' if lang == 'zh' else ' '}L{k}b" for k in range(count)
        ]
        for lang in LANGUAGES
    }


class Held(NamedTuple):
    """The halves of lines that a segment holds."""

    halves: frozenset[str]

    @property
    def numbers(self) -> set[str]:
        return {half[:-1] for half in self.halves}


def held(segment: str) -> Held:
    return Held(frozenset(re.findall(r"L\d+[ab]", segment)))


def of_lines(segments: Sequence[str]) -> list[set[str]]:
    return [held(segment).numbers for segment in segments]


@pytest.fixture(scope="module")
def large() -> Bitext:
    return perturb(lines(3000), seed=1)


@given(st.integers(0, 60), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_gold_covers_every_segment_once_and_in_order(count: int, seed: int) -> None:
    bitext = perturb(lines(count), seed=seed)
    for lang, beads in bitext.gold.items():
        assert [i for b in beads for i in b.source] == list(range(len(bitext.segments[PIVOT])))
        assert [j for b in beads for j in b.target] == list(range(len(bitext.segments[lang])))
    for lang, segments in bitext.segments.items():
        found = [place for unit in bitext.six for place in unit.get(lang, ())]
        assert found == list(range(len(segments)))


@given(st.integers(0, 60), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_all_that_shares_a_line_is_in_one_unit_and_nothing_else(count: int, seed: int) -> None:
    bitext = perturb(lines(count), seed=seed)
    by_lang = {lang: of_lines(segments) for lang, segments in bitext.segments.items()}
    owner: dict[str, int] = {}
    for number, unit in enumerate(bitext.six):
        inside = {
            line
            for lang, places in unit.items()
            for place in places
            for line in by_lang[lang][place]
        }
        assert inside
        assert all(owner.setdefault(line, number) == number for line in inside)
    for lang, beads in bitext.gold.items():
        check_beads(beads, by_lang[PIVOT], by_lang[lang])


def check_beads(beads: Sequence[Bead], ours: list[set[str]], theirs: list[set[str]]) -> None:
    places = {}
    for number, bead in enumerate(beads):
        left = set().union(*(ours[i] for i in bead.source))
        right = set().union(*(theirs[j] for j in bead.target))
        assert not (left and right) or left & right
        for line in left | right:
            assert places.setdefault(line, number) == number


def test_no_text_is_made_up_or_moved(large: Bitext) -> None:
    for segments in large.segments.values():
        halves = [half for segment in segments for half in re.findall(r"L(\d+)([ab])", segment)]
        order = [(int(number), half) for number, half in halves]
        assert order == sorted(set(order))
        assert len(order) == 2 * len({number for number, _ in order})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shares_are_roughly_as_stated(large: Bitext, lang: str) -> None:
    found = [held(segment) for segment in large.segments[lang]]
    present = {line for each in found for line in each.numbers}
    joined = sum(len(each.numbers) == 2 for each in found)
    split = sum(len(each.halves) == 1 for each in found) / 2
    pivot = lang == PIVOT
    assert 1 - len(present) / 3000 == pytest.approx(DELETED, abs=0.015)
    assert joined / 3000 == pytest.approx(JOINED[pivot], abs=0.015)
    assert split / 3000 == pytest.approx(SPLIT[pivot], abs=0.015)


def test_no_language_splits_what_french_has_split(large: Bitext) -> None:
    def split(lang: str) -> set[str]:
        halves = [held(segment) for segment in large.segments[lang]]
        return {line for each in halves if len(each.halves) == 1 for line in each.numbers}

    assert split(PIVOT)
    for lang in large.gold:
        assert split(lang)
        assert not split(lang) & split(PIVOT)


def test_the_seed_decides() -> None:
    one, same, other = (perturb(lines(200), seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.segments != other.segments
    french = perturb({lang: lines(200)[lang] for lang in ("fr", "ru")}, seed=1)
    assert french.segments == {lang: one.segments[lang] for lang in ("fr", "ru")}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([{0}, {1}], [{0}, {1}], [(1, 1), (1, 1)]),
        ([{0, 1}], [{0}, {1}], [(1, 2)]),
        ([{0}, {0}], [{0}], [(2, 1)]),
        ([{0}], [{1}], [(1, 0), (0, 1)]),
        ([{0, 1}, {2}], [{0}, {1, 2}], [(2, 2)]),
        ([], [], []),
    ],
)
def test_components(
    ours: list[set[int]], theirs: list[set[int]], expected: list[tuple[int, int]]
) -> None:
    sides = {"fr": ours, "zh": theirs}
    found = components({x: [Piece("", frozenset(p)) for p in side] for x, side in sides.items()})
    assert [tuple(len(unit.get(lang, ())) for lang in ("fr", "zh")) for unit in found] == expected
