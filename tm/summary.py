"""The summary of a build as tables for a terminal.

    for part in summarise(report): console.print(part)

Numbers only that a user acts on: how much there is, how well it is aligned, which terms are
worst; everything else is in the files.
"""

from collections.abc import Iterator

from rich.table import Table

from corpora.schema import LANGUAGES, OTHERS
from tm.report import Report
from tm.terms.summary import plural, summarise_terms

WORST = 8
"""Rows of the list of worst terms."""


def summarise(report: Report) -> Iterator[Table | str]:
    """Yield the parts of the summary of `report`, in order."""
    yield _counts(report)
    yield _units(report)
    yield from summarise_terms(report.findings, report.termbase, worst=WORST, listed="in run.json")
    yield from _review(report)
    yield from _left_out(report)
    yield from _failed(report)


def _counts(report: Report) -> Table:
    """One column a language: clauses, share of 1-1 beads, mean probability."""
    table = Table(title="Alignment with French", title_justify="left", header_style="bold")
    table.add_column("")
    for lang in LANGUAGES:
        table.add_column(lang, justify="right")
    counts = report.counts
    clauses = (str(counts.clauses.get(lang) or "–") for lang in LANGUAGES)
    table.add_row("clauses", *clauses)
    quality = counts.beads
    single = (f"{q.single / q.beads:.0%}" if (q := quality.get(x)) else "–" for x in OTHERS)
    table.add_row("aligned 1-1", "", *single)
    sure = (f"{q.probability / q.beads:.3f}" if (q := quality.get(x)) else "–" for x in OTHERS)
    table.add_row("mean probability", "", *sure)
    return table


def _units(report: Report) -> str:
    counts = report.counts
    present = sum(1 for count in counts.clauses.values() if count)
    size = f"{plural(counts.documents, 'document')}, {plural(counts.units, 'unit')}"
    if present == 1:
        return f"{size}, all in French alone: add en.md, es.md, … to align it"
    return f"{size}, {counts.sizes.get(present, 0)} of them in all {present} languages"


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
    if report.pieces:
        yield f"left out of the input: {plural(report.pieces, 'piece')}, listed in run.json"


def _failed(report: Report) -> Iterator[str]:
    if report.failed:
        count = plural(len(report.failed), "document")
        yield f"not built: {count}, listed with the reasons in run.json; the others are complete"
