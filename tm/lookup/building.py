"""Building a shard: segments of one language in, the arrays of a shard out.

    shard = build_shard([(1, "La paix"), (2, "La guerre")], FRENCH)

Everything is held in memory, a kilobyte a segment; how many there are is decided in
`tm.lookup.index`. The same segments give the same bytes.
"""

from array import array
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from corpora.languages import Language
from tm.lookup.container import Array
from tm.lookup.lists import Bytes, Lists, Numbers, encode
from tm.lookup.shard import Shard, byte_of
from tm.lookup.vocabulary import Vocabulary, listed
from tm.lookup.words import PLACEABLES, key_of, raw_words, value_of

MOST_WORDS = 65_535
"""Words of a segment that are indexed: what is longer is no segment, but must do no harm."""

MOST_VALUES = 255

_CHUNK = 1 << 16  # segments whose pairs are sorted at once
_MOST_CACHED = 1 << 20  # written words
_SEGMENT_BITS = np.uint64(32)
_NONE = np.zeros(0, dtype=np.uint64)


class _Numbers(dict[str, int]):
    """The number of each written word, in the order in which folded words are met."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.folded = {word: number for number, word in enumerate(PLACEABLES.values())}

    def __missing__(self, raw: str) -> int:
        number = self.folded.setdefault(key_of(raw, self.language), len(self.folded))
        if len(self) >= _MOST_CACHED:
            self.clear()
        self[raw] = number
        return number


class _Bytes(dict[str, int]):
    """The byte of the value of each placeable, as it is written."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, raw: str) -> int:
        if len(self) >= _MOST_CACHED:
            self.clear()
        self[raw] = byte = value_byte(value_of(raw, self.language))
        return byte


class _Collected(NamedTuple):
    """Segments one after the other."""

    words: Numbers  # of all segments
    values: Bytes  # the same
    lengths: Numbers  # how many words each has
    counts: Numbers  # how many values
    units: Numbers
    checks: npt.NDArray[np.uint16]
    vocabulary: dict[str, int]


def check(text: str) -> int:
    """Return 16 bits by which a text that is equal but for white space is told in the index."""
    return crc32(" ".join(text.split()).encode(errors="replace")) & 0xFFFF


def value_byte(value: tuple[str, ...]) -> int:
    """Return the byte that stands for the value of a placeable in a sketch."""
    return crc32("\0".join(value).encode()) & 0xFF


def build_shard(segments: Iterable[tuple[int, str]], language: Language) -> Shard:
    """Return the shard of `segments`: unit, rising, and text."""
    found = _collect(segments, language)
    pairs = _pairs(found.words, found.lengths)
    counts = np.bincount(_words(pairs), minlength=len(found.vocabulary))
    order = np.argsort(-counts, kind="stable")
    ranks = np.empty(len(order), dtype=np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    return Shard(
        Vocabulary(*listed({word: int(ranks[k]) for word, k in found.vocabulary.items()})),
        _lists(pairs, ranks, len(found.units)),
        found.units[:1],
        _narrow(np.diff(found.units, prepend=found.units[:1])),
        _narrow(found.lengths),
        _narrow(found.counts),
        found.checks,
        _content(found, ranks),
    )


def _collect(segments: Iterable[tuple[int, str]], language: Language) -> _Collected:
    words, values = array("I"), array("B")
    lengths, counts, units, checks = array("I"), array("I"), array("I"), array("H")
    numbers, bytes_of, placeables = _Numbers(language), _Bytes(language), len(PLACEABLES)
    for unit, text in segments:
        raw = raw_words(text, language)[:MOST_WORDS]
        found = [numbers[word] for word in raw]
        here = [raw[k] for k, number in enumerate(found) if number < placeables][:MOST_VALUES]
        words.extend(found)
        values.extend([bytes_of[each] for each in here])
        lengths.append(len(found))
        counts.append(len(here))
        units.append(unit)
        checks.append(check(text))
    arrays = (words, values, lengths, counts, units, checks)
    views = (np.frombuffer(each, dtype=each.typecode) for each in arrays)
    return _Collected._make((*views, numbers.folded))


def _pairs(words: Numbers, lengths: Numbers) -> npt.NDArray[np.uint64]:
    """Return word and segment in one number, each pair once."""
    ends = np.cumsum(lengths, dtype=np.int64)
    parts = [_NONE]
    for first in range(0, len(ends), _CHUNK):
        stop = min(first + _CHUNK, len(ends))
        here = words[ends[first - 1] if first else 0 : ends[stop - 1]].astype(np.uint64)
        here <<= _SEGMENT_BITS
        here |= np.repeat(np.arange(first, stop, dtype=np.uint64), lengths[first:stop])
        here.sort()
        parts.append(here[np.diff(here, prepend=~np.uint64(0)) != 0])
    return np.concatenate(parts)


def _lists(pairs: npt.NDArray[np.uint64], ranks: Numbers, size: int) -> Lists:
    ranked = ranks[_words(pairs)].astype(np.uint64) << _SEGMENT_BITS
    ranked |= pairs & np.uint64(0xFFFFFFFF)
    ranked.sort()
    words, segments = _words(ranked), ranked.astype(np.uint32)
    return encode(words, segments, vocabulary=len(ranks), size=size)


def _words(pairs: npt.NDArray[np.uint64]) -> Numbers:
    return (pairs >> _SEGMENT_BITS).astype(np.uint32)


def _narrow(numbers: Numbers) -> Array:
    """Return the numbers in as few bytes as the greatest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _content(found: _Collected, ranks: Numbers) -> Bytes:
    """Return the bytes of the words of each segment, and after them those of its values."""
    table = np.array([byte_of(int(rank)) for rank in ranks], dtype=np.uint8)
    sizes = found.lengths + found.counts
    is_value = np.zeros(int(sizes.sum(dtype=np.int64)), dtype=bool)
    stops = np.cumsum(sizes, dtype=np.int64)
    total = int(found.counts.sum(dtype=np.int64))
    before = np.cumsum(found.counts, dtype=np.int64) - found.counts
    firsts = np.repeat(stops - found.counts - before, found.counts)
    is_value[firsts + np.arange(total)] = True
    content = np.empty(len(is_value), dtype=np.uint8)
    content[is_value] = found.values
    content[~is_value] = table[found.words]
    return content
