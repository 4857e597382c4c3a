"""Gutters: white space that runs down a page between text on both sides.

    grown(rows, 0, 12, (286.8, 309.1))    Gutter(start=3, stop=41, left=286.8, right=309.1)

A gutter begins at one row, in a gap that is more than a space or between rows side by side, and
is followed up and down. Whether it parts columns or cells is for `columns` and `parts`.

Why an enumerator beside its text makes no gutter: it belongs to the line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpora.readers.pdf.lines import Chunk, Row
from corpora.readers.pdf.region import LABEL, tabs

GUTTER = 8.0
"""Points: the narrowest white space between columns; newspapers have 10 or more."""

_NEAR = 1.6  # times the size between baselines of lines that belong together
_BESIDE = 0.9  # of the larger size between baselines of rows that stand beside each other
_NUMBER = re.compile(r"[\d\s.,٫٬%–-]{1,12}")


class Gutter(NamedTuple):
    """White space between the rows `start` and `stop` (half-open)."""

    start: int
    stop: int
    left: float
    right: float


def beginnings(rows: Sequence[Row], index: int) -> Iterator[tuple[float, float]]:
    """Yield white space at one row that may be part of a gutter."""
    row = rows[index]
    for (first, second), wide in zip(pairwise(row.chunks), tabs(row.chunks), strict=True):
        if wide:
            yield first.x1, second.x0
    if index + 1 < len(rows) and _are_level(row, rows[index + 1]):
        below = rows[index + 1]
        for left, right in ((row, below), (below, row)):
            if left.chunks[-1].x1 + GUTTER < right.chunks[0].x0:
                yield left.chunks[-1].x1, right.chunks[0].x0


def _are_level(first: Row, second: Row) -> bool:
    """Tell whether two rows share some height."""
    return abs(first.y - second.y) < _BESIDE * max(first.size, second.size)


def grown(rows: Sequence[Row], start: int, index: int, gap: tuple[float, float]) -> Gutter:
    """Follow white space at the row `index` up and down as far as it goes."""
    low, high = gap
    ends = []
    for steps in (range(index, len(rows)), range(index - 1, start - 1, -1)):
        end = steps.start
        for step in steps:
            free = _free(rows[step], low, high)
            if free[1] - free[0] < GUTTER:
                break
            (low, high), end = free, step + steps.step
        ends.append(end)
    return Gutter(ends[1] + 1, ends[0], low, high)


def _free(row: Row, low: float, high: float) -> tuple[float, float]:
    """Return the widest part of the interval that no chunk of the row covers."""
    best, edge = (low, low), low
    for chunk in row.chunks:
        if chunk.x1 <= low or chunk.x0 >= high:
            continue
        best = max(best, (edge, chunk.x0), key=lambda gap: gap[1] - gap[0])
        edge = max(edge, chunk.x1)
    return max(best, (edge, high), key=lambda gap: gap[1] - gap[0])


def split(row: Row, gutter: Gutter) -> tuple[list[Chunk], list[Chunk]]:
    """Return the chunks of a row on the left and on the right of a gutter."""
    middle = (gutter.left + gutter.right) / 2
    left = [chunk for chunk in row.chunks if chunk.x0 < middle]
    return left, [chunk for chunk in row.chunks if chunk.x0 >= middle]


def trimmed(rows: Sequence[Row], gutter: Gutter) -> Gutter | None:
    """Leave out rows at both ends with text on one side only, unless a column runs on there."""
    start, stop = gutter.start, gutter.stop
    while start < stop and not _belongs(rows, start, range(start + 1, stop), gutter):
        start += 1
    while start < stop and not _belongs(rows, stop - 1, range(stop - 2, start - 1, -1), gutter):
        stop -= 1
    return gutter._replace(start=start, stop=stop) if stop > start else None


def _belongs(rows: Sequence[Row], end: int, others: range, gutter: Gutter) -> bool:
    """Tell whether the row at an end has text on both sides or goes on in a side that does."""
    sides = split(rows[end], gutter)
    if all(sides):
        return True
    side = 0 if sides[0] else 1
    for index in others:
        other = split(rows[index], gutter)
        if other[side]:
            near = abs(rows[index].y - rows[end].y) < _NEAR * min(rows[index].size, rows[end].size)
            return near and _alike(sides[side][0], other[side][0])
        if _are_level(rows[index], rows[end]):
            return True
    return False


def _alike(first: Chunk, second: Chunk) -> bool:
    return abs(first.size - second.size) < 0.1 * max(first.size, second.size)


def parts_text(rows: Sequence[Row], gutter: Gutter, *, rtl: bool) -> bool:
    """Tell whether there is text of its own on both sides: no enumerators, no mere numbers."""
    inside = rows[gutter.start : gutter.stop]
    sides = [split(row, gutter) for row in inside]
    if rtl:
        sides = [(second, first) for first, second in sides]
    first = [_joined(side) for side, _ in sides if side]
    second = [_joined(side) for _, side in sides if side]
    if not first or not second:
        return False
    if all(map(LABEL.fullmatch, first)) or all(map(_NUMBER.fullmatch, second)):
        return False
    pairs = sum(_is_pair(left, right) for left, right in sides)
    beside = sum(
        _are_level(above, below) and bool(upper[0]) != bool(lower[0]) and _one_sided(upper, lower)
        for (above, upper), (below, lower) in pairwise(zip(inside, sides, strict=True))
    )
    # Rows that share some height and no baseline are no line, however close they come.
    far = gutter.right - gutter.left > 2 * inside[0].size
    return pairs + beside > 1 or beside == 1 or (pairs == 1 and far)


def _is_pair(first: Sequence[Chunk], second: Sequence[Chunk]) -> bool:
    """Tell whether a row has text on both sides that is not one line with a label."""
    if not (first and second) or LABEL.fullmatch(_joined(first)):
        return False
    chunks = sorted((*first, *second), key=lambda chunk: chunk.x0)
    left = second if first[0].x0 > second[0].x0 else first
    return tabs(chunks)[len(left) - 1]


def _one_sided(*rows: tuple[list[Chunk], list[Chunk]]) -> bool:
    return not any(first and second for first, second in rows)


def _joined(chunks: Sequence[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks).strip()
