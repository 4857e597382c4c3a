"""The memory: a folder with all its truth in one file, opened, added to and asked.

    with open_memory(Path("memory"), create=True) as memory:
        memory.add_file(Path("un.tmx"))                 Added("un.tmx", 41_220, 12, {…}, …)
        memory.units([7, 3])                            [StoredUnit(7, …), StoredUnit(3, …)]

It searches nothing (`tm.lookup`) and writes no TMX (`tm.tmx`); how a file is added is told in
`tm.memory.adding`. Below `folder/index` lies what is derived from it and can be made again.

Why a unit is kept once and belongs to the file that came first: nothing known is lost, and where a
text comes from does not change when it is exported again. Its document and tuid are part of what
makes it equal (`tm.memory.entry`).
"""

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpora.codes import LANGUAGES
from corpora.languages import NAMES
from tm.memory.faults import damaged, told
from tm.memory.file import Added, StoredFile
from tm.memory.schema import connect
from tm.memory.unit import COLUMNS, TABLES, StoredUnit, unit_of

__all__ = ["Added", "Memory", "StoredFile", "StoredUnit", "open_memory"]

_PAGE = 2_000  # texts fetched at a time, so that no snapshot is held while they are used
_ASKED = 500  # units in one query


class Memory:
    """An open memory; for one thread. Made by `open_memory`.

    Every method raises `InputError` or `OutputError`, in one line, where the file is damaged,
    cannot be read, or (when writing) is locked by another process or the disk is full.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection

    def add_file(
        self,
        path: Path,
        *,
        added: datetime.date | None = None,
        report: Callable[[int], None] = lambda _rows: None,
    ) -> Added:
        """Add the file, all of it or nothing; one that was added before adds nothing.

        `added` is the date kept with it, `report` hears how many rows were read. Raises
        `InputError` for a file that is broken or holds no unit of two of the six languages.
        """
        from tm.memory.adding import add  # noqa: PLC0415  (with readers of all formats: 0.3 s)

        with told(self.folder):
            return add(self._connection, path, added=added, report=report)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that units have, in the order of LANGUAGES."""
        return tuple(lang for lang in LANGUAGES if self.count(lang))

    def count(self, lang: str | None = None) -> int:
        """Return the number of units that have `lang`, of all without it."""
        found = self.combinations().items()
        return sum(units for languages, units in found if lang is None or lang in languages)

    def combinations(self) -> dict[tuple[str, ...], int]:
        """Return how many units have exactly which languages."""
        rows = self._all("SELECT languages, sum(units) FROM combinations GROUP BY 1 ORDER BY 1")
        with self._sound():
            return {tuple(languages.split()): int(units) for languages, units in rows}

    def files(self) -> tuple[StoredFile, ...]:
        """Return the files that were added, the first first."""
        names = ", ".join(StoredFile._fields)
        rows = self._all(f"SELECT {names} FROM files ORDER BY id")  # noqa: S608  (constants)
        with self._sound():
            return tuple(
                StoredFile(*row[:-2], *(json.loads(text) for text in row[-2:])) for row in rows
            )

    def units(self, ids: Sequence[int]) -> list[StoredUnit]:
        """Return the units with these ids, in the order asked; raises `KeyError` for no id."""
        found: dict[int, StoredUnit] = {}
        for start in range(0, len(ids), _ASKED):
            found |= self._units(ids[start : start + _ASKED])
        return [found[each] for each in ids]

    def segments(self, lang: str, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (unit id, text) of the units beyond `after` that have `lang`, ids ascending."""
        if lang not in LANGUAGES:
            raise ValueError(f"{lang!r} is none of {NAMES}")
        query = (
            f"SELECT id, {lang} FROM units WHERE id > ? AND {lang} IS NOT NULL "  # noqa: S608
            f"ORDER BY id LIMIT {_PAGE}"
        )
        while page := self._all(query, after):
            if not all(type(text) is str for _, text in page):
                raise damaged(self.folder, "a text that is none")
            yield from page
            after = page[-1][0]

    def last_id(self) -> int:
        """Return the greatest id, 0 in an empty memory."""
        with self._sound():
            return int(self._all("SELECT ifnull(max(id), 0) FROM units")[0][0])

    def around(self, unit: int) -> tuple[StoredUnit | None, StoredUnit | None]:
        """Return the units of the rows right before and after in the same file and document.

        None where there is none: at the ends, and where the row beside was left out or is a
        unit that was there already.
        """
        query = """
            SELECT other.id FROM units AS this JOIN units AS other
            ON other.id = this.id + ? AND other.file = this.file
            AND other.position = this.position + (other.id - this.id)
            AND other.document IS this.document WHERE this.id = ?
        """
        before, after = (self._all(query, step, unit) for step in (-1, 1))
        with self._sound():
            found = [self.units([rows[0][0]])[0] if rows else None for rows in (before, after)]
        return found[0], found[1]

    def close(self) -> None:
        """Close the file."""
        with told(self.folder):
            self._connection.close()

    def _units(self, ids: Sequence[int]) -> dict[int, StoredUnit]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT {COLUMNS} FROM {TABLES} WHERE units.id IN ({marks})"  # noqa: S608
        rows = self._all(query, *ids)
        with self._sound():
            return {row[0]: unit_of(row[: -len(LANGUAGES)], row[-len(LANGUAGES) :]) for row in rows}

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with told(self.folder):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Turn the errors that content of other types than was written causes into `InputError`."""
        try:
            yield
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise damaged(self.folder, str(error)) from error


@contextmanager
def open_memory(folder: Path, *, create: bool = False) -> Iterator[Memory]:
    """Open the memory in `folder`, closed after the block; with `create`, a new one where none is.

    Raises `InputError` for an absent folder, another folder or file, a damaged memory and one of
    a later version, `OutputError` where none can be made.
    """
    memory = Memory(folder, connect(folder, create=create))
    try:
        yield memory
    finally:
        memory.close()
