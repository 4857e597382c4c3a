"""What two vocabularies share before anything is learned: the seed of the lexicon.

    seed = seed_table(["#51", "socia"], ["social", "socia", "#51"])

Anchors (numbers, symbols, labels) mean the same wherever they stand; so, mostly, do equal
words; and words that begin with the same four letters are often cognates (Simard, Foster and
Isabelle 1992), also where those are of another script (`align.names`).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from align.names import consonants, is_arabic, sound
from align.table import Table, from_entries
from align.tokens import is_anchor

ANCHOR_PROBABILITY = 0.9
EQUAL_PROBABILITY = 0.6
COGNATE_PROBABILITY = 0.5
"""Shared by all words with the same beginning."""

COGNATE_LETTERS = 4

MOST_KEYS = 200_000
"""Words whose keys are remembered: each version of a document is compared with five others."""


def seed_table(
    source: Mapping[str, int], target: Mapping[str, int], *, by_sound: bool = True
) -> Table:
    """Return t(target | source) of what two vocabularies, token -> number, share.

    `by_sound`: words of other spelling and script are cognates too, where they sound alike.
    """
    keys = _keys if by_sound else _letters
    families: dict[str, list[int]] = defaultdict(list)
    for token, number in target.items():
        if _is_word(token):
            for key in keys(token, arabic=is_arabic(token)):
                families[key].append(number)
    entries = [
        (left, right, probability)
        for token, left in source.items()
        for right, probability in _partners(token, target, families, keys)
    ]
    columns = np.array(entries, dtype=np.float64).reshape(-1, 3).T
    return from_entries(
        columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2], sources=len(source)
    )


def _is_word(token: str) -> bool:
    return len(token) >= COGNATE_LETTERS and token.isalpha()


@lru_cache(maxsize=MOST_KEYS)
def _keys(token: str, *, arabic: bool) -> tuple[str, ...]:
    """Return by what a word is found: how it begins, and its consonants, in Arabic or not."""
    heard = consonants(token)
    begins = sound(token)[:COGNATE_LETTERS]
    return (begins, f"{arabic} {heard}") if heard else (begins,)


def _letters(token: str, *, arabic: bool) -> tuple[str, ...]:  # noqa: ARG001  (as `_keys`)
    return (token[:COGNATE_LETTERS],)


def _partners(
    token: str,
    target: Mapping[str, int],
    families: Mapping[str, list[int]],
    keys: Callable[..., tuple[str, ...]],
) -> list[tuple[int, float]]:
    if is_anchor(token):
        return [(target[token], ANCHOR_PROBABILITY)] if token in target else []
    if not _is_word(token):
        return []
    if token in target:
        return [(target[token], EQUAL_PROBABILITY)]
    family = {n for key in keys(token, arabic=not is_arabic(token)) for n in families.get(key, ())}
    return [(number, COGNATE_PROBABILITY / len(family)) for number in sorted(family)]
