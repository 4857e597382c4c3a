"""One file into the memory: all of it or nothing, and what is kept of the file itself.

    add(connection, Path("un.tmx"), added=None, report=report)      Added("un.tmx", 41_220, 12, …)

Which files there are is told in `tm.memory.formats`, how rows are written in `tm.memory.importing`.

Why each file is one transaction: a file that is broken at its end, a full disk or a `kill -9`
leave the memory as it was, and the same command does the rest. Why the log is emptied after each
file: it grows to the size of what was added.
"""

import datetime
import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from corpora.errors import InputError
from corpora.languages import NAMES
from tm.memory.file import Added
from tm.memory.formats import Source, find_source, fingerprint, rows_of
from tm.memory.importing import Imported, import_rows, transaction
from tm.memory.tally import Tally

_SHOWN = 3  # reasons in a message


def add(
    connection: sqlite3.Connection,
    path: Path,
    *,
    added: datetime.date | None,
    report: Callable[[int], None],
) -> Added:
    """Add the file as `Memory.add_file` tells; raises `InputError` and `sqlite3.Error`."""
    source = find_source(path)
    sha256 = fingerprint(source)
    with transaction(connection):
        known = connection.execute("SELECT name FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        if known:
            return Added(source.name, 0, 0, {}, known=known[0])
        done = _add(connection, source, _file(connection, source, sha256, added), report)
    with suppress(sqlite3.Error):  # the units are safe in the log, whatever happens here
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return done


def _file(
    connection: sqlite3.Connection, source: Source, sha256: str, added: datetime.date | None
) -> int:
    """Return the number of the file, whose row is made, its counts still empty."""
    day = added.isoformat() if added else None
    empty = (source.name, sha256, source.format, source.bytes, day, 0, 0, "", "")
    places = ", ".join("?" * len(empty))
    make = f"INSERT INTO files VALUES (NULL, {places}) RETURNING id"  # noqa: S608  (constants)
    return int(connection.execute(make, empty).fetchall()[0][0])


def _add(
    connection: sqlite3.Connection, source: Source, number: int, report: Callable[[int], None]
) -> Added:
    tally = Tally(source.name)
    done = import_rows(connection, rows_of(source), file=number, tally=tally, report=report)
    if not (done.units or done.duplicates):
        raise InputError(f"{source.paths[0]}: {_nothing(tally)}")
    _record(connection, number, done, tally)
    places = tuple(tally.first.values())
    return Added(source.name, done.units, done.duplicates, dict(tally.counts), places)


def _record(connection: sqlite3.Connection, file: int, done: Imported, tally: Tally) -> None:
    codes, left_out = (json.dumps(each, ensure_ascii=False) for each in (done.codes, tally.counts))
    connection.execute(
        "UPDATE files SET units = ?, duplicates = ?, codes = ?, left_out = ? WHERE id = ?",
        (done.units, done.duplicates, codes, left_out, file),
    )
    connection.executemany(
        "INSERT INTO combinations VALUES (?, ?, ?)",
        ((file, " ".join(langs), units) for langs, units in sorted(done.combinations.items())),
    )


def _nothing(tally: Tally) -> str:
    """Return why a file added nothing."""
    reasons = [f"{count:,} × {reason}" for reason, count in tally.counts.most_common(_SHOWN)]
    return (
        f"holds no unit with text in two of {NAMES} ({'; '.join(reasons) or 'no unit at all'}); "
        "check its languages"
    )
