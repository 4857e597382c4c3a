"""Gold by construction: parallel lines, cut up differently in each language.

    bitext = perturb({"fr": lines, "zh": lines}, seed=1)
    bitext.segments["zh"]       lines deleted, joined and split
    bitext.gold["zh"]           beads of French and Chinese, exact
    bitext.six                  six-way units, exact

French lines: 4 % deleted, 3 % joined with the next, 3 % split at an inner mark. Every other
version by itself: 4 % deleted, 6 % joined, 4 % split, never a line that French has split.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from align.ladder import Bead
from corpora.languages import BY_CODE
from corpora.schema import PIVOT

DELETED = 0.04
JOINED = {True: 0.03, False: 0.06}
SPLIT = {True: 0.03, False: 0.04}
"""Shares of lines, for French (True) and for the others."""

_INNER = re.compile(r"(?<=\S)(?:[,;.:] |[،؛] |[，；。：])(?=\S)")


class Piece(NamedTuple):
    """A segment and the numbers of the lines it holds."""

    text: str
    lines: frozenset[int]


class Bitext(NamedTuple):
    """Segments by language, and the exact alignment."""

    segments: dict[str, list[str]]
    gold: dict[str, list[Bead]]  # by the other language
    six: list[dict[str, range]]


def perturb(versions: Mapping[str, Sequence[str]], *, seed: int | str) -> Bitext:
    """Return the perturbed `versions`, which have the same number of lines each."""
    french = _cut(versions[PIVOT], frozenset(), PIVOT, random.Random(f"{seed} {PIVOT}"))  # noqa: S311
    holders = Counter(line for piece in french for line in piece.lines)
    split = frozenset(line for line, count in holders.items() if count > 1)
    pieces = {PIVOT: french}
    for lang, lines in versions.items():
        if lang != PIVOT:
            generator = random.Random(f"{seed} {lang}")  # noqa: S311
            pieces[lang] = _cut(lines, split, lang, generator)
    return Bitext(
        {lang: [piece.text for piece in found] for lang, found in pieces.items()},
        {lang: _pairs(french, found, lang) for lang, found in pieces.items() if lang != PIVOT},
        components(pieces),
    )


def _cut(
    lines: Sequence[str], whole: frozenset[int], lang: str, generator: random.Random
) -> list[Piece]:
    pivot = lang == PIVOT
    pieces: list[Piece] = []
    joining = False
    for number, line in enumerate(lines):
        if generator.random() < DELETED:
            joining = False  # what joins over a deleted line would cross it in other languages
            continue
        if joining and pieces:
            last = pieces[-1]
            text = last.text + BY_CODE[lang].joiner + line
            pieces[-1] = Piece(text, last.lines | {number})
            joining = False
            continue
        chance = generator.random()
        marks = list(_INNER.finditer(line))
        if chance < SPLIT[pivot] and marks and number not in whole:
            place = generator.choice(marks).end()
            halves = (line[:place].strip(), line[place:].strip())
            pieces += [Piece(half, frozenset({number})) for half in halves]
            continue
        pieces.append(Piece(line, frozenset({number})))
        joining = SPLIT[pivot] <= chance < SPLIT[pivot] + JOINED[pivot]
    return pieces


def components(pieces: Mapping[str, Sequence[Piece]]) -> list[dict[str, range]]:
    """Return the groups of segments that share lines, in order; every segment is in one."""
    owner: dict[int, int] = {}
    for found in pieces.values():
        for piece in found:
            roots = {_root(owner, line) for line in piece.lines}
            for root in roots:
                owner[root] = min(roots)
    groups: dict[int, dict[str, range]] = {}
    for lang, found in pieces.items():
        for index, piece in enumerate(found):
            unit = groups.setdefault(_root(owner, min(piece.lines)), {})
            unit[lang] = range(unit.get(lang, range(index, index)).start, index + 1)
    return [groups[root] for root in sorted(groups)]


def _root(owner: dict[int, int], line: int) -> int:
    while owner.setdefault(line, line) != line:
        line = owner[line]
    return line


def _pairs(french: Sequence[Piece], other: Sequence[Piece], lang: str) -> list[Bead]:
    empty = range(0)
    return [
        Bead(unit.get(PIVOT, empty), unit.get(lang, empty))
        for unit in components({PIVOT: french, lang: other})
    ]
