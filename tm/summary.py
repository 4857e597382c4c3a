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

SHOWN = ("coverage", "consistency", "conformity")
"""The corpus figures that the summary shows; all are in `terms/figures.parquet`."""


def summarise(report: Report) -> Iterator[Table | str]:
    """Yield the parts of the summary of `report`, in order."""
    yield _counts(report)
    yield _units(report)
    yield from _terms(report)
    yield from _figures(report)
    yield from _verdicts(report)
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
    doubtful = spread.filter(pl.col("issues") > 0)
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
    order = doubtful.sort("issues", descending=True, maintain_order=True)
    for row in order.head(WORST).to_dicts():
        share = _share(row["share"], row["share_low"], row["share_high"])
        found = f"{row['matched']}/{row['occurrences']}"
        table.add_row(
            row["fr"], row["lang"], found, str(row["distinct"]), share, row["dominant"] or "–"
        )
    return table


def _figures(report: Report) -> Iterator[str]:
    """One line on the five languages together."""
    figures = report.tables.analysis.figures.filter(pl.col("lang").is_null())
    parts = [
        f"{row['metric']} {_share(row['value'], row['low'], row['high'], form='.1%')}"
        for row in figures.to_dicts()
        if row["metric"] in SHOWN and row["value"] is not None
    ]
    if parts:
        yield f"all terms and languages together: {', '.join(parts)}"


def _verdicts(report: Report) -> Iterator[str]:
    outcome = report.tables.analysis.verdicts
    if outcome.applied:
        yield (
            f"verdicts on renderings: {outcome.accepted:,} accepted, "
            f"{outcome.rejected:,} rejected, {outcome.ignored:,} ignored"
        )
    if outcome.unplaced:
        count = _plural(len(outcome.unplaced), "verdict")
        yield f"no longer apply: {count} on renderings, listed in run.json"


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


def _share(share: float | None, low: float | None, high: float | None, form: str = ".0%") -> str:
    """Return a share with its interval, where it has one."""
    if share is None:
        return "–"
    return f"{share:{form}}" if low is None else f"{share:{form}} ({low:{form}}–{high:{form}})"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
