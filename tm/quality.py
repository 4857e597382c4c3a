"""How good a build is, as small tables for a reader: its alignment, its doubts, its terms.

    by_language(beads)           en, 39 beads, 97 % of them 1-1, mean probability 0.999, …
    by_document(beads)           the same for each document and language
    bead_kinds(beads)            en, 1-1, 38; …
    probability_bins(beads)      en, 0.95 to 1, 38; …
    least_certain(units)         the units to look at first, a column a language
    term_shares(consistency)     "50% of 4" for each term and language, the worst term first

It measures nothing anew: every number is in BEADS, UNITS and CONSISTENCY already. Beads and units
may be lazy frames of any size; what comes back is small and in memory.
"""

import polars as pl

from corpora.schema import BEADS, CONSISTENCY, LANGUAGES, OTHERS, PIVOT, UNITS, conform
from tm.stream import Table, checked, collected

BINS = 20
"""Bins of a histogram of probabilities: most are near 1, where ten would show one bar."""

_DIGITS = 9
"""Decimals of a mean: those behind them depend on the order in which the rows were summed."""

_FRENCH, _OTHER = pl.col("fr_stop") - pl.col("fr_start"), pl.col("stop") - pl.col("start")
_CLAUSES = _OTHER.sum()
_SINGLE = ((_FRENCH == 1) & (_OTHER == 1)).mean()
_COVERED_AND_PROBABILITY = {
    "covered": pl.when(_CLAUSES > 0).then(_OTHER.filter(_FRENCH > 0).sum() / _CLAUSES),
    "probability": pl.col("probability").mean().round(_DIGITS),
}


def by_language(beads: Table) -> pl.DataFrame:
    """Sum up the alignment of each language with French: one row per language that occurs.

    Columns: `lang`; `clauses` of that language; `beads`; `single`, the share of 1-1 among the
    beads; `covered`, the share of the clauses that have a French counterpart, null without
    clauses; `probability`, the mean over the beads. Shares and probability are 0..1.
    """
    beads = checked(beads, BEADS, name="beads")
    return collected(
        beads.group_by("lang")
        .agg(clauses=_CLAUSES, beads=pl.len(), single=_SINGLE, **_COVERED_AND_PROBABILITY)
        .sort("lang")
    )


def by_document(beads: Table) -> pl.DataFrame:
    """Sum up the alignment of each document: columns `doc`, `lang`, `covered`, `probability`.

    As `by_language` says of them; one row per document and language, documents in their order.
    """
    beads = checked(beads, BEADS, name="beads")
    numbered = beads.with_row_index("place")
    groups = numbered.group_by("doc", "lang").agg(pl.col("place").min(), **_COVERED_AND_PROBABILITY)
    first = pl.col("place").min().over("doc")
    return collected(groups.sort(first, "lang").drop("place"))


def bead_kinds(beads: Table) -> pl.DataFrame:
    """Count the beads of each kind: columns `lang`, `kind` ("2-1": two French), `count`."""
    beads = checked(beads, BEADS, name="beads")
    kinds = beads.select("lang", kind=pl.format("{}-{}", _FRENCH, _OTHER))
    return collected(
        kinds.group_by("lang", "kind")
        .agg(count=pl.len())
        .sort("lang", "count", "kind", descending=[False, True, False])
    )


def probability_bins(beads: Table) -> pl.DataFrame:
    """Count the beads by probability: columns `lang`, `low`, `high`, `count`.

    Bins of width 1 / BINS are [low, high), the last one with its end; empty ones have no row.
    """
    beads = checked(beads, BEADS, name="beads")
    number = (pl.col("probability") * BINS).floor().clip(0, BINS - 1)
    return collected(
        beads.group_by("lang", low=(number / BINS).round(2), high=((number + 1) / BINS).round(2))
        .agg(count=pl.len())
        .sort("lang", "low")
    )


def least_certain(units: Table, *, count: int = 10) -> pl.DataFrame:
    """Return the `count` units of lowest probability, the lowest first, a column a language.

    Columns: `tuid`; `probability`, the lowest of its languages, 0..1; then `fr` to `zh`, the
    text, null where the unit lacks the language.
    """
    units = checked(units, UNITS, name="units")
    text = {lang: pl.col("text").filter(pl.col("lang") == lang).first() for lang in LANGUAGES}
    order = ["probability", "doc", "index"]
    most = count * len(LANGUAGES)  # a unit has a row a language, at most
    rows = collected(units.select("tuid", *order).bottom_k(most, by=order)).sort(order)
    tuids = rows["tuid"].unique(maintain_order=True).head(count)
    return (
        collected(units.filter(pl.col("tuid").is_in(tuids.implode())))
        .group_by("doc", "index", "tuid")
        .agg(pl.col("probability").min(), **text)
        .sort(order)
        .drop("doc", "index")
    )


def term_shares(consistency: pl.DataFrame) -> pl.DataFrame:
    """Return the share of the dominant form for each term and language, as text with its n.

    Columns: `concept`; `term`, its preferred French form; `n`, how often that occurs in French;
    then `en` to `zh`: "50% of 4" (of the occurrences that were found), "not found", or "–"
    where no document with that language holds the term. The term comes first whose dominant form
    covers the least of its occurrences in some language, the more frequent one of equals.
    """
    conform(consistency, CONSISTENCY, name="consistency")
    cells = {lang: pl.col("cell").filter(pl.col("lang") == lang).first() for lang in OTHERS}
    dominant = pl.col("share").fill_null(0.0) * pl.col("matched") / pl.col("occurrences")
    return (
        consistency.with_columns(cell=_cell())
        .group_by("concept")
        .agg(
            pl.col("fr").first().alias("term"),
            pl.col("occurrences").max().alias("n"),
            dominant.filter(pl.col("lang") != PIVOT).min().alias("lowest"),
            **{lang: cell.fill_null("–") for lang, cell in cells.items()},
        )
        .sort("lowest", "n", "concept", descending=[False, True, False], nulls_last=True)
        .drop("lowest")
    )


def _cell() -> pl.Expr:
    percent = (pl.col("share") * 100).round().cast(pl.UInt32)
    return (
        pl.when(pl.col("matched") > 0)
        .then(pl.format("{}% of {}", percent, pl.col("matched")))
        .when(pl.col("occurrences") > 0)
        .then(pl.lit("not found"))
    )
