"""Fuzzy search in one shard: the segments whose words match a query, none missed.

    find(shard, reduce("Le Conseil se réunit", FRENCH), text="Le Conseil se réunit", least=70)

A match of score s shares at least ceil(s n / 100) words, counted with repetitions, with a query
of n words; so at most n - ceil(s n / 100) of them are missing, and of any words of the query it
has all but so many. The lists of the rarest words are counted, one after the other, until few
segments have enough of them; the sketches of these are compared (`tm.lookup.shard`). The score
is that of `tm.lookup.score` or, where words share a byte, higher.

Why exact, and not the best of a ranking: boilerplate gives thousands of segments that share the
rare words of a query, and the best 200 of tantivy by BM25 miss some (1,000,000 segments: recall
.996 in French, .92 in Chinese; with all words of the query in the ranking none, but 16 ms). This
is the prefix filter of Chaudhuri, Ganti and Kaushik (2006) with the counting of Li, Lu and Lu
(2008).
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tm.lookup.building import MOST_VALUES, MOST_WORDS, check, value_byte
from tm.lookup.counting import Counting, Segments
from tm.lookup.score import EXACT, SAME_WORDS, similarity
from tm.lookup.shard import OpenShard, byte_of
from tm.lookup.words import Reduced

ENOUGH = 200
"""Candidates few enough to be compared: 0.1 ms."""

CHECKED = 8
"""After an eighth of the segments was counted, it is seen whether candidates are few enough."""

_NOWHERE = 256  # the first code point that no sketch has


class Candidate(NamedTuple):
    """A segment and how it ranks: the greater the better."""

    score: int  # 0 to 100: the greatest that it can have
    same: bool  # probably the very same text
    near: int  # minus the distance of the values of the placeables
    older: int  # minus the unit
    unit: int


class _Query(NamedTuple):
    """A query in the numbers of a shard."""

    words: str  # as in a sketch
    values: str
    known: list[tuple[int, int]]  # the number of a word and how often it stands there, rare first
    missing: int  # words that no segment has
    check: int


def find(shard: OpenShard, query: Reduced, *, text: str, least: int) -> list[Candidate]:
    """Return every segment that may have a score of `least`, 1 to 100, or more; in no order.

    `query` is what `text` is reduced to. A text without words is found where it is the same.
    """
    length = len(query.words)
    if length > MOST_WORDS:
        return []
    coded = _coded(shard, query, text)
    allowed = length - needed(length, least) - coded.missing
    if allowed < 0:
        return []
    bounds = needed(length, least), 100 * length // least
    found = _counted(shard, coded.known, allowed, bounds) if length else _wordless(shard)
    return _compared(shard, coded, found, least)


def needed(words: int, least: int) -> int:
    """Return how many of `words` a match of score `least` shares at the least."""
    return -(-words * least // 100)


def _coded(shard: OpenShard, query: Reduced, text: str) -> _Query:
    counts = Counter(query.words)
    numbers = {word: shard.vocabulary.number(word) for word in counts}
    known = ((number, counts[word]) for word, number in numbers.items() if number is not None)
    nowhere = [word for word, number in numbers.items() if number is None]
    symbols = {word: chr(byte_of(number)) for word, number in numbers.items() if number is not None}
    symbols |= {word: chr(_NOWHERE + place) for place, word in enumerate(nowhere)}
    return _Query(
        "".join(symbols[word] for word in query.words),
        "".join(chr(value_byte(value)) for value in query.values[:MOST_VALUES]),
        sorted(known, reverse=True),
        sum(counts[word] for word in nowhere),
        check(text),
    )


def _wordless(shard: OpenShard) -> Segments:
    return np.flatnonzero(shard.lengths == 0)


def _counted(
    shard: OpenShard, known: Sequence[tuple[int, int]], allowed: int, bounds: tuple[int, int]
) -> Segments:
    """Return segments of a length in `bounds` that lack `allowed` of the words or fewer."""
    counts = Counting(size=len(shard), words=sum(times for _, times in known))
    total, unchecked = 0, 0
    for word, times in known:
        unchecked += counts.add(shard.lists, word, times)
        total += times
        if total > allowed and unchecked > len(shard) // CHECKED:
            unchecked = 0
            if counts.are(total - allowed) <= ENOUGH:
                break
    return counts.reached(total - allowed, shard.lengths, *bounds)


def _compared(shard: OpenShard, query: _Query, found: Segments, least: int) -> list[Candidate]:
    if not len(found):
        return []
    lengths = shard.lengths[found].tolist()
    sketches = shard.sketches(found)
    words = [each[:length] for each, length in zip(sketches, lengths, strict=True)]
    distances = cdist([query.words], words, scorer=Levenshtein.distance)[0].tolist()
    return [
        _candidate(shard, query, segment, distance, sketch[length:])
        for segment, distance, sketch, length in zip(
            found.tolist(), distances, sketches, lengths, strict=True
        )
        if similarity(distance, max(length, len(query.words))) >= least or not length
    ]


def _candidate(
    shard: OpenShard, query: _Query, segment: int, distance: int, values: str
) -> Candidate:
    unit = int(shard.units[segment])
    length = max(int(shard.lengths[segment]), len(query.words))
    near = -Levenshtein.distance(values, query.values)
    same = distance == near == 0 and int(shard.checks[segment]) == query.check
    best = similarity(distance, length) - (near < 0)
    if distance == 0:
        best = SAME_WORDS if near else EXACT
    return Candidate(best, same, near, -unit, unit)
