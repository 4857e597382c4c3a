"""The first half of a build, document by document: read, align, put into the store.

    align_documents([Wanted(0, source, corrections)], job)     [Told(0, key, "A/RES/69/12", …)]

It runs in any process of any machine that sees the corpus and the store, and gives back facts
only. What is in the store already is not done again. What is wrong with a document, be it the
file or a fault of ours, becomes the reason for which it is left out of the build, and stops no
other; what is wrong with the store stops the build.

Why a document of aligned text has a key within that of its file: what documents the file holds
is known only when it is read, and it is read as one.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from align.document import Alignment, align_document
from align.given import follow
from align.lexicon import Lexicon, load, shipped
from corpora.address import fetch, is_remote, listed
from corpora.aligned import read_aligned
from corpora.document import Document, read_document, read_file
from corpora.errors import InputError, OutputError
from corpora.manifest import Source
from corpora.parallel import complete
from corpora.parallel.packed import sha256_of
from tm.building.facts import encode, facts_of
from tm.building.finished import DamagedError, Finished, facts_in, pack, seal
from tm.building.identity import key_of, key_within
from tm.building.store import Store
from tm.review.corrections import Corrections
from tm.review.honouring import NOTHING, decided, honour
from tm.units import unit_rows

NO_MEMORY = "not enough memory for it; give its worker more, or split the document"
DIED = "its worker died twice, most likely of memory; give it more, or split the document"


class Job(NamedTuple):
    """What is the same for every document of a build."""

    corpus: Path
    store: Store
    lexicon: Path | None  # its folder; None: the shipped one
    basis: bytes  # `tm.building.identity.fingerprint`


class Wanted(NamedTuple):
    """A document to be finished, or a file of several that are aligned already."""

    place: int  # in the corpus
    source: Source
    corrections: Corrections  # those that may concern it


class Told(NamedTuple):
    """What became of a document."""

    place: int  # of its source in the corpus
    doc: str
    key: bytes  # in the store; empty for one that failed
    facts: bytes  # `tm.building.facts`; empty for one that failed
    reason: str | None = None  # why it failed


def align_documents(wanted: Sequence[Wanted], job: Job) -> list[Told]:
    """Finish documents and tell of them; raises `OutputError` where the store cannot be used."""
    return [told for each in wanted for told in _one(each, job)]


def died(wanted: Wanted) -> list[Told]:
    """Return what is told of a document whose worker died."""
    return [Told(wanted.place, wanted.source.doc, b"", b"", DIED)]


def _one(wanted: Wanted, job: Job) -> list[Told]:
    try:
        with _at_hand(wanted.source, job.corpus) as corpus:
            finish = _finish_aligned if wanted.source.aligned else _finish_versions
            return finish(wanted, job._replace(corpus=corpus))
    except OutputError:
        raise
    except InputError as error:
        reason = str(error)
    except MemoryError:
        reason = NO_MEMORY
    except Exception as error:  # noqa: BLE001 - one document may not stop 80,000 others
        said = " ".join(str(error).split())[:300]
        reason = f"a fault of hexapla, please report it: {type(error).__name__}: {said}"
    return [Told(wanted.place, wanted.source.doc, b"", b"", reason)]


@contextmanager
def _at_hand(source: Source, corpus: Path) -> Iterator[Path]:
    """Yield the corpus, or a folder of this machine that holds the files of `source`."""
    if not is_remote(corpus):
        yield corpus
        return
    with TemporaryDirectory(prefix="hexapla-") as folder:
        names = [*source.files.values(), *source.aligned]
        if source.aligned:
            above = PurePosixPath(names[0]).parent
            names = [name for name in listed(corpus) if PurePosixPath(name).parent == above]
        fetch(names, corpus, Path(folder))
        yield Path(folder)


def _finish_versions(wanted: Wanted, job: Job) -> list[Told]:
    source = wanted.source
    checksums = {
        file: hashlib.sha256(read_file(job.corpus / file)).hexdigest()
        for file in source.files.values()
    }
    key = key_of(source, checksums, wanted.corrections, job.basis)
    facts = _kept(key, job.store)
    if facts is None:
        document = read_document(source, job.corpus)
        if document.checksums != checksums:
            raise InputError(f"{source.doc}: its files changed while they were read; build again")
        facts = _finish(document, key, wanted.corrections, job)
    return [Told(wanted.place, source.doc, key, facts)]


def _finish_aligned(wanted: Wanted, job: Job) -> list[Told]:
    paths = complete([job.corpus / name for name in wanted.source.aligned])
    checksums = {path.relative_to(job.corpus).as_posix(): sha256_of(path) for path in paths}
    key = key_of(wanted.source, checksums, wanted.corrections, job.basis)
    told = _kept_within(key, wanted.place, job.store)
    if told is None:
        documents = read_aligned(wanted.source, job.corpus)
        told = [
            Told(wanted.place, each.doc, own, _finish(each, own, wanted.corrections, job))
            for each in documents
            for own in (key_within(key, each.doc),)
        ]
        names = json.dumps([each.doc for each in told]).encode()
        job.store.put(key, seal(zlib.compress(names)))
    return [*told, Told(wanted.place, "", key, b"")]


def _kept(key: bytes, store: Store) -> bytes | None:
    """Return the facts of a document that is in the store and whole, else None."""
    data = store.get(key)
    try:
        return None if data is None else facts_in(data)
    except DamagedError:
        return None


def _kept_within(key: bytes, place: int, store: Store) -> list[Told] | None:
    """Return what is told of the documents of an aligned text, if all are in the store."""
    names = _kept(key, store)
    told: list[Told] = []
    for doc in [] if names is None else json.loads(names):
        own = key_within(key, doc)
        facts = _kept(own, store)
        if facts is None:
            return None
        told.append(Told(place, doc, own, facts))
    return told or None


def _finish(document: Document, key: bytes, corrections: Corrections, job: Job) -> bytes:
    """Align a document, put it into the store, and return its facts."""
    honoured = honour(
        document, corrections, partial(_align, lexicon=_lexicon(job.lexicon, job.basis))
    )
    corrected, alignment = honoured.document, honoured.alignment
    review = NOTHING
    if honoured.placed or honoured.texts or honoured.unplaced:
        rows = unit_rows(corrected, alignment)
        review = decided(honoured, {(lang, start): name for name, _, _, lang, start, *_ in rows})
    finished = Finished(corrected, alignment, honoured.judged, review)
    job.store.put(key, pack(finished))
    return encode(facts_of(corrected, review))


def _align(document: Document, lexicon: Lexicon) -> Alignment:
    """Return the alignment that came with the document, else one of our own."""
    if document.given is None:
        return align_document(document.versions, lexicon=lexicon)
    lengths = {lang: len(clauses) for lang, clauses in document.versions.items()}
    return follow(document.given, lengths)


@lru_cache(maxsize=1)
def _lexicon(folder: Path | None, _basis: bytes) -> Lexicon:
    """Return the lexicon in a folder, which another build may fill with another."""
    if folder is not None and is_remote(folder):
        with TemporaryDirectory(prefix="hexapla-") as scratch:
            fetch(listed(folder), folder, Path(scratch))
            return load(Path(scratch))
    return shipped() if folder is None else load(folder)
