"""The main job: a corpus of language versions to a memory and a consistency table.

    report = build(Path("corpus"), Path("out"))
    report.tables.units            UNITS

It calls the stages in turn; what a stage does is told there. First every document is read and
aligned into the store (`tm.building.aligning`), then the parts of the tables and memories are
written out of it (`tm.building.writing`), both on an engine of as many workers as there are; last
comes, here, what is about all documents: terms, repeats and the record.

Why two halves and not one task a part: which documents aligned text holds, and so which part they
belong to, is known only when it is read; and a corpus of a hundred documents, which is one part,
is to be aligned by all workers too.

Why a corpus of one document has no store that is kept: there is nothing in it to go on with.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from align.lexicon import Lexicon, shipped
from corpora.aligned import check_symbols
from corpora.discovery import Discovery, discover
from corpora.errors import InputError, OutputError
from corpora.origin import documents_frame
from tm.building.aligning import Job
from tm.building.counts import Counts
from tm.building.identity import digest, fingerprint
from tm.building.ledger import Failure, Ledger
from tm.building.lock import locked
from tm.building.partition import WHOLE, partitions
from tm.building.stages import align_all, lent_lexicon, write_all
from tm.building.store import Store
from tm.building.writing import Place
from tm.engine import Engine, open_engine
from tm.folder import (
    DOCUMENTS,
    RECORD,
    check_output,
    recover,
    replaced_folder,
    unchanged,
    write_parquet,
)
from tm.parts import scan
from tm.record import Termbase, read_termbase, write_record
from tm.repeats import repeats_in
from tm.report import Report
from tm.review.corrections import Corrections
from tm.review.honouring import outcome
from tm.review.ledger import CORRECTIONS, read_corrections
from tm.terms.analysis import Analysis, analyse, write_analysis
from tm.terms.verdicts import VERDICTS, Verdicts, read_verdicts

FEW = 8
"""Documents up to which this process does the work: a worker takes a second to start."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, and how many of how many documents or parts it has done."""


class _Given(NamedTuple):
    """What a build is made of."""

    corpus: Path
    out: Path
    found: Discovery
    refused: tuple[Failure, ...]  # documents that are wrong already where they lie
    termbase: Termbase
    lexicon: Lexicon
    corrections: Corrections
    verdicts: Verdicts
    basis: bytes


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def build(
    corpus: Path,
    out: Path,
    *,
    terms: Path | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress = _silent,
    scheduler: str | None = None,
    workers: int | None = None,
    memory: int | None = None,
    whole: int = WHOLE,
) -> Report:
    """Read the documents of `corpus`, align them and write the build to the folder `out`.

    `terms` is a termbase; without one it is `corpus`/terms.csv, else the bundled one. `lexicon`
    is what is known of the languages beforehand, by default the shipped one. `scheduler`,
    `workers` and `memory` are as for `open_engine`; a corpus of up to `whole` documents is written
    in single files. A document that cannot be built is in `Report.failed`, unless all fail.
    Raises `InputError` or `OutputError`; the folder is complete afterwards, or as it was before.
    """
    _check_apart(corpus, out)
    check_output(out)
    given = _read(corpus, out, terms, lexicon)
    few = len(given.found.sources) <= FEW
    with ExitStack() as stack:
        stack.enter_context(locked(out))
        recover(out)
        store = stack.enter_context(_store(given, kept=scheduler is not None))
        ledger = stack.enter_context(Ledger())
        engine = stack.enter_context(
            open_engine(scheduler, workers=workers, memory=memory, inline=few)
        )
        _align(given, store, engine, ledger, progress)
        signed = _digest(given, ledger, whole)
        if unchanged(out, signed):
            return _left(given, ledger, signed)
        return _write(given, store, engine, ledger, progress, signed=signed, whole=whole)


def _check_apart(corpus: Path, out: Path) -> None:
    if out.resolve() == corpus.resolve():
        raise OutputError(f"{out}: is the corpus itself; name a folder of its own for the result")


def _read(corpus: Path, out: Path, terms: Path | None, lexicon: Lexicon | None) -> _Given:
    termbase = read_termbase(corpus, terms)
    known = shipped() if lexicon is None else lexicon
    refused: list[Failure] = []
    found = discover(corpus, refuse=lambda doc, error: refused.append(Failure(doc, str(error))))
    left_out = [item for item in found.left_out if not _used(corpus, item.file, termbase, out)]
    return _Given(
        corpus,
        out,
        found._replace(left_out=tuple(left_out)),
        tuple(refused),
        termbase,
        known,
        read_corrections(corpus),
        read_verdicts(corpus),
        fingerprint(known),
    )


def _used(corpus: Path, file: str, termbase: Termbase, out: Path) -> bool:
    """Tell whether a file of the corpus that is no document serves as one thing or another."""
    path = (corpus / file).resolve()
    ours = file in {CORRECTIONS, VERDICTS}
    ours |= termbase.path is not None and path == termbase.path.resolve()
    return ours or path.is_relative_to(out.resolve())


