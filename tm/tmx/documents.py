"""A build read back, one document after the other.

    for document in open_build(Path("out")): document.clauses["fr"][0].text

It reads the tables that `hexapla build` wrote, some documents at a time, so memory does not grow
with their number; what becomes of them is `tm.tmx.export`.

Why slices and not one table: the clauses of the UN's archive are gigabytes. The tables are sorted
by document, so that those of one stand together; in a build in parts (`tm.parts`), part by part.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from align.ladder import Bead
from corpora.errors import InputError
from corpora.schema import BEADS, CLAUSES, PIVOT, UNITS, SchemaMismatchError, conform
from tm.folder import RECORD
from tm.parts import part_paths

BATCH = 5_000
"""Clauses that are read at once, with what belongs to their documents."""

_NO_UNITS = pl.DataFrame(schema=UNITS)
_SCHEMAS = {"clauses": CLAUSES, "beads": BEADS, "units": UNITS}


class Worded(NamedTuple):
    """A clause as a memory needs it."""

    label: str | None
    number: str | None  # the enumerator as printed, which `text` does not hold
    text: str


class Built(NamedTuple):
    """One document of a build."""

    doc: str
    date: str | None  # YYYY-MM-DD
    note: str | None
    clauses: dict[str, list[Worded]]  # language -> clauses by their index
    beads: dict[str, list[Bead]]  # the other language -> beads with French as the source
    units: pl.DataFrame  # UNITS


class Part(NamedTuple):
    """A file of each table, and where in it the rows of each document are."""

    files: dict[str, Path]  # table -> file
    rows: dict[str, dict[str, range]]  # table -> document -> its rows

    def slice(self, name: str, docs: list[str]) -> pl.DataFrame:
        """Return the rows of documents that follow each other."""
        spans = [self.rows[name][doc] for doc in docs if doc in self.rows[name]]
        first = min((span.start for span in spans), default=0)
        last = max((span.stop for span in spans), default=0)
        return pl.scan_parquet(self.files[name]).slice(first, last - first).collect()


@dataclass(frozen=True, slots=True)
class Build:
    """A build on disk: where it is, and what is in each of its parts."""

    folder: Path
    facts: dict[str, tuple[str | None, str | None]]  # document -> date, note
    parts: list[Part]  # one, where the tables are single files

    @property
    def documents(self) -> list[str]:
        """The symbols, in the order of the documents."""
        return [doc for part in self.parts for doc in part.rows["clauses"]]

    def __iter__(self) -> Iterator[Built]:
        """Yield the documents, by symbol in each part.

        Raises `InputError` where tables do not fit together.
        """
        for part in self.parts:
            for names in _batches(part.rows["clauses"]):
                yield from self._documents(part, names)

    def _documents(self, part: Part, names: list[str]) -> Iterator[Built]:
        slices = part.slice("units", names).partition_by("doc", as_dict=True)
        units = {key[0]: rows for key, rows in slices.items()}
        beads = _by_document(part.slice("beads", names))
        for doc, rows in _by_document(part.slice("clauses", names)).items():
            date, note = self.facts.get(doc, (None, None))
            clauses = _clauses(doc, rows, self.folder)
            pairs = _beads(doc, beads.get(doc, []), clauses, self.folder)
            yield Built(doc, date, note, clauses, pairs, units.get(doc, _NO_UNITS))


def open_build(folder: Path) -> Build:
    """Return the build in `folder`; raises `InputError` if there is none or it is broken."""
    record = _record(folder)
    documents = record.get("documents", [])
    facts = {each["symbol"]: (each.get("date"), each.get("note")) for each in documents}
    return Build(folder, facts, [_part(folder, files) for files in _files(folder)])


def _files(folder: Path) -> list[dict[str, Path]]:
    """Return the files of each part of a build, by table."""
    paths = {name: part_paths(folder, name) for name in _SCHEMAS}
    for name, found in paths.items():
        if not found or len(found) != len(paths["clauses"]):
            raise _broken(folder, f"{name}.parquet cannot be read: it is not there, or not whole")
    return [dict(zip(paths, files, strict=True)) for files in zip(*paths.values(), strict=True)]


def _part(folder: Path, files: dict[str, Path]) -> Part:
    rows = {name: _rows(folder, name, path) for name, path in files.items()}
    for name in ("beads", "units"):
        if strange := sorted({*rows[name]} - {*rows["clauses"]}):
            raise _broken(folder, f"{name}.parquet has the document {strange[0]}, which "
                          "clauses.parquet has not")  # fmt: skip
    return Part(files, rows)


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"{folder}: holds no build ({RECORD} cannot be read); name the OUT of `hexapla build`"
        ) from error
    if not isinstance(record, dict) or not _is_documents(record.get("documents")):
        raise InputError(
            f"{folder}: {RECORD} is not that of a build; name the OUT of `hexapla build`"
        )
    return record


def _is_documents(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and isinstance(each.get("symbol"), str)
        and all(isinstance(each.get(name), str | None) for name in ("date", "note"))
        for each in value
    )


def _rows(folder: Path, name: str, path: Path) -> dict[str, range]:
    """Return where the rows of each document are in a file, by document."""
    try:
        scan = pl.scan_parquet(path, row_index_name="row")
        schema = pl.Schema({k: v for k, v in scan.collect_schema().items() if k != "row"})
        conform(pl.DataFrame(schema=schema), _SCHEMAS[name], name=name)
        rows = pl.col("row")
        grouped = scan.group_by("doc").agg(
            rows.min().alias("first"), rows.max().alias("last"), pl.len()
        )
        found = grouped.sort("first").collect(engine="streaming")
    except (OSError, SchemaMismatchError, pl.exceptions.PolarsError) as error:
        detail = " ".join(str(error).split())[:200]
        raise _broken(folder, f"{name}.parquet cannot be read: {detail}") from error
    spans = {doc: range(first, last + 1) for doc, first, last, _ in found.iter_rows()}
    if any(len(spans[doc]) != count for doc, _, _, count in found.iter_rows()):
        raise _broken(folder, f"{name}.parquet is not sorted by document")
    return spans


def _broken(folder: Path, what: str) -> InputError:
    return InputError(f"{folder}: {what}; build it again")


def _batches(rows: dict[str, range]) -> Iterator[list[str]]:
    """Yield documents that follow each other, of some `BATCH` clauses together."""
    for _, names in groupby(rows, key=lambda doc: rows[doc].start // BATCH):
        yield [*names]


def _by_document(table: pl.DataFrame) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each document; the document is their first column."""
    return {doc: [*rows] for doc, rows in groupby(table.iter_rows(), key=itemgetter(0))}


def _clauses(doc: str, rows: list[tuple[Any, ...]], folder: Path) -> dict[str, list[Worded]]:
    clauses: dict[str, list[Worded]] = {}
    for _, lang, index, _, label, number, text, *_ in rows:
        own = clauses.setdefault(lang, [])
        if index != len(own):
            raise _broken(folder, f"clauses.parquet lacks a clause of {doc} in {lang}")
        own.append(Worded(label, number, text))
    return clauses


def _beads(
    doc: str, rows: list[tuple[Any, ...]], clauses: dict[str, list[Worded]], folder: Path
) -> dict[str, list[Bead]]:
    beads: dict[str, list[Bead]] = {}
    for _, lang, a, b, c, d, probability in rows:
        if b > len(clauses.get(PIVOT, ())) or d > len(clauses.get(lang, ())):
            raise _broken(folder, f"beads.parquet names clauses of {doc} that are not there")
        beads.setdefault(lang, []).append(Bead(range(a, b), range(c, d), probability))
    return beads
