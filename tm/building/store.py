"""The store of finished documents, `OUT/.documents`: a small file each, named by its identity.

    store = Store(Path("out") / DOCUMENTS)
    store.put(key, data)               out/.documents/5b/5b0c39…
    store.get(key)                     the same bytes, None where there are none

A file appears when it is complete, so whatever kills a build leaves every document safe that was
finished. Whether what it holds is whole is told by `tm.building.finished`.

Why a file each and not a database: workers on many machines write at once, on file systems and
object stores without locks; a file that two write at once is the same file.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpora.address import is_remote, listed, read, remove, write_whole
from corpora.errors import OutputError

_SOME = 4_096
"""Files that are looked at together."""


class Store(NamedTuple):
    """Where the files are."""

    folder: Path

    def get(self, key: bytes) -> bytes | None:
        """Return what was put under `key`, None if nothing was."""
        try:
            return read(self._path(key))
        except OSError:
            return None

    def put(self, key: bytes, data: bytes) -> None:
        """Keep `data` under `key`; raises `OutputError` where it cannot be written."""
        path = self._path(key)
        try:
            write_whole(path, data)
        except OSError as error:
            reason = error.strerror or "cannot be written"
            raise OutputError(f"{self.folder.parent}: {reason}; choose another --out") from error

    def prune(self, used: Iterable[bytes]) -> None:
        """Remove what no document of the build uses, and what was never completed."""
        wanted = np.unique(np.fromiter(map(_shortened, used), dtype=np.uint64))
        files = self._files()
        while some := [*islice(files, _SOME)]:
            names = np.fromiter((_shortened(_key(path)) for path in some), dtype=np.uint64)
            kept = np.isin(names, wanted)
            for path, is_used in zip(some, kept, strict=True):
                if not is_used:
                    remove(path)

    def _files(self) -> Iterator[Path]:
        if is_remote(self.folder):
            return (self.folder / name for name in listed(self.folder))
        return self.folder.glob("??/*")

    def _path(self, key: bytes) -> Path:
        name = key.hex()
        return self.folder / name[:2] / name


def _key(path: Path) -> bytes:
    """Return the key of a file of the store, nothing for one that was never completed."""
    try:
        return bytes.fromhex(path.name)
    except ValueError:
        return b""


def _shortened(key: bytes) -> int:
    """Return a number for a key: two in 2 ** 64 have the same, and then a file stays."""
    return int.from_bytes(key[:8], "little")