@contextmanager
def _store(given: _Given, *, kept: bool) -> Iterator[Store]:
    """Yield the store: that of the folder, or for one document one of the moment."""
    if kept or len(given.found.sources) > 1:
        yield Store(given.out.resolve() / DOCUMENTS)
        return
    with TemporaryDirectory(prefix="hexapla-") as folder:
        yield Store(Path(folder))


def _align(given: _Given, store: Store, engine: Engine, ledger: Ledger, progress: Progress) -> None:
    """Fill the ledger; raises `InputError` where no document can be built."""
    sources = given.found.sources
    ledger.failed += given.refused
    with lent_lexicon(given.lexicon, store) as lexicon:
        job = Job(given.corpus, store, lexicon, given.basis)
        for done, told in enumerate(align_all(engine, sources, given.corrections, job), start=1):
            for each in told:
                ledger.add(each)
            progress("aligning", done, len(sources))
    ledger.close()
    _check_some(given.corpus, ledger)
    if len({entry.doc for entry in ledger.entries}) < len(ledger.entries):
        check_symbols(((each.doc, next(iter(each.checksums), "")) for each in ledger), given.corpus)


def _check_some(corpus: Path, ledger: Ledger) -> None:
    """Raise `InputError` where no document could be built."""
    if ledger.entries:
        return
    first = ledger.failed[0].reason
    if len(ledger.failed) == 1:
        raise InputError(first)
    raise InputError(f"{corpus}: none of {len(ledger.failed)} documents can be built; {first}")


def _digest(given: _Given, ledger: Ledger, whole: int) -> str:
    """Return what stands for all that goes into a build, as one word."""
    termbase, corrections, verdicts = given.termbase, given.corrections, given.verdicts
    said: list[object] = [
        termbase.name,
        termbase.sha256,
        corrections.sha256,
        verdicts.sha256,
        whole,
    ]
    said += [*termbase.left_out, *given.found.left_out, *ledger.failed]
    parts: list[bytes | str] = [given.basis, json.dumps(said, ensure_ascii=False)]
    for entry in ledger.entries:
        parts += [entry.doc, entry.key]
    return digest(parts)


def _write(
    given: _Given,
    store: Store,
    engine: Engine,
    ledger: Ledger,
    progress: Progress,
    *,
    signed: str,
    whole: int,
) -> Report:
    """Write the build out of the store and put it in place."""
    parts = partitions(((entry.doc, entry.key) for entry in ledger.entries), whole=whole)
    used = {entry.key for entry in ledger.entries} | {*ledger.files}
    with replaced_folder(given.out) as folder:
        counts, failed = write_all(engine, parts, Place(folder, store), given.out, progress)
        ledger.failed += failed
        ledger.close(frozenset(each.document for each in failed))
        report = _completed(given, folder, ledger, counts, signed)
        write_record(report, folder / RECORD)
        report = report.within(given.out, whole=len(parts) == 1)
    store.prune(used)
    return report


def _completed(given: _Given, folder: Path, ledger: Ledger, counts: Counts, signed: str) -> Report:
    """Write what is about all documents, and return the report but for the record."""
    documents = documents_frame({facts.doc: facts.date for facts in ledger})
    write_parquet(documents, folder / "documents.parquet")
    analysis = _analyse(given, folder)
    repeats = repeats_in(folder)
    write_parquet(repeats.table, folder / "repeats.parquet")
    review = outcome(((facts.doc, facts.review) for facts in ledger), given.corrections)
    return Report(
        folder,
        given.termbase,
        given.lexicon,
        counts=counts,
        review=review,
        analysed=analysis,
        repeats=repeats,
        documents=ledger,
        beside=given.found.left_out,
        failed=tuple(ledger.failed),
        digest=signed,
    )


def _analyse(given: _Given, folder: Path) -> Analysis:
    """Write the tables about terms into the folder of a build, and return them."""
    (folder / "terms").mkdir()
    write_parquet(given.termbase.terms, folder / "terms" / "termbase.parquet")
    analysis = analyse(
        scan(folder, "units").collect(),
        given.termbase,
        documents=scan(folder, "documents").collect(),
        verdicts=given.verdicts,
        lexicon=given.lexicon,
    )
    write_analysis(analysis, folder / "terms")
    return analysis


def _left(given: _Given, ledger: Ledger, signed: str) -> Report:
    """Return the report of a build that is left as it is."""
    return Report(
        given.out,
        given.termbase,
        given.lexicon,
        beside=given.found.left_out,
        documents=tuple(ledger) if len(ledger.entries) <= WHOLE else None,
        failed=tuple(ledger.failed),
        digest=signed,
        changed=False,
    )
