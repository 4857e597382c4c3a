"""The tables of a build's quality, against small tables worked out by hand."""

import polars as pl
import pytest

from corpora.schema import BEADS, CONSISTENCY, LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.quality import (
    bead_kinds,
    by_document,
    by_language,
    least_certain,
    probability_bins,
    term_shares,
)

Ranges = tuple[int, int, int, int]


def beads_of(*rows: tuple[str, Ranges, float]) -> pl.DataFrame:
    data = [("A/1", lang, *ranges, probability) for lang, ranges, probability in rows]
    return pl.DataFrame(data, schema=BEADS, orient="row")


def unit(
    name: str, index: int, probability: dict[str, float], doc: str = "A/1"
) -> list[tuple[object, ...]]:
    return [
        (f"{doc}#{name}", doc, index, lang, 0, 1, "operative", name, f"{name} {lang}", p)
        for lang, p in probability.items()
    ]


def units_of(*units: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame([row for rows in units for row in rows], schema=UNITS, orient="row")


def consistency_of(*rows: tuple[str, str, int, int, float | None]) -> pl.DataFrame:
    data = [
        {"concept": concept, "fr": concept.upper(), "lang": lang, "share": share}
        | {"occurrences": occurrences, "matched": matched}
        for concept, lang, occurrences, matched, share in rows
    ]
    table = pl.DataFrame(data)
    absent = [pl.lit(None).alias(name) for name in CONSISTENCY if name not in table.columns]
    return table.with_columns(absent).select(CONSISTENCY.names()).cast(dict(CONSISTENCY))


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_is_summed_up(lang: str) -> None:
    beads = beads_of(
        (lang, (0, 1, 0, 1), 1.0),
        (lang, (1, 3, 1, 2), 0.8),  # two French clauses for one
        (lang, (3, 4, 2, 2), 0.6),  # French alone: no clause of the language
        (lang, (4, 4, 2, 4), 0.6),  # two clauses without French
    )
    (row,) = by_language(beads).rows()
    assert row == (lang, 4, 4, 0.25, 0.5, pytest.approx(0.75))


def test_languages_come_in_the_order_of_every_table() -> None:
    beads = beads_of(*((lang, (0, 1, 0, 1), 0.9) for lang in reversed(OTHERS)))
    assert by_language(beads)["lang"].to_list() == list(OTHERS)


def test_a_version_without_clauses_covers_nothing() -> None:
    (row,) = by_language(beads_of(("ar", (0, 1, 0, 0), 0.9))).to_dicts()
    assert (row["clauses"], row["single"], row["covered"]) == (0, 0.0, None)


def test_the_least_certain_unit_comes_first_in_six_columns() -> None:
    sure = unit("op1", 0, dict.fromkeys(LANGUAGES, 0.99))
    doubtful = unit("op2", 1, dict.fromkeys(LANGUAGES, 0.98) | {"ar": 0.3})
    alone = unit("zh-p3", 2, {"zh": 0.5})
    table = least_certain(units_of(sure, doubtful, alone))
    assert table.columns == ["tuid", "probability", *LANGUAGES]
    assert table["tuid"].to_list() == ["A/1#op2", "A/1#zh-p3", "A/1#op1"]
    assert table["probability"].to_list() == [0.3, 0.5, 0.99]
    assert table.row(0)[2:] == tuple(f"op2 {lang}" for lang in LANGUAGES)
    assert table.row(1)[2:] == (*[None] * 5, "zh-p3 zh")


def test_units_of_equal_probability_keep_the_order_of_the_documents() -> None:
    places = [("B/2", 0), ("A/1", 2), ("A/1", 0), ("A/1", 1)]
    rows = [unit(f"p{index}", index, {"fr": 0.5}, doc) for doc, index in places]
    assert least_certain(units_of(*rows), count=3)["tuid"].to_list() == [
        *("A/1#p0", "A/1#p1", "A/1#p2")
    ]


def test_terms_are_shown_as_share_and_number_the_worst_first() -> None:
    every = [("peace", lang, 9, 9, 1.0) for lang in LANGUAGES]
    shares = (1.0, 0.5, 1.0, 1.0, 1.0)
    spread = [("treaty", lang, 4, 4, share) for lang, share in zip(OTHERS, shares, strict=True)]
    partly = [("law", "fr", 8, 8, 1.0), ("law", "ru", 8, 6, 1.0), ("law", "zh", 8, 0, None)]
    absent = [("law", lang, 0, 0, None) for lang in ("en", "es", "ar")]
    table = term_shares(
        consistency_of(*every, ("treaty", "fr", 4, 4, 1.0), *spread, *partly, *absent)
    )
    assert table.columns == ["concept", "term", "n", *OTHERS]
    assert table.rows() == [
        ("law", "LAW", 8, "–", "–", "100% of 6", "–", "not found"),
        ("treaty", "TREATY", 4, "100% of 4", "50% of 4", *["100% of 4"] * 3),
        ("peace", "PEACE", 9, *["100% of 9"] * 5),
    ]


def test_a_term_seldom_found_is_worse_than_one_with_two_forms() -> None:
    rows = [
        *(("peace", "fr", 9, 9, 0.1), ("peace", "ru", 9, 9, 1.0)),  # French itself does not count
        *(("treaty", "fr", 4, 4, 1.0), ("treaty", "ru", 4, 4, 0.5)),
        *(("law", "fr", 8, 8, 1.0), ("law", "ru", 8, 2, 1.0)),
    ]
    assert term_shares(consistency_of(*rows))["concept"].to_list() == ["law", "treaty", "peace"]


def test_of_terms_rendered_alike_the_frequent_one_comes_first() -> None:
    rows = [
        (name, lang, n, n, 1.0) for name, n in [("b", 1), ("c", 7), ("a", 1)] for lang in LANGUAGES
    ]
    assert term_shares(consistency_of(*rows))["concept"].to_list() == ["c", "a", "b"]


@pytest.mark.parametrize("function", [by_language, least_certain, term_shares])
def test_another_table_is_refused(function: object) -> None:
    with pytest.raises(SchemaMismatchError):
        function(pl.DataFrame({"lang": ["fr"]}))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("function", "schema"),
    [(by_language, BEADS), (least_certain, UNITS), (term_shares, CONSISTENCY)],
)
def test_an_empty_table_gives_an_empty_one(function: object, schema: pl.Schema) -> None:
    assert function(pl.DataFrame(schema=schema)).is_empty()  # type: ignore[operator]


