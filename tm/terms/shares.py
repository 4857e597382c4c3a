"""The formulas of `tm.terms.spread` as polars expressions: many terms at once, the same numbers.

    counts.group_by("concept").agg(*dominance()).with_columns(*shares())

Every operation is that of `tm.terms.spread` in the same order, so that results are equal to the
last bit. They are written twice because a call a row costs a minute at a million rows.
"""

from collections.abc import Sequence

import polars as pl

from tm.terms.cells import ranks
from tm.terms.spread import Z_95


def rank_frame(terms: pl.DataFrame) -> pl.DataFrame:
    """Return the forms of TERMS by their place, a row a form of a concept in a language."""
    rows = [
        (*key, form, place) for key, rank in ranks(terms).items() for form, place in rank.items()
    ]
    columns = ("concept", "lang", "form")
    schema = pl.Schema({**{name: terms.schema[name] for name in columns}, "rank": pl.Int64()})
    return pl.DataFrame(rows, schema=schema, orient="row")


def leading(counts: pl.DataFrame, terms: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return what prevails in each cell that has a form: one row for each value of `keys`.

    `counts` has the columns `keys`, among them concept and lang, `form` and its count `len`, a
    row a form. The columns: `dominant`, `top` (its count), `matched`, `alike` (pairs of equal
    forms). Of equally frequent forms the first of the termbase is dominant, then the first by
    code point.
    """
    count = pl.col("len").cast(pl.Int64)
    ranked = counts.drop_nulls("form").join(
        rank_frame(terms), on=["concept", "lang", "form"], how="left"
    )
    order = [-count, pl.col("rank").fill_null(len(terms)), pl.col("form")]
    return ranked.group_by(*keys).agg(
        dominant=pl.col("form").sort_by(order).first(),
        top=count.max(),
        matched=count.sum(),
        alike=(count * (count - 1) // 2).sum(),
    )


def shares() -> tuple[pl.Expr, ...]:
    """Return `share`, its Wilson interval and `ltcr` from the columns of `leading`."""
    matched = pl.col("matched").cast(pl.Float64)
    share = pl.col("top") / matched
    spread = pl.lit(Z_95**2) / matched
    centre = share + spread / 2
    margin = (spread * (share * (1 - share) + spread / 4)).sqrt()
    low, high = (centre - margin) / (1 + spread), (centre + margin) / (1 + spread)
    all_alike = pl.col("top") == pl.col("matched")
    pairs = pl.col("matched") * (pl.col("matched") - 1) // 2
    return (
        share.alias("share"),
        pl.when(low < 0).then(0.0).otherwise(low).alias("share_low"),
        pl.when(all_alike | (high > 1)).then(1.0).otherwise(high).alias("share_high"),
        pl.when(pairs > 0).then(pl.col("alike") / pairs).alias("ltcr"),
    )
