import pytest

from corpora.clause import Clause
from corpora.schema import LANGUAGES, OTHERS
from corpora.structure.agreement import agree


def clauses(*labels: str | None, kind: str = "paragraph") -> list[Clause]:
    return [Clause(kind, label, "1.", "x", (), None, 1) for label in labels]


def labels(pivot: list[Clause], other: list[Clause], lang: str = "en") -> list[str | None]:
    agreed = agree({"fr": pivot, lang: other})
    assert agreed["fr"] == tuple(pivot)
    assert [clause._replace(label=None) for clause in agreed[lang]] == [
        clause._replace(label=None) for clause in other
    ]
    return [clause.label for clause in agreed[lang]]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize(
    ("pivot", "other", "kept"),
    [
        (["pp1", "pp2"], ["pp1", "pp2"], ["pp1", "pp2"]),
        (["pp1", "pp2", "op1"], ["pp1", "op1"], [None, "op1"]),
        (["pp1", "pp1(a)"], ["pp1", "pp2", "pp2(a)"], [None, None, None]),
        (["pp1", "pp1(a)"], ["pp1"], ["pp1"]),
        (["s1", "s2", "p1"], ["s1", "s2", "s3", "p1"], [None, None, None, "p1"]),
        (["op1", "op1.2", "op2"], ["op1", "op2"], [None, "op2"]),
        (["op1"], ["op1", "op1.2"], [None, None]),
        (["p1", "p3"], ["p1", "p2", "p3"], ["p1", "p2", "p3"]),
        (["signature"], [], []),
        ([], ["pp1", "s1", "p1"], ["pp1", "s1", "p1"]),
        (["annex1.p1", "hII.A(1)"], ["annex1.p1", "hII.A(1)"], ["annex1.p1", "hII.A(1)"]),
    ],
)
def test_counted_labels_stay_only_where_the_count_is_the_same(
    lang: str, pivot: list[str], other: list[str], kept: list[str | None]
) -> None:
    assert labels(clauses(*pivot), clauses(*other), lang) == kept


def test_tables_are_compared_by_number_and_shape() -> None:
    def table(number: int, rows: int) -> list[Clause]:
        places = [f"t{number}r{row}c{column}" for row in range(1, rows + 1) for column in (1, 2)]
        return clauses(*places, kind="cell")

    one, two = table(1, 2), table(2, 3)
    assert None not in labels([*one, *two], [*one, *two])
    assert set(labels([*one, *two], one)) == {None}
    found = labels([*one, *two], [*one, *table(2, 4)])
    assert found == ["t1r1c1", "t1r1c2", "t1r2c1", "t1r2c2", *[None] * 8]


def test_unnumbered_operative_clauses_are_counted() -> None:
    counted = [Clause("operative", f"op{n}", None, "x", (), None, 1) for n in (1, 2)]
    assert labels(counted, counted) == ["op1", "op2"]
    assert labels(counted, counted[:1]) == [None]


def test_footnotes_keep_their_labels() -> None:
    notes = clauses("fn1", "fn1.2", kind="footnote")
    assert labels(notes, notes[:1]) == ["fn1"]


def test_without_the_pivot_the_first_version_counts() -> None:
    agreed = agree({"en": clauses("pp1"), "zh": clauses("pp1", "pp2")})
    assert [clause.label for clause in agreed["zh"]] == [None, None]
    assert agree({}) == {}
    assert [*agree({lang: [] for lang in LANGUAGES})] == [*LANGUAGES]
