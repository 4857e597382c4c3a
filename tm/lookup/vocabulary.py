"""The words of a shard, sorted, with their numbers: found by halving, without loading.

    vocabulary = Vocabulary(texts, ends, numbers)
    vocabulary.number("paix")                       17, or None
    vocabulary.containing("coop", start=True, stop=False)       those of coop, coopération, …

Words are folded (`tm.lookup.words`); their numbers are those of the posting lists.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from tm.lookup.lists import Bytes, Numbers


class Vocabulary(Sequence[bytes]):
    """Sorted words in UTF-8."""

    def __init__(self, texts: Bytes, ends: Numbers, numbers: Numbers) -> None:
        self.texts, self.ends, self.numbers = texts, ends, numbers
        self._known: dict[str, int | None] = {}

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.ends)

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        """Return the word at a place; no slices."""
        start = self.ends[place - 1] if place else 0
        return self.texts[start : self.ends[place]].tobytes()

    def number(self, word: str) -> int | None:
        """Return the number of `word`, None for one that stands nowhere."""
        if word not in self._known:
            wanted = word.encode(errors="replace")
            place = bisect_left(self, wanted)
            found = place < len(self) and self[place] == wanted
            self._known[word] = int(self.numbers[place]) if found else None
        return self._known[word]

    def containing(self, part: str, *, start: bool, stop: bool) -> Numbers:
        """Return the numbers of the words that have `part`; with `start`, that begin with it.

        With `stop`, that end with it.
        """
        wanted = part.encode(errors="replace")
        found = (match.start() for match in re.finditer(re.escape(wanted), self.texts.data))
        places = np.fromiter(found, dtype=np.int64)
        words = np.searchsorted(self.ends, places, side="right")
        words, places = (each[words < len(self)] for each in (words, places))
        stops = self.ends[words]
        starts = np.where(words > 0, self.ends[words - 1], 0)
        inside = places + len(wanted) <= stops
        inside &= (starts == places) | (not start)
        inside &= (stops == places + len(wanted)) | (not stop)
        return np.unique(self.numbers[words[inside]])


def listed(numbers: Mapping[str, int]) -> tuple[Bytes, Numbers, Numbers]:
    """Return what a `Vocabulary` of these words is made of."""
    ordered = sorted((word.encode(errors="replace"), number) for word, number in numbers.items())
    texts = b"".join(word for word, _ in ordered)
    sizes = np.array([len(word) for word, _ in ordered], dtype=np.uint32)
    return (
        np.frombuffer(texts, dtype=np.uint8),
        np.cumsum(sizes, dtype=np.uint32),
        np.array([number for _, number in ordered], dtype=np.uint32),
    )
