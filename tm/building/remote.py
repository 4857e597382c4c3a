"""A build at an address: made in a folder of this machine, then put there, the record last.

    with brought(Path("out"), address) as place: …
    put(folder, address)

The store of finished documents is at the address from the beginning, so that any machine goes on
with what another has finished; parts pass by way of it from the workers to the folder.

Why the record goes first and comes last: an object store has no rename and cannot change many
files in one step. Without its record a folder is no build, so that no reader takes a half for one.
"""

import json
from pathlib import Path

from corpora.address import fetch, listed
from corpora.errors import OutputError
from tm.folder import DOCUMENTS, RECORD

STAGE = "parts"
"""The folder in the store where parts lie until they are fetched."""


def check_address(out: Path) -> frozenset[str]:
    """Return the files of the build at an address, none if there is nothing.

    Raises `OutputError` if something else is there.
    """
    names = [name for name in listed(out) if not name.startswith(f"{DOCUMENTS}/")]
    if not names:
        return frozenset()
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
        if record["hexapla"]:
            return frozenset(record["files"]) & frozenset(names)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise OutputError(f"{out}: is not empty and holds no hexapla build; choose another address")


def bring_record(out: Path, folder: Path) -> None:
    """Copy the record of the build at an address into a folder, if it has one."""
    folder.mkdir(parents=True, exist_ok=True)
    if (out / RECORD).exists():
        fetch([RECORD], out, folder)


def put(folder: Path, out: Path, before: frozenset[str]) -> None:
    """Put the build in `folder` at an address, in place of the files `before`.

    Raises `OutputError` where it cannot be written.
    """
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    names = [name for name in record["files"] if name != RECORD]
    try:
        for name in (RECORD, *sorted(before - {*names, RECORD})):
            (out / name).unlink(missing_ok=True)
        for name in (*names, RECORD):
            (out / name).write_bytes((folder / name).read_bytes())
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{out}: {reason}; choose another --out") from error
