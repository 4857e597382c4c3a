"""Files of aligned text opened: plain or packed with gzip, never more than is bearable.

    with opened(Path("un.tmx.gz"), file="un.tmx.gz") as stream:
        read_tmx(stream, file="un.tmx.gz")

Whether a file is packed is told by its first bytes, not by its name. It reads nothing by itself.

Why a ratio beside a size: a build takes files of known size, but memories that are imported may
be huge and are read as they unpack. The memories of a dozen tools pack to a 17th at the most,
those of our sample resolution to a fifth, a bomb of zeros to a thousandth.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from corpora.errors import InputError

MOST_RATIO = 100
"""Bytes that one packed byte may give; deflate can give 1,032."""

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16  # bytes, read at a time
_SLACK = 1 << 20  # bytes, before the ratio says anything


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


class _Unpacked:
    """A stream that unpacks as it is read, and stops where no text can have packed so well."""

    def __init__(self, packed: BinaryIO, *, size: int, file: str, limit: int | None) -> None:
        self._stream = gzip.GzipFile(fileobj=packed, mode="rb")
        self._size = size
        self._limit = limit
        self._file = file
        self._read = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` unpacked bytes; raises `InputError` beyond what is bearable."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        try:
            data = self._stream.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"{self._file}: broken gzip ({error}); fetch it again") from error
        self._read += len(data)
        check_ratio(self._read, self._size, self._file)
        check_size(self._read, self._limit, self._file)
        return data


def check_size(size: int, limit: int | None, file: str) -> None:
    """Raise `InputError` if `size` bytes are beyond `limit`; None sets no limit."""
    if limit is not None and size > limit:
        raise InputError(
            f"{file}: more than the {limit >> 20} MiB that are read as one file; split it"
        )


def check_ratio(unpacked: int, packed: int, file: str) -> None:
    """Raise `InputError` if text of `unpacked` bytes cannot have been packed into so few."""
    if unpacked > max(_SLACK, packed * MOST_RATIO):
        raise InputError(
            f"{file}: unpacks to more than {MOST_RATIO} times its size, which no text does; check "
            "where it comes from"
        )


@contextmanager
def opened(path: Path, *, file: str, limit: int | None = None) -> Iterator[Readable]:
    """Yield a stream over `path`, unpacked if need be; `limit` is in unpacked bytes.

    Raises `InputError`, by the name `file`, where it is absent, too large or badly packed; the
    last two also while it is read.
    """
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            packed = stream.read(2) == _GZIP
            stream.seek(0)
            if packed:
                yield _Unpacked(stream, size=size, file=file, limit=limit)
            else:
                check_size(size, limit, file)
                yield stream
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{file}: {reason}; check the file and its permissions") from error


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as it lies there, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
