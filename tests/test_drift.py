"""Drift against periods worked out by hand."""

import datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renderings import TERMS, to_renderings

from corpora.origin import documents_frame
from corpora.schema import DRIFT, LANGUAGES, OTHERS, SchemaMismatchError
from tm.terms import spread
from tm.terms.cells import Cell, count_cells, dominant, judged, ranks
from tm.terms.consistency import measure, occurring
from tm.terms.drift import GROUPINGS, measure_drift, natural

DATES = {
    "A/68/1": datetime.date(2013, 10, 1),
    "A/69/1": datetime.date(2014, 10, 1),
    "A/69/2": datetime.date(2015, 2, 1),
    "S/2014/5": None,
    "letter": None,
}
DOCUMENTS = documents_frame(DATES)
FORMS = {
    "en": ("peacekeeping", "peace-making"),
    "es": ("mantenimiento de la paz", "operación"),
    "ru": ("поддержание мира", "мир"),
    "ar": ("حفظ السلام", "سلام"),
    "zh": ("维持和平", "和平"),
}


@pytest.mark.parametrize("lang", OTHERS)
def test_periods_worked_out_by_hand(lang: str) -> None:
    good, bad = FORMS[lang]
    cells = [
        ("A/68/1", "peace", lang, bad),
        ("A/68/1", "peace", lang, bad),
        ("A/68/1", "peace", lang, good),
        ("A/69/1", "peace", lang, good),
        ("A/69/2", "peace", lang, good),
        ("S/2014/5", "peace", lang, None),
        ("letter", "peace", lang, good),
        ("S/2014/5", "peace", lang, bad),
    ]
    renderings = to_renderings(cells, verdicts=[*[None] * 7, "ignore"])
    table = measure_drift(renderings, TERMS, DOCUMENTS, signature="s")
    assert table.schema == DRIFT
    assert set(table["lang"]) == {lang}
    columns = ("by", "period", "occurrences", "matched", "dominant", "share", "ltcr")
    third = pytest.approx(1 / 3)
    assert table.select(columns).rows() == [
        ("year", "2013", 3, 3, bad, pytest.approx(2 / 3), third),
        ("year", "2014", 2, 1, good, 1.0, None),
        ("year", "2015", 1, 1, good, 1.0, None),
        ("session", "68", 3, 3, bad, pytest.approx(2 / 3), third),
        ("session", "69", 2, 2, good, 1.0, 1.0),
        ("session", "2014", 1, 0, None, None, None),
        ("body", "A", 5, 5, good, 0.6, 0.4),
        ("body", "S", 1, 0, None, None, None),
    ]
    assert set(table["signature"]) == {"s"}


@pytest.mark.parametrize(
    "ordered",
    [
        ["9", "10", "69", "2014", "ES-10", "S-6", "S-27"],
        ["A", "A/C.3", "A/C.10", "A/HRC", "E", "S"],
        ["1999", "2014"],
    ],
)
def test_periods_stand_in_their_natural_order(ordered: list[str]) -> None:
    assert sorted({*ordered}, key=natural) == ordered


@given(st.text(max_size=8), st.text(max_size=8))
def test_any_two_periods_can_be_put_in_order(one: str, other: str) -> None:
    assert (natural(one) < natural(other)) + (natural(other) < natural(one)) <= 1


@given(st.lists(st.tuples(st.sampled_from([*DATES]), st.sampled_from(["x", "y", None]))))
@settings(deadline=None)
def test_the_periods_add_up_to_the_whole(found: list[tuple[str, str | None]]) -> None:
    cells = [(doc, "peace", "ru", form) for doc, form in found if doc != "letter"]
    table = measure_drift(to_renderings(cells), TERMS, DOCUMENTS)
    whole = measure(to_renderings(cells), TERMS).filter(pl.col("lang") == "ru")
    for by in ("year", "session", "body"):
        rows = table.filter(pl.col("by") == by)
        for column in ("occurrences", "matched"):
            assert rows[column].sum() == whole[column].sum()


def test_a_document_that_nobody_described_is_in_no_period() -> None:
    renderings = to_renderings([("A/1/1", "peace", "en", "x")])
    assert measure_drift(renderings, TERMS, DOCUMENTS).is_empty()


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="documents"):
        measure_drift(to_renderings([]), TERMS, TERMS)


def slow_drift(renderings: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return the rows of DRIFT by a loop over the cells, from the formulas themselves."""
    concepts, rank = [*occurring(renderings, TERMS)], ranks(TERMS)
    origins = DOCUMENTS.select("doc", pl.col(GROUPINGS).cast(pl.String))
    known = judged(renderings, TERMS).join(origins, on="doc", how="left")
    rows = {
        (concepts.index(concept), LANGUAGES.index(lang), place, natural(period)): (
            *(concept, lang, by, period),
            *slow_cell(cell, rank[concept, lang]),
        )
        for place, by in enumerate(GROUPINGS)
        for (concept, lang, period), cell in count_cells(known, "concept", "lang", by).items()
        if cell.occurrences
    }
    return [rows[key] for key in sorted(rows)]


def slow_cell(cell: Cell, rank: dict[str, int]) -> tuple[object, ...]:
    if not cell.matched:
        return cell.occurrences, 0, *[None] * 6
    share = spread.dominant_share(cell.counts)
    numbers = (dominant(cell.forms, rank), *share, spread.ltcr(cell.counts))
    return cell.occurrences, cell.matched, *numbers, None


OCCURRENCES = st.tuples(
    st.sampled_from([*DATES]),
    st.sampled_from(["peace", "council"]),
    st.sampled_from([*FORMS]),
    st.sampled_from(["Board", "мир", "和平", "z", None]),
    st.sampled_from([None, "accept", "ignore"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(OCCURRENCES, max_size=30))
def test_a_loop_over_the_cells_gives_the_same_numbers(
    found: list[tuple[str, str, str, str | None, str | None]],
) -> None:
    renderings = to_renderings([each[:4] for each in found], verdicts=[each[4] for each in found])
    assert measure_drift(renderings, TERMS, DOCUMENTS).rows() == slow_drift(renderings)
