"""A build at an address: made in a folder of this machine, then put there, the record last.

    before = check_address(address)          what lies there
    put(folder, address, before)

The store of finished documents is at the address from the beginning, so that any machine goes on
with what another has finished; parts pass by way of it from the workers to the folder.

Why the record goes first and comes last: an object store has no rename and cannot change many
files in one step. Without its record a folder is no build, so that no reader takes a half for one;
what a kill leaves is known by the list that is put there before anything else.
"""

import json
from pathlib import Path

from corpora.address import fetch, listed, read, remove, write_whole
from corpora.errors import OutputError
from tm.folder import DOCUMENTS, RECORD

STAGE = "parts"
"""The folder in the store where parts lie until they are fetched."""


UNFINISHED = ".unfinished"
"""A file at the address while a build is put there: the names of all that may lie there then."""


def check_address(out: Path) -> frozenset[str]:
    """Return the files of the build at an address, none if there is nothing.

    Without the record among them it is what a build left that was killed as it was put there.
    Raises `OutputError` if something else is there.
    """
    found = [name for name in listed(out) if not name.startswith(f"{DOCUMENTS}/")]
    names = frozenset(found) - {UNFINISHED}
    if not names:
        return frozenset()
    try:
        if UNFINISHED in found:
            ours = frozenset(json.loads(read(out / UNFINISHED)))
            if names <= ours:
                return names - {RECORD}
        record = json.loads(read(out / RECORD))
        if record["hexapla"]:
            return frozenset(record["files"]) & names
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise OutputError(f"{out}: is not empty and holds no hexapla build; choose another address")


def bring_record(out: Path, folder: Path, before: frozenset[str]) -> None:
    """Copy the record of the build at an address into a folder, if it is among its files."""
    folder.mkdir(parents=True, exist_ok=True)
    if RECORD in before:
        fetch([RECORD], out, folder)


def put(folder: Path, out: Path, before: frozenset[str]) -> None:
    """Put the build in `folder` at an address, in place of the files `before`.

    Raises `OutputError` where it cannot be written.
    """
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    names = [name for name in record["files"] if name != RECORD]
    ours = sorted({*names, *before, RECORD})
    try:
        write_whole(out / UNFINISHED, json.dumps(ours, ensure_ascii=False).encode())
        for name in (RECORD, *sorted(before - {*names, RECORD})):
            remove(out / name)
        for name in (*names, RECORD):
            write_whole(out / name, (folder / name).read_bytes())
        remove(out / UNFINISHED)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{out}: {reason}; choose another --out") from error
