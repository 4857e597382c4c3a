"""What SQLite reports, said to the user: one line with the memory, the trouble and the remedy.

    with told(folder): connection.execute(…)        OutputError: memory: the disk is full; …

It mends nothing: whoever writes rolls back by himself.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpora.errors import HexaplaError, InputError, OutputError


class UnusableError(InputError):
    """The memory itself cannot be used now: another file would fare no better."""


_REMEDIES: dict[int, tuple[type[HexaplaError], str]] = {
    sqlite3.SQLITE_BUSY: (
        UnusableError,
        "another process is writing to this memory; run the command again when it has ended",
    ),
    sqlite3.SQLITE_FULL: (
        OutputError,
        "the disk is full, and the memory is as it was; make room and run the command again",
    ),
    sqlite3.SQLITE_IOERR: (
        OutputError,
        "the disk reports an error, and the memory is as it was; check room, limits and the disk",
    ),
    sqlite3.SQLITE_READONLY: (
        OutputError,
        "cannot be written; check the permissions of the folder and of the files in it",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        UnusableError,
        "cannot be opened; check the permissions of the folder and of the files in it",
    ),
    sqlite3.SQLITE_NOTADB: (UnusableError, "memory.sqlite is no memory; name another folder"),
}
_REMEDIES[sqlite3.SQLITE_LOCKED] = _REMEDIES[sqlite3.SQLITE_BUSY]
_REMEDIES[sqlite3.SQLITE_PERM] = _REMEDIES[sqlite3.SQLITE_CANTOPEN]

_PRIMARY = 0xFF  # the rest of a code says in which system call


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what SQLite raises in the block into `UnusableError` or `OutputError` of one line."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # ours
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY
        kind, remedy = _REMEDIES.get(code) or _damaged(str(error))
        raise kind(f"{folder}: {remedy}") from error
    except UnicodeDecodeError as error:  # a message of SQLite that quotes a damaged table
        raise damaged(folder, "text that is not UTF-8") from error


def damaged(folder: Path, trouble: str) -> HexaplaError:
    """Return the error for a memory whose content cannot be what was written."""
    kind, remedy = _damaged(trouble)
    return kind(f"{folder}: {remedy}")


def _damaged(trouble: str) -> tuple[type[HexaplaError], str]:
    reason = " ".join(trouble.split())
    return UnusableError, (
        f"the memory is damaged ({reason}); restore it from a copy, or add its files to a new one"
    )
