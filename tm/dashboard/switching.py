"""Whether languages leave their dominant forms together, summed over the parts of a build.

    measure_switching(build.parts("terms/renderings"), build.consistency)

As `tm.terms.agreement.measure_switching` says it of one table. A part holds whole documents, so the
counts of the parts add up, and one part at a time is in memory.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import polars as pl

from corpora.schema import OTHERS
from tm.stream import Table, collected
from tm.terms.agreement import SWITCHING, phi
from tm.terms.verdicts import IGNORE

PAIRS = tuple(combinations(OTHERS, 2))

_CELL = ["concept", "lang"]


def measure_switching(parts: Iterable[Table], consistency: pl.DataFrame) -> pl.DataFrame:
    """Return SWITCHING of RENDERINGS in parts; CONSISTENCY tells the dominant forms.

    A row for every pair of the five languages.
    """
    sums: Counter[str] = Counter()
    dominant = consistency.lazy().select(*_CELL, "dominant")
    for part in parts:
        sums.update(collected(_counts(part.lazy(), dominant)).row(0, named=True))
    numbers = {pair: [sums[_name(pair, number)] for number in _NUMBERS] for pair in PAIRS}
    rows = [(*pair, phi(*found), found[0]) for pair, found in numbers.items()]
    return pl.DataFrame(rows, schema=SWITCHING, orient="row")


_NUMBERS = ("n", "one", "other", "both")
"""Occurrences matched in both languages, and of these those that leave in one, other, both."""


def _counts(renderings: pl.LazyFrame, dominant: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row: the _NUMBERS of every pair."""
    kept = renderings.filter(pl.col("lang").is_in(OTHERS), pl.col("verdict").ne_missing(IGNORE))
    leaves = pl.col("form") != pl.col("dominant")
    occurrences = (
        kept.drop_nulls("form")
        .join(dominant, on=_CELL)
        .group_by("concept", "doc", "tuid", "fr_start")
        .agg(leaves.filter(pl.col("lang") == lang).last().alias(lang) for lang in OTHERS)
    )
    return occurrences.select(
        expression.sum().cast(pl.Int64).alias(_name(pair, number))
        for pair in PAIRS
        for number, expression in zip(_NUMBERS, _outcomes(*pair), strict=True)
    )


def _outcomes(one: str, other: str) -> tuple[pl.Expr, pl.Expr, pl.Expr, pl.Expr]:
    known = pl.col(one).is_not_null() & pl.col(other).is_not_null()
    return known, known & pl.col(one), known & pl.col(other), known & pl.col(one) & pl.col(other)


def _name(pair: tuple[str, str], number: str) -> str:
    return " ".join((*pair, number))
