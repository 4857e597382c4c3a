"""How renderings change: each term × language counted by year, session and issuing body.

    csto, ru, by session: "68" dominant "ОДКБ" in 60 %, "69" dominant "Организация …" in 90 %

RENDERINGS and DOCUMENTS in, DRIFT out. A document without a year, session or body is left out of
the groups by it. Whether a difference is more than chance is for the reader of the intervals;
documents of one year are not independent either (`tm.terms.figures`).

Counts and table are apart, because counts of parts of a corpus add up.
"""

import re
from collections.abc import Sequence

import polars as pl

from corpora.schema import DOCUMENTS, DRIFT, PIVOT, RENDERINGS, TERMS, conform
from tm.terms.shares import leading, shares
from tm.terms.termbase import preferred
from tm.terms.verdicts import IGNORE

GROUPINGS = ("year", "session", "body")
"""What documents are grouped by, in the order of the table: columns of DOCUMENTS."""


def measure_drift(
    renderings: pl.DataFrame,
    terms: pl.DataFrame,
    documents: pl.DataFrame,
    *,
    signature: str | None = None,
) -> pl.DataFrame:
    """Return DRIFT in the order of the termbase, of the languages, of GROUPINGS and of time.

    A period is a row where the term occurs in it, not ignored; 9 stands before 10, and S-9
    behind both.
    """
    conform(renderings, RENDERINGS, name="renderings")
    counts = count_periods(count_documents(renderings), documents)
    return drift_of(counts, conform(terms, TERMS, name="terms"), signature=signature)


def count_documents(renderings: pl.DataFrame) -> pl.DataFrame:
    """Return how often each form stands in each document: concept, lang, doc, form, len.

    Null is what is not matched; what is ignored is left out.
    """
    kept = renderings.filter(pl.col("verdict").ne_missing(IGNORE))
    return kept.group_by("concept", "lang", "doc", "form").agg(pl.len().cast(pl.Int64))


def count_periods(counts: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Return how often each form stands in each period: concept, lang, by, period, form, len.

    `counts` is a frame as `count_documents` returns it, `documents` a DOCUMENTS frame.
    """
    origins = conform(documents, DOCUMENTS, name="documents").unique("doc", keep="first")
    origins = origins.select("doc", *(pl.col(each).cast(pl.String) for each in GROUPINGS))
    known = counts.join(origins, on="doc")
    return pl.concat(
        known.drop_nulls(by)
        .group_by("concept", "lang", pl.lit(by).alias("by"), pl.col(by).alias("period"), "form")
        .agg(pl.col("len").sum())
        for by in GROUPINGS
    )


def drift_of(
    counts: pl.DataFrame, terms: pl.DataFrame, *, signature: str | None = None
) -> pl.DataFrame:
    """Return DRIFT of counts as `count_periods` returns them."""
    keys = ["concept", "lang", "by", "period"]
    table = counts.group_by(keys).agg(occurrences=pl.col("len").sum())
    table = table.join(leading(counts, terms, keys), on=keys, how="left").with_columns(*shares())
    periods = sorted(table["period"].unique(), key=lambda period: (natural(period), period))
    ordered = table.sort(
        _place("concept", [*preferred(terms, lang=PIVOT)]),
        "concept",
        pl.col("lang").to_physical(),
        _place("by", GROUPINGS),
        _place("period", periods),
    )
    ordered = ordered.with_columns(pl.col("matched").fill_null(0), signature=pl.lit(signature))
    columns = (pl.col(name).cast(dtype) for name, dtype in DRIFT.items())
    return conform(ordered.select(*columns), DRIFT, name="drift")


def _place(column: str, order: Sequence[str]) -> pl.Expr:
    """Return the place of each value in `order`, behind all where it is not in it."""
    places = {value: place for place, value in enumerate(order)}
    return pl.col(column).replace_strict(places, default=len(places), return_dtype=pl.Int64)


def natural(period: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what periods are sorted by: their numbers as numbers, before all words."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", period)
    return tuple(
        (False, int(piece), "") if piece[0] in "0123456789" else (True, 0, piece)
        for piece in pieces
    )
