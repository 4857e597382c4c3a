"""How good a build is, as small tables for a reader: its alignment, its doubts, its terms.

    by_language(beads)           en, 39 beads, 97 % of them 1-1, mean probability 0.999, …
    least_certain(units)         the units to look at first, a column a language
    term_shares(consistency)     "50% of 4" for each term and language, the worst term first

It measures nothing anew: every number is in BEADS, UNITS and CONSISTENCY already.
"""

import polars as pl

from corpora.schema import BEADS, CONSISTENCY, LANGUAGES, OTHERS, PIVOT, UNITS, conform


def by_language(beads: pl.DataFrame) -> pl.DataFrame:
    """Sum up the alignment of each language with French: one row per language that occurs.

    Columns: `lang`; `clauses` of that language; `beads`; `single`, the share of 1-1 among the
    beads; `covered`, the share of the clauses that have a French counterpart, null without
    clauses; `probability`, the mean over the beads. Shares and probability are 0..1.
    """
    conform(beads, BEADS, name="beads")
    french, other = pl.col("fr_stop") - pl.col("fr_start"), pl.col("stop") - pl.col("start")
    clauses, covered = other.sum(), other.filter(french > 0).sum()
    return (
        beads.group_by("lang")
        .agg(
            clauses=clauses,
            beads=pl.len(),
            single=((french == 1) & (other == 1)).mean(),
            covered=pl.when(clauses > 0).then(covered / clauses),
            probability=pl.col("probability").mean(),
        )
        .sort("lang")
    )


def least_certain(units: pl.DataFrame, *, count: int = 10) -> pl.DataFrame:
    """Return the `count` units of lowest probability, the lowest first, a column a language.

    Columns: `tuid`; `probability`, the lowest of its languages, 0..1; then `fr` to `zh`, the
    text, null where the unit lacks the language.
    """
    conform(units, UNITS, name="units")
    text = {lang: pl.col("text").filter(pl.col("lang") == lang).first() for lang in LANGUAGES}
    return (
        units.group_by("doc", "index", "tuid")
        .agg(pl.col("probability").min(), **text)
        .sort("probability", "doc", "index")
        .head(count)
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
