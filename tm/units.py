"""BEADS and UNITS: what the alignment found, as tables with text and names.

beads_frame([(document, alignment)])     BEADS
units_frame([(document, alignment)])     UNITS: A/RES/69/12#op2 in six rows
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from align.document import Alignment
from align.sixway import Unit
from corpora.document import Document
from corpora.languages import BY_CODE
from corpora.schema import BEADS, PIVOT, UNITS, conform
from corpora.structure.passage import join_all
from tm.tuid import tuid, unique

Aligned = tuple[Document, Alignment]


def beads_frame(aligned: Iterable[Aligned]) -> pl.DataFrame:
    """Return BEADS of all documents, by document, language and place."""
    rows = [
        (document.doc, lang, b.source.start, b.source.stop, b.target.start, b.target.stop, b[2])
        for document, alignment in aligned
        for lang, beads in alignment.beads.items()
        for b in beads
    ]
    table = pl.DataFrame(rows, schema=BEADS, orient="row")
    return conform(table.sort(list(BEADS)[:6]), BEADS, name="beads")


def units_frame(aligned: Iterable[Aligned]) -> pl.DataFrame:
    """Return UNITS of all documents, by document, index and language."""
    rows = [row for document, alignment in aligned for row in unit_rows(document, alignment)]
    return rows_frame(rows)


def rows_frame(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Return UNITS of the rows that `unit_rows` gives, by document, index and language."""
    table = pl.DataFrame(rows, schema=UNITS, orient="row")
    return conform(table.sort("doc", "index", "lang"), UNITS, name="units")


def unit_rows(document: Document, alignment: Alignment) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of UNITS of one document."""
    units = alignment.units
    names = unique(_name(document, unit) for unit in units)
    for index, (unit, name) in enumerate(zip(units, names, strict=True)):
        for lang, segments in unit.segments.items():
            clauses = [document.versions[lang][segment] for segment in segments]
            yield (
                *(name, document.doc, index, lang, segments[0], segments[-1] + 1),
                *(clauses[0].kind, clauses[0].label),
                join_all((clause.text for clause in clauses), BY_CODE[lang]),
                unit.probability[lang],
            )


def _name(document: Document, unit: Unit) -> str:
    language = PIVOT if PIVOT in unit.segments else next(iter(unit.segments))
    first = unit.segments[language][0]
    label = document.versions[language][first].label
    return tuid(document.doc, label=label, index=first, language=language)
