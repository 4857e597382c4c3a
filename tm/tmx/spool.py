"""Units laid by on disk until it is known what becomes of them.

    with Spool(Path("fr-ru.spool")) as spool:
        spool.add(data, Facts(source="…", target="…", …))
        for number, data in enumerate(spool): …

Beside the markup on disk it holds 33 bytes a unit in memory: hashes of both texts, probability,
date, document, and what kind of unit it is.

Why laid by: whether two units say the same is known after the last, and to make units twice
takes twice the time.
"""

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from tm.tmx.kinds import Kind

COPIED = 1 << 16
"""Bytes that the stream holds back."""


class Facts(NamedTuple):
    """What decides over a unit."""

    source: str
    target: str
    probability: float
    date: int  # YYYYMMDD, 0 where it is not known
    document: int  # ordinal
    kind: Kind


class Spool:
    """Units in the order they came; a context manager that removes its file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream = path.open("w+b", buffering=COPIED)
        self._source, self._target = array("Q"), array("Q")
        self._size, self._document, self._date = array("I"), array("I"), array("I")
        self._probability, self._kind = array("f"), array("B")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        self._path.unlink(missing_ok=True)

    def __len__(self) -> int:
        return len(self._size)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the units as they were added."""
        self._stream.seek(0)
        for size in self._size:
            yield self._stream.read(size)

    def add(self, data: bytes, facts: Facts) -> None:
        """Lay by one unit."""
        self._stream.write(data)
        self._size.append(len(data))
        self._source.append(_hash(facts.source))
        self._target.append(_hash(facts.target))
        self._probability.append(facts.probability)
        self._date.append(facts.date)
        self._document.append(facts.document)
        self._kind.append(facts.kind)

    @property
    def sources(self) -> NDArray[np.uint64]:
        """Hashes of the source texts."""
        return np.array(self._source, dtype=np.uint64)

    @property
    def targets(self) -> NDArray[np.uint64]:
        """Hashes of the target texts."""
        return np.array(self._target, dtype=np.uint64)

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """Probabilities, 0 to 1."""
        return np.array(self._probability, dtype=np.float32)

    @property
    def dates(self) -> NDArray[np.uint32]:
        """Dates as YYYYMMDD, 0 where not known."""
        return np.array(self._date, dtype=np.uint32)

    @property
    def documents(self) -> NDArray[np.uint32]:
        """Ordinals of the documents."""
        return np.array(self._document, dtype=np.uint32)

    @property
    def kinds(self) -> NDArray[np.uint8]:
        """Kinds of unit."""
        return np.array(self._kind, dtype=np.uint8)


def _hash(text: str) -> int:
    """Return a hash of 64 bits that is the same on every run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
