"""The table of consistency against cells worked out by hand."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.schema import CONSISTENCY, LANGUAGES, RENDERINGS, SchemaMismatchError
from tm.terms import termbase
from tm.terms.consistency import measure, never_found

PEACE = (
    "maintien de la paix",
    "peacekeeping | keeping the peace | !peace-making",
    "mantenimiento de la paz",
    "поддержание мира | миротворчество",
    "حفظ السلام | صون السلام",
    "维持和平 | 维和",
)
VOID = ("néant", "void", "nada", "ничто", "عدم", "无")
COUNCIL = (
    "Conseil",
    "Council | Board",
    "Consejo | Junta",
    "Совет | Правление",
    "مجلس | هيئة",
    "理事会 | 委员会",
)
TABLE = [("concept", *LANGUAGES), ("peace", *PEACE), ("void", *VOID), ("council", *COUNCIL)]
TERMS = termbase.parse("\n".join(map(",".join, TABLE)).encode(), name="t.csv")


def to_renderings(cells: dict[tuple[str, str], list[str | None]]) -> pl.DataFrame:
    rows = [
        (concept, f"d#{index}", "d", 0, 1, lang, None, None, form, form, "termbase", None)
        for (concept, lang), forms in cells.items()
        for index, form in enumerate(forms)
    ]
    return pl.DataFrame(rows, schema=RENDERINGS, orient="row")


def cell(lang: str, forms: list[str | None], concept: str = "peace") -> dict[str, object]:
    cells = {(concept, "fr"): list[str | None]([concept] * len(forms)), (concept, lang): forms}
    table = measure(to_renderings(cells), TERMS)
    return table.filter(pl.col("lang") == lang).row(0, named=True)


FORMS = {
    "en": ("peacekeeping", "peace-making"),
    "es": ("mantenimiento de la paz", "operación"),
    "ru": ("поддержание мира", "мир"),
    "ar": ("حفظ السلام", "سلام"),
    "zh": ("维持和平", "和平"),
}


@pytest.mark.parametrize("lang", FORMS)
def test_a_cell_worked_out_by_hand(lang: str) -> None:
    """Three of the preferred form and one other, not in use, are matched in five occurrences."""
    good, bad = FORMS[lang]
    row = cell(lang, [good, bad, None, good, good])
    assert row == {
        "concept": "peace",
        "fr": "maintien de la paix",
        "lang": lang,
        "occurrences": 5,
        "matched": 4,
        "coverage": 0.8,
        "distinct": 2,
        "dominant": good,
        "share": 0.75,
        "share_low": pytest.approx(0.300642, abs=1e-6),
        "share_high": pytest.approx(0.954413, abs=1e-6),
        "ltcr": 0.5,
        "hhi": 0.625,
        "entropy": pytest.approx(0.811278 + 0.180337, abs=1e-6),
        "entropy_normalised": pytest.approx(0.811278, abs=1e-6),
        "conformity": 0.75,
    }


@pytest.mark.parametrize("lang", FORMS)
def test_one_occurrence_has_no_ltcr(lang: str) -> None:
    row = cell(lang, [FORMS[lang][0]])
    assert (row["ltcr"], row["share"], row["entropy"], row["entropy_normalised"]) == (None, 1, 0, 0)


@pytest.mark.parametrize("lang", FORMS)
def test_nothing_matched_leaves_the_numbers_open(lang: str) -> None:
    row = cell(lang, [None, None])
    assert (row["occurrences"], row["matched"], row["coverage"], row["distinct"]) == (2, 0, 0, 0)
    assert not [row[column] for column in list(CONSISTENCY)[7:] if row[column] is not None]


def test_conformity_counts_admitted_forms_and_not_deprecated_ones() -> None:
    assert cell("en", ["keeping the peace"] * 2)["conformity"] == 1
    assert cell("en", ["peace-making"] * 2)["conformity"] == 0
    assert cell("en", ["peace-making"] * 2)["ltcr"] == 1


@pytest.mark.parametrize(
    ("forms", "dominant"),
    [
        (["Board", "Council"], "Council"),
        (["Board", "Board", "Council"], "Board"),
        (["Z", "Board"], "Board"),
        (["Z", "A"], "A"),
        (["é", "z"], "z"),
    ],
)
def test_ties_go_to_the_termbase_then_to_code_points(forms: list[str], dominant: str) -> None:
    row = cell("en", list[str | None](forms), concept="council")
    assert row["dominant"] == dominant


def test_every_term_that_occurs_has_all_six_languages_in_the_order_of_the_termbase() -> None:
    cells: dict[tuple[str, str], list[str | None]] = {
        ("council", "fr"): ["Conseil"],
        ("peace", "fr"): ["maintien de la paix"] * 2,
        ("peace", "zh"): ["维和"],
    }
    table = measure(to_renderings(cells), TERMS)
    assert table.schema == CONSISTENCY
    assert table.select("concept", "lang").rows() == [
        (concept, lang) for concept in ("peace", "council") for lang in LANGUAGES
    ]
    assert table["occurrences"].to_list() == [2, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert table["coverage"].null_count() == 9


def test_terms_that_never_occur_are_named() -> None:
    renderings = to_renderings({("peace", "fr"): ["maintien de la paix"]})
    assert never_found(renderings, TERMS) == ["void", "council"]
    assert never_found(to_renderings({}), TERMS) == ["peace", "void", "council"]
    assert measure(to_renderings({}), TERMS).is_empty()


@given(st.permutations(["维持和平", "维持和平", "维和", "维和", "无", None]))
def test_the_order_of_the_rows_makes_no_difference(forms: list[str | None]) -> None:
    assert cell("zh", forms) == cell("zh", sorted(forms, key=str))


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="renderings"):
        measure(TERMS, TERMS)
