"""Which documents of a build stand together in a part, and what tells that a part is the same.

    parts = partitions([(doc, key), …], whole=256)
    parts[0].number, parts[0].digest       None, "5b0c…": a small corpus is one part, without number

A document's part follows from its symbol alone, and in a part documents go by symbol: ten new
documents change ten parts at most, and the build is the same whatever came before it. Only when
the number of documents doubles are all parts cut anew, from the store.

Why hashed and not by runs of symbols: a run that grows pushes every later one along.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from tm.building.identity import digest

WHOLE = 256
"""Documents up to which a corpus is one part, in single files: what a spreadsheet or a CAT tool
opens. As many UN documents have some 30,000 clauses a language."""

LARGEST, MOST = 64, 1024
"""Documents of a part on average, at the most; and parts, of which a folder holds a file each."""


class Part(NamedTuple):
    """Documents that stand together."""

    number: int | None  # None: all of the corpus
    documents: tuple[tuple[str, bytes], ...]  # symbol, key; by symbol

    @property
    def digest(self) -> str:
        """What is in the part, as one word."""
        return digest([item for document in self.documents for item in document])


def partitions(documents: Iterable[tuple[str, bytes]], *, whole: int = WHOLE) -> list[Part]:
    """Return the parts of a corpus, none of them empty; up to `whole` documents are one."""
    documents = sorted(documents)
    if len(documents) <= whole:
        return [Part(None, tuple(documents))]
    count = _count(len(documents))
    shelves: list[list[tuple[str, bytes]]] = [[] for _ in range(count)]
    for document in documents:
        shelves[_number(document[0], count)].append(document)
    return [Part(number, tuple(shelf)) for number, shelf in enumerate(shelves) if shelf]


def _count(documents: int) -> int:
    """Return the number of parts: a power of two."""
    count = 1
    while count * LARGEST < documents and count < MOST:
        count *= 2
    return count


def _number(doc: str, count: int) -> int:
    """Return the part of a document."""
    return int.from_bytes(hashlib.sha256(doc.encode()).digest()[:4], "little") % count