@pytest.mark.parametrize("lang", OTHERS)
def test_documents_are_summed_up_in_their_order(lang: str) -> None:
    later = beads_of((lang, (0, 1, 0, 1), 0.5), (lang, (1, 1, 1, 2), 0.7))
    earlier = later.with_columns(doc=pl.lit("A/0")).head(1)
    assert by_document(pl.concat([later, earlier])).rows() == [
        ("A/1", lang, 0.5, pytest.approx(0.6)),
        ("A/0", lang, 1.0, 0.5),
    ]


@pytest.mark.parametrize("lang", OTHERS)
def test_kinds_of_beads_the_most_frequent_first(lang: str) -> None:
    ranges = [(0, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3), (4, 5, 3, 3), (5, 5, 3, 4)]
    found = bead_kinds(beads_of(*((lang, each, 1.0) for each in ranges)))
    assert found.rows() == [(lang, "1-1", 2), (lang, "0-1", 1), (lang, "1-0", 1), (lang, "2-1", 1)]


@pytest.mark.parametrize("lang", OTHERS)
def test_probabilities_fall_into_bins(lang: str) -> None:
    values = (0.0, 0.04, 0.05, 0.95, 0.99, 1.0)
    found = probability_bins(beads_of(*((lang, (0, 1, 0, 1), each) for each in values)))
    assert found.rows() == [(lang, 0.0, 0.05, 2), (lang, 0.05, 0.1, 1), (lang, 0.95, 1.0, 3)]
