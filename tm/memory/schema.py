"""How a memory lies in its SQLite file: the tables, their version, the file opened and checked.

    connection = connect(Path("memory"), create=True)

    files          one a file that was added: name, SHA-256, format, date, counts
    documents      symbol and date of what the units were taken from
    units          one row a unit: where it is from, and its text in a column a language
    combinations   how many units of a file have exactly these languages, so that counts are sums
    digests        64 bits of each unit: what is there already is found without reading text

It knows nothing of rows or formats (`tm.memory.importing`), and says in `tm.memory.faults` what
SQLite means by an error.

Why SQLite: one file, transactions that survive `kill -9`, readers beside a writer, a format that
is documented and that every language can read, and it is in Python.

Why a column a language and not a row a variant: a unit is always shown whole, and is one insertion
instead of six, without the number of its unit and the head of a record beside every text.

Why WAL: readers go on during an import of minutes. Why pages of 16 KiB: 20,000 units of six
languages take 1.20 times their text, in pages of 4 KiB 1.43 times; of two languages 1.24 and 1.29.

Why a digest of 64 bits decides: among ten million units two different ones share one with a
chance of 3 in a million.
"""

import os
import sqlite3
from pathlib import Path

from corpora.codes import LANGUAGES
from corpora.errors import InputError, OutputError
from tm.memory.faults import told

FILE = "memory.sqlite"
"""The name of the file in the folder of a memory; all truth is in it."""

APPLICATION = 0x68657861
"""What marks the file as ours ("hexa"): `file` and SQLite's own tools show it."""

VERSION = 1
"""Of the tables; a memory with a greater one was made by a later hexapla."""

PATIENCE = 2.0
"""Seconds to wait for another process; an import takes minutes, anything else less than one."""

_PAGE = 16_384  # bytes
_CACHE = 16_384
"""KiB of pages kept; an import of 300,000 units took as long with 8 as with 128 MiB."""

_LANGUAGE_COLUMNS = ", ".join(f"{lang} TEXT" for lang in LANGUAGES)
_TABLES = f"""
CREATE TABLE files (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, format TEXT NOT NULL,
    bytes INTEGER NOT NULL, added TEXT, units INTEGER NOT NULL, duplicates INTEGER NOT NULL,
    codes TEXT NOT NULL, left_out TEXT NOT NULL
) STRICT;
CREATE TABLE documents (id INTEGER PRIMARY KEY, symbol TEXT, date TEXT) STRICT;
CREATE INDEX documents_by_symbol ON documents (symbol, date);
CREATE TABLE units (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, position INTEGER NOT NULL,
    document INTEGER REFERENCES documents, tuid TEXT, label TEXT, probability REAL,
    properties TEXT, {_LANGUAGE_COLUMNS}
) STRICT;
CREATE TABLE combinations (
    file INTEGER NOT NULL REFERENCES files, languages TEXT NOT NULL, units INTEGER NOT NULL,
    PRIMARY KEY (file, languages)
) STRICT, WITHOUT ROWID;
CREATE TABLE digests (digest INTEGER PRIMARY KEY) STRICT;
"""


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Return the memory in `folder`, its tables there; with `create`, made where nothing is.

    Raises `InputError` for what is no memory or too new, `OutputError` where none can be made.
    """
    _check_folder(folder, create=create)
    with told(folder):
        if create:
            _make_folder(folder)
        connection = _open(folder, create=create)
        try:
            if not _is_ours(connection, folder):
                _make_tables(connection, folder, create=create)
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")  # once the size of pages is known
        except BaseException:
            connection.close()
            raise
        return connection


def _check_folder(folder: Path, *, create: bool) -> None:
    """Raise `InputError` for a place where no memory is and none may be made."""
    file = folder / FILE
    if folder.is_file() or (file.exists() and not file.is_file()):
        raise InputError(f"{folder}: is no memory, which is a folder with a {FILE}; name another")
    if file.exists():
        return
    if not create:
        raise InputError(
            f"{folder}: no memory there; `hexapla memory add {folder} FILE…` makes one"
        )
    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            f"{folder}: holds other files and no memory; name a new or empty folder for it"
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be made ({error.strerror}); choose another place"
        ) from error


def _open(folder: Path, *, create: bool) -> sqlite3.Connection:
    file = folder / FILE
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{_mode(file, create=create)}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,  # transactions are begun and ended by us
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # an import is one commit, its cost is nothing
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # done after each file instead
    return connection


def _mode(file: Path, *, create: bool) -> str:
    """Return how to open: a memory on a disk that cannot be written can still be read."""
    if create:
        return "mode=rwc"
    if _is_writable(file):
        return "mode=rw"
    beside = file.with_name(f"{file.name}-wal")
    return "mode=ro" if beside.exists() else "mode=ro&immutable=1"


def _is_writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _is_ours(connection: sqlite3.Connection, folder: Path) -> bool:
    """Tell whether the tables are there; False for a file with nothing in it yet."""
    application = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    if application == APPLICATION and version > VERSION:
        raise InputError(
            f"{folder}: made by a later hexapla (format {version}, this one reads {VERSION}); "
            "update hexapla"
        )
    if application == APPLICATION and version == VERSION:
        return True
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application or version or tables:
        raise InputError(f"{folder}: {FILE} is another program's; name another folder")
    return False


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _make_tables(connection: sqlite3.Connection, folder: Path, *, create: bool) -> None:
    """Make the tables, all or none, unless another process just did."""
    if not create:
        raise InputError(
            f"{folder}: an empty memory, its making was broken off; "
            f"`hexapla memory add {folder} FILE…` makes it"
        )
    connection.execute(f"PRAGMA page_size = {_PAGE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(connection, folder):
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
