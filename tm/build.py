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

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple
from weakref import finalize

from align.lexicon import Lexicon
from corpora.address import is_remote
from corpora.aligned import check_symbols
from corpora.errors import InputError, OutputError
from corpora.origin import documents_frame
from tm.building.aligning import Job
from tm.building.counts import Counts
from tm.building.given import Given, digest_of, read_given
from tm.building.ledger import Ledger
from tm.building.lock import locked
from tm.building.partition import WHOLE
from tm.building.remote import STAGE, bring_record, check_address, put
from tm.building.stages import align_all, lent_lexicon, write_all
from tm.building.store import Store
from tm.building.writing import Place
from tm.engine import Engine, open_engine, told
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
from tm.record import write_record
from tm.report import Report
from tm.review.honouring import outcome
from tm.sharded_repeats import Repeated, write_repeats
from tm.terms.sharded import Findings, analyse_parts

FEW = 8
"""Documents up to which this process does the work: a worker takes a second to start."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, and how many of how many documents or parts it has done."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


class _Asked(NamedTuple):
    """How a build is to be done."""

    progress: Progress
    scheduler: str | None
    workers: int | None
    memory: int | None
    whole: int
    stage: Path | None = None  # where parts lie until they are fetched, for a build at an address
    there: frozenset[str] | None = None  # the files of the build at that address


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
    ask = _Asked(progress, scheduler, workers, memory, whole)
    if is_remote(out):
        return _at_address(corpus, out, terms, lexicon, ask)
    check_output(out)
    given = read_given(corpus, out, terms=terms, lexicon=lexicon)
    with locked(out):
        recover(out)
        with _store(given, kept=scheduler is not None) as store:
            return _build(given, store, ask)


def _at_address(
    corpus: Path, out: Path, terms: Path | None, lexicon: Lexicon | None, ask: _Asked
) -> Report:
    """Build in a folder of the moment, and put the build at the address `out`."""
    before = check_address(out)
    scratch = Path(mkdtemp(prefix="hexapla-"))
    try:
        bring_record(out, scratch / "build", before)
        given = read_given(corpus, scratch / "build", terms=terms, lexicon=lexicon)
        store = Store(out / DOCUMENTS)
        report = _build(given, store, ask._replace(stage=store.folder / STAGE, there=before))
        if report.changed:
            put(scratch / "build", out, before)
    except BaseException:
        rmtree(scratch, ignore_errors=True)
        raise
    finalize(report, rmtree, scratch, ignore_errors=True)  # it is read while it is told
    return report


def _build(given: Given, store: Store, ask: _Asked) -> Report:
    few = len(given.found.sources) <= FEW
    with (
        Ledger() as ledger,
        open_engine(ask.scheduler, workers=ask.workers, memory=ask.memory, inline=few) as engine,
    ):
        _align(given, store, engine, ledger, ask.progress)
        signed = digest_of(given, ledger, ask.whole)
        if unchanged(given.out, signed, there=ask.there):
            return _left(given, ledger, signed)
        return _write(given, store, engine, ledger, ask, signed)


def _check_apart(corpus: Path, out: Path) -> None:
    if is_remote(corpus) or is_remote(out):
        same = str(corpus).rstrip("/") == str(out).rstrip("/")
    else:
        same = out.resolve() == corpus.resolve()
    if same:
        raise OutputError(f"{out}: is the corpus itself; name a folder of its own for the result")


@contextmanager
def _store(given: Given, *, kept: bool) -> Iterator[Store]:
    """Yield the store: that of the folder, or for one document one of the moment."""
    if kept or len(given.found.sources) > 1:
        yield Store(given.out.resolve() / DOCUMENTS)
        return
    with TemporaryDirectory(prefix="hexapla-") as folder:
        yield Store(Path(folder))


def _align(given: Given, store: Store, engine: Engine, ledger: Ledger, progress: Progress) -> None:
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
    if ledger.files:  # of other documents it was seen before they were read
        check_symbols(((each.doc, next(iter(each.checksums), "")) for each in ledger), given.corpus)


def _check_some(corpus: Path, ledger: Ledger) -> None:
    """Raise `InputError` where no document could be built."""
    if len(ledger):
        return
    first = ledger.failed[0].reason
    if len(ledger.failed) == 1:
        raise InputError(first)
    raise InputError(f"{corpus}: none of {len(ledger.failed)} documents can be built; {first}")


def _write(
    given: Given,
    store: Store,
    engine: Engine,
    ledger: Ledger,
    ask: _Asked,
    signed: str,
) -> Report:
    """Write the build out of the store and put it in place."""
    parts = ledger.parts(ask.whole)
    with replaced_folder(given.out) as folder:
        place = Place(folder, store, ask.stage)
        counts, failed = write_all(engine, parts, place, given.out, ask.progress)
        ledger.failed += failed
        ledger.close(frozenset(each.document for each in failed))
        with _beside(engine, ask) as near:
            report = _completed(given, folder, ledger, counts, near, signed)
        write_record(report, folder / RECORD)
        if parts.several and hasattr(os, "sync"):
            os.sync()  # before it takes the place of what is on disk
        report = report.within(given.out, whole=not parts.several)
    store.prune(ledger.keys())
    return report


@contextmanager
def _beside(engine: Engine, ask: _Asked) -> Iterator[Engine]:
    """Yield an engine whose workers see the folder of the build.

    The build at an address is put together in a folder of this machine, which a cluster does not.
    """
    if ask.stage is None or ask.scheduler is None:
        yield engine
        return
    with open_engine(workers=ask.workers, memory=ask.memory) as near:
        yield near


def _completed(
    given: Given, folder: Path, ledger: Ledger, counts: Counts, engine: Engine, signed: str
) -> Report:
    """Write what is about all documents, and return the report but for the record."""
    documents = documents_frame({facts.doc: facts.date for facts in ledger})
    write_parquet(documents, folder / "documents.parquet")
    findings, repeated = _analyse(given, folder, engine)
    review = outcome(((facts.doc, facts.review) for facts in ledger), given.corrections)
    return Report(
        folder,
        given.termbase,
        given.lexicon,
        counts=counts,
        review=review,
        findings=findings,
        repeated=repeated,
        documents=ledger,
        beside=given.found.left_out,
        failed=tuple(ledger.failed),
        digest=signed,
    )


def _analyse(given: Given, folder: Path, engine: Engine) -> tuple[Findings, Repeated]:
    """Write what is about the units of all documents, and return what is small of it."""
    (folder / "terms").mkdir()
    write_parquet(given.termbase.terms, folder / "terms" / "termbase.parquet")
    with told(engine, str(given.out)):
        findings = analyse_parts(
            folder,
            given.termbase,
            out=folder / "terms",
            documents=scan(folder, "documents").collect(),
            verdicts=given.verdicts,
            lexicon=given.lexicon,
            executor=engine,
        )
        return findings, write_repeats(folder, executor=engine)


def _left(given: Given, ledger: Ledger, signed: str) -> Report:
    """Return the report of a build that is left as it is."""
    return Report(
        given.out,
        given.termbase,
        given.lexicon,
        beside=given.found.left_out,
        documents=tuple(ledger) if len(ledger) <= WHOLE else None,
        failed=tuple(ledger.failed),
        digest=signed,
        changed=False,
    )
