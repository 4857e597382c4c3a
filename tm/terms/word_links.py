"""Which words of the target belong to a term, by lexical tables: word alignment of one unit.

    tables = learn(french, other)                           # t(ru | fr), t(fr | ru)
    links = link(hits, french, other, tables, weight)
    links.claimed, links.recalled, links.elsewhere          # a number for every target word

For each occurrence of a term (a *hit*: a unit and a range of its French words) and each word of
the target: `claimed` is the posterior that the word comes from the term, `recalled` the share
of the term, by weight, that the word accounts for, and `elsewhere` the best posterior of a
French word outside the term. All are in 0..1.

Why posteriors and no one best alignment: a stretch of text is judged as a whole by
`tm.terms.association`, and evidence that is only likely still counts there.

The tables are those of IBM model 1 (`align.em`); what lies at the same relative place is
preferred as in the reparametrisation by Dyer et al. (2013), with tension `TENSION`.
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from align.em import Sample, train
from align.table import Table, from_entries
from tm.terms.lexemes import Side, background

TENSION = 3.0
"""Weight exp(-TENSION · |i/I - j/J|) of two words at relative places i/I and j/J."""

DISCOUNT = 0.5
"""Taken off every expected count: few pairs of words meet often in one corpus."""

LEAST = 1e-9

Floats = NDArray[np.float32]


class Tables(NamedTuple):
    """t(target | French) and t(French | target), with the distributions of both."""

    forward: Table
    backward: Table
    french: NDArray[np.float64]
    target: NDArray[np.float64]


class Hits(NamedTuple):
    """Occurrences of terms, in order of units: unit, and half-open range of its French words."""

    unit: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Links(NamedTuple):
    """For each hit one number for each word of the target text of its unit."""

    at: NDArray[np.int64]  # (hits + 1,) borders
    claimed: Floats
    recalled: Floats
    elsewhere: Floats


def learn(french: Side, target: Side, prior: tuple[Table, Table] | None = None) -> Tables:
    """Return the tables that the texts of two languages teach, and what is known before.

    `prior` are t(target | French) and t(French | target) over the vocabularies of the sides.
    """
    sizes = len(french.vocabulary), len(target.vocabulary)
    samples = [
        Sample(french.tokens[a:b], target.tokens[c:d], 1.0)
        for a, b, c, d in zip(
            french.at[:-1], french.at[1:], target.at[:-1], target.at[1:], strict=True
        )
        if b > a and d > c
    ]
    known = prior or (_nothing(sizes[0]), _nothing(sizes[1]))
    distributions = background(french.tokens, sizes[0]), background(target.tokens, sizes[1])
    forward = train(samples, distributions[1], sources=sizes[0], prior=known[0], discount=DISCOUNT)
    mirrored = [sample.mirrored for sample in samples]
    backward = train(
        mirrored, distributions[0], sources=sizes[1], prior=known[1], discount=DISCOUNT
    )
    return Tables(forward, backward, *distributions)


def _nothing(sources: int) -> Table:
    none = np.zeros(0, dtype=np.int64)
    return from_entries(none, none, none.astype(np.float64), sources=sources)


def link(hits: Hits, french: Side, target: Side, tables: Tables, weight: Floats) -> Links:
    """Return what each word of the target text of each hit has to do with it.

    `weight` is that of the French keys (`tm.terms.lexemes.weights`).
    """
    lengths = np.diff(target.at)[hits.unit]
    at = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    claimed, recalled, elsewhere = (np.zeros(at[-1], dtype=np.float32) for _ in range(3))
    _link(
        *(hits.unit, hits.first, hits.last, at),
        *(french.tokens, french.at, target.tokens, target.at),
        *(tables.forward.offset, tables.forward.target, tables.forward.probability),
        *(tables.backward.offset, tables.backward.target, tables.backward.probability),
        *(tables.french, tables.target, weight),
        *(claimed, recalled, elsewhere),
    )
    return Links(at, claimed, recalled, elsewhere)


@numba.njit(cache=True)
def _link(  # type: ignore[no-untyped-def]
    unit, first, last, at, french, french_at, target, target_at,
    f_offset, f_target, f_probability, b_offset, b_target, b_probability,
    french_share, target_share, weight, claimed, recalled, elsewhere,
):  # fmt: skip
    done = -1
    for hit in range(len(unit)):
        left = french[french_at[unit[hit]] : french_at[unit[hit] + 1]]
        right = target[target_at[unit[hit]] : target_at[unit[hit] + 1]]
        if unit[hit] != done:
            done = unit[hit]
            forth = _posteriors(left, right, f_offset, f_target, f_probability, target_share)
            back = _posteriors(right, left, b_offset, b_target, b_probability, french_share)
        total = LEAST
        for i in range(first[hit], last[hit]):
            total += weight[left[i]]
        for j in range(len(right)):
            place = at[hit] + j
            for i in range(len(left)):
                if first[hit] <= i < last[hit]:
                    claimed[place] += forth[i, j]
                    recalled[place] += back[j, i] * weight[left[i]] / total
                else:
                    elsewhere[place] = max(elsewhere[place], forth[i, j])


@numba.njit(cache=True)
def _posteriors(given, told, offset, target, probability, share):  # type: ignore[no-untyped-def]
    """Return P(told word j comes from given word i), (given, told); columns sum to at most 1."""
    size, width = len(given), len(told)
    found = np.zeros((size, width))
    for i in range(size):
        begin, end = offset[given[i]], offset[given[i] + 1]
        for j in range(width):
            low, high = begin, end
            while low < high:
                middle = (low + high) // 2
                if target[middle] < told[j]:
                    low = middle + 1
                else:
                    high = middle
            if low < end and target[low] == told[j]:
                apart = abs((i + 0.5) / size - (j + 0.5) / width)
                found[i, j] = probability[low] * np.exp(-TENSION * apart)
    for j in range(width):
        total = share[told[j]] + LEAST
        for i in range(size):
            total += found[i, j]
        for i in range(size):
            found[i, j] /= total
    return found
