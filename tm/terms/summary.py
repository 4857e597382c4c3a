"""What the terminal shows about terms: the worst of them, and figures on all together.

for part in summarise_terms(analysis, termbase, worst=8, listed="in run.json"): console.print(part)
"""

from collections.abc import Iterator

import polars as pl
from rich.table import Table

from corpora.schema import PIVOT
from tm.record import Termbase
from tm.terms.analysis import Analysis
from tm.terms.consistency import never_found
from tm.terms.sharded import Findings

SHOWN = ("coverage", "consistency", "conformity")
"""The corpus figures that are shown; all are in `figures.parquet`."""


def summarise_terms(
    analysis: Analysis | Findings, termbase: Termbase, *, worst: int, listed: str
) -> Iterator[Table | str]:
    """Yield the parts of the summary: counts, the `worst` rows, figures, verdicts.

    `listed` says where verdicts that no longer apply are listed.
    """
    table = analysis.consistency
    spread = table.filter(pl.col("lang") != PIVOT, pl.col("occurrences") > 0)
    doubtful = spread.filter((pl.col("coverage") < 1) | (pl.col("distinct") > 1))
    line = f"{plural(table['concept'].n_unique(), 'term')} of {termbase.name} found"
    if spread.height:
        line += (
            f"; always rendered, and always alike, in {spread.height - doubtful.height} "
            f"of {spread.height} term-language pairs"
        )
    yield line
    if doubtful.height:
        yield _worst(doubtful, worst)
    yield from _figures(analysis)
    yield from _verdicts(analysis, listed)


def never(analysis: Analysis | Findings, termbase: Termbase) -> Iterator[str]:
    """Yield one line on the terms that never occur, if there are any."""
    absent = never_found(analysis.consistency, termbase.terms)
    if absent:
        verb = "occurs" if len(absent) == 1 else "occur"
        yield f"{plural(len(absent), 'term')} of {termbase.name} never {verb}"


def _worst(doubtful: pl.DataFrame, rows: int) -> Table:
    """Return the table of the rows with most occurrences that are not the dominant form."""
    table = Table(title="Least consistent terms", title_justify="left", header_style="bold")
    for name in ("term", "language"):
        table.add_column(name, overflow="fold")
    for name in ("found", "forms", "share of the dominant form (95 %)"):
        table.add_column(name, justify="right")
    table.add_column("dominant form", overflow="fold")
    order = doubtful.with_columns(missed=pl.col("matched") * pl.col("share").fill_null(0))
    order = order.with_columns(missed=pl.col("occurrences") - pl.col("missed"))
    for row in order.sort("missed", descending=True, maintain_order=True).head(rows).to_dicts():
        found = f"{row['matched']}/{row['occurrences']}"
        share = _share(row["share"], row["share_low"], row["share_high"])
        table.add_row(
            row["fr"], row["lang"], found, str(row["distinct"]), share, row["dominant"] or "–"
        )
    return table


def _figures(analysis: Analysis | Findings) -> Iterator[str]:
    """Yield one line on the five languages together."""
    figures = analysis.figures.filter(pl.col("lang").is_null())
    parts = [
        f"{row['metric']} {_share(row['value'], row['low'], row['high'])}"
        for row in figures.to_dicts()
        if row["metric"] in SHOWN and row["value"] is not None
    ]
    if parts:
        yield f"all terms and languages together: {', '.join(parts)}"


def _verdicts(analysis: Analysis | Findings, listed: str) -> Iterator[str]:
    outcome = analysis.verdicts
    if outcome.applied:
        yield (
            f"verdicts on renderings: {outcome.accepted:,} accepted, "
            f"{outcome.rejected:,} rejected, {outcome.ignored:,} ignored"
        )
    if outcome.unplaced:
        count = plural(len(outcome.unplaced), "verdict")
        yield f"no longer apply: {count} on renderings, listed {listed}"


def _share(share: float | None, low: float | None, high: float | None) -> str:
    """Return a share with its interval, where it has one."""
    if share is None:
        return "–"
    return f"{share:.0%}" if low is None else f"{share:.0%} ({low:.0%}–{high:.0%})"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 term", "1,200 terms"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
