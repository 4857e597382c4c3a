"""Counting how many words of a query each segment has: the inner loops of fuzzy search.

    counts = Counting(size=len(shard), words=28)
    counts.add(shard.lists, 17, times=1)
    counts.reached(12, shard.lengths, 20, 40)           array([17, 1044])

Which words are counted is decided in `tm.lookup.candidates`; how a list is coded, in
`tm.lookup.lists`.

Why twice, with numpy and compiled: numpy needs five passes over a list that one loop does while
it decodes (a Chinese query on 1,000,000 segments: 2 ms instead of 7 ms), but to load the compiler
takes half a second, which the process that looks up a segment or two should not wait for.
"""

from functools import cache
from itertools import count
from types import ModuleType

import numpy as np
import numpy.typing as npt

from tm.lookup.container import Array
from tm.lookup.lists import Lists

COMPILED_FROM = 64
"""Countings of a process after which the compiled loops are loaded: by then it pays."""

Segments = npt.NDArray[np.int64]

_countings = count()


class Counting:
    """A count for each segment of a shard."""

    def __init__(self, *, size: int, words: int, compiled: bool | None = None) -> None:
        """Begin with zeros; `words` is the greatest count, `compiled` None: as it pays."""
        kind = np.uint8 if words <= np.iinfo(np.uint8).max else np.uint16
        self.counts: npt.NDArray[np.unsignedinteger] = np.zeros(size, dtype=kind)
        if compiled is None:
            compiled = next(_countings) >= COMPILED_FROM
        self._loops = _loops() if compiled else None

    def add(self, lists: Lists, word: int, times: int) -> int:
        """Add `times` where `word` stands; return about how many segments were looked at."""
        step = self.counts.dtype.type(times)
        if word < lists.dense:
            self._add_bits(lists.packed(word), step)
            return lists.size
        gaps = lists.gaps(word)
        if self._loops:
            self._loops.add_gaps(gaps, np.iinfo(gaps.dtype).max, step, self.counts)
        else:
            self.counts[lists.decode(word)] += step
        return len(gaps)

    def are(self, least: int) -> int:
        """Return how many segments have a count of `least` or more."""
        return int(np.count_nonzero(self.counts >= least))

    def reached(self, least: int, lengths: Array, shortest: int, longest: int) -> Segments:
        """Return the segments with a count of `least` or more and a length in the range."""
        if self._loops:
            limit = self.counts.dtype.type(least)
            found: Segments = self._loops.reached(self.counts, limit, lengths, shortest, longest)
            return found
        segments = np.flatnonzero(self.counts >= least)
        fits = (lengths[segments] >= shortest) & (lengths[segments] <= longest)
        return segments[fits]

    def _add_bits(self, packed: npt.NDArray[np.uint8], step: np.unsignedinteger) -> None:
        if self._loops:
            self._loops.add_bits(packed, step, self.counts)
        else:
            self.counts += np.unpackbits(packed, count=len(self.counts), bitorder="little") * step


@cache
def _loops() -> ModuleType:
    from tm.lookup import compiled  # noqa: PLC0415  (slow to load; see above)

    return compiled
