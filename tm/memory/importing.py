"""Rows into a memory: checked against what is there, numbered, written; all or nothing of a file.

    with transaction(connection): import_rows(connection, rows, file=3, tally=tally)

Entries are made in `tm.memory.entry`; the tables are those of `tm.memory.schema`. Memory is flat
in the number of rows, and ids follow one another in the order of the file.

Why digests are written in batches, sorted: 2,000 numbers at a time touch each page of the tree
once, and it stays as dense as it can be.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from corpora.codes import LANGUAGES
from corpora.parallel.row import Row
from tm.memory.entry import Entry, entry_of
from tm.memory.tally import Tally

BATCH = 2_000
"""Entries written at a time."""

MOST_CHARACTERS = 4 << 20
"""Of the texts of a batch; a clause may have ten million."""

_COLUMNS = 8 + len(LANGUAGES)
_INSERT = f"INSERT INTO units VALUES ({', '.join('?' * (_COLUMNS))})"  # noqa: S608  (a constant)
_KNOWN = "SELECT digest FROM digests WHERE digest IN (SELECT value FROM json_each(?))"

Placed = tuple[int, Entry]
"""An entry and the ordinal of its row in the file."""


class Imported(NamedTuple):
    """What became of the rows of a file."""

    units: int
    duplicates: int
    combinations: dict[tuple[str, ...], int]  # languages -> units
    codes: dict[str, str]  # language -> how the file writes it


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of what the block does, or nothing; no other process writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise


def import_rows(
    connection: sqlite3.Connection,
    rows: Iterable[Row],
    *,
    file: int,
    tally: Tally,
    report: Callable[[int], None],
) -> Imported:
    """Write what is new of `rows` as units of `file`, and return what became of them.

    `report` hears the number of rows read. Raises what the rows raise, and `sqlite3.Error`.
    """
    document = _documents(connection)
    numbers = count(_last_id(connection) + 1)
    combinations: Counter[tuple[str, ...]] = Counter()
    codes: dict[str, str] = {}
    duplicates = 0
    for batch in _batches(_entries(rows, codes, tally, report)):
        new = _new(connection, batch)
        duplicates += len(batch) - len(new)
        records = (
            (next(numbers), file, position, document(*entry[:2]), *entry[2:6], *entry.texts)
            for position, entry in new
        )
        connection.executemany(_INSERT, records)
        combinations.update(entry.languages for _, entry in new)
    return Imported(combinations.total(), duplicates, dict(combinations), codes)


def _entries(
    rows: Iterable[Row], codes: dict[str, str], tally: Tally, report: Callable[[int], None]
) -> Iterator[Placed]:
    position = 0
    for position, row in enumerate(rows, start=1):
        entry = entry_of(row, codes, tally)
        if entry is not None:
            yield position, entry
        if position % BATCH == 0:
            report(position)
    report(position)


def _batches(entries: Iterable[Placed]) -> Iterator[list[Placed]]:
    batch: list[Placed] = []
    characters = 0
    for placed in entries:
        batch.append(placed)
        characters += sum(map(len, filter(None, placed[1].texts)))
        if len(batch) == BATCH or characters > MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _new(connection: sqlite3.Connection, batch: list[Placed]) -> list[Placed]:
    """Return the entries whose digest is not there yet, the first of equal ones, and note them."""
    digests = {entry.digest for _, entry in batch}
    known = {digest for (digest,) in connection.execute(_KNOWN, (str([*digests]),))}
    first = {entry.digest: (position, entry) for position, entry in reversed(batch)}
    for digest in known:
        del first[digest]
    connection.executemany("INSERT INTO digests VALUES (?)", ((key,) for key in sorted(first)))
    return sorted(first.values(), key=lambda placed: placed[0])


def _last_id(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT ifnull(max(id), 0) FROM units").fetchone()[0])


def _documents(connection: sqlite3.Connection) -> Callable[[str | None, str | None], int | None]:
    """Return a function that gives the number of a document, a new one where it is unknown."""

    @lru_cache(maxsize=1024)
    def number(symbol: str | None, date: str | None) -> int | None:
        if symbol is None and date is None:
            return None
        known = "SELECT id FROM documents WHERE symbol IS ? AND date IS ?"
        row = connection.execute(known, (symbol, date)).fetchone()
        if row is None:
            make = "INSERT INTO documents (symbol, date) VALUES (?, ?) RETURNING id"
            row = connection.execute(make, (symbol, date)).fetchone()
        return int(row[0])

    return number
