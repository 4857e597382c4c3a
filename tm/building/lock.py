"""One build at a time into a folder.

    with locked(Path("out")): …          `.out.lock` beside it, gone afterwards

The lock is the system's and ends with the process that holds it, however that ends; a file
that a killed build left behind locks nothing.

Why beside the folder and not in it: the folder is replaced as a whole.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import portalocker

from corpora.errors import OutputError


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of the folder `out`, which need not be there.

    Raises `OutputError` where another build holds it, or it cannot be made.
    """
    out = out.resolve()
    path = out.with_name(f".{out.name}.lock")
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = _opened(path, out)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{out}: {reason}; choose another --out") from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        stream.close()
        for folder in made:
            with suppress(OSError):  # it holds the build
                folder.rmdir()


def _opened(path: Path, out: Path) -> BinaryIO:
    """Return the file of the lock, locked; a file that was removed meanwhile is none."""
    while True:
        stream = path.open("ab")
        try:
            portalocker.lock(stream, portalocker.LOCK_EX | portalocker.LOCK_NB)
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        except portalocker.LockException as error:
            stream.close()
            raise OutputError(
                f"{out}: another build is under way into it; wait for it, or choose another --out"
            ) from error
        except FileNotFoundError:
            pass
        stream.close()
