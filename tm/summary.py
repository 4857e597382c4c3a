"""The summary of a build as tables for a terminal.

    for part in summarise(report): console.print(part)

Numbers only that a user acts on: how much there is, how well it is aligned, which terms are
worst; everything else is in the files.
"""

from collections.abc import Iterator

import polars as pl
from rich.table import Table

from corpora.schema import LANGUAGES, OTHERS
from tm.build import Report
from tm.quality import by_language
from tm.terms.summary import plural, summarise_terms

WORST = 8
"""Rows of the list of worst terms."""


def summarise(report: Report) -> Iterator[Table | str]:
    """Yield the parts of the summary of `report`, in order."""
    yield _counts(report)
    yield _units(report)
    yield from summarise_terms(
        report.tables.analysis, report.termbase, worst=WORST, listed="in run.json"
    )
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
    size = f"{plural(len(report.documents), 'document')}, {plural(len(sizes), 'unit')}"
    if present == 1:
        return f"{size}, all in French alone: add en.md, es.md, … to align it"
    return f"{size}, {whole} of them in all {present} languages"


def _review(report: Report) -> Iterator[str]:
    review = report.review
    if review.units or review.texts:
        yield (
            f"corrections by reviewers: {plural(review.units, 'unit')}, "
            f"{plural(len(review.texts), 'text')}"
        )
    if review.unplaced:
        count = plural(len(review.unplaced), "correction")
        yield f"no longer in the documents: {count} by reviewers, listed in run.json"


def _left_out(report: Report) -> Iterator[str]:
    if report.left_out:
        yield f"left out of the input: {plural(len(report.left_out), 'piece')}, listed in run.json"
