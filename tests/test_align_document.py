"""A document in two to six versions, without and with a section less."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import TEXTS

from align.document import align_document, align_versions
from align.lexicon import EMPTY
from align.pair import align
from align.sixway import join
from corpora.clause import Clause
from corpora.schema import LANGUAGES, PIVOT

OTHERS = LANGUAGES[1:]


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    folder = Path(__file__).parent.parent / "corpora" / "samples" / "A_RES_69_12"
    return {
        lang: (folder / f"{lang}.md").read_text(encoding="utf-8").split("\n\n")[:40]
        for lang in LANGUAGES
    }


def check(versions: dict[str, list[str]], languages: Sequence[str]) -> None:
    found = align_versions(versions)
    assert [*found.beads] == [lang for lang in languages if lang != PIVOT]
    assert found.units == join(found.beads, pivots=len(versions[PIVOT]))
    for lang in languages:
        held = [place for unit in found.units for place in unit.segments.get(lang, ())]
        assert sorted(held) == list(range(len(versions[lang])))
    for beads in found.beads.values():
        assert all(0 <= bead.probability <= 1 for bead in beads)


@pytest.mark.parametrize(
    "languages",
    [("fr", "zh"), ("fr", "en", "ar"), ("fr", "en", "es", "ru"), LANGUAGES[:5], LANGUAGES],
    ids="-".join,
)
def test_two_to_six_languages(texts: dict[str, list[str]], languages: tuple[str, ...]) -> None:
    check({lang: texts[lang] for lang in languages}, languages)


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_that_lacks_a_section(texts: dict[str, list[str]], lang: str) -> None:
    cut = {**texts, lang: [*texts[lang][:8], *texts[lang][20:]]}
    check(cut, LANGUAGES)
    full, found = align_versions(texts), align_versions(cut)
    for other in OTHERS:
        if other != lang:  # the others hardly notice
            kept = {(b.source, b.target) for b in found.beads[other]}
            same = sum((b.source, b.target) in kept for b in full.beads[other])
            assert same >= 0.8 * len(full.beads[other])
    gaps = [i for bead in found.beads[lang] if not bead.target for i in bead.source]
    assert len([i for i in gaps if i < 22]) >= 10


@pytest.mark.parametrize("lang", OTHERS)
def test_a_version_may_be_empty(texts: dict[str, list[str]], lang: str) -> None:
    check({**texts, lang: []}, LANGUAGES)
    check({PIVOT: [], lang: texts[lang]}, (PIVOT, lang))
    check({PIVOT: [], lang: []}, (PIVOT, lang))


@pytest.mark.parametrize("lang", OTHERS)
def test_two_versions_are_a_pair(texts: dict[str, list[str]], lang: str) -> None:
    found = align_versions({PIVOT: texts[PIVOT], lang: texts[lang]}, lexicon=EMPTY)
    assert found.beads[lang] == align(texts[PIVOT], texts[lang], target_language=lang)


def test_the_order_of_the_versions_says_nothing(texts: dict[str, list[str]]) -> None:
    backwards = {lang: texts[lang] for lang in reversed(LANGUAGES)}
    assert align_versions(texts) == align_versions(backwards)


def test_clauses_bring_their_labels(texts: dict[str, list[str]]) -> None:
    labels = {lang: [f"op{k}" for k in range(len(found))] for lang, found in texts.items()}
    found, expected = align_document(clauses(texts, labels)), align_versions(texts, labels=labels)
    for lang in OTHERS:
        assert [b[:2] for b in found.beads[lang]] == [b[:2] for b in expected.beads[lang]]


def clauses(texts: dict[str, list[str]], labels: dict[str, list[str]]) -> dict[str, list[Clause]]:
    return {
        lang: [
            Clause("paragraph", label, None, text, (), None, 1)
            for text, label in zip(found, labels[lang], strict=True)
        ]
        for lang, found in texts.items()
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_kinds_place_clauses(lang: str) -> None:
    """Among equal lines, one language lacks one; only the heading tells where."""
    versions = {
        PIVOT: [clause(PIVOT)] * 4 + [heading(PIVOT)] + [clause(PIVOT)] * 5,
        lang: [clause(lang)] * 3 + [heading(lang)] + [clause(lang)] * 5,
    }
    beads = align_document(versions).beads[lang]
    holding = next(bead for bead in beads if 4 in bead.source)
    assert (holding.source, holding.target) == (range(4, 5), range(3, 4))


def clause(lang: str) -> Clause:
    return Clause("paragraph", None, None, TEXTS[lang].splitlines()[0], (), None, 1)


def heading(lang: str) -> Clause:
    return clause(lang)._replace(kind="heading")


@pytest.mark.parametrize(
    ("lang", "other"),
    [("ru", "es"), ("ar", "en"), ("zh", "ru"), ("en", "ru"), ("en", "es"), ("es", "fr")],
)
def test_a_version_in_another_language_is_improbable(
    texts: dict[str, list[str]], lang: str, other: str
) -> None:
    wrong = align_versions({**texts, lang: texts[other]})
    found = [b.probability for b in wrong.beads[lang] if b.source and b.target]
    assert found
    assert max(found) < 0.5
    units = [unit for unit in wrong.units if {lang, PIVOT} <= unit.segments.keys()]
    assert max(unit.probability[lang] for unit in units) < 0.5
