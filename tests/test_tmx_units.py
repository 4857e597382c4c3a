from typing import Any

import polars as pl
import pytest

from corpora.schema import BEADS, CLAUSES, LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.tmx.units import NO_OTHER, NO_PIVOT, ONE_LANGUAGE, bilingual_units, sixway_units

DOC = "A/RES/69/12"
WORDS = {
    "fr": ("Rappelant", "Décide", "Prie"),
    "en": ("Recalling", "Decides", "Requests"),
    "es": ("Recordando", "Decide", "Solicita"),
    "ru": ("ссылаясь", "постановляет", "просит"),
    "ar": ("إذ تشير", "تقرر", "تطلب"),
    "zh": ("回顾", "决定", "请"),
}
JOINED = {
    "fr": "Décide Prie",
    "en": "Decides Requests",
    "es": "Decide Solicita",
    "ru": "постановляет просит",
    "ar": "تقرر تطلب",
    "zh": "决定请",
}
LABELS = ("pp1", "op1", None)
NUMBERS = (None, "1.", "(a)")


def clauses(doc: str = DOC) -> pl.DataFrame:
    blank: dict[str, Any] = {"doc": doc, "kind": "operative", "notes": [], "page": None, "line": 1}
    rows = [
        blank | {"lang": language, "index": index, "label": label, "number": number, "text": text}
        for language, texts in WORDS.items()
        for index, (label, number, text) in enumerate(zip(LABELS, NUMBERS, texts, strict=True))
    ]
    return pl.DataFrame(rows, schema=CLAUSES)


def beads(language: str, *ranges: tuple[int, int, int, int], doc: str = DOC) -> pl.DataFrame:
    rows = [(doc, language, *bead, 0.98765) for bead in ranges]
    return pl.DataFrame(rows, schema=BEADS, orient="row")


