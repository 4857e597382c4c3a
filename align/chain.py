"""The likely path of a long document: trusted matches of single segments, in order.

    anchor_chain(source, target, table)      [Rung(12, 11), Rung(15, 14), …]

Each source segment looks up, through an index of the rarer target tokens, the few target
segments that its translations point to; the heaviest chain of such matches that ascends on
both sides is what the fine search then stays near. Memory and time grow with the number of
matches, not with the product of the lengths.

Why only rarer tokens: what stands in every other segment points everywhere.
"""

import numba
import numpy as np
from numpy.typing import NDArray

from align.ladder import Rung
from align.table import Table
from align.text import Text

MOST_SEGMENTS = 24
"""Target tokens in more segments than this, or than 1 % of them, point to no place."""

CANDIDATES = 2
"""Matches kept of each source segment."""

LEAST_MATCH = 2.0
"""Weight below which a match is chance; about one rare word and its certain translation."""


def anchor_chain(source: Text, target: Text, table: Table) -> list[Rung]:
    """Return the rungs before the matches of the heaviest ascending chain.

    `table` is t(target | source) over the vocabularies of both.
    """
    segments = len(target.at) - 1
    places, at = _index(target, max(MOST_SEGMENTS, segments // 100))
    matches = _matches(
        source.tokens,
        source.at,
        table.offset,
        table.target,
        table.probability,
        places,
        at,
        segments,
    )
    chosen = _heaviest(matches[0], matches[1], matches[2], segments)
    return [Rung(int(i), int(j)) for i, j in chosen]


def _index(target: Text, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the segments of every rarer token, end to end, and where each token's begin."""
    segment = np.repeat(np.arange(len(target.at) - 1, dtype=np.int64), np.diff(target.at))
    pairs = np.unique(target.tokens.astype(np.int64) * len(target.at) + segment)
    token, place = np.divmod(pairs, len(target.at))
    count = np.bincount(token, minlength=len(target.background))
    rare = count[token] <= most
    at = np.zeros(len(target.background) + 1, dtype=np.int64)
    np.cumsum(np.where(count <= most, count, 0), out=at[1:])
    return place[rare], at


@numba.njit(cache=True)
def _matches(tokens, at, offset, targets, probability, places, place_at, segments):  # type: ignore[no-untyped-def]
    """Return source, target and weight of the best candidates of each source segment."""
    weight = np.zeros(segments)
    found = np.zeros((CANDIDATES * (len(at) - 1), 2), dtype=np.int64)
    weights = np.zeros(len(found))
    count = 0
    for i in range(len(at) - 1):
        touched = _point(
            np.unique(tokens[at[i] : at[i + 1]]),
            offset, targets, probability, places, place_at, weight,
        )  # fmt: skip
        for _ in range(CANDIDATES):
            best = -1
            for place in touched:
                if weight[place] > (weight[best] if best >= 0 else LEAST_MATCH):
                    best = place
            if best < 0:
                break
            found[count] = i, best
            weights[count] = weight[best]
            weight[best] = 0
            count += 1
        for place in touched:
            weight[place] = 0
    return found[:count, 0], found[:count, 1], weights[:count]


@numba.njit(cache=True)
def _point(words, offset, targets, probability, places, place_at, weight):  # type: ignore[no-untyped-def]
    """Add to `weight` what the translations of `words` say of each place; return the places."""
    touched = [np.int64(0)]
    touched.clear()
    for word in words:
        for entry in range(offset[word], offset[word + 1]):
            low, high = place_at[targets[entry]], place_at[targets[entry] + 1]
            for place in places[low:high]:
                if weight[place] == 0:
                    touched.append(place)
                weight[place] += probability[entry] * np.log(len(weight) / (high - low))
    return touched


@numba.njit(cache=True)
def _heaviest(source, target, weight, segments):  # type: ignore[no-untyped-def]
    """Return the (source, target) pairs of the heaviest strictly ascending chain.

    A Fenwick tree over target segments holds the best chain that ends at or before each.
    """
    count = len(source)
    best = np.zeros(count)
    previous = np.full(count, -1, dtype=np.int64)
    tree = np.full(segments + 1, -1, dtype=np.int64)
    begin = 0
    while begin < count:
        end = begin
        while end < count and source[end] == source[begin]:
            end += 1
        for k in range(begin, end):
            place = target[k]
            while place > 0:
                other = tree[place]
                if other >= 0 and best[other] > best[k]:
                    best[k], previous[k] = best[other], other
                place -= place & -place
            best[k] += weight[k]
        for k in range(begin, end):
            place = target[k] + 1
            while place <= segments:
                if tree[place] < 0 or best[tree[place]] < best[k]:
                    tree[place] = k
                place += place & -place
        begin = end
    chain = []
    k = int(np.argmax(best)) if count else -1
    while k >= 0:
        chain.append((source[k], target[k]))
        k = int(previous[k])
    return chain[::-1]
