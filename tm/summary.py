"""The summary of a build as tables for a terminal.

    for part in summarise(report): console.print(part)

Numbers only that a user acts on: how much there is, how well it is aligned, which terms are
worst; everything else is in the files.
"""

from collections.abc import Iterator

import polars as pl
from rich.table import Table

from corpora.schema import LANGUAGES, OTHERS, PIVOT
from tm.build import Report
from tm.quality import by_language

WORST = 8
"""Rows of the list of worst terms."""


def summarise(report: Report) -> Iterator[Table | str]:
    """Yield the parts of the summary of `report`, in order."""
    yield _counts(report)
    yield _units(report)
    yield from _terms(report)
    yield from _review(report)
    yield from _left_out(report)


def _counts(report: Report) -> Table:
    """One column a language: clauses, share of 1-1 beads, mean probability."""
    table = Table(title="Alignment with French", title_justify="left", header_style="bold")
    table.add_column("")
    for lang in LANGUAGES:
        table.add_column(lang, justify="right")
    clauses = dict(report.tables.clauses["lang"].value_counts().iter_rows())
    quality = {row["lang"]: row for row in by_language(report.tables.beads).to_dicts()}
    table.add_row("clauses", *(str(clauses.get(lang, "–")) for lang in LANGUAGES))
    for name, column, form in (
        ("aligned 1-1", "single", ".0%"),
        ("mean probability", "probability", ".3f"),
    ):
        cells = (format(quality[x][column], form) if x in quality else "–" for x in OTHERS)
        table.add_row(name, "", *cells)
    return table


def _units(report: Report) -> str:
    units = report.tables.units
    sizes = units.group_by("tuid").agg(pl.len())["len"]
    present = units["lang"].n_unique()
    whole = int((sizes == present).sum())
    size = f"{_plural(len(report.documents), 'document')}, {_plural(len(sizes), 'unit')}"
    if present == 1:
        return f"{size}, all in French alone: add en.md, es.md, … to align it"
    return f"{size}, {whole} of them in all {present} languages"


def _terms(report: Report) -> Iterator[Table | str]:
    table = report.tables.consistency
    spread = table.filter(pl.col("lang") != PIVOT, pl.col("occurrences") > 0)
    doubtful = spread.filter((pl.col("coverage") < 1) | (pl.col("distinct") > 1))
    found = table["concept"].n_unique()
    line = f"{_plural(found, 'term')} of {report.termbase.name} found"
    if spread.height:
        line += (
            f"; always rendered, and always alike, in {spread.height - doubtful.height} "
            f"of {spread.height} term-language pairs"
        )
    yield line
    if doubtful.height:
        yield _worst(doubtful)


def _worst(doubtful: pl.DataFrame) -> Table:
    table = Table(title="Least consistent terms", title_justify="left", header_style="bold")
    for name in ("term", "language"):
        table.add_column(name, overflow="fold")
    for name in ("found", "forms", "share of the dominant form (95 %)"):
        table.add_column(name, justify="right")
    table.add_column("dominant form", overflow="fold")
    order = doubtful.with_columns(missed=pl.col("matched") * pl.col("share").fill_null(0))
    order = order.with_columns(missed=pl.col("occurrences") - pl.col("missed"))
    for row in order.sort("missed", descending=True, maintain_order=True).head(WORST).to_dicts():
        share = "–"
        if row["share"] is not None:
            share = f"{row['share']:.0%} ({row['share_low']:.0%}–{row['share_high']:.0%})"
        found = f"{row['matched']}/{row['occurrences']}"
        table.add_row(
            row["fr"], row["lang"], found, str(row["distinct"]), share, row["dominant"] or "–"
        )
    return table


def _review(report: Report) -> Iterator[str]:
    review = report.review
    if review.units or review.texts:
        yield (
            f"corrections by reviewers: {_plural(review.units, 'unit')}, "
            f"{_plural(len(review.texts), 'text')}"
        )
    if review.unplaced:
        count = _plural(len(review.unplaced), "correction")
        yield f"no longer in the documents: {count} by reviewers, listed in run.json"


def _left_out(report: Report) -> Iterator[str]:
    if report.left_out:
        yield f"left out of the input: {_plural(len(report.left_out), 'piece')}, listed in run.json"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
