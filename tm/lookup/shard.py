"""A shard: one part of the index of one language, a file that is written once and only read.

    shard = read_shard(path)
    shard.contents[17], shard.lists.decode(shard.vocabulary.number("paix"))

Beside the words and their lists it holds a sketch of each segment: a byte a word and a byte a
value of a placeable, in order. The 160 commonest words have a byte of their own, the others share
96, so that the distance of two sketches is the distance of the segments or less, never more.
Which units stand in which shard is decided in `tm.lookup.index`.

Why sketches: a fuzzy look-up compares hundreds of candidates, and to read and cut their texts
takes thirty times as long as to compare sketches; the texts of the best alone are then read. Why
a byte: numbers of words in full take 1.6 bytes and save one text in a hundred.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tm.lookup import container
from tm.lookup.container import Array, BrokenError
from tm.lookup.lists import Bytes, Lists, Numbers
from tm.lookup.vocabulary import Vocabulary

OWN_BYTE = 160
"""Words, the commonest, that have a byte for themselves."""


class Shard(NamedTuple):
    """The arrays of a shard; an item a segment unless said otherwise."""

    vocabulary: Vocabulary
    lists: Lists
    first: Numbers  # one item: the unit of the first segment; none in an empty shard
    gaps: Array  # the unit, less the unit of the segment before; 0 for the first
    lengths: Array  # words
    values: Array  # values of placeables
    checks: npt.NDArray[np.uint16]  # `tm.lookup.building.check` of the text
    content: Bytes  # the sketches, one after the other


class OpenShard(NamedTuple):
    """A shard that is searched: the sums made that the file leaves out."""

    vocabulary: Vocabulary
    lists: Lists
    units: Numbers  # rising
    lengths: Array
    checks: npt.NDArray[np.uint16]
    ends: Numbers  # where each sketch ends
    content: Bytes

    def __len__(self) -> int:
        """Return how many segments there are."""
        return len(self.units)

    def sketches(self, segments: npt.NDArray[np.integer]) -> list[str]:
        """Return words and after them values of some segments, a code point below 256 each."""
        stops = self.ends[segments].tolist()
        starts = np.where(segments > 0, self.ends[segments - 1], 0).tolist()  # -1 is not used
        content = self.content.data
        return [str(content[a:b], "latin-1") for a, b in zip(starts, stops, strict=True)]


def byte_of(number: int) -> int:
    """Return the byte that stands for a word in a sketch."""
    return number if number < OWN_BYTE else OWN_BYTE + number % (256 - OWN_BYTE)


def read_shard(path: Path) -> OpenShard:
    """Return the shard in a file; raises `BrokenError` and OSError."""
    arrays = container.read(path)
    try:
        shard = Shard(
            Vocabulary(*(arrays[name] for name in ("texts", "text_ends", "numbers"))),
            Lists(len(arrays["gaps"]), *(arrays[name] for name in Lists._fields[1:])),
            *(arrays[name] for name in Shard._fields[2:]),
        )
    except KeyError as error:
        raise BrokenError(str(path)) from error
    return opened(shard)


def opened(shard: Shard) -> OpenShard:
    """Return a shard as it is searched."""
    sizes = np.add(shard.lengths, shard.values, dtype=np.uint32)
    return OpenShard(
        shard.vocabulary,
        shard.lists,
        np.cumsum(shard.gaps, dtype=np.uint32) + shard.first[:1].sum(dtype=np.uint32),
        shard.lengths,
        shard.checks,
        np.cumsum(sizes, dtype=np.uint32),
        shard.content,
    )


def write_shard(path: Path, shard: Shard) -> None:
    """Write a shard; raises OSError."""
    words = shard.vocabulary
    named = ("texts", words.texts), ("text_ends", words.ends), ("numbers", words.numbers)
    arrays: dict[str, Array] = dict(named)
    arrays |= dict(zip(Lists._fields[1:], shard.lists[1:], strict=True))
    arrays |= dict(zip(Shard._fields[2:], shard[2:], strict=True))
    container.write(path, arrays)
