"""Exported memories in OmegaT, as translators load them: eight pairs, both ways to segment."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from conftest import Build, segments
from omegat import Segment, grouped, is_exact, run_omegat, scripts

from tm.tmx.export import export
from tm.tmx.settings import Settings, parse_pairs
from tm.tmx.tiers import FOLDERS, Tiers

pytestmark = pytest.mark.omegat

PAIRS = parse_pairs(["fr-en", "fr-es", "fr-ru", "fr-ar", "fr-zh", "en-es", "ru-zh", "ar-en"])
SCRIPT = {
    "en": "LATIN",
    "es": "LATIN",
    "fr": "LATIN",
    "ru": "CYRILLIC",
    "ar": "ARABIC",
    "zh": "CJK",
}
WORD = {
    "fr": "Genève",
    "en": "Geneva",
    "es": "Ginebra",
    "ru": "Женева",
    "ar": "جنيف",
    "zh": "日内瓦",
}
"""A word that a perturbed clause has instead of one of its own."""


class Loaded(NamedTuple):
    pair: tuple[str, str]
    cut: bool
    units: dict[str, dict[str, str]]  # of whole clauses, as written in the file
    entries: int
    clauses: dict[str, list[Segment]]  # source text -> the segments OmegaT cut it into
    perturbed: dict[str, list[Segment]]
    body: set[str]


def perturb(text: str, language: str) -> str:
    """Put another word in the place of the one in the middle."""
    if language == "zh":
        middle = len(text) // 2
        return text[:middle] + WORD[language] + text[middle + 3 :]
    words = text.split(" ")
    words[len(words) // 2] = WORD[language]
    return " ".join(words)


@pytest.fixture(scope="module")
def memories(sample: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "memories"
    export(sample.folder, folder, Settings(pairs=PAIRS))
    return folder


@pytest.fixture(
    scope="module",
    params=[(pair, cut) for pair in PAIRS for cut in (False, True)],
    ids=lambda param: f"{'-'.join(param[0])}-{'sentence' if param[1] else 'paragraph'}",
)
def loaded(
    request: pytest.FixtureRequest,
    sample: Build,
    memories: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Loaded:
    (source, target), cut = request.param
    name = f"{source}-{target}"
    files = {path.name: path for path in memories.glob(f"{name}*.tmx")}
    units = segments(memories / f"{name}.tmx")
    texts = [unit[source] for unit in units.values()]
    body = sample.report.tables.clauses.filter(
        pl.col("lang") == source, pl.col("kind").is_in(["preambular", "operative"])
    )
    perturbed = [perturb(text, source) for text in body["text"]]
    folder = tmp_path_factory.mktemp("omegat")
    report = run_omegat(
        *(folder, source, target, [*texts, *perturbed], files), sentence_segmentation=cut
    )
    groups = grouped([*texts, *perturbed], report.segments)
    return Loaded(
        (source, target),
        cut,
        units,
        report.entries[f"{name}.tmx"],
        {text: groups[text] for text in texts},
        {text: groups[text] for text in perturbed},
        {*body["text"]},
    )


def test_every_unit_is_loaded(loaded: Loaded) -> None:
    if loaded.cut:
        assert loaded.entries >= len(loaded.units)
    else:
        assert loaded.entries == len(loaded.units) >= 37


def test_clauses_match_wholly(
    loaded: Loaded, record_property: Callable[[str, object], None]
) -> None:
    whole = [text for text, found in loaded.clauses.items() if is_exact(found)]
    record_property("share of whole matches", f"{len(whole)}/{len(loaded.clauses)}")
    assert len(loaded.body) == 22
    assert loaded.body <= {*whole}
    assert len(whole) >= 0.98 * len(loaded.clauses)


def test_the_best_match_of_a_clause_is_its_translation(loaded: Loaded) -> None:
    source, target = loaded.pair
    expected = {unit[source]: unit[target] for unit in loaded.units.values()}
    for text in loaded.body:
        found = loaded.clauses[text]
        if len(found) == 1:
            assert found[0].matches[0].target == expected[text]


def test_perturbed_clauses_match_in_part(loaded: Loaded) -> None:
    best = [
        max(found, key=lambda segment: len(segment.source)) for found in loaded.perturbed.values()
    ]
    scores = [segment.matches[0].scores[2] for segment in best if segment.matches]
    assert len(scores) == len(best) >= 20
    assert all(70 <= score <= 99 for score in scores)


def test_no_target_is_in_the_wrong_language(loaded: Loaded) -> None:
    target = loaded.pair[1]
    ours = "".join("".join(unit[target].split()) for unit in loaded.units.values())
    found = [*loaded.clauses.values(), *loaded.perturbed.values()]
    targets = [match.target for each in found for segment in each for match in segment.matches]
    assert len(targets) > 60
    # without white space: OmegaT glues the sentences of a paragraph together again
    assert [text for text in targets if "".join(text.split()) not in ours] == []
    for text in loaded.body:
        assert all(SCRIPT[target] in scripts(s.matches[0].target) for s in loaded.clauses[text])


def test_tiers_are_honoured(sample: Build, tmp_path: Path) -> None:
    """A whole match counts 100 in "tm/auto", where it is filled in, 90 and 70 behind penalties."""
    beads = sample.report.tables.beads.filter(pl.col("lang") == "ru")
    ranked = beads["probability"].unique().sort(descending=True)
    tiers = Tiers(*(ranked[len(ranked) * k // 4] for k in (1, 2, 3)))  # some in each
    settings = Settings(pairs=(("fr", "ru"),), tiers=tiers, fragments=False)
    export(sample.folder, tmp_path / "m", settings)
    place = tmp_path / "m" / "fr-ru"
    files = {path.relative_to(place / "tm").as_posix(): path for path in place.rglob("*.tmx")}
    assert {str(Path("tm") / Path(name).parent).removesuffix("/.") for name in files} == {*FOLDERS}
    units = {name: segments(path) for name, path in files.items()}
    texts = [unit["fr"] for each in units.values() for unit in each.values()]
    report = run_omegat(tmp_path, "fr", "ru", texts, files, sentence_segmentation=False)
    best = {segment.source: segment for segment in report.segments}
    for name, each in units.items():
        score = {"auto": 100, "penalty-10": 90, "penalty-30": 70}.get(Path(name).parent.name, 100)
        for unit in each.values():
            segment = best[unit["fr"]]
            assert max(match.scores[2] for match in segment.matches) == score
            assert segment.filled == (unit["ru"] if name.startswith("auto/") else None)
