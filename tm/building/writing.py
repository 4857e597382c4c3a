"""The second half of a build, part by part: out of the store, into tables and memories.

    write_part(part, Place(folder, store))         Written(part.digest, counts, failed)

    clauses.parquet   clauses/part-00007.parquet   of a corpus in one part, and in several
    tmx/fr-ru.tmx     tmx/fr-ru/part-00007.tmx

It runs in any process that sees the store and the folder, and holds the documents of one part.
A document that a memory cannot hold is left out with the reason; it is a fault of ours.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl

from align.document import Alignment
from align.ladder import Bead
from corpora.address import write_whole
from corpora.document import Document, clauses_frame
from corpora.errors import OutputError
from corpora.schema import OTHERS, PIVOT
from tm.building.counts import Counts, Quality
from tm.building.finished import DamagedError, Finished, unpack
from tm.building.ledger import Failure
from tm.building.partition import Part
from tm.building.store import Store
from tm.folder import write_parquet
from tm.parts import PART
from tm.review.judged import judged_frame
from tm.tmx.file import write_marked
from tm.tmx.markup import mark
from tm.tmx.unit import TranslationUnit
from tm.tmx.units import (
    NO_OTHER,
    NO_PIVOT,
    ONE_LANGUAGE,
    Pair,
    document_pairs,
    document_units,
    with_facts,
)
from tm.units import beads_frame, rows_frame, unit_rows

TABLES = ("clauses", "beads", "units", "review")
"""The tables that are written in parts."""

SIX = "six"
MEMORIES = (*(f"{PIVOT}-{lang}" for lang in OTHERS), SIX)
"""The memories of a build."""


class Place(NamedTuple):
    """Where parts come from and go to."""

    folder: Path
    store: Store
    stage: Path | None = None  # an address, instead of the folder, which workers may not see


class Written(NamedTuple):
    """What a part holds."""

    number: int | None
    digest: str
    counts: Counts
    failed: tuple[Failure, ...]


class _Made(NamedTuple):
    """One document as its part needs it."""

    finished: Finished
    units: list[tuple[object, ...]]  # rows of UNITS
    memories: dict[str, list[bytes]]  # name -> units as markup
    left_out: dict[str, dict[str, int]]


def files_of(number: int | None) -> Iterator[str]:
    """Yield the names of the files of a part."""
    part = None if number is None else PART.format(number)
    for name in TABLES:
        yield f"{name}.parquet" if part is None else f"{name}/{part}.parquet"
    for name in MEMORIES:
        yield f"tmx/{name}.tmx" if part is None else f"tmx/{name}/{part}.tmx"


def write_part(part: Part, place: Place) -> Written:
    """Write the files of a part; raises `OutputError` where they cannot be written."""
    made: list[_Made] = []
    failed: list[Failure] = []
    for doc, key in part.documents:
        try:
            made.append(_make(_finished(doc, key, place.store)))
        except (OutputError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - one document may not stop 80,000 others
            said = " ".join(str(error).split())[:300]
            reason = f"a fault of hexapla, please report it: {type(error).__name__}: {said}"
            failed.append(Failure(doc, reason))
    try:
        _put(part, made, place)
    except OutputError as error:  # its cause is lost on the way from one process to another
        raise error.__cause__ or error from None
    return Written(part.number, part.digest, _counted(made), tuple(failed))


def _put(part: Part, made: Sequence[_Made], place: Place) -> None:
    names = [*files_of(part.number)]
    if place.stage is None:
        _write([place.folder / name for name in names], made)
        return
    with TemporaryDirectory(prefix="hexapla-") as scratch:
        paths = [Path(scratch) / name for name in names]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        _write(paths, made)
        for name, path in zip(names, paths, strict=True):
            write_whole(place.stage / name, path.read_bytes())


def _write(paths: Sequence[Path], made: Sequence[_Made]) -> None:
    for path, table in zip(paths, _tables(made), strict=False):
        write_parquet(table, path)
    for path, name in zip(paths[len(TABLES) :], MEMORIES, strict=True):
        marked = (data for one in made for data in one.memories[name])
        write_marked(path, marked, source_language=PIVOT)


def _finished(doc: str, key: bytes, store: Store) -> Finished:
    data = store.get(key)
    try:
        if data is not None:
            return unpack(data)
    except DamagedError:
        pass
    raise OutputError(
        f"{store.folder}: what was kept of {doc} is lost or damaged; run the same command again"
    )


def _make(finished: Finished) -> _Made:
    document, alignment = finished.document, finished.alignment
    rows = list(unit_rows(document, alignment))
    memories, left_out = {}, {}
    for lang in OTHERS:
        name = f"{PIVOT}-{lang}"
        beads = sorted(alignment.beads.get(lang, ()), key=_place)
        memories[name] = _marked(_pairs(document, beads, lang), document)
        left_out[name] = _incomplete(beads)
    memories[SIX] = _marked(document_units(rows), document)
    single = sum(len(unit.segments) == 1 for unit in alignment.units)
    left_out[SIX] = {ONE_LANGUAGE: single} if single else {}
    return _Made(finished, rows, memories, left_out)


def _place(bead: Bead) -> tuple[int, int, int, int]:
    return bead.source.start, bead.source.stop, bead.target.start, bead.target.stop


def _pairs(document: Document, beads: Sequence[Bead], lang: str) -> Iterator[TranslationUnit]:
    whole = (Pair(*_place(bead), bead.probability) for bead in beads if bead.source and bead.target)
    versions = document.versions
    return document_pairs(document.doc, whole, versions[PIVOT], versions.get(lang, ()), lang)


def _marked(units: Iterator[TranslationUnit], document: Document) -> list[bytes]:
    date = document.date.isoformat() if document.date else None
    note = document.note or None
    return [mark(with_facts(unit, date=date, note=note), PIVOT) for unit in units]


def _incomplete(beads: Sequence[Bead]) -> dict[str, int]:
    counts = {
        NO_PIVOT: sum(not bead.source for bead in beads),
        NO_OTHER: sum(not bead.target for bead in beads),
    }
    return {reason: count for reason, count in counts.items() if count}


def _tables(made: Sequence[_Made]) -> Iterator[pl.DataFrame]:
    """Yield the tables of a part, in the order of TABLES."""
    aligned = [(each.finished.document, each.finished.alignment) for each in made]
    yield clauses_frame(document for document, _ in aligned)
    yield beads_frame(aligned)
    yield rows_frame([row for each in made for row in each.units])
    yield judged_frame(row for each in made for row in each.finished.judged)


def _counted(made: Sequence[_Made]) -> Counts:
    clauses, sizes = Counter[str](), Counter[int]()
    left_out: dict[str, Counter[str]] = {name: Counter() for name in MEMORIES}
    for each in made:
        document, alignment = each.finished.document, each.finished.alignment
        clauses.update({lang: len(found) for lang, found in document.versions.items()})
        sizes.update(len(unit.segments) for unit in alignment.units)
        for name, reasons in each.left_out.items():
            left_out[name].update(reasons)
    return Counts(
        len(made),
        dict(clauses),
        _qualities([each.finished.alignment for each in made]),
        dict(sizes),
        {name: sum(len(each.memories[name]) for each in made) for name in MEMORIES},
        {name: dict(reasons) for name, reasons in left_out.items()},
    )


def _qualities(alignments: Sequence[Alignment]) -> dict[str, Quality]:
    found: dict[str, list[Bead]] = {}
    for alignment in alignments:
        for lang, beads in alignment.beads.items():
            found.setdefault(lang, []).extend(beads)
    return {lang: _quality(found[lang]) for lang in OTHERS if found.get(lang)}


def _quality(beads: Sequence[Bead]) -> Quality:
    single = sum(len(bead.source) == len(bead.target) == 1 for bead in beads)
    return Quality(len(beads), single, sum(bead.probability for bead in beads))
