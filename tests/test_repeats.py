import polars as pl
import pytest
from sacrebleu.metrics.chrf import CHRF

from corpora.schema import LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.repeats import REPEATS, find_repeats

TEXTS = {
    "en": ("Decides to remain seized of the matter", "Decides to keep the matter under review"),
    "es": ("Decide seguir ocupándose de la cuestión", "Decide mantener en examen la cuestión"),
    "ru": ("постановляет продолжать заниматься вопросом", "решает держать вопрос в поле зрения"),
    "ar": ("تقرر أن تبقي المسألة قيد نظرها", "تقرر أن تظل معنية بهذه المسألة"),
    "zh": ("决定继续处理此案", "决定继续审议这一问题"),
}
FRENCH = "Décide de rester saisie de la question"


def to_units(*units: dict[str, str]) -> pl.DataFrame:
    rows = [
        (f"d#{index}", "d", index, lang, 0, 1, "operative", None, text, 1.0)
        for index, unit in enumerate(units)
        for lang, text in unit.items()
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


@pytest.mark.parametrize("lang", OTHERS)
def test_a_clause_rendered_in_two_ways(lang: str) -> None:
    one, other = TEXTS[lang]
    units = to_units(
        {"fr": FRENCH, lang: one},
        {"fr": f"{FRENCH.upper()}  ", lang: other},
        {"fr": FRENCH, lang: f"  {one}"},
        {"fr": "Autre chose", lang: other},
        {"fr": FRENCH},
    )
    repeats = find_repeats(units)
    metric = CHRF()
    expected = (
        metric.sentence_score(one, [other]).score + metric.sentence_score(other, [one]).score
    ) / 2
    assert repeats.table.rows() == [
        (FRENCH, lang, 3, 2, pytest.approx(expected), ["d#0", "d#1", "d#2"])
    ]
    assert 0 < expected < 100


def test_the_worst_comes_first() -> None:
    units = to_units(
        {"fr": "a", "en": "one and the same words", "zh": "决定"},
        {"fr": "a", "en": "one and the same word", "zh": "建议"},
        {"fr": "b", "en": "quite another", "zh": "同样"},
        {"fr": "b", "en": "wording here", "zh": "同样"},
    )
    table = find_repeats(units).table
    assert table["chrf"].is_sorted()
    assert table.select("fr", "lang").rows() == [("a", "zh"), ("b", "en"), ("a", "en")]


def test_three_renderings_are_compared_pairwise() -> None:
    units = to_units(*({"fr": "a", "en": text} for text in ("xxx", "xxx", "yyy", "zzz")))
    assert find_repeats(units).table.select("occurrences", "distinct", "chrf").rows() == [
        (4, 3, 0.0)
    ]


@pytest.mark.parametrize(
    "units",
    [
        (),
        ({"fr": FRENCH, "en": "a"},),
        ({"fr": FRENCH, "en": "a"}, {"fr": FRENCH, "en": " A "}),
        ({"fr": FRENCH, "en": "a"}, {"fr": FRENCH, "ru": "б"}),
        ({"en": "a"}, {"en": "a"}),
    ],
)
def test_what_does_not_differ_is_not_listed(units: tuple[dict[str, str], ...]) -> None:
    repeats = find_repeats(to_units(*units))
    assert repeats.table.schema == REPEATS
    assert repeats.table.is_empty()


def test_the_signature_names_metric_settings_and_version() -> None:
    signature = find_repeats(to_units()).signature
    assert signature.startswith("chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="units"):
        find_repeats(pl.DataFrame({"lang": LANGUAGES}))
