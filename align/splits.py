"""A translation cut where its source is: the parts of the target that parts of the source have.

    split(["Voir par.", "9 ci-dessus."], "См. пункт 9 выше.", languages=("fr", "ru"), …)
    Split(parts=("См. пункт", "9 выше."), probability=.99, support=.8)

A program that cuts the source at an abbreviation finds nothing in a memory of whole sentences;
what it needs are the parts, and no rule of the target's language tells where they end.

The model is a segmentation: the parts of the target stand in the order of those of the source,
none is empty, and each word of the target comes from a part with the posterior of IBM model 1 in
both directions, where what lies at the same relative place is preferred (the reparametrisation
of Dyer et al. 2013). The best path and the probability of the path are those of a
semi-Markov chain: maximum and sum over all ways to cut.

Why the support beside the probability: one way may be the best by far and still pair words that
nothing holds together, where a language says in one place what the other says in another.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Lexicon
from align.placed import Placed, placed
from align.table import Table, sources_of
from align.tokens import is_anchor

TENSION = 3.0
"""Weight exp(-TENSION · |i/I - j/J|) of two words at relative places i/I and j/J."""

SAME = 0.9
"""Probability of a token and itself, for anchors and Latin letters."""

UNEXPLAINED = 0.02
"""Weight of the word that is not there, beside the translation probabilities."""

UNCERTAIN = 0.05
"""Least share of a word that any part has."""

SPREAD = 0.08
"""Standard deviation of the relative place of a cut in the target around that in the source."""

STOPPED = 1.0
"""What it adds to the log-likelihood of a cut that both languages have a stop before it."""

_STOPS = ".?!。？！"

Matrix = NDArray[np.float64]


class Split(NamedTuple):
    """The parts of a target."""

    parts: tuple[str, ...]  # in order, each with a letter or digit, no white space around
    probability: float  # of exactly these cuts among all, 0..1
    support: float  # least share of the words of a part that those of its source explain, 0..1
    misplaced: bool  # whether a number or symbol of a fragment is in the part of another only


def split(
    fragments: Sequence[str], target: str, *, languages: tuple[str, str], lexicon: Lexicon
) -> Split | None:
    """Return the parts of `target` for the `fragments` of its source.

    None where a fragment has no word, or the target fewer words than there are fragments.
    """
    ours = [placed(each, lang=languages[0], lexicon=lexicon) for each in fragments]
    theirs = placed(target, lang=languages[1], lexicon=lexicon)
    if not all(ours) or len(theirs) < len(ours):
        return None
    part = np.repeat(np.arange(len(ours)), [len(words) for words in ours])
    strength = _strength([word for words in ours for word in words], theirs, languages, lexicon)
    from_target = strength / (strength.sum(axis=0) + UNEXPLAINED)  # columns: P(source | target)
    from_source = strength / (strength.sum(axis=1, keepdims=True) + UNEXPLAINED)
    member = (part == np.arange(len(ours))[:, None]).astype(float)  # (parts, source words)
    evidence = _evidence(member @ from_target, member @ from_source)
    cuts, probability = _best(evidence, _places(fragments, theirs, target))
    borders = [0, *cuts, len(theirs)]
    runs = [theirs[first:last] for first, last in pairwise(borders)]
    inside = np.repeat(np.eye(len(ours)), [len(run) for run in runs], axis=1)
    begin = [0, *(theirs[cut].start for cut in cuts), len(target)]
    return Split(
        tuple(target[a:b].strip() for a, b in pairwise(begin)),
        probability,
        _support(member, inside, from_target, from_source),
        _misplaced(ours, runs),
    )


def _strength(
    ours: list[Placed], theirs: list[Placed], languages: tuple[str, str], lexicon: Lexicon
) -> Matrix:
    """Return how much each word of the source speaks for each of the target."""
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    here = [[left.setdefault(token, len(left)) for token in word.tokens] for word in ours]
    there = [[right.setdefault(token, len(right)) for token in word.tokens] for word in theirs]
    forward, backward = lexicon.tables(languages, left, right)
    known = (_dense(forward, len(left), len(right)) + _dense(backward, len(right), len(left)).T) / 2
    for token, number in left.items():
        if token in right and (is_anchor(token) or token.isascii()):
            known[number, right[token]] = max(known[number, right[token]], SAME)
    strength = np.array(
        [[known[np.ix_(a, b)].max() if a and b else 0.0 for b in there] for a in here]
    )
    apart = np.abs(_relative(len(ours))[:, None] - _relative(len(theirs))[None, :])
    return strength * np.exp(-TENSION * apart)


def _dense(table: Table, rows: int, columns: int) -> Matrix:
    dense = np.zeros((rows, columns))
    dense[sources_of(table), table.target] = table.probability
    return dense


def _relative(count: int) -> Matrix:
    return (np.arange(count) + 0.5) / count


def _evidence(of_target: Matrix, of_source: Matrix) -> Matrix:
    """Return the log-likelihood of each word of the target (columns) in each part (rows)."""
    found: Matrix = np.log(of_target + UNCERTAIN) + np.log(of_source + UNCERTAIN)
    return found


def _places(fragments: Sequence[str], theirs: list[Placed], target: str) -> Matrix:
    """Return the log-likelihood of each cut (rows) before each word of the target (columns)."""
    stopped = [target[word.stop - 1] in _STOPS for word in theirs[:-1]]
    alike = [
        [fragment[-1] in _STOPS and stop for stop in (False, *stopped)] for fragment in fragments
    ]
    sizes = np.cumsum([len(fragment) for fragment in fragments])
    cuts = sizes[:-1] / sizes[-1]
    starts = np.array([word.start for word in theirs]) / len(target)
    found: Matrix = -0.5 * ((starts[None, :] - cuts[:, None]) / SPREAD) ** 2
    found += STOPPED * np.array(alike[:-1])
    return found


def _best(evidence: Matrix, places: Matrix) -> tuple[list[int], float]:
    """Return the first word of each part but the first on the best path, and its probability."""
    parts, words = evidence.shape
    summed = np.concatenate([np.zeros((parts, 1)), np.cumsum(evidence, axis=1)], axis=1)
    best, total = summed[0].copy(), summed[0].copy()  # of all ways to end a part before a word
    best[0] = total[0] = -np.inf  # no part is empty
    behind = []
    for part in range(1, parts):
        cut = np.append(places[part - 1], -np.inf) - summed[part]
        start = np.maximum.accumulate(best + cut)
        behind.append(_last_rise(start))
        best = summed[part] + np.append(-np.inf, start[:-1])
        total = summed[part] + np.append(-np.inf, np.logaddexp.accumulate(total + cut)[:-1])
    cuts = [words]
    for origin in reversed(behind):
        cuts.append(int(origin[cuts[-1] - 1]))
    return cuts[:0:-1], float(np.exp(best[words] - total[words]))


def _last_rise(running: Matrix) -> NDArray[np.int64]:
    """Return for each place the last one up to it where the running maximum rose."""
    rises = np.append(True, running[1:] > running[:-1])
    found: NDArray[np.int64] = np.maximum.accumulate(np.where(rises, np.arange(len(running)), 0))
    return found


def _support(member: Matrix, inside: Matrix, from_target: Matrix, from_source: Matrix) -> float:
    """Return the least share of the words of a part, both sides together, explained within it."""
    sources = np.minimum(from_source @ inside.T, 1.0) * member.T  # (source words, parts)
    targets = (member @ from_target) * inside  # (parts, target words)
    explained = sources.sum(axis=0) + targets.sum(axis=1)
    return float((explained / (member.sum(axis=1) + inside.sum(axis=1))).min())


def _misplaced(ours: Sequence[Sequence[Placed]], theirs: Sequence[Sequence[Placed]]) -> bool:
    """Whether an anchor of a fragment stands in the translation, but not in its part of it."""
    here, there = ([_anchors(words) for words in side] for side in (ours, theirs))
    everywhere = frozenset[str]().union(*there)
    return any((mine & everywhere) - part for mine, part in zip(here, there, strict=True))


def _anchors(words: Sequence[Placed]) -> frozenset[str]:
    return frozenset(token for word in words for token in word.tokens if is_anchor(token))
