"""The memories of the sample in OmegaT, as a translator would load them."""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl
import pytest
from conftest import Build, segments
from omegat import Report, run_omegat, scripts

pytestmark = pytest.mark.omegat

SCRIPTS = {"ru": {"CYRILLIC"}, "ar": {"ARABIC"}}
WHOLE = (100, 100, 100)


class Loaded(NamedTuple):
    language: str
    memory: dict[str, str]  # French segment -> the other language, as written in the file
    clauses: list[tuple[str, str]]  # kind and text of the French clauses
    report: Report


def load(
    sample: Build, factory: pytest.TempPathFactory, language: str, *, sentences: bool
) -> Loaded:
    path = sample.folder / "tmx" / f"fr-{language}.tmx"
    french = sample.report.tables.clauses.filter(pl.col("lang") == "fr")
    report = run_omegat(
        factory.mktemp("omegat"),
        "fr",
        language,
        [*french["text"]],
        {path.name: path},
        sentence_segmentation=sentences,
    )
    memory = {unit["fr"]: unit[language] for unit in segments(path).values()}
    return Loaded(language, memory, french.select("kind", "text").rows(), report)


@pytest.fixture(scope="module", params=SCRIPTS)
def by_paragraph(
    request: pytest.FixtureRequest, sample: Build, tmp_path_factory: pytest.TempPathFactory
) -> Loaded:
    return load(sample, tmp_path_factory, request.param, sentences=False)


@pytest.fixture(scope="module", params=SCRIPTS)
def by_sentence(
    request: pytest.FixtureRequest, sample: Build, tmp_path_factory: pytest.TempPathFactory
) -> Loaded:
    return load(sample, tmp_path_factory, request.param, sentences=True)


def test_every_unit_is_loaded(by_paragraph: Loaded) -> None:
    assert by_paragraph.report.entries == {
        f"fr-{by_paragraph.language}.tmx": len(by_paragraph.memory)
    }


def test_every_french_clause_matches_wholly_and_brings_its_translation(
    by_paragraph: Loaded,
) -> None:
    texts = [text for _, text in by_paragraph.clauses]
    assert [segment.source for segment in by_paragraph.report.segments] == texts
    found = {
        segment.source: segment.matches[0].target
        for segment in by_paragraph.report.segments
        if segment.matches and segment.matches[0].scores == WHOLE
    }
    assert found == {
        text: by_paragraph.memory[text] for text in texts if text in by_paragraph.memory
    }


def test_every_clause_of_the_resolution_is_in_the_memory(by_paragraph: Loaded) -> None:
    body = [text for kind, text in by_paragraph.clauses if kind in {"preambular", "operative"}]
    assert len(body) == 13 + 9
    assert {*body} <= {*by_paragraph.memory}
    for segment in by_paragraph.report.segments:
        if segment.source in body:
            assert scripts(segment.matches[0].target) == SCRIPTS[by_paragraph.language]


def test_cut_into_sentences_what_matches_wholly_is_right(
    by_sentence: Loaded, record_property: Callable[[str, object], None]
) -> None:
    cut = by_sentence.report.segments
    exact = [each for each in cut if each.matches and each.matches[0].scores == WHOLE]
    record_property("share of whole matches", f"{len(exact)}/{len(cut)}")
    translations = " ".join(by_sentence.memory.values())
    assert all(segment.matches[0].target in translations for segment in exact)
    body = {text for kind, text in by_sentence.clauses if kind in {"preambular", "operative"}}
    assert body <= {segment.source for segment in exact}  # a clause is one sentence
