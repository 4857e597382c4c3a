"""Agreement of the languages against occurrences worked out by hand."""

from collections import Counter
from itertools import combinations
from math import sqrt
from statistics import fmean

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renderings import TERMS, to_renderings

from corpora.schema import AGREEMENT, LANGUAGES, OTHERS
from tm.terms import spread
from tm.terms.agreement import measure_agreement, phi
from tm.terms.consistency import measure

Table = dict[str, list[str | None]]


def agreement(
    table: Table, verdicts: dict[tuple[str, int], str] | None = None
) -> dict[str, object]:
    """Return the row of a term whose n-th occurrence is rendered by the n-th form of a language."""
    places = [(lang, number) for lang, forms in table.items() for number in range(len(forms))]
    renderings = to_renderings(
        [("d", "peace", lang, table[lang][number]) for lang, number in places],
        verdicts=[(verdicts or {}).get(place) for place in places],
    )
    found = measure_agreement(renderings, TERMS, signature="s")
    assert found.schema == AGREEMENT
    return found.row(0, named=True)


def test_a_table_worked_out_by_hand() -> None:
    row = agreement(
        {
            "fr": ["x"] * 6,
            "en": ["a", "a", "a", "b", "a", "b"],
            "es": ["a", "a", "a", "b", "b", "b"],
            "ru": ["a", "a", "a", "a", "a", "c"],
            "ar": ["a", None, None, None, None, "z"],
            "zh": [None, "a", None, None, None, None],
        }
    )
    en_es = (6 * 2 - 2 * 3) / sqrt(2 * 4 * 3 * 3)
    en_ru, es_ru = 4 / sqrt(2 * 4 * 5), 3 / sqrt(3 * 3 * 5)
    en_ar = es_ar = ru_ar = 1.0  # over the first and the last occurrence
    values = [en_es, en_ru, es_ru, en_ar, es_ar, ru_ar]
    assert row == {
        "concept": "peace",
        "fr": "maintien de la paix",
        "languages": 4,
        "ltcr_min": 0.0,
        "ltcr_mean": pytest.approx((7 / 15 + 6 / 15 + 10 / 15 + 0) / 4),
        "together": 2,
        "apart": 1,
        "switching": pytest.approx(sum(values) / len(values)),
        "french_outlier": 1,
        "tuids": ["d#5"],
        "signature": "s",
    }


@pytest.mark.parametrize("missing", OTHERS)
def test_french_is_the_outlier_when_all_that_are_matched_leave(missing: str) -> None:
    table: Table = {lang: ["a", "a", "b"] for lang in LANGUAGES}
    table[missing] = ["a", "a", None]
    assert agreement(table)["tuids"] == ["d#2"]
    table[missing] = ["a", "a", "a"]
    assert agreement(table)["french_outlier"] == 0


@pytest.mark.parametrize(("matched", "outlier"), [(2, 0), (3, 1), (5, 1)])
def test_two_languages_are_too_few_to_blame_the_french(matched: int, outlier: int) -> None:
    table: Table = {"fr": ["x"] * 3}
    table |= {lang: ["a", "a", "b"] for lang in OTHERS[:matched]}
    row = agreement(table)
    assert (row["french_outlier"], row["together"]) == (outlier, 1)


def test_what_is_ignored_is_not_there() -> None:
    table: Table = {lang: ["a", "a", "b"] for lang in OTHERS}
    assert agreement(table, {("zh", 2): "ignore"})["french_outlier"] == 1
    assert agreement(table, {(lang, 2): "ignore" for lang in OTHERS[:3]})["french_outlier"] == 0
    everything = agreement(table, {(lang, 2): "ignore" for lang in OTHERS})
    assert (everything["together"], everything["ltcr_min"], everything["switching"]) == (0, 1, None)


def test_french_alone_says_nothing() -> None:
    row = agreement({"fr": ["x"] * 3})
    assert (row["languages"], row["ltcr_mean"], row["switching"], row["tuids"]) == (
        0,
        None,
        None,
        [],
    )


OUTCOMES = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2)


