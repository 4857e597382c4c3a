"""Which glyphs of a page stand on one line: those that share a baseline, and raised signs beside.

    baselines(sheet.glyphs)    [[Glyph("A", …), Glyph("/", …), …], …]

A line is all that shares its height, columns side by side and all; it is cut in `lines`.

Why glyphs are first put together by size: a note's mark in one column may stand exactly on the
baseline of the text in the next.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

from corpora.readers.pdf.page import Glyph

_SAME_LINE = 0.2  # em between baselines that are one
_NEAREST = (1, -1, 2, 3, -2)  # steps down to the lines that may bear a raised sign, columns between
_NEIGHBOURS = 4  # baselines above that may be the same but for columns and raised signs
_EXACT = 0.25  # points between baselines that are one whatever the size
_RAISED, _LOWERED = 0.75, 0.35  # em above and below a baseline where smaller signs belong to it
SMALL = 0.85
"""Of the size of its neighbours: a raised sign is smaller; LibreOffice has 0.58, Word 0.65."""

LIFT = 0.12
"""Em above the baseline: what stands lower is no raised sign but a smaller one."""

MARK_LENGTH = 4
"""Signs of a note's mark at most."""

_STRAY, _FEW = 0.5, 8  # em off its line where a vowel sign is drawn; such are one sign in so many
_BESIDE, _TABBED = 0.6, 4.0  # em from the text where a raised sign, and a note's mark, stand
_APART = 1.0  # em between signs that do not stand beside each other


class Base(NamedTuple):
    """The size and baseline that most signs of a stretch share."""

    size: float
    y: float


def base_of(glyphs: Sequence[Glyph]) -> Base:
    """Return the size and baseline that most of the glyphs share."""
    counted = Counter([(glyph.size, glyph.y) for glyph in glyphs])
    (size, y), _ = max(counted.items(), key=lambda item: (item[1], item[0]))
    return Base(max(size, 0.1), y)


def _levels(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part glyphs by baseline, the topmost first, raised signs apart."""
    levels: list[list[Glyph]] = []
    open_levels: dict[float, int] = {}  # the last level of each size
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        last = open_levels.get(glyph.size)
        if last is not None and levels[last][-1].y - glyph.y <= _EXACT:
            levels[last].append(glyph)
        else:
            open_levels[glyph.size] = len(levels)
            levels.append([glyph])
    groups: list[list[Glyph]] = []
    bases: list[Base] = []
    for level in levels:
        base, count = base_of(level), len(groups)
        near = range(count - 1, max(count - 1 - _NEIGHBOURS, -1), -1)
        longs = {index for index in near if min(len(groups[index]), len(level)) > MARK_LENGTH}
        alike = (index for index in near if _share(bases[index], base, long=index in longs))
        host = next(alike, None)
        if host is None:
            groups.append(level)
            bases.append(base)
        else:
            groups[host] += level
            bases[host] = base_of(groups[host])
    return groups


def _share(first: Base, second: Base, *, long: bool) -> bool:
    """Tell whether two baselines are one; of another size only `long` text has it exactly."""
    small, large = sorted((first.size, second.size))
    if small <= SMALL * large:
        return long and abs(first.y - second.y) <= _EXACT
    return abs(first.y - second.y) <= _SAME_LINE * small


def baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of each line, raised and lowered signs with the line they stand beside."""
    groups = _levels(glyphs)
    bases = [base_of(group) for group in groups]
    kept: list[list[Glyph]] = [[] for _ in groups]
    for index, group in enumerate(groups):
        hosts = [
            host
            for host in (index + step for step in _NEAREST)
            if 0 <= host < len(groups)
            and (
                is_raised_on(bases[host], bases[index])
                or _strays(groups[host], bases[host], group, bases[index])
            )
        ]
        for piece in _pieces(group) if hosts else [group]:
            near = [host for host in hosts if _reaches(piece, groups[host], bases[host], _BESIDE)]
            near += [host for host in hosts if _is_mark_of(piece, groups[host], bases[host])]
            kept[near[0] if near else index] += piece
    return [group for group in kept if group]


def is_raised_on(base: Base, small: Base) -> bool:
    """Tell whether a line at `base` may have raised or lowered signs at `small`."""
    lift = (small.y - base.y) / base.size
    return small.size <= SMALL * base.size and -_LOWERED < lift < _RAISED


def _strays(host: Sequence[Glyph], base: Base, few: Sequence[Glyph], away: Base) -> bool:
    """Tell whether a few glyphs off a line are vowel signs and letters that bear them."""
    near = abs(away.y - base.y) < _STRAY * base.size
    marks = all(category(glyph.text[0]) == "Mn" for glyph in few)
    return near and (marks or len(few) * _FEW <= len(host))


def _pieces(group: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    piece: list[Glyph] = []
    for glyph in sorted(group, key=lambda glyph: glyph.x0):
        if piece and glyph.x0 - piece[-1].x1 > _APART * glyph.size:
            yield piece
            piece = []
        piece.append(glyph)
    yield piece


def _reaches(piece: Sequence[Glyph], host: Sequence[Glyph], base: Base, reach: float) -> bool:
    """Tell whether a piece stands at most so many em beside signs of a line."""
    left = piece[0].x0 - reach * base.size
    right = max(glyph.x1 for glyph in piece) + reach * base.size
    return any(glyph.x1 > left and glyph.x0 < right for glyph in host)


def _is_mark_of(piece: Sequence[Glyph], host: Sequence[Glyph], base: Base) -> bool:
    """Tell whether a piece is the raised mark of a note, a tab away from its text."""
    raised = piece[0].y > base.y + LIFT * base.size
    return raised and len(piece) <= MARK_LENGTH and _reaches(piece, host, base, _TABBED)
