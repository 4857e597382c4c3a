"""What two vocabularies share before anything is learned: the seed of the lexicon.

    seed = seed_table(["#51", "socia"], ["social", "socia", "#51"])

Anchors (numbers, symbols, labels) mean the same wherever they stand; so, mostly, do equal
words; and words that begin with the same four letters are often cognates (Simard, Foster and
Isabelle 1992), also where those are of another script (`align.names`).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
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


def seed_table(
    source: Mapping[str, int], target: Mapping[str, int], *, by_sound: bool = True
) -> Table:
    """Return t(target | source) of what two vocabularies, token -> number, share.

    `by_sound`: words of other spelling and script are cognates too, where they sound alike.
    """
    spelled = _heard if by_sound else _written
    families: dict[str, list[int]] = defaultdict(list)
    for token, number in target.items():
        for key in spelled(token).keys:
            families[key].append(number)
    entries = [
        (left, right, probability)
        for token, left in source.items()
        for right, probability in _partners(token, spelled(token), target, families)
    ]
    columns = np.array(entries, dtype=np.float64).reshape(-1, 3).T
    return from_entries(
        columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2], sources=len(source)
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
    if not (spelling.anchor or spelling.sought):
        return []
    if token in target:
        return [(target[token], ANCHOR_PROBABILITY if spelling.anchor else EQUAL_PROBABILITY)]
    family = {number for key in spelling.sought for number in families.get(key, ())}
    return [(number, COGNATE_PROBABILITY / len(family)) for number in sorted(family)]
