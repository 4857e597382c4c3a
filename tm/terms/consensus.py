"""What the occurrences of one term agree on: counted, followed, or done without.

    agree(…)                    # the share of each stretch among those chosen
    nearly_all = follow(…)      # what overlaps the agreed stretch moves to where that stands
    guess(…)                    # what is left takes the word that nothing else explains

Compiled code for `tm.terms.association`, whose names it uses: a hit is an occurrence, a run a
stretch of words that recurs, `first` and `last` the stretch of each hit, `last` 0 where none.
"""

import numba
import numpy as np

from tm.terms.word_links import TENSION

LEAST_GUESS, FREE = 0.3, 0.4
"""A word that nothing explains is a guess, worth less than one that a table speaks for."""

MOST, NEARLY_ALL = 0.5, 0.7
"""Shares of a term's occurrences from which on a stretch is what the others are held against,
and from which on nothing is guessed."""


@numba.njit(cache=True)
def agree(low, high, unit, at, number, agreed, first, last):  # type: ignore[no-untyped-def]
    """Set in `agreed` the share of each run among the stretches of the hits `low`-`high`."""
    for hit in range(low, high):
        for place in range(at[unit[hit]], at[unit[hit] + 1]):
            for run in number[place]:
                if run < 0:
                    break
                agreed[run] = 0.0
    for hit in range(low, high):
        if last[hit] and last[hit] - first[hit] <= number.shape[1]:
            run = number[at[unit[hit]] + first[hit], last[hit] - first[hit] - 1]
            if run >= 0:
                agreed[run] += 1.0 / (high - low)


@numba.njit(cache=True)
def follow(low, high, unit, at, number, agreed, first, last):  # type: ignore[no-untyped-def]
    """Move what overlaps the stretch that most occurrences took to where that stretch stands.

    Return whether nearly all took it.
    """
    run, size = -1, 0
    for hit in range(low, high):
        length = last[hit] - first[hit]
        if last[hit] and length <= number.shape[1]:
            found = number[at[unit[hit]] + first[hit], length - 1]
            if found >= 0 and agreed[found] >= MOST:
                run, size = found, length
    if run < 0:
        return False
    for hit in range(low, high):
        if not last[hit]:
            continue
        begin, words = at[unit[hit]], at[unit[hit] + 1] - at[unit[hit]]
        for place in range(max(0, first[hit] - size + 1), min(last[hit], words - size + 1)):
            if number[begin + place, size - 1] == run and _is_open(
                hit, place, place + size, low, high, unit, first, last
            ):
                first[hit], last[hit] = place, place + size
                break
    return agreed[run] >= NEARLY_ALL


@numba.njit(cache=True)
def _is_open(hit, begin, end, low, high, unit, first, last):  # type: ignore[no-untyped-def]
    for other in range(low, high):
        if other != hit and unit[other] == unit[hit] and first[other] < end and begin < last[other]:
            return False
    return True


@numba.njit(cache=True)
def guess(  # type: ignore[no-untyped-def]
    low, high, unit, at, link_at, claimed, elsewhere, middle, tokens, functional, taken,
    piece, least, first, last, score, lexical,
):  # fmt: skip
    """Give what is left the word that no other French word explains, near the same place.

    Only for terms without a rendering that nearly all occurrences agree on: where there is one and
    it is absent, the occurrence is likely left out, or a pronoun.
    """
    for hit in range(low, high):
        if last[hit]:
            continue
        begin, words = at[unit[hit]], at[unit[hit] + 1] - at[unit[hit]]
        best, found = LEAST_GUESS, -1
        for word in range(words - least + 1):
            place = link_at[hit] + word
            free = 1.0
            own = 0.0
            for part in range(least):
                free = min(free, 1.0 - elsewhere[place + part])
                own = max(own, claimed[place + part])
                if functional[tokens[begin + word + part]] or taken[begin + word + part]:
                    free, own = 0.0, 0.0
            if word and piece[begin + word - 1] == piece[begin + word]:
                continue  # inside a word
            apart = abs(middle[hit] - (word + 0.5) / words)
            value = (own + FREE * free) * np.exp(-TENSION * apart)
            if value > best and _is_open(hit, word, word + least, low, high, unit, first, last):
                best, found = value, word
        if found >= 0:
            first[hit], last[hit] = found, found + least
            lexical[hit] = score[hit] = best / 10
