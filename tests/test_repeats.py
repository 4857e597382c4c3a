import polars as pl
import pytest
from sacrebleu.metrics.chrf import CHRF

from corpora.schema import LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.repeats import COMPARED, REPEATS, find_repeats

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
    columns = ("fr", "lang", "occurrences", "distinct", "compared", "chrf", "tuids")
    assert repeats.table.select(columns).rows() == [
        (FRENCH, lang, 3, 2, 2, pytest.approx(expected), ["d#0", "d#1", "d#2"])
    ]
    assert repeats.table.select("texts", "counts").rows() == [([one, other], [2, 1])]
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


@pytest.mark.parametrize("lang", OTHERS)
def test_the_scores_are_the_same_in_whatever_order_the_renderings_come(lang: str) -> None:
    scores = [
        find_repeats(to_units(*({"fr": FRENCH, lang: text} for text in texts))).table
        for texts in (TEXTS[lang], TEXTS[lang][::-1])
    ]
    columns = ("chrf", "bleu", "ter")
    assert scores[0].select(columns).row(0) == pytest.approx(scores[1].select(columns).row(0))
    assert all(0 <= value < 150 for value in scores[0].select(columns).row(0))


def test_chinese_is_scored_by_characters_and_arabic_without_its_punctuation() -> None:
    texts = {
        "zh": ("决定继续处理此案", "决定继续审议此案"),
        "ar": ("السلام، والأمن", "السلام والأمن"),
    }
    for lang, pair in texts.items():
        table = find_repeats(to_units(*({"fr": "a", lang: text} for text in pair))).table
        assert table["ter"][0] <= 50, lang
        assert table["bleu"][0] > 20, lang


@pytest.mark.parametrize("lang", OTHERS)
def test_every_row_names_the_settings_of_its_three_scores(lang: str) -> None:
    one, other = TEXTS[lang]
    table = find_repeats(to_units({"fr": "a", lang: one}, {"fr": "a", lang: other})).table
    chrf, bleu, ter = table["signature"][0].split(" ")
    assert chrf.startswith("chrF2|nrefs:1|")
    assert f"|tok:{ {'zh': 'zh', 'ar': 'intl'}.get(lang, '13a') }|" in bleu
    assert f"|norm:yes|punct:yes|asian:{'yes' if lang == 'zh' else 'no'}|" in ter


def test_of_many_renderings_the_most_frequent_are_compared() -> None:
    texts = [f"wording number {number} of the clause" for number in range(300)]
    often = [f"{word} {word}" for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")]
    units = [{"fr": "a", "en": text} for text in (*texts, *often * 2)]
    table = find_repeats(to_units(*units)).table
    few = find_repeats(to_units(*({"fr": "a", "en": text} for text in often))).table
    assert table.select("occurrences", "distinct", "compared").rows() == [(312, 306, COMPARED)]
    assert table["texts"][0].to_list()[: len(often)] == often
    columns = ("chrf", "bleu", "ter")
    assert table.select(columns).equals(few.select(columns))


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
