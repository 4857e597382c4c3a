"""Everything about the terms of some units, in one call: the tables, and a folder of them.

    analysis = analyse(units, read_termbase(corpus, None), verdicts=read_verdicts(corpus))
    analysis.consistency               CONSISTENCY
    write_analysis(analysis, out)      renderings.parquet, consistency.parquet and .csv, drift, …

It reads no file and decides nothing: the renderings are found by `tm.terms.renderings`, verdicts
laid over by `tm.terms.honouring`, and each table made in the module of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from align.lexicon import Lexicon, shipped
from corpora.origin import documents_frame
from tm.folder import write_parquet
from tm.terms.agreement import measure_agreement
from tm.terms.consistency import measure
from tm.terms.drift import measure_drift
from tm.terms.figures import RESAMPLES, SEED, measure_figures
from tm.terms.honouring import Outcome, honour_verdicts
from tm.terms.renderings import Rows, find_renderings
from tm.terms.signature import extended, signature
from tm.terms.verdicts import Verdicts

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from tm.record import Termbase

TABLES = ("renderings", "consistency", "drift", "agreement", "figures")
"""The tables of an analysis, each a file of that name."""


class Analysis(NamedTuple):
    """All tables about terms, and what became of the verdicts."""

    renderings: pl.DataFrame
    consistency: pl.DataFrame
    drift: pl.DataFrame
    agreement: pl.DataFrame
    figures: pl.DataFrame
    verdicts: Outcome


def analyse(
    units: pl.DataFrame,
    termbase: Termbase,
    *,
    documents: pl.DataFrame | None = None,
    verdicts: Verdicts = Verdicts(),  # noqa: B008 - a record without state
    background: Rows = (),
    lexicon: Lexicon | None = None,
) -> Analysis:
    """Return all tables about the terms of `termbase` in `units`, a UNITS frame.

    `documents` is a DOCUMENTS frame, by default what the symbols in `units` tell; `background`
    and `lexicon` are as for `find_renderings`. Every number carries a signature. Raises
    `SchemaMismatchError` for frames of another shape.
    """
    lexicon = shipped() if lexicon is None else lexicon
    terms = termbase.terms
    found = find_renderings(units, terms, background=background, lexicon=lexicon)
    renderings, outcome = honour_verdicts(found, verdicts)
    if documents is None:
        documents = documents_frame(dict.fromkeys(units["doc"].unique(maintain_order=True)))
    signed = signature(
        termbase.name,
        terms,
        lexicon=lexicon.sha256,
        verdicts=verdicts.sha256,
        background=background,
    )
    by_cell = extended(signed, ci="wilson95")
    by_document = extended(signed, ci="bootstrap95", by="document", n=RESAMPLES, seed=SEED)
    return Analysis(
        renderings=renderings,
        consistency=measure(renderings, terms, signature=by_cell),
        drift=measure_drift(renderings, terms, documents, signature=by_cell),
        agreement=measure_agreement(renderings, terms, signature=signed),
        figures=measure_figures(renderings, terms, signature=by_document),
        verdicts=outcome,
    )


def write_analysis(analysis: Analysis, folder: Path) -> None:
    """Write the TABLES to `folder`, which is there, and `consistency.csv` for a spreadsheet."""
    for name in (each for each in TABLES if each != "consistency"):
        write_parquet(getattr(analysis, name), folder / f"{name}.parquet")
    write_consistency(analysis.consistency, folder)


def write_consistency(table: pl.DataFrame, folder: Path) -> None:
    """Write CONSISTENCY to `folder` as Parquet and as CSV."""
    write_parquet(table, folder / "consistency.parquet")
    text = table.write_csv(float_precision=4)
    (folder / "consistency.csv").write_bytes(text.encode())
