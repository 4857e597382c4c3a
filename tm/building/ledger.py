"""What was told of every document, in the order of the corpus, its facts on disk.

    with Ledger() as ledger:
        ledger.add(told); …
        for facts in ledger: facts.doc

A document takes some 300 bytes of memory here, however much there is to tell of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile, gettempdir
from types import TracebackType
from typing import NamedTuple, Self

from corpora.errors import OutputError
from tm.building.aligning import Told
from tm.building.facts import Facts, decode

_BUFFER = 1 << 20


class Entry(NamedTuple):
    """A finished document."""

    place: int  # of its source in the corpus
    order: int  # in its source
    doc: str
    key: bytes
    start: int  # of its facts on disk
    size: int


class Failure(NamedTuple):
    """A document that is not in the build, and why."""

    document: str
    reason: str


class Ledger:
    """Entries as they came, and their facts; a context manager that removes its file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.files: list[bytes] = []  # keys of aligned texts, which hold documents
        self.failed: list[Failure] = []
        self._stream = TemporaryFile(buffering=_BUFFER)  # noqa: SIM115 - closed by __exit__
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # a full disk, on which nothing is lost
            self._stream.close()

    def add(self, told: Told) -> None:
        """Lay by what was told of a document."""
        if told.reason is not None:
            self.failed.append(Failure(told.doc, told.reason))
        elif not told.facts:
            self.files.append(told.key)
        else:
            order = len(self.entries)
            entry = Entry(told.place, order, told.doc, told.key, self._size, len(told.facts))
            self.entries.append(entry)
            with _scratch():
                self._stream.write(told.facts)
            self._size += entry.size

    def close(self, failed: frozenset[str] = frozenset()) -> None:
        """Bring what there is into the order of the corpus, without the documents in `failed`."""
        self.entries = sorted(entry for entry in self.entries if entry.doc not in failed)
        self.failed.sort()

    def __iter__(self) -> Iterator[Facts]:
        """Yield the facts of each document."""
        return map(self.facts, self.entries)

    def facts(self, entry: Entry) -> Facts:
        """Return the facts of one document."""
        with _scratch():
            self._stream.seek(entry.start)
            return decode(self._stream.read(entry.size))


@contextmanager
def _scratch() -> Iterator[None]:
    """Raise `OutputError` where the file on disk fails."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{gettempdir()}: {reason}; name another folder by TMPDIR") from error
