"""A file of named arrays: written at once, read without loading.

    write(path, {"lengths": array})
    read(path)["lengths"]                           a view of the file, nothing copied

A line with name and version, a line of JSON that says where each array stands, the arrays. The
file appears when it is complete. Whether it is whole is told by its size.

Why not .npz: numpy does not map the members of an archive into memory, and a look-up that starts
must not read 70 MB.
"""

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"hexapla index 1\n"

_ALIGNMENT = 16

Array = npt.NDArray[Any]


class BrokenError(Exception):
    """The file is no container, of another version, or cut off."""


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional `arrays`; `path` is as it was until all is there; raises OSError."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(_header(arrays))
            for array in arrays.values():
                stream.write(array.data)
                stream.write(bytes(-array.nbytes % _ALIGNMENT))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read(path: Path) -> dict[str, Array]:
    """Return the arrays of a file, which stays open as long as one of them is in use.

    Raises `BrokenError` for a file that `write` has not written whole, OSError for an absent one.
    """
    with path.open("rb") as stream:
        try:
            content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:  # empty
            raise BrokenError(str(path)) from error
    if content[: len(MAGIC)] != MAGIC:
        raise BrokenError(str(path))
    try:
        stop = content.find(b"\n", len(MAGIC)) + 1
        table = json.loads(content[len(MAGIC) : stop])
        return {
            name: np.frombuffer(content, dtype=kind, count=count, offset=stop + offset)
            for name, kind, count, offset in table
        }
    except (ValueError, TypeError) as error:  # cut off, or not our JSON
        raise BrokenError(str(path)) from error


def _header(arrays: Mapping[str, Array]) -> bytes:
    table, offset = [], 0
    for name, array in arrays.items():
        table.append((name, array.dtype.str, len(array), offset))
        offset += array.nbytes + -array.nbytes % _ALIGNMENT
    line = json.dumps(table).encode()
    padding = -(len(MAGIC) + len(line) + 1) % _ALIGNMENT
    return MAGIC + line + b" " * padding + b"\n"
