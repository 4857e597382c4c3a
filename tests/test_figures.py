"""The corpus's numbers against a table worked out by hand and a slow bootstrap."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renderings import TERMS, to_renderings

from corpora.schema import FIGURES, OTHERS, SchemaMismatchError
from tm.terms import bootstrap
from tm.terms.figures import METRICS, measure_figures

Cell = tuple[str, str, str, str | None]  # doc, concept, lang, form


def figures(cells: list[Cell], **options: int) -> dict[tuple[str | None, str], dict[str, object]]:
    table = measure_figures(to_renderings(cells), TERMS, **options)  # type: ignore[arg-type]
    assert table.schema == FIGURES
    return {(row["lang"], row["metric"]): row for row in table.to_dicts()}


def drawn(documents: int, *, count: int, seed: int) -> bootstrap.Counts:
    """Return the weights of all resamples side by side."""
    blocks = bootstrap.resamples(documents, count=count, seed=seed)
    return np.concatenate([*blocks], axis=1)


HAND: list[Cell] = [
    ("d", "peace", "en", "peacekeeping"),
    ("d", "peace", "en", "peacekeeping"),
    ("e", "peace", "en", "peace-making"),
    ("e", "peace", "en", None),
    ("e", "council", "en", "Board"),
    ("d", "council", "zh", "理事会"),
    ("e", "council", "zh", "安理会"),
]


def test_a_table_worked_out_by_hand() -> None:
    found = figures(HAND)
    values = {key: row["value"] for key, row in found.items()}
    assert values["en", "coverage"] == 4 / 5
    assert values["en", "consistency"] == (2 + 1) / 4
    assert values["en", "ltcr"] == pytest.approx(1 / 3)
    assert values["en", "conformity"] == 3 / 4
    assert values["zh", "consistency"] == values["zh", "conformity"] == 1 / 2
    assert values["zh", "ltcr"] == 0
    assert values[None, "coverage"] == 6 / 7
    assert values[None, "consistency"] == (3 + 1) / 6
    assert values[None, "ltcr"] == 1 / 4
    assert values[None, "conformity"] == 4 / 6
    assert [*found] == [(lang, metric) for lang in (*OTHERS, None) for metric in METRICS]
    assert found[None, "ltcr"]["documents"] == 2
    assert found[None, "ltcr"]["occurrences"] == 7
    assert (
        found["ru", "coverage"] | {"value": None, "low": None, "occurrences": 0}
        == found["ru", "coverage"]
    )


def test_one_document_has_no_interval() -> None:
    found = figures([(f"{'d'}", *cell[1:]) for cell in HAND])
    assert all(row["low"] is row["high"] is None for row in found.values())
    assert found["en", "coverage"]["value"] == 4 / 5


def test_a_language_in_one_document_has_no_interval() -> None:
    found = figures([*HAND, ("d", "peace", "ru", "поддержание мира")])
    assert found["ru", "coverage"]["low"] is None
    assert found["en", "coverage"]["low"] is not None


Occurrence = tuple[int, str, str | None]  # number, concept, form


def slow_metrics(
    drawn: list[Occurrence], leading: set[tuple[str, str | None]]
) -> tuple[float, float, float]:
    """Return coverage, consistency and LTCR of occurrences, the drawn copies among them."""
    matched = [each for each in drawn if each[2] is not None]
    pairs = [
        (one, other)
        for one, other in combinations(matched, 2)
        if one[1] == other[1] and one[0] != other[0]
    ]
    return (
        len(matched) / len(drawn),
        sum(each[1:] in leading for each in matched) / len(matched),
        sum(one[2] == other[2] for one, other in pairs) / len(pairs),
    )


@pytest.mark.parametrize("lang", OTHERS)
def test_the_interval_is_that_of_a_slow_bootstrap(lang: str) -> None:
    """Draw documents one by one, count anew pair by pair, and compare the quantiles."""
    rng = np.random.default_rng(7)
    forms = ("x", "x", "x", "x", "y", "z", None)
    cells: list[Cell] = [
        (f"d{rng.integers(8)}", concept, lang, forms[rng.integers(7)])
        for concept in ("peace", "council")
        for _ in range(20)
    ]
    found = figures(cells, count=200)
    docs = sorted({cell[0] for cell in cells})
    weights = drawn(len(docs), count=200, seed=69012)
    leading: set[tuple[str, str | None]] = {("peace", "x"), ("council", "x")}
    slow = [
        slow_metrics(
            [
                (number, concept, form)
                for number, (doc, concept, _, form) in enumerate(cells)
                for _ in range(int(weights[docs.index(doc), resample]))
            ],
            leading,
        )
        for resample in range(200)
    ]
    for place, metric in enumerate(METRICS[:3]):
        ends = np.quantile([each[place] for each in slow], (0.025, 0.975))
        row = found[lang, metric]
        assert (row["low"], row["high"]) == pytest.approx(tuple(ends), abs=1e-6)
        assert row["low"] <= row["value"] <= row["high"]  # type: ignore[operator]


def test_many_rare_terms_do_not_push_the_interval_beside_its_number() -> None:
    """Each of 60 terms stands in two documents, in two forms: no two are alike."""
    concepts = [f"c{number}" for number in range(60)]
    cells = [
        (f"d{number ** (half + 1) % 20}", concept, "ru", f"form {half}")
        for number, concept in enumerate(concepts)
        for half in range(2)
    ]
    found = figures(cells, count=300)
    consistency, ltcr = found["ru", "consistency"], found["ru", "ltcr"]
    assert consistency["low"] < consistency["value"] == 0.5 < consistency["high"]  # type: ignore[operator]
    assert (ltcr["low"], ltcr["value"], ltcr["high"]) == (0, 0, 0)


CELLS = st.tuples(
    st.sampled_from("defg"),
    st.sampled_from(["peace", "council"]),
    st.sampled_from(OTHERS),
    st.sampled_from(["x", "y", None]),
)


@settings(deadline=None)
@given(st.lists(CELLS, max_size=40))
def test_numbers_are_shares_and_intervals_in_order(cells: list[Cell]) -> None:
    for row in figures(cells, count=50).values():
        ends = [row[name] for name in ("low", "high")]
        assert (None in ends) == (ends == [None, None])
        numbers = [row["value"], *ends]
        assert all(number is None or 0 <= number <= 1 for number in numbers)  # type: ignore[operator]
        assert None in ends or ends[0] <= ends[1]  # type: ignore[operator]


def test_ignored_occurrences_are_in_no_number() -> None:
    ignored: list[Cell] = [("f", "peace", "en", "x"), ("d", "peace", "en", None)]
    table = to_renderings([*HAND, *ignored], verdicts=[None] * len(HAND) + ["ignore"] * 2)
    assert measure_figures(table, TERMS).equals(measure_figures(to_renderings(HAND), TERMS))


def test_nothing_found_is_a_table_of_nulls() -> None:
    found = figures([])
    assert len(found) == 24
    assert all(
        row["value"] is row["low"] is None and row["documents"] == 0 for row in found.values()
    )


def test_the_same_seed_draws_the_same_and_another_one_otherwise() -> None:
    cells = [(f"d{number % 7}", "peace", "en", "xyz"[number % 3]) for number in range(40)]
    one, same, other = (figures([*cells], seed=seed) for seed in (1, 1, 2))
    assert one == same != other


@settings(deadline=None)
@given(st.permutations(HAND))
def test_the_order_of_the_rows_makes_no_difference(cells: list[Cell]) -> None:
    assert figures(cells, count=20) == figures(HAND, count=20)


@given(st.integers(1, 40), st.integers(1, 250), st.integers(0, 2**32))
def test_every_resample_has_as_many_documents(documents: int, count: int, seed: int) -> None:
    weights = drawn(documents, count=count, seed=seed)
    assert weights.shape == (documents, count)
    assert (weights.sum(axis=0) == documents).all()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(1, 9)), max_size=30))
def test_totals_are_those_of_a_dense_product(cells: list[tuple[int, int, int]]) -> None:
    weights = drawn(5, count=11, seed=3)
    dense = np.zeros((5, 4))
    for document, column, count in cells:
        dense[document, column] += count
    columns = [np.array([cell[place] for cell in cells], dtype=np.int64) for place in range(2)]
    counts = np.array([cell[2] for cell in cells], dtype=np.float32)
    entries = bootstrap.Entries(*columns, counts, 4)
    assert (bootstrap.totals(entries, weights) == dense.T @ weights).all()


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="renderings"):
        measure_figures(TERMS, TERMS)
