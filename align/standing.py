"""Where clauses stand: kind and level, as evidence for what corresponds.

    standing("operative", "op2(a)(i)")                     ("operative", 3)
    source, target, same, other = compare([...], [...])    numbers of classes, and what they prove

A heading is translated by a heading and a subparagraph by a subparagraph, nearly always. That two
clauses are of one class says the more the rarer the class is, and that they are not says the same
everywhere: log likelihood ratios against a chance pair.

Why not always: what one version prints as a heading is a plain line in another, and the level is
only known where a clause has a label.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

AGREEMENT = 0.9
"""Share of corresponding clauses that are of one class; more in good files, less in bad ones."""

_LEVEL = re.compile(r"[(.]")

Standing = tuple[str, int]
"""Kind of a clause (`corpora.clause.KINDS`) and level, from 1, or 0 without a label."""


class Classes(NamedTuple):
    """The classes of two versions as numbers from 0, -1 where nothing is known."""

    source: NDArray[np.int32]  # (N,)
    target: NDArray[np.int32]  # (M,)
    same: NDArray[np.float64]  # (classes,), what two clauses of this class say; at least 0
    other: NDArray[np.float64]  # (classes,), what one of this class and one of another say


def standing(kind: str, label: str | None) -> Standing:
    """Return kind and level of a clause."""
    return kind, len(_LEVEL.findall(label)) + 1 if label else 0


def compare(source: Sequence[Standing | None], target: Sequence[Standing | None]) -> Classes:
    """Return the classes of two versions; a version with no more than one says nothing."""
    known = sorted({*source, *target} - {None}, key=str)
    number = {each: k for k, each in enumerate(known)}
    ours, theirs = (
        np.array([number.get(each, -1) if each else -1 for each in side], dtype=np.int32)
        for side in (source, target)
    )
    chance = np.ones(len(known))
    for side in (ours, theirs):
        chance *= np.bincount(side[side >= 0], minlength=len(known)) / max(len(side), 1)
    share = np.clip(np.sqrt(chance), 1e-3, AGREEMENT)
    other = np.log((1.0 - AGREEMENT) / (1.0 - share))
    return Classes(ours, theirs, np.log(AGREEMENT / share), np.minimum(other, 0.0))
