"""The figures of the hard Charter, with the shipped lexicon: hand gold that it never saw."""

import json
from pathlib import Path

import pytest

from align.document import Alignment, align_versions
from align.ladder import Bead
from corpora.schema import LANGUAGES

FLOORS = {"en": 0.98, "es": 0.98, "ru": 0.98, "ar": 0.94, "zh": 0.94}

pytestmark = pytest.mark.shared
Runs = tuple[tuple[int, ...], tuple[int, ...]]


@pytest.fixture(scope="module")
def hard(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue("shared") / "data" / "charter" / "hard"
    return folder


@pytest.fixture(scope="module")
def alignment(hard: Path) -> Alignment:
    return align_versions(
        {
            lang: (hard / f"{lang}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
            for lang in LANGUAGES
        }
    )


def gold(hard: Path, lang: str) -> set[Runs]:
    lines = (hard / f"fr-{lang}.gold").read_text(encoding="utf-8").splitlines()
    runs = (map(json.loads, line.split(":")[:2]) for line in lines)
    return {(tuple(ours), tuple(theirs)) for ours, theirs in runs if ours and theirs}


def pairs(beads: list[Bead]) -> dict[Runs, float]:
    """Return the probability of every bead that has both sides."""
    return {
        (tuple(bead.source), tuple(bead.target)): bead.probability
        for bead in beads
        if bead.source and bead.target
    }


@pytest.mark.parametrize("lang", FLOORS)
def test_strict_f1(hard: Path, alignment: Alignment, lang: str) -> None:
    expected, found = gold(hard, lang), pairs(alignment.beads[lang])
    f1 = 2 * len(expected & set(found)) / (len(expected) + len(found))
    assert f1 >= FLOORS[lang]


@pytest.mark.parametrize("lang", FLOORS)
def test_probabilities_mean_what_they_say(hard: Path, alignment: Alignment, lang: str) -> None:
    expected, found = gold(hard, lang), pairs(alignment.beads[lang])
    right = sum(pair in expected for pair in found) / len(found)
    assert sum(found.values()) / len(found) == pytest.approx(right, abs=0.05)
    wrong = [found[pair] for pair in found if pair not in expected]
    sure = [found[pair] for pair in found if pair in expected]
    if len(wrong) >= 5:  # fewer tell nothing
        assert sum(wrong) / len(wrong) < sum(sure) / len(sure) - 0.1


def test_six_way_units(hard: Path, alignment: Alignment) -> None:
    lines = (hard / "six.gold").read_text(encoding="utf-8").splitlines()
    expected = {tuple(tuple(json.loads(line)[lang]) for lang in LANGUAGES) for line in lines}
    found = {tuple(unit.segments.get(lang, ()) for lang in LANGUAGES) for unit in alignment.units}
    several = [{unit for unit in each if sum(map(bool, unit)) > 1} for each in (expected, found)]
    f1 = 2 * len(several[0] & several[1]) / sum(map(len, several))
    assert f1 >= 0.85
