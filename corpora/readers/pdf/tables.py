"""Tables that are ruled, cell by cell, from the lines drawn around the cells.

    tables(rules)             [Table(low=290.1, high=371.4, uprights=(85.0, …), levels=(290.1, …))]
    cells(rows, table, rtl=False)    Region(lines=[…], place=(1, 1)), Region(lines=[…], …), …

A text belongs to the cell in which its middle stands. Tables without rules are told from
columns of text in `columns`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpora.readers.pdf.drawings import Rule
from corpora.readers.pdf.lines import Chunk, Row
from corpora.readers.pdf.region import Line, Region, line

_TOUCH = 3.0  # points between ends of rules that meet


class Table(NamedTuple):
    """The ruled lines of a table."""

    low: float
    high: float
    uprights: tuple[float, ...]  # from the left
    levels: tuple[float, ...]  # from below

    def holds(self, row: Row) -> bool:
        """Tell whether a row of text stands in the table."""
        left, right = row.chunks[0].x0, row.chunks[-1].x1
        across = left < self.uprights[-1] and right > self.uprights[0]
        return self.low < row.y < self.high and across


def tables(rules: Sequence[Rule]) -> list[Table]:
    """Return the ruled tables of a page from the top: at least two rows or columns of cells."""
    uprights = sorted((rule for rule in rules if not rule.level), key=lambda rule: -rule.y1)
    bands: list[list[Rule]] = []
    for rule in uprights:
        if bands and rule.y1 >= min(other.y0 for other in bands[-1]) - _TOUCH:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    found = []
    for band in bands:
        low, high = min(rule.y0 for rule in band), max(rule.y1 for rule in band)
        xs = _distinct(rule.x0 for rule in band)
        levels = [rule for rule in rules if rule.level and rule.x1 > xs[0] and rule.x0 < xs[-1]]
        ys = _distinct(r.y0 for r in levels if low - _TOUCH <= r.y0 <= high + _TOUCH)
        if len(xs) > 1 and len(ys) > 1 and len(xs) + len(ys) > 4:
            found.append(Table(low, high, xs, ys))
    return found


def _distinct(values: Iterator[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return tuple(kept)


def cells(rows: Sequence[Row], table: Table, *, rtl: bool) -> Iterator[Region]:
    """Yield the cells of a ruled table, row by row."""
    xs, ys = table.uprights, table.levels
    lines: dict[tuple[int, int], list[Line]] = {}
    for row in rows:
        sides: dict[int, list[Chunk]] = {}
        for chunk in row.chunks:
            column = _place((chunk.x0 + chunk.x1) / 2, xs)
            sides.setdefault(len(xs) - column if rtl else column, []).append(chunk)
        for column, chunks in sides.items():
            place = len(ys) - _place(row.y + row.size / 3, ys), column
            lines.setdefault(place, []).append(line(chunks, rtl=rtl))
    for place in sorted(lines):
        column = len(xs) - place[1] if rtl else place[1]
        yield Region(lines[place], xs[column - 1], xs[column], place, xs, flows=False)


def _place(value: float, bounds: Sequence[float]) -> int:
    """Return between which bounds `value` lies, from 1."""
    return min(max(bisect_left(bounds, value), 1), len(bounds) - 1)
