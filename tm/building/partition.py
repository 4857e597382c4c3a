"""Which documents of a build stand together in a part, and what tells that a part is the same.

    for part in ledger.parts(256):
        part.number, part.digest       None, "5b0c…": a small corpus is one part, without number

A document's part follows from its symbol alone, and in a part documents go by symbol: ten new
documents change ten parts at most, and the build is the same whatever came before it. Only when
the number of documents doubles are all parts cut anew, from the store.

Why hashed and not by runs of symbols: a run that grows pushes every later one along.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tm.building.identity import digest

WHOLE = 256
"""Documents up to which a corpus is one part, in single files: what a spreadsheet or a CAT tool
opens. As many UN documents have some 30,000 clauses a language."""

LARGEST, MOST = 64, 1024
"""Documents of a part on average, at the most; and parts, of which a folder holds a file each."""


class Document(NamedTuple):
    """A finished document."""

    doc: str
    key: bytes  # in the store


class Part(NamedTuple):
    """Documents that stand together."""

    number: int | None  # None: all of the corpus
    documents: tuple[Document, ...]  # by symbol

    @property
    def digest(self) -> str:
        """What is in the part, as one word."""
        return digest(item for document in self.documents for item in document)


class Parts:
    """The parts of a corpus by number, none of them empty; each is read when its turn comes."""

    def __init__(self, numbers: Sequence[int | None], read: Callable[[int | None], Part]) -> None:
        """Have the parts that `read` gives for `numbers`; one alone has the number None."""
        self._numbers, self._read = numbers, read
        self.several = None not in numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Part]:
        return map(self._read, self._numbers)


def count_of(documents: int) -> int:
    """Return how many parts so many documents are cut into: a power of two."""
    count = 1
    while count * LARGEST < documents and count < MOST:
        count *= 2
    return count


def number_of(doc: str, count: int) -> int:
    """Return the part of a document, of `count`."""
    return int.from_bytes(hashlib.sha256(doc.encode()).digest()[:4], "little") % count
