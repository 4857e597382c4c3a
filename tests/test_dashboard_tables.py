"""The small tables of the dashboard by hand: forms, sizes, reliability, and how they are kept."""

from pathlib import Path

import polars as pl
import pytest
from conftest import Build as Built
from renderings import TERMS, to_renderings

from align.reliability import JUDGED, shipped_reliability
from corpora.errors import InputError
from corpora.schema import LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.dashboard.build import open_build
from tm.dashboard.forms import form_counts
from tm.dashboard.reliability import ENOUGH, reliability
from tm.dashboard.sizes import language_sizes, recurring
from tm.dashboard.switching import measure_switching
from tm.dashboard.tables import TABLES, load, store
from tm.pretranslate.volume import volume
from tm.terms.consistency import measure

USUAL = {"en": "peacekeeping", "es": "mantenimiento de la paz", "ru": "миротворчество"}
USUAL |= {"ar": "حفظ السلام", "zh": "维和"}


def units_of(*texts: dict[str, str]) -> pl.DataFrame:
    rows = [
        (f"A/1#{n}", "A/1", n, lang, n, n + 1, "paragraph", None, text, 1.0)
        for n, unit in enumerate(texts)
        for lang, text in unit.items()
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


@pytest.mark.parametrize("lang", OTHERS)
def test_forms_are_counted_without_the_ignored(lang: str) -> None:
    form = USUAL[lang]
    cells = [("A/1", "peace", lang, each) for each in (form, "x", "x", "y", None)]
    cells.append(("A/1", "void", lang, "z"))
    table = to_renderings(cells, verdicts=[None, None, "accept", "ignore", None, None])
    status = TERMS.filter(pl.col("lang") == lang, pl.col("form") == form)["status"][0]
    assert form_counts(table, TERMS).rows() == [
        ("peace", lang, "x", 2, None),
        ("peace", lang, form, 1, status),
        ("peace", lang, "y", 0, None),
        ("void", lang, "z", 1, None),
    ]


@pytest.mark.parametrize("parts", [1, 2])
def test_languages_that_switch_together(parts: int) -> None:
    forms = {
        "en": ("a", "a", "b", "a"),  # leaves its usual form in the third
        "es": ("a", "a", "b", "a"),  # so does Spanish,
        "ru": ("b", "a", "a", "a"),  # Russian in the first,
        "ar": ("a", "a", "a", "a"),  # Arabic never
    }
    cells = [
        (f"A/{place}", "peace", lang, form)
        for lang, found in forms.items()
        for place, form in enumerate(found)
    ]
    table = to_renderings(cells)
    halves = [table] if parts == 1 else [table.filter(doc="A/0"), table.remove(doc="A/0")]
    found = measure_switching(halves, measure(table, TERMS))
    assert found.height == 10
    rows = {(one, other): (phi, n) for one, other, phi, n in found.rows()}
    assert rows["en", "es"] == (pytest.approx(1.0), 4)
    assert rows["en", "ru"] == (pytest.approx(-1 / 3), 4)
    assert rows["en", "ar"] == (None, 4)
    assert rows["ar", "zh"] == (None, 0)


@pytest.mark.parametrize(
    ("lang", "text", "words", "characters"),
    [
        ("fr", "L’Assemblée « décide » ;", 2, 20),
        ("en", "It decides.", 2, 10),
        ("es", "¿Decide?", 1, 8),
        ("ru", "Она решает", 2, 9),
        ("ar", "تقرر اللجنة", 2, 10),
        ("zh", "大会决定。", 4, 5),
    ],
)
def test_sizes_of_a_language(lang: str, text: str, words: int, characters: int) -> None:
    found = language_sizes(units_of({lang: text}, {lang: text}))
    assert found.rows() == [(lang, 2, 2 * words, 2 * characters)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sizes_are_those_of_the_volume(sample: Built, lang: str) -> None:
    texts = open_build(sample.folder).units.collect().filter(lang=lang)["text"].to_list()
    texts += ["a-b ½ ² x²", "々〇中a中 «»", "٣٤ ٪", "ﬁ Ⅷ — – -", " a\u200bb \u200e"]
    ((_, units, words, characters),) = language_sizes(units_of(*({lang: x} for x in texts))).rows()
    amounts = [volume(text) for text in texts]
    assert units == len(texts)
    assert words == sum(each.words for each in amounts)
    assert characters == sum(each.characters for each in amounts)


@pytest.mark.parametrize("lang", OTHERS)
def test_what_recurs(lang: str) -> None:
    one, other = {"fr": "Décide", lang: "a"}, {"fr": "décide ", lang: "b"}
    assert recurring(units_of(one, one, other, {lang: "a"})).rows() == [(1, 1)]
    assert recurring(units_of(one, {"fr": "Prie"})).rows() == [(0, 0)]


def test_nothing_is_measured_of_nothing() -> None:
    nothing = pl.DataFrame(schema=UNITS)
    assert language_sizes(nothing).height == 0
    assert recurring(nothing).rows() == [(0, 0)]


@pytest.mark.parametrize("lang", OTHERS)
def test_reliability_comes_from_reviewers_where_they_are_enough(sample: Built, lang: str) -> None:
    build = open_build(sample.folder)
    rows = [(lang, 0.95, n % 2 == 0) for n in range(ENOUGH)]
    reviewed = build._replace(review=pl.DataFrame(rows, schema=JUDGED, orient="row"), decisions=7)
    (row,) = reliability(reviewed).to_dicts()
    assert (row["source"], row["lang"], row["n"], row["observed"]) == ("review", lang, ENOUGH, 0.5)
    assert row["error"] == pytest.approx(0.45)
    assert row["signature"].startswith("review:7 decisions|")


def test_reliability_comes_from_the_benchmark_else(sample: Built) -> None:
    build = open_build(sample.folder)
    few = pl.DataFrame([("ru", 0.9, True)] * (ENOUGH - 1), schema=JUDGED, orient="row")
    known = shipped_reliability()
    assert known
    found = reliability(build._replace(review=few))
    assert {*found["source"]} == {"benchmark"}
    assert found.select(known.bins.columns).equals(known.bins)
    one = reliability(build._replace(clauses={"fr": 3, "zh": 3}))
    assert {*one["lang"]} == {"zh"}


def test_another_lexicon_was_not_measured(sample: Built) -> None:
    build = open_build(sample.folder)._replace(lexicon="0" * 64)
    assert reliability(build).height == 0
    assert reliability(build).schema == TABLES["reliability"]


def test_tables_are_kept_and_read_again(tmp_path: Path) -> None:
    empty = {name: pl.DataFrame(schema=kind) for name, kind in TABLES.items()}
    assert store(empty, None) == [*TABLES]
    assert not any(tmp_path.iterdir())
    store(empty, tmp_path / "dashboard")
    assert {name: table.collect().schema for name, table in load(tmp_path).items()} == TABLES
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "dashboard" / "kinds.parquet")
    with pytest.raises(InputError, match=r"kinds\.parquet: has other columns"):
        load(tmp_path)
    (tmp_path / "dashboard" / "aligned.parquet").unlink()
    with pytest.raises(InputError, match=r"aligned\.parquet: cannot be read"):
        load(tmp_path)
    with pytest.raises(SchemaMismatchError):
        store({"kinds": empty["worst"]}, tmp_path)


def test_languages_keep_their_order() -> None:
    found = language_sizes(units_of(dict.fromkeys(reversed(LANGUAGES), "a")))
    assert found["lang"].to_list() == list(LANGUAGES)
