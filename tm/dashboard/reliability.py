"""How far the probabilities of a build may be believed, and who says so.

    reliability(build)      source "review", ru, 0.9 to 1: predicted .98, observed .97, n 412

From the decisions of reviewers, where there are ENOUGH of them; else from gold, by the table that
ships with the lexicon, if that is the one the build was aligned with; else it is empty.

Why reviewers first: they looked at these documents. What they say is hard on the aligner, for they
are shown the doubtful units.
"""

import polars as pl

from align.lexicon import shipped
from align.reliability import Judged, Reliability, measure_reliability, shipped_reliability
from corpora.schema import OTHERS
from tm.dashboard.build import Build
from tm.dashboard.tables import TABLES

ENOUGH = 100
"""Judged beads below which a share of the right ones says nothing: ten a bin."""

REVIEW, BENCHMARK = "review", "benchmark"


def reliability(build: Build) -> pl.DataFrame:
    """Return RELIABILITY with the columns `source`, `error` and `signature` beside."""
    if build.review.height >= ENOUGH:
        signature = f"review:{build.decisions} decisions|hexapla:{build.hexapla}"
        return _rows(REVIEW, measure_reliability(_by_language(build), signature=signature))
    known = shipped_reliability()
    if known is None or build.lexicon != shipped().sha256:
        return pl.DataFrame(schema=TABLES["reliability"])
    there = pl.col("lang").is_in([lang for lang in build.languages if lang in OTHERS])
    return _rows(BENCHMARK, known._replace(bins=known.bins.filter(there)))


def _by_language(build: Build) -> dict[str, Judged]:
    table = build.review
    return {
        lang: [*table.filter(pl.col("lang") == lang).select("probability", "right").iter_rows()]
        for lang in OTHERS
    }


def _rows(source: str, found: Reliability) -> pl.DataFrame:
    errors = [found.errors[lang] for lang in found.bins["lang"]]
    return found.bins.with_columns(
        source=pl.lit(source),
        error=pl.Series(errors, dtype=pl.Float64),
        signature=pl.lit(found.signature),
    ).select([*TABLES["reliability"]])
