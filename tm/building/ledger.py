"""What was told of every document, in the order of the corpus; it is on disk.

    with Ledger() as ledger:
        ledger.add(told); …
        ledger.close()
        for facts in ledger: facts.doc
        ledger.parts(256)                   what `tm.building.writing` writes, a part at a time

A document takes some 20 bytes of memory here, however much there is to tell of it.
"""

from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from corpora.disk import DiskSequence
from tm.building.aligning import Told
from tm.building.facts import Facts, decode
from tm.building.partition import Document, Part, Parts, count_of, number_of


class Failure(NamedTuple):
    """A document that is not in the build, and why."""

    document: str
    reason: str


class Ledger:
    """Documents as they came, and their facts; a context manager that removes its file."""

    def __init__(self) -> None:
        self.files: list[bytes] = []  # keys of aligned texts, which hold documents
        self.failed: list[Failure] = []
        self._told = DiskSequence[Told]()
        self._places = array("Q")  # of the sources, as the documents came
        self._order: NDArray[np.intp] = np.empty(0, dtype=np.intp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._told.close()

    def add(self, told: Told) -> None:
        """Lay by what was told of a document."""
        if told.reason is not None:
            self.failed.append(Failure(told.doc, told.reason))
        elif not told.facts:
            self.files.append(told.key)
        else:
            self._places.append(told.place)
            self._told.append(told)

    def close(self, failed: frozenset[str] = frozenset()) -> None:
        """Bring what there is into the order of the corpus, without the documents in `failed`."""
        order = np.argsort(np.array(self._places, dtype=np.uint64), kind="stable")
        if failed:
            order = np.array([at for at in order if self._told[int(at)].doc not in failed], np.intp)
        self._order = order
        self.failed.sort()

    def __len__(self) -> int:
        """How many documents there are, once it is closed."""
        return len(self._order)

    def __iter__(self) -> Iterator[Facts]:
        """Yield the facts of each document."""
        return (decode(told.facts) for told in self._each(self._order))

    def documents(self) -> Iterator[Document]:
        """Yield each document with its key in the store."""
        return (Document(told.doc, told.key) for told in self._each(self._order))

    def keys(self) -> Iterator[bytes]:
        """Yield all keys in the store that were told, those of documents left out since too."""
        yield from self.files
        yield from (told.key for told in self._told)

    def parts(self, whole: int) -> Parts:
        """Return what stands together; up to `whole` documents are one part without number."""
        order = self._order
        if len(self) <= whole:
            return Parts((None,), lambda _: self._part(None, order))
        count = count_of(len(self))
        numbers = np.array([number_of(each.doc, count) for each in self.documents()], np.uint16)
        found = tuple(int(number) for number in np.unique(numbers))
        return Parts(found, lambda number: self._part(number, order[numbers == number]))

    def _part(self, number: int | None, places: NDArray[np.intp]) -> Part:
        documents = sorted(Document(told.doc, told.key) for told in self._each(places))
        return Part(number, tuple(documents))

    def _each(self, places: NDArray[np.intp]) -> Iterator[Told]:
        return (self._told[int(place)] for place in places)
