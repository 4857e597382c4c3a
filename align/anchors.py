"""What two vocabularies share before anything is learned: the seed of the lexicon.

    ours, theirs = (spellings(side.vocabulary) for side in (source, target))
    seed = seed_table(ours, theirs, sources=len(source.vocabulary))

Anchors (numbers, symbols, labels) mean the same wherever they stand; so, mostly, do equal
words; and words that begin with the same four letters are often cognates (Simard, Foster and
Isabelle 1992), also where those are of another script (`align.names`).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from align.names import consonants, is_arabic, sound
from align.table import Table, from_entries
from align.tokens import is_anchor

ANCHOR_PROBABILITY = 0.9
EQUAL_PROBABILITY = 0.6
COGNATE_PROBABILITY = 0.5
"""Shared by all words with the same beginning."""

COGNATE_LETTERS = 4

MOST_TOKENS = 200_000
"""Tokens whose spelling is remembered: each version of a document is compared with five others."""


class Spellings(NamedTuple):
    """How the words and anchors of a vocabulary are spelled; made once, compared with others."""

    entries: list[tuple[str, int, "_Spelling"]]  # token, number; without what has no cognates
    families: dict[str, list[int]]  # the numbers of the words that have a key


def spellings(vocabulary: Mapping[str, int], *, by_sound: bool = True) -> Spellings:
    """Return the spellings of a vocabulary, token -> number.

    `by_sound`: words of other spelling and script are cognates too, where they sound alike.
    """
    spelled = _heard if by_sound else _written
    every = ((token, number, spelled(token)) for token, number in vocabulary.items())
    entries = [entry for entry in every if entry[2].anchor or entry[2].sought]
    families: dict[str, list[int]] = defaultdict(list)
    for _, number, spelling in entries:
        for key in spelling.keys:
            families[key].append(number)
    return Spellings(entries, dict(families))


def seed_table(source: Spellings, target: Spellings, *, sources: int) -> Table:
    """Return t(target | source) of what two vocabularies share; `sources` are in the first."""
    named = {token: number for token, number, _ in target.entries}
    entries = [
        (left, right, probability)
        for token, left, spelling in source.entries
        for right, probability in _partners(token, spelling, named, target.families)
    ]
    columns = np.array(entries, dtype=np.float64).reshape(-1, 3).T
    return from_entries(
        columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2], sources=sources
    )


class _Spelling(NamedTuple):
    """By what a token is found, and by what it finds; nothing for what has no cognates."""

    keys: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    anchor: bool = False


@lru_cache(maxsize=MOST_TOKENS)
def _heard(token: str) -> _Spelling:
    """Return how a word begins and its consonants, those of another script than its own sought."""
    if is_anchor(token):
        return _Spelling(anchor=True)
    if not _is_word(token):
        return _Spelling()
    begins, heard, arabic = sound(token)[:COGNATE_LETTERS], consonants(token), is_arabic(token)
    if not heard:
        return _Spelling((begins,), (begins,))
    return _Spelling((begins, f"{arabic} {heard}"), (begins, f"{not arabic} {heard}"))


def _written(token: str) -> _Spelling:
    if is_anchor(token):
        return _Spelling(anchor=True)
    keys = (token[:COGNATE_LETTERS],) if _is_word(token) else ()
    return _Spelling(keys, keys)


def _is_word(token: str) -> bool:
    return len(token) >= COGNATE_LETTERS and token.isalpha()


def _partners(
    token: str, spelling: _Spelling, target: Mapping[str, int], families: Mapping[str, list[int]]
) -> list[tuple[int, float]]:
    if token in target:
        return [(target[token], ANCHOR_PROBABILITY if spelling.anchor else EQUAL_PROBABILITY)]
    found = [families[key] for key in spelling.sought if key in families]
    if not found:
        return []
    family = sorted({*chain.from_iterable(found)})
    return [(number, COGNATE_PROBABILITY / len(family)) for number in family]
