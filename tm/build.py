"""The main job: a corpus of language versions to a memory and a consistency table.

    report = build(Path("corpus"), Path("out"))
    report.tables.units            UNITS

It calls the stages in turn and writes what they give; what a stage does is told there.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from align.document import Alignment, align_document
from align.given import follow
from align.lexicon import Lexicon, shipped
from corpora.aligned import check_symbols, read_aligned
from corpora.clause import LeftOut
from corpora.discovery import discover
from corpora.document import Document, clauses_frame, read_document
from corpora.errors import OutputError
from corpora.manifest import Source
from corpora.origin import documents_frame
from corpora.schema import OTHERS, PIVOT
from tm.folder import RECORD, check_output, replaced_folder, write_parquet
from tm.record import Termbase, read_termbase, write_record
from tm.repeats import Repeats, find_repeats
from tm.review.honouring import Honoured, Outcome, honour, outcome
from tm.review.judged import judged_frame
from tm.review.ledger import CORRECTIONS, read_corrections
from tm.terms.analysis import Analysis, analyse, write_analysis
from tm.terms.verdicts import VERDICTS, Verdicts, read_verdicts
from tm.tmx.file import write_tmx
from tm.tmx.units import Memory, bilingual_units, sixway_units
from tm.units import Aligned, beads_frame, units_frame

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, and how many of how many documents it has done."""


class Tables(NamedTuple):
    """Every table of a build; those about terms are in its analysis."""

    documents: pl.DataFrame
    clauses: pl.DataFrame
    beads: pl.DataFrame
    units: pl.DataFrame
    analysis: Analysis

    @property
    def renderings(self) -> pl.DataFrame:
        """RENDERINGS of the analysis."""
        return self.analysis.renderings

    @property
    def consistency(self) -> pl.DataFrame:
        """CONSISTENCY of the analysis."""
        return self.analysis.consistency


class Report(NamedTuple):
    """What a build did and left out, to be shown and recorded."""

    tables: Tables
    documents: tuple[Document, ...]
    termbase: Termbase
    lexicon: Lexicon
    repeats: Repeats
    review: Outcome
    left_out: tuple[LeftOut, ...]  # of the input
    memories: dict[str, tuple[int, dict[str, int]]]  # name -> units written, reason -> left out

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know, in the order of the documents."""
        return tuple(line for document in self.documents for line in document.warnings)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def build(
    corpus: Path,
    out: Path,
    *,
    terms: Path | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress = _silent,
) -> Report:
    """Read the documents of `corpus`, align them and write the build to the folder `out`.

    `terms` is a termbase; without one it is `corpus`/terms.csv, else the bundled one. `lexicon`
    is what is known of the languages beforehand, by default the shipped one. Raises
    `InputError` or `OutputError`; the folder is complete afterwards, or as it was before.
    """
    _check_apart(corpus, out)
    check_output(out)
    termbase = read_termbase(corpus, terms)
    known = shipped() if lexicon is None else lexicon
    found = discover(corpus)
    corrections, verdicts = read_corrections(corpus), read_verdicts(corpus)
    align = partial(_align, lexicon=known)
    honoured: list[Honoured] = []
    for done, source in enumerate(found.sources, start=1):
        read = read_aligned if source.aligned else _read_one
        honoured += [honour(each, corrections, align) for each in read(source, corpus)]
        progress("aligning", done, len(found.sources))
    aligned: list[Aligned] = [(each.document, each.alignment) for each in honoured]
    check_symbols((document for document, _ in aligned), corpus)
    tables = _tables(aligned, termbase, verdicts, known)
    documents = tuple(document for document, _ in aligned)
    left_out = [item for item in found.left_out if not _used(corpus, item.file, termbase, out)]
    left_out += [item for document in documents for item in document.left_out]
    left_out += termbase.left_out
    repeats = find_repeats(tables.units)
    review = outcome(honoured, corrections, tables.units)
    with replaced_folder(out) as folder:
        _write_tables(tables, termbase, repeats, folder)
        judged = judged_frame(row for each in honoured for row in each.judged)
        write_parquet(judged, folder / "review.parquet")
        memories = _write_memories(tables, documents, folder / "tmx")
        report = Report(
            tables, documents, termbase, known, repeats, review, tuple(left_out), memories
        )
        write_record(report, folder / RECORD)
    return report


def _read_one(source: Source, corpus: Path) -> list[Document]:
    return [read_document(source, corpus)]


def _align(document: Document, lexicon: Lexicon) -> Alignment:
    """Return the alignment that came with the document, else one of our own."""
    if document.given is None:
        return align_document(document.versions, lexicon=lexicon)
    lengths = {lang: len(clauses) for lang, clauses in document.versions.items()}
    return follow(document.given, lengths)


def _check_apart(corpus: Path, out: Path) -> None:
    if out.resolve() == corpus.resolve():
        raise OutputError(f"{out}: is the corpus itself; name a folder of its own for the result")


def _used(corpus: Path, file: str, termbase: Termbase, out: Path) -> bool:
    """Tell whether a file of the corpus that is no document serves as one thing or another."""
    path = (corpus / file).resolve()
    ours = file in {CORRECTIONS, VERDICTS}
    ours |= termbase.path is not None and path == termbase.path.resolve()
    return ours or path.is_relative_to(out.resolve())


def _tables(
    aligned: list[Aligned], termbase: Termbase, verdicts: Verdicts, lexicon: Lexicon
) -> Tables:
    units = units_frame(aligned)
    documents = documents_frame({document.doc: document.date for document, _ in aligned})
    return Tables(
        documents=documents,
        clauses=clauses_frame(document for document, _ in aligned),
        beads=beads_frame(aligned),
        units=units,
        analysis=analyse(units, termbase, documents=documents, verdicts=verdicts, lexicon=lexicon),
    )


def _write_tables(tables: Tables, termbase: Termbase, repeats: Repeats, folder: Path) -> None:
    for name in ("documents", "clauses", "beads", "units"):
        write_parquet(getattr(tables, name), folder / f"{name}.parquet")
    write_parquet(repeats.table, folder / "repeats.parquet")
    (folder / "terms").mkdir()
    write_parquet(termbase.terms, folder / "terms" / "termbase.parquet")
    write_analysis(tables.analysis, folder / "terms")


def _write_memories(
    tables: Tables, documents: tuple[Document, ...], folder: Path
) -> dict[str, tuple[int, dict[str, int]]]:
    folder.mkdir()
    dates = {each.doc: each.date.isoformat() for each in documents if each.date}
    notes = {each.doc: each.note for each in documents if each.note}
    memories: dict[str, Memory] = {
        f"{PIVOT}-{lang}": bilingual_units(
            tables.beads, tables.clauses, lang, dates=dates, notes=notes
        )
        for lang in OTHERS
    }
    memories["six"] = sixway_units(tables.units, dates=dates, notes=notes)
    return {
        name: (
            write_tmx(folder / f"{name}.tmx", memory.units, source_language=PIVOT),
            memory.left_out,
        )
        for name, memory in memories.items()
    }
