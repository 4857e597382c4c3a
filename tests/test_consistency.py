"""The table of consistency against cells worked out by hand."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderings import TERMS, to_renderings

from corpora.schema import CONSISTENCY, LANGUAGES, SchemaMismatchError
from tm.terms.consistency import measure, never_found


def to_cells(cells: dict[tuple[str, str], list[str | None]]) -> pl.DataFrame:
    rows = [
        ("d", concept, lang, form) for (concept, lang), forms in cells.items() for form in forms
    ]
    return to_renderings(rows)


def cell(lang: str, forms: list[str | None], concept: str = "peace") -> dict[str, object]:
    cells = {(concept, "fr"): list[str | None]([concept] * len(forms)), (concept, lang): forms}
    table = measure(to_cells(cells), TERMS)
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
        "accepted": 0,
        "rejected": 0,
        "ignored": 0,
        "issues": 2,
        "signature": None,
    }


@pytest.mark.parametrize("lang", FORMS)
def test_one_occurrence_has_no_ltcr(lang: str) -> None:
    row = cell(lang, [FORMS[lang][0]])
    assert (row["ltcr"], row["share"], row["entropy"], row["entropy_normalised"]) == (None, 1, 0, 0)


@pytest.mark.parametrize("lang", FORMS)
def test_nothing_matched_leaves_the_numbers_open(lang: str) -> None:
    row = cell(lang, [None, None])
    assert (row["occurrences"], row["matched"], row["coverage"], row["distinct"]) == (2, 0, 0, 0)
    assert not [row[column] for column in list(CONSISTENCY)[7:16] if row[column] is not None]
    assert row["issues"] == 2


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
    table = measure(to_cells(cells), TERMS)
    assert table.schema == CONSISTENCY
    assert table.select("concept", "lang").rows() == [
        (concept, lang) for concept in ("peace", "council") for lang in LANGUAGES
    ]
    assert table["occurrences"].to_list() == [2, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert table["coverage"].null_count() == 9


def test_terms_that_never_occur_are_named() -> None:
    renderings = to_cells({("peace", "fr"): ["maintien de la paix"]})
    assert never_found(renderings, TERMS) == ["void", "council", "bare"]
    assert never_found(to_cells({}), TERMS) == ["peace", "void", "council", "bare"]
    assert measure(to_cells({}), TERMS).is_empty()


@given(st.permutations(["维持和平", "维持和平", "维和", "维和", "无", None]))
def test_the_order_of_the_rows_makes_no_difference(forms: list[str | None]) -> None:
    assert cell("zh", forms) == cell("zh", sorted(forms, key=str))


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="renderings"):
        measure(TERMS, TERMS)


def with_verdicts(lang: str, forms: list[tuple[str | None, str | None]]) -> dict[str, object]:
    """Return the row of (form, verdict) in a language."""
    table = to_renderings(
        [("d", "peace", lang, form) for form, _ in forms],
        verdicts=[verdict for _, verdict in forms],
    )
    return measure(table, TERMS).filter(pl.col("lang") == lang).row(0, named=True)


@pytest.mark.parametrize("lang", FORMS)
def test_verdicts_worked_out_by_hand(lang: str) -> None:
    good, bad = FORMS[lang]
    row = with_verdicts(
        lang,
        [
            *[(good, None)] * 3,
            (good, "reject"),  # conforms in words, and is wrong here
            (bad, None),
            (bad, "accept"),
            (bad, "ignore"),
            (None, None),
            (None, "accept"),  # rightly left away
            (None, "ignore"),
        ],
    )
    expected = {"occurrences": 8, "matched": 6, "coverage": 0.75, "distinct": 2, "dominant": good}
    verdicts = {"accepted": 2, "rejected": 1, "ignored": 2}
    assert row | expected | verdicts == row
    assert row["share"] == pytest.approx(4 / 6)
    assert row["conformity"] == pytest.approx(4 / 6)  # three good, one accepted
    assert row["issues"] == 3  # the rejected, the other form, the one not found


@pytest.mark.parametrize("lang", FORMS)
def test_ignored_occurrences_leave_every_number(lang: str) -> None:
    good, bad = FORMS[lang]
    kept: list[tuple[str | None, str | None]] = [(good, None), (bad, None), (None, None)]
    row = with_verdicts(lang, [*kept, (bad, "ignore"), (bad, "ignore"), (None, "ignore")])
    assert row == with_verdicts(lang, kept) | {"ignored": 3}
    alone = with_verdicts(lang, [(good, "ignore")])
    assert (alone["occurrences"], alone["coverage"], alone["ignored"]) == (0, None, 1)


def test_conformity_is_open_where_the_termbase_has_no_form() -> None:
    assert cell("en", ["shelter", "shelter"], concept="bare")["conformity"] is None
    assert cell("fr", ["abri"], concept="bare")["conformity"] == 1


def test_the_signature_is_in_every_row() -> None:
    renderings = to_cells({("peace", "fr"): ["maintien de la paix"]})
    table = measure(renderings, TERMS, signature="hexapla:0")
    assert [*table["signature"]] == ["hexapla:0"] * 6


VERDICT = st.sampled_from([None, "accept", "reject", "ignore"])
FORM = st.sampled_from([None, "peacekeeping", "keeping the peace", "peace-making", "x"])


@given(st.lists(st.tuples(FORM, VERDICT), min_size=1))
def test_the_numbers_of_verdicts_against_a_slow_count(
    forms: list[tuple[str | None, str | None]],
) -> None:
    row = with_verdicts("en", forms)
    kept = [(form, verdict) for form, verdict in forms if verdict != "ignore"]
    matched = [(form, verdict) for form, verdict in kept if form is not None]
    assert (row["occurrences"], row["matched"]) == (len(kept), len(matched))
    good = [
        verdict == "accept" or (form in {"peacekeeping", "keeping the peace"} and verdict is None)
        for form, verdict in matched
    ]
    assert row["conformity"] == (sum(good) / len(good) if good else None)
    issues = [
        verdict == "reject" or (verdict is None and (form is None or form != row["dominant"]))
        for form, verdict in kept
    ]
    assert row["issues"] == sum(issues)
