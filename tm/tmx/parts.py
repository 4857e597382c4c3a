"""A memory in as many files as its size asks for, packed or not.

    parts = Parts(folder / "fr-ru", head=…, most=100_000_000, packed=True)
    parts.add(data); parts.close()        ("fr-ru.1.tmx.gz", "fr-ru.2.tmx.gz")

One part has no number. Nothing is cut: a unit that is larger by itself is a part by itself.
A memory without units has no file.

Why sizes are those of the text: a tool that limits the upload unpacks it first.
"""

import gzip
import re
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from corpora.errors import InputError
from tm.tmx.markup import FOOT

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kMG]i?)?B?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def parse_size(text: str, *, option: str = "--max-size") -> int:
    """Return a size in bytes: "100MB" is 10⁸, "100MiB" 2²⁰ · 100; raises `InputError`."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise InputError(f"{option} {text}: expected a number and kB, MB, GB or MiB, as 100MB")
    unit = (match[2] or "").lower()
    size = int(float(match[1]) * (1024 if unit.endswith("i") else 1000) ** _POWERS[unit[:1]])
    if size < 1:
        raise InputError(f"{option} {text}: expected a size above 0, as 100MB")
    return size


class Parts:
    """The files of one memory, open one after the other."""

    def __init__(self, stem: Path, *, head: bytes, most: int | None, packed: bool) -> None:
        self._stem = stem
        self._head = head
        self._most = most
        self._packed = packed
        self._stack = ExitStack()
        self._stream: BinaryIO | None = None
        self._size = 0
        self._names: list[Path] = []

    def add(self, data: bytes) -> None:
        """Write one unit."""
        full = self._most is not None and self._size + len(data) + len(FOOT) > self._most
        if self._stream is None or (full and self._size > len(self._head)):
            self._next()
        if self._stream is not None:
            self._stream.write(data)
        self._size += len(data)

    def close(self) -> tuple[Path, ...]:
        """End the last file and return all of them."""
        self._end()
        return tuple(self._names)

    def _next(self) -> None:
        self._end()
        if len(self._names) == 1:
            self._names[0] = self._names[0].rename(self._path(1))
        self._names.append(self._path(len(self._names) + 1 if self._names else None))
        self._names[-1].parent.mkdir(parents=True, exist_ok=True)
        self._stream = self._opened(self._names[-1])
        self._stream.write(self._head)
        self._size = len(self._head)

    def _opened(self, path: Path) -> BinaryIO:
        stream = self._stack.enter_context(path.open("wb"))
        if not self._packed:
            return stream
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0)
        return cast("BinaryIO", self._stack.enter_context(packed))

    def _path(self, number: int | None) -> Path:
        part = "" if number is None else f".{number}"
        return self._stem.with_name(f"{self._stem.name}{part}.tmx{'.gz' if self._packed else ''}")

    def _end(self) -> None:
        if self._stream is not None:
            self._stream.write(FOOT)
            self._stream = None
        self._stack.close()
