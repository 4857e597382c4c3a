"""Posting lists: in which segments a word stands, for all words of a shard, in few bytes.

    lists = encode(words, segments, vocabulary=3, size=1_000_000)
    lists.decode(2)                                 array([17, 1044, …], dtype=uint32)

Words are numbered by falling frequency, segments from 0; a list names each segment once. The
commonest words have a bitmap, the others the gaps between segments, in units of one byte or of
two: the greatest value of the unit says that the gap goes on.

Why not varint: numpy decodes this with one cumulative sum and one selection, 1 ns a segment;
bytes with a continuation bit need a loop over each. On 1,000,000 segments of 28 words it takes
18 MB (varint: 17 MB).
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Pairs = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.uint32]


class Lists(NamedTuple):
    """The lists of all words: bitmaps first, then gaps of one byte, then of two."""

    size: int  # segments
    bitmaps: Bytes  # of the first words, `ceil(size / 8)` bytes each
    near: Bytes  # gaps of the next words
    near_ends: Numbers  # where the list of each of those ends in `near`
    far: Pairs  # gaps of the others
    far_ends: Numbers

    @property
    def dense(self) -> int:
        """How many words have a bitmap."""
        return len(self.bitmaps) // _width(self.size)

    def decode(self, word: int) -> Numbers:
        """Return the segments that have `word`, rising."""
        if word < self.dense:
            bits = np.unpackbits(self.packed(word), count=self.size, bitorder="little")
            return np.flatnonzero(bits).astype(np.uint32)
        gaps = self.gaps(word)
        go_on = 255 if gaps.dtype == np.uint8 else 65535
        found: Numbers = np.cumsum(gaps, dtype=np.uint32)[gaps != go_on]
        found += np.arange(len(found), dtype=np.uint32)
        return found

    def packed(self, word: int) -> Bytes:
        """Return the bits of a word that has a bitmap, eight segments a byte, the first lowest."""
        width = _width(self.size)
        return self.bitmaps[word * width : (word + 1) * width]

    def gaps(self, word: int) -> Bytes | Pairs:
        """Return the list of a word that has no bitmap, as it is coded."""
        place = word - self.dense
        if place < len(self.near_ends):
            return self.near[_start(self.near_ends, place) : int(self.near_ends[place])]
        place -= len(self.near_ends)
        return self.far[_start(self.far_ends, place) : int(self.far_ends[place])]


def encode(words: Numbers, segments: Numbers, *, vocabulary: int, size: int) -> Lists:
    """Return the lists of pairs that are sorted by word and segment, each pair once.

    Words are 0 to `vocabulary` - 1 by falling frequency, segments 0 to `size` - 1.
    """
    counts = np.bincount(words, minlength=vocabulary)
    dense = int(np.count_nonzero(counts > _width(size)))
    near = int(np.count_nonzero(counts > size // 255)) if size >= 255 else vocabulary
    near = max(near, dense)
    ends = np.cumsum(counts)
    first, second = (int(ends[stop - 1]) if stop else 0 for stop in (dense, near))
    return Lists(
        size,
        _bitmaps(words[:first], segments[:first], dense, size),
        *_coded(segments[first:second], counts[dense:near], np.uint8),
        *_coded(segments[second:], counts[near:], np.uint16),
    )


def _width(size: int) -> int:
    return max(1, (size + 7) // 8)


def _start(ends: Numbers, place: int) -> int:
    return int(ends[place - 1]) if place else 0


def _bitmaps(words: Numbers, segments: Numbers, dense: int, size: int) -> Bytes:
    bits = np.zeros((dense, _width(size) * 8), dtype=np.uint8)
    bits[words, segments] = 1
    return np.packbits(bits, axis=1, bitorder="little").reshape(-1)


def _coded(
    segments: Numbers, counts: npt.NDArray[np.int64], unit: type[np.uint8 | np.uint16]
) -> tuple[npt.NDArray[Any], Numbers]:
    """Return the gaps of several lists, one after the other, and where each list ends."""
    go_on = int(np.iinfo(unit).max)
    heads = np.cumsum(counts) - counts
    heads = heads[counts > 0]
    gaps = segments.astype(np.int64)
    gaps[1:] -= segments[:-1] + np.uint32(1)
    gaps[heads] = segments[heads]
    finals = np.cumsum(gaps // go_on + 1)
    coded = np.full(int(finals[-1]) if len(finals) else 0, go_on, dtype=unit)
    coded[finals - 1] = gaps % go_on
    stops = np.cumsum(counts)
    ends = np.concatenate([[0], finals])[stops]
    return coded, ends.astype(np.uint32)
