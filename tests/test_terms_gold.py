"""The targets of term discovery on hand-annotated United Nations text."""

from pathlib import Path

import pytest

from corpora.schema import OTHERS
from tm.terms.bench import FILES, accuracy
from tm.terms.gold import CLASSES, Rendering, Scores, b_cubed, mean_over, span_f1

pytest.importorskip("snowballstemmer", reason="the extra [bench] is not installed")


@pytest.fixture(scope="module")
def results(shared: Path) -> dict[str, Scores]:
    data = shared / "data"
    for name in ("goldterms/renderings.jsonl", *FILES):
        if not (data / name).is_file():
            pytest.skip(f"no {name} in {data}")
    return {result.name: result.scores for result in accuracy(data)}


OURS, GIVEN = "hexapla, French only", "hexapla, forms given"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "overlap", "exact"),
    [("fixed", 0.93, 0.85), ("established", 0.92, 0.82), ("variable", 0.75, 0.60)],
)
def test_spans_given_the_french_term_only(
    results: dict[str, Scores], kind: str, overlap: float, exact: float
) -> None:
    assert mean_over(results[OURS].overlap, kind) >= overlap
    assert mean_over(results[OURS].exact, kind) >= exact


@pytest.mark.shared
@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("kind", ["fixed", "established"])
def test_no_language_is_left_behind(results: dict[str, Scores], kind: str, lang: str) -> None:
    assert results[OURS].overlap[kind, lang] >= 0.85


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["fixed", "established"])
def test_spans_with_forms_given(results: dict[str, Scores], kind: str) -> None:
    assert mean_over(results[GIVEN].overlap, kind) >= 0.97
    assert mean_over(results["Snowball, forms given"].overlap, kind) < 0.97


@pytest.mark.shared
@pytest.mark.parametrize("name", [OURS, GIVEN])
def test_citation_forms_and_metrics(results: dict[str, Scores], name: str) -> None:
    scores = results[name]
    assert scores.grouping >= 0.95
    assert scores.false_alarms <= 0.02
    assert scores.ltcr[0] == pytest.approx(scores.ltcr[1], abs=0.03)
    assert scores.share[0] == pytest.approx(scores.share[1], abs=0.03)


@pytest.mark.shared
def test_the_lexicon_and_the_sentences_alone_teach_most(results: dict[str, Scores]) -> None:
    scores = results["hexapla, French only, nothing but the sentences"]
    assert [mean_over(scores.overlap, kind) > 0.75 for kind in CLASSES] == [True] * 3


def rendering(span: tuple[int, int] | None, form: str | None = None) -> Rendering:
    return Rendering(span, None, form)


@pytest.mark.parametrize(
    ("gold", "ours", "overlap", "exact"),
    [
        ((0, 5), (0, 5), 1.0, 1.0),
        ((0, 5), (4, 9), 1.0, 0.0),
        ((0, 5), (5, 9), 0.0, 0.0),
        ((0, 5), None, 0.0, 0.0),
        (None, (0, 5), 0.0, 0.0),
        (None, None, 1.0, 1.0),
    ],
)
def test_a_null_is_scored_like_a_span(
    gold: tuple[int, int] | None, ours: tuple[int, int] | None, overlap: float, exact: float
) -> None:
    pairs = [(rendering(gold), rendering(ours))]
    assert (span_f1(pairs, exact=False), span_f1(pairs, exact=True)) == (overlap, exact)


def test_the_span_of_an_acronym_is_no_error() -> None:
    pairs = [(Rendering(None, (3, 6), None), rendering((3, 6)))]
    assert span_f1(pairs, exact=True) == 1.0


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [("aab", "xxy", 1.0), ("aaaa", "xxyy", 2 / 3), ("ab", "xx", 2 / 3), ("", "", 0.0)],
)
def test_b_cubed(gold: str, ours: str, expected: float) -> None:
    pairs = [(rendering(None, g), rendering(None, o)) for g, o in zip(gold, ours, strict=True)]
    assert b_cubed([pairs]) == pytest.approx(expected)
