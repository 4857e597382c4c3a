"""Runs of words that recur in a corpus, as numbers: equal runs have equal numbers.

    runs = recurrent(side, np.ones(side.texts), longest=14)
    runs.number[place, 2]       the run of three words from `place` on; -1: it stands once
    runs.texts[number]          in how many texts of the corpus it stands

Why numbers at places and no dictionary of tuples: a run of n words that recurs begins with a
run of n - 1 that recurs (the apriori property), so each length is one sort of numbers, and
compiled code then counts runs by index.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tm.terms.lexemes import Side


class Runs(NamedTuple):
    """The runs of one language."""

    number: NDArray[np.int32]  # (words, longest)
    texts: NDArray[np.int32]  # (runs,)


def recurrent(side: Side, stands: NDArray[np.float64], *, longest: int) -> Runs:
    """Return the runs of up to `longest` words that stand in two texts or more.

    `stands` tells how many texts of the corpus each text of the side stands for.
    """
    words = len(side.tokens)
    text = np.repeat(np.arange(side.texts), np.diff(side.at))
    number = np.full((words, longest), -1, dtype=np.int32)
    texts: list[NDArray[np.int32]] = []
    begin = np.arange(words)
    known, runs = np.zeros(words, dtype=np.int64), 0
    for length in range(1, longest + 1):
        begin = begin[begin + length <= words]
        begin = begin[text[begin] == text[begin + length - 1]]
        last = side.tokens[begin + length - 1].astype(np.int64)
        pair = known[begin] * np.int64(len(side.vocabulary)) + last
        _, same = np.unique(pair, return_inverse=True)
        met, found = _texts_of(same, text[begin], stands)
        kept = met >= 2
        fresh = np.cumsum(kept) - 1 + runs
        begin, same = begin[kept[same]], same[kept[same]]
        if not len(begin):
            break
        number[begin, length - 1] = fresh[same]
        known = np.zeros(words, dtype=np.int64)
        known[begin] = fresh[same]
        texts.append(np.rint(found[kept]).astype(np.int32))
        runs += int(kept.sum())
    return Runs(number, np.concatenate([np.zeros(0, dtype=np.int32), *texts]))


def _texts_of(
    run: NDArray[np.int64], text: NDArray[np.int64], stands: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return in how many texts each run stands, and for how many of the corpus these stand."""
    if not len(run):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    order = np.lexsort((text, run))
    run, text = run[order], text[order]
    new = np.ones(len(run), dtype=np.bool_)
    new[1:] = (run[1:] != run[:-1]) | (text[1:] != text[:-1])
    once = run[new]
    met = np.bincount(once).astype(np.int64)
    return met, np.bincount(once, weights=stands[text[new]]).astype(np.float64)
