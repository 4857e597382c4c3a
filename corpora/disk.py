"""A sequence of many records of which the memory holds only where they are.

    sources = sequence(each for each in …)      a tuple of few, a `DiskSequence` of many
    sources[7], len(sources)

Why on disk: of what a corpus of 800,000 documents is made, name by name, is a gigabyte of objects
in the one process that lives as long as the whole build, and it is read in order, twice.
"""

import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from os import SEEK_END
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, TypeVar, overload
from weakref import finalize

from corpora.errors import OutputError

HELD = 1_000
"""Records up to which `sequence` keeps them in memory."""

_SMALL = 1 << 20
"""Bytes up to which a file is none yet."""

T = TypeVar("T")


class DiskSequence(Sequence[T]):
    """Records in their order, in a temporary file that goes with the object; 8 bytes held each.

    Records must be such as `pickle` takes. Its methods raise `OutputError` where the disk fails.
    """

    def __init__(self, records: Iterable[T] = ()) -> None:
        """Take all of `records`, one at a time."""
        self._starts, self._at = array("Q", [0]), 0  # and where the next byte goes or comes from
        self._stream = SpooledTemporaryFile(_SMALL)  # noqa: SIM115 - closed by `finalize`
        self.close = finalize(self, _close, self._stream)
        for record in records:
            self.append(record)

    def append(self, record: T) -> None:
        """Put a record at the end."""
        data = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        with _scratch():
            if self._at != self._starts[-1]:  # to seek writes what the buffer holds
                self._stream.seek(0, SEEK_END)
            self._stream.write(data)
        self._at = self._starts[-1] + len(data)
        self._starts.append(self._at)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """Return a record, or a tuple of those of a slice; raises `IndexError`."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        number = range(len(self))[place]
        start, stop = self._starts[number], self._starts[number + 1]
        with _scratch():
            if self._at != start:
                self._stream.seek(start)
            record: T = pickle.loads(self._stream.read(stop - start))  # noqa: S301 - our own file
        self._at = stop
        return record


def sequence(records: Iterable[T], *, held: int = HELD) -> Sequence[T]:
    """Return `records` in their order: up to `held` as a tuple, more as a `DiskSequence`."""
    rest = iter(records)
    first = tuple(islice(rest, held + 1))
    return first if len(first) <= held else DiskSequence(chain(first, rest))


def _close(stream: IO[bytes]) -> None:
    with suppress(OSError):  # a full disk, on which nothing is lost
        stream.close()


@contextmanager
def _scratch() -> Iterator[None]:
    """Raise `OutputError` where a temporary file cannot be written or read."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{gettempdir()}: {reason}; name another folder by TMPDIR") from error