def unit(tuid: str, index: int, *variants: tuple[str, str, float]) -> pl.DataFrame:
    rows = [
        (tuid, DOC, index, language, 0, 1, "operative", "op1", text, probability)
        for language, text, probability in variants
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


@pytest.mark.parametrize("language", OTHERS)
def test_a_bead_becomes_a_unit(language: str) -> None:
    memory = bilingual_units(beads(language, (0, 1, 0, 1)), clauses(), language)
    (made,) = memory.units
    assert made.tuid == "A/RES/69/12#pp1"
    assert [tuple(variant) for variant in made.variants] == [
        ("fr", "Rappelant", ()),
        (language, WORDS[language][0], ()),
    ]
    assert made.properties == (
        ("x-document", DOC),
        ("x-label", "pp1"),
        ("x-bead", "1-1"),
        ("x-probability", "0.9877"),
    )
    assert made.note is None
    assert memory.left_out == {}


@pytest.mark.parametrize("language", OTHERS)
def test_clauses_are_joined_in_the_manner_of_the_language(language: str) -> None:
    (made,) = bilingual_units(beads(language, (1, 3, 1, 3)), clauses(), language).units
    assert [variant.text for variant in made.variants] == [JOINED["fr"], JOINED[language]]
    assert ("x-bead", "2-2") in made.properties
    numbers = (("x-number", "1."), ("x-number", "(a)"))
    assert [variant.properties for variant in made.variants] == [numbers, numbers]


def test_a_clause_without_label_is_named_by_its_place() -> None:
    (made,) = bilingual_units(beads("ru", (2, 3, 0, 2)), clauses(), "ru").units
    assert made.tuid == "A/RES/69/12#n3"
    assert "x-label" not in dict(made.properties)
    assert ("x-bead", "1-2") in made.properties


def test_beads_with_an_empty_side_are_counted_not_written() -> None:
    table = beads("ar", (0, 1, 0, 0), (1, 2, 0, 1), (2, 2, 1, 2), (2, 2, 2, 3))
    memory = bilingual_units(table, clauses(), "ar")
    assert memory.left_out == {NO_OTHER: 1, NO_PIVOT: 2}
    assert [made.tuid for made in memory.units] == ["A/RES/69/12#op1"]


def test_the_beads_of_other_languages_stay_out() -> None:
    table = pl.concat([beads("en", (0, 1, 0, 1)), beads("zh", (0, 2, 0, 2))])
    (made,) = bilingual_units(table, clauses(), "zh").units
    assert [variant.text for variant in made.variants] == ["Rappelant Décide", "回顾决定"]


def test_a_language_without_beads_gives_an_empty_memory() -> None:
    memory = bilingual_units(beads("en", (0, 1, 0, 1)), clauses(), "es")
    assert (list(memory.units), memory.left_out) == ([], {})


def test_units_go_by_document_and_place_whatever_the_order_of_the_tables() -> None:
    bead_table = pl.concat([beads("es", (0, 1, 0, 1), (1, 2, 1, 2), doc=doc) for doc in "BA"])
    clause_table = pl.concat([clauses("B"), clauses("A")])
    memory = bilingual_units(bead_table.reverse(), clause_table.reverse(), "es")
    made = list(memory.units)
    assert [unit.tuid for unit in made] == ["A#pp1", "A#op1", "B#pp1", "B#op1"]
    assert [unit.variants[1].text for unit in made] == ["Recordando", "Decide"] * 2


def test_a_label_that_repeats_in_a_document_is_counted() -> None:
    repeated = clauses().with_columns(label=pl.lit("op1"))
    table = beads("en", (0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3))
    made = [unit.tuid for unit in bilingual_units(table, repeated, "en").units]
    assert made == ["A/RES/69/12#op1", "A/RES/69/12#op1~2", "A/RES/69/12#op1~3"]


def test_date_and_note_go_by_document() -> None:
    bead_table = pl.concat([beads("zh", (0, 1, 0, 1), doc=doc) for doc in "AB"])
    memory = bilingual_units(
        bead_table,
        pl.concat([clauses("A"), clauses("B")]),
        "zh",
        dates={"A": "2014-11-11"},
        notes={"B": "Unofficial translation"},
    )
    first, second = memory.units
    assert (first.properties[-1], first.note) == (("x-date", "2014-11-11"), None)
    assert "x-date" not in dict(second.properties)
    assert second.note == "Unofficial translation"


def test_sixway_unit_carries_the_table_as_it_stands() -> None:
    texts = [(language, JOINED[language], 0.9) for language in LANGUAGES]
    texts[4] = ("ar", JOINED["ar"], 0.12345)
    memory = sixway_units(
        unit("A/RES/69/12#op1", 0, *texts), dates={DOC: "2014-11-11"}, notes={DOC: "Unofficial"}
    )
    (made,) = memory.units
    assert made.tuid == "A/RES/69/12#op1"
    assert {variant.language: variant.text for variant in made.variants} == JOINED
    assert [variant.language for variant in made.variants] == list(LANGUAGES)
    assert made.variants[0].properties == ()
    assert made.variants[4].properties == (("x-probability", "0.1235"),)
    assert made.properties == (
        ("x-document", DOC),
        ("x-label", "op1"),
        ("x-bead", "1-1-1-1-1-1"),
        ("x-probability", "0.1235"),
        ("x-date", "2014-11-11"),
    )
    assert made.note == "Unofficial"


def test_units_of_one_language_are_counted_not_written() -> None:
    table = pl.concat(
        [
            unit("A/RES/69/12#op2", 1, ("fr", "a", 1.0), ("zh", "一", 1.0)),
            unit("A/RES/69/12#op1", 0, ("fr", "a", 1.0)),
            unit("A/RES/69/12#en-p9", 2, ("en", "a", 1.0), ("ru", "а", 1.0)),
            unit("A/RES/69/12#ar-p9", 3, ("ar", "ا", 1.0)),
        ]
    )
    memory = sixway_units(table.reverse())
    assert memory.left_out == {ONE_LANGUAGE: 2}
    made = {unit.tuid: [v.language for v in unit.variants] for unit in memory.units}
    assert list(made.items()) == [
        ("A/RES/69/12#op2", ["fr", "zh"]),
        ("A/RES/69/12#en-p9", ["en", "ru"]),
    ]


def test_tables_are_checked_at_the_border() -> None:
    with pytest.raises(SchemaMismatchError, match="'beads'"):
        bilingual_units(clauses(), clauses(), "ru")
    with pytest.raises(SchemaMismatchError, match="'clauses'"):
        bilingual_units(beads("ru"), beads("ru"), "ru")
    with pytest.raises(SchemaMismatchError, match="'units'"):
        sixway_units(clauses())