@given(OUTCOMES)
def test_phi_is_the_correlation_of_the_outcomes(pairs: list[tuple[bool, bool]]) -> None:
    one, other = ([pair[side] for pair in pairs] for side in range(2))
    both = sum(all(pair) for pair in pairs)
    value = phi(len(pairs), sum(one), sum(other), both)
    if len({*one}) == 2 and len({*other}) == 2:
        assert value == pytest.approx(np.corrcoef(one, other)[0, 1])
    else:
        assert value is None


FORM = st.sampled_from(["a", "b", "c", None])
VERDICT = st.sampled_from(["accept", "ignore", None])


@given(st.lists(st.tuples(*[FORM] * 5), min_size=1, max_size=12))
@settings(deadline=None)
def test_a_slow_count_agrees(rows: list[tuple[str | None, ...]]) -> None:
    table = {lang: [row[place] for row in rows] for place, lang in enumerate(OTHERS)}
    found = agreement(dict(table))
    cells = [("d", "peace", lang, form) for lang, forms in table.items() for form in forms]
    dominant = dict(measure(to_renderings(cells), TERMS).select("lang", "dominant").iter_rows())
    leaving = [
        [form != dominant[lang] for lang, form in zip(OTHERS, row, strict=True) if form]
        for row in rows
    ]
    assert found["together"] == sum(sum(each) >= 2 for each in leaving)
    assert found["apart"] == sum(sum(each) == 1 for each in leaving)
    outliers = [number for number, each in enumerate(leaving) if len(each) >= 3 and all(each)]
    assert found["tuids"] == [f"d#{number}" for number in outliers]


def test_every_term_that_occurs_has_a_row_in_the_order_of_the_termbase() -> None:
    cells = [("d", concept, "en", "x") for concept in ("council", "peace")]
    table = measure_agreement(to_renderings(cells), TERMS)
    assert isinstance(table, pl.DataFrame)
    assert [*table["concept"]] == ["peace", "council"]


@given(st.lists(st.tuples(*[FORM] * 5, VERDICT), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_a_loop_over_the_occurrences_gives_the_same_numbers(
    rows: list[tuple[str | None, ...]],
) -> None:
    table: Table = {lang: [row[place] for row in rows] for place, lang in enumerate(OTHERS)}
    verdicts = {(OTHERS[n % 5], n): row[5] for n, row in enumerate(rows) if row[5] is not None}
    found = agreement(table, verdicts)
    kept = [
        {
            lang: form
            for lang, form in zip(OTHERS, row, strict=False)
            if form is not None and verdicts.get((lang, number)) != "ignore"
        }
        for number, row in enumerate(rows)
    ]
    counts = {lang: Counter(row[lang] for row in kept if lang in row) for lang in OTHERS}
    leading = {
        lang: min(each, key=lambda form: (-each[form], form), default=None)
        for lang, each in counts.items()
    }
    leaves = [{lang: form != leading[lang] for lang, form in row.items()} for row in kept]
    values = []
    for pair in combinations(OTHERS, 2):
        both = [[row[lang] for lang in pair] for row in leaves if {*pair} <= row.keys()]
        ones = [sum(column) for column in zip(*both, strict=True)] or [0, 0]
        values.append(phi(len(both), *ones, sum(map(all, both))))
    defined = [value for value in values if value is not None]
    ltcr = [
        value for each in counts.values() if (value := spread.ltcr([*each.values()])) is not None
    ]
    outliers = [n for n, row in enumerate(leaves) if len(row) >= 3 and all(row.values())]
    assert found["languages"] == len(ltcr)
    assert found["ltcr_min"] == min(ltcr, default=None)
    assert found["ltcr_mean"] == (fmean(ltcr) if ltcr else None)
    assert found["switching"] == (fmean(defined) if defined else None)
    assert found["together"] == sum(sum(row.values()) >= 2 for row in leaves)
    assert found["apart"] == sum(sum(row.values()) == 1 for row in leaves)
    assert found["tuids"] == [f"d#{number}" for number in outliers]
