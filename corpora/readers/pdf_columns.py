"""Rows of a page to regions in reading order: columns of text and parts that stand side by side.

    regions(page.rows, span, Setting(page.rules, 10.5, rtl=False))    Region(lines=[…]), …

Where white space runs down a page between text on both sides, the sides are columns if lines
fill them (read one after the other, each with its footnotes), else parts that stand beside each
other, as in a masthead or a table without rules (read row by row).

Why white space and not the order of drawing: programs draw columns, notes and headers in any
order. Why an enumerator beside its text is no column: it belongs to the line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpora.readers import pdf_notes, pdf_tables
from corpora.readers.pdf_lines import Chunk, Row
from corpora.readers.pdf_page import Rule
from corpora.readers.pdf_region import LABEL, Region, Span, line, tabs

GUTTER = 8.0
"""Points: the narrowest white space between columns; newspapers have 10 or more."""

FLOWING = 4
"""Lines of a column from which text may run on in it; the other column may have half of them."""

_FULL = 0.7  # share of a column's width that most of its lines fill if text runs on in it
_NEAR = 1.6  # times the size between baselines of lines that belong together
_BESIDE = 0.9  # of the larger size between baselines of rows that stand beside each other
_MOST_ROWS = 400  # of a page on which columns are looked for; a page of fine print has 120
_DEEPEST = 4  # columns within columns
_BAND = 1.25  # times the usual distance between rows at which a new row of a table begins
_NUMBER = re.compile(r"[\d\s.,٫٬%–-]{1,12}")


class Setting(NamedTuple):
    """What is known of a page: its ruled lines, the size of the text and which way it runs."""

    rules: Sequence[Rule]
    size: float
    rtl: bool


class _Gutter(NamedTuple):
    """White space between the rows `start` and `stop` (half-open)."""

    start: int
    stop: int
    left: float
    right: float


def regions(
    rows: Sequence[Row], span: Span, setting: Setting, *, depth: int = 0
) -> Iterator[Region]:
    """Yield the regions of a page, or of a column of it, in reading order."""
    while rows:
        gutter = _widest_flow(rows, span, setting) if depth < _DEEPEST else None
        yield from _in_one(rows[: gutter.start] if gutter else rows, span, setting)
        if gutter is None:
            return
        spans = _spans(gutter, span)
        for side in (1, 0) if setting.rtl else (0, 1):
            column = _column(rows[gutter.start : gutter.stop], gutter, side)
            yield from regions(column, spans[side], setting, depth=depth + 1)
        rows = rows[gutter.stop :]


def _in_one(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield the regions of rows in which no columns of text stand side by side."""
    start = 0
    for table in pdf_tables.tables(setting.rules):
        inside = [i for i in range(start, len(rows)) if table.holds(rows[i])]
        if not inside:
            continue
        yield from _parts(rows[start : inside[0]], span, setting)
        yield from pdf_tables.cells([rows[i] for i in inside], table, rtl=setting.rtl)
        start = inside[-1] + 1
    yield from _parts(rows[start:], span, setting)


def _plain(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield rows that run from edge to edge: the text, then its footnotes."""
    text, notes = pdf_notes.part(rows, setting.rules, span, size=setting.size)
    for part in (text, notes):
        if part:
            lines = [line(row.chunks, rtl=setting.rtl) for row in part]
            yield Region(lines, *span, note=part is notes)


def _parts(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield the regions of rows without ruled tables and columns of text."""
    start = 0
    while start < len(rows):
        gutter = _first_gutter(rows, start, rtl=setting.rtl)
        stop = gutter.start if gutter else len(rows)
        if stop > start:
            yield from _plain(rows[start:stop], span, setting)
        if gutter is None:
            return
        yield from _bands(rows[gutter.start : gutter.stop], span, setting)
        start = gutter.stop


def _widest_flow(rows: Sequence[Row], span: Span, setting: Setting) -> _Gutter | None:
    """Return the gutter between columns of text that runs along most rows."""
    best: _Gutter | None = None
    tables = pdf_tables.tables(setting.rules)
    for index in range(len(rows) if len(rows) <= _MOST_ROWS else 0):
        for gap in _beginnings(rows, index):
            gutter = _grown(rows, 0, index, gap)
            longer = best is None or gutter.stop - gutter.start > best.stop - best.start
            if longer and _columns_at(rows[gutter.start : gutter.stop], gutter, span, tables):
                best = gutter
    if best and _parts_text(rows, best, rtl=setting.rtl):
        return best
    return None


def _columns_at(
    rows: Sequence[Row], gutter: _Gutter, span: Span, tables: Sequence[pdf_tables.Table]
) -> bool:
    """Tell whether a gutter parts columns of text and no cells of a ruled table."""
    middle = (gutter.left + gutter.right) / 2
    crossed = any(
        table.uprights[0] < middle < table.uprights[-1] and any(map(table.holds, rows))
        for table in tables
    )
    return not crossed and _flow(rows, gutter, span)


def _first_gutter(rows: Sequence[Row], start: int, *, rtl: bool) -> _Gutter | None:
    for index in range(start, len(rows) if len(rows) <= _MOST_ROWS else start):
        for gap in _beginnings(rows, index):
            gutter = _trimmed(rows, _grown(rows, start, index, gap))
            if gutter and _parts_text(rows, gutter, rtl=rtl):
                return gutter
    return None


def _beginnings(rows: Sequence[Row], index: int) -> Iterator[tuple[float, float]]:
    """Yield white space at one row that may be part of a gutter."""
    row = rows[index]
    for (first, second), wide in zip(pairwise(row.chunks), tabs(row.chunks), strict=True):
        if wide:
            yield first.x1, second.x0
    if index + 1 < len(rows) and _are_level(row, rows[index + 1]):
        below = rows[index + 1]
        for first, second in ((row, below), (below, row)):
            if first.chunks[-1].x1 + GUTTER < second.chunks[0].x0:
                yield first.chunks[-1].x1, second.chunks[0].x0


def _are_level(first: Row, second: Row) -> bool:
    """Tell whether two rows share some height."""
    return abs(first.y - second.y) < _BESIDE * max(first.size, second.size)


def _grown(rows: Sequence[Row], start: int, index: int, gap: tuple[float, float]) -> _Gutter:
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
    return _Gutter(ends[1] + 1, ends[0], low, high)


def _free(row: Row, low: float, high: float) -> tuple[float, float]:
    """Return the widest part of the interval that no chunk of the row covers."""
    best, edge = (low, low), low
    for chunk in row.chunks:
        if chunk.x1 <= low or chunk.x0 >= high:
            continue
        best = max(best, (edge, chunk.x0), key=lambda gap: gap[1] - gap[0])
        edge = max(edge, chunk.x1)
    return max(best, (edge, high), key=lambda gap: gap[1] - gap[0])


def _split(row: Row, gutter: _Gutter) -> tuple[list[Chunk], list[Chunk]]:
    middle = (gutter.left + gutter.right) / 2
    left = [chunk for chunk in row.chunks if chunk.x0 < middle]
    return left, [chunk for chunk in row.chunks if chunk.x0 >= middle]


def _trimmed(rows: Sequence[Row], gutter: _Gutter) -> _Gutter | None:
    """Leave out rows at both ends with text on one side only, unless a column runs on there."""
    start, stop = gutter.start, gutter.stop
    while start < stop and not _belongs(rows, start, range(start + 1, stop), gutter):
        start += 1
    while start < stop and not _belongs(rows, stop - 1, range(stop - 2, start - 1, -1), gutter):
        stop -= 1
    return gutter._replace(start=start, stop=stop) if stop > start else None


def _belongs(rows: Sequence[Row], end: int, others: range, gutter: _Gutter) -> bool:
    """Tell whether the row at an end has text on both sides or goes on in a side that does."""
    sides = _split(rows[end], gutter)
    if all(sides):
        return True
    side = 0 if sides[0] else 1
    for index in others:
        other = _split(rows[index], gutter)
        if other[side]:
            near = abs(rows[index].y - rows[end].y) < _NEAR * min(rows[index].size, rows[end].size)
            return near and _alike(sides[side][0], other[side][0])
        if _are_level(rows[index], rows[end]):
            return True
    return False


def _alike(first: Chunk, second: Chunk) -> bool:
    return abs(first.size - second.size) < 0.1 * max(first.size, second.size)


def _parts_text(rows: Sequence[Row], gutter: _Gutter, *, rtl: bool) -> bool:
    """Tell whether there is text of its own on both sides: no enumerators, no mere numbers."""
    inside = rows[gutter.start : gutter.stop]
    sides = [_split(row, gutter) for row in inside]
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


def _spans(gutter: _Gutter, span: Span) -> tuple[Span, Span]:
    return Span(span.left, gutter.left), Span(gutter.right, span.right)


def _column(rows: Sequence[Row], gutter: _Gutter, side: int) -> list[Row]:
    """Return the rows of one side, 0 the left and 1 the right, with their own baselines."""
    parted = [(row, _split(row, gutter)[side]) for row in rows]
    return [
        row._replace(chunks=tuple(chunks), y=chunks[0].y, size=chunks[0].size)
        for row, chunks in parted
        if chunks
    ]


def _flow(rows: Sequence[Row], gutter: _Gutter, span: Span) -> bool:
    """Tell whether text runs on in both sides: lines enough, and most of them full."""
    counts = []
    for side, within in enumerate(_spans(gutter, span)):
        column = [row.chunks for row in _column(rows, gutter, side)]
        widths = [chunks[-1].x1 - chunks[0].x0 for chunks in column]
        full = sum(width > _FULL * (within.right - within.left) for width in widths)
        counts.append(len(widths) if 2 * full > len(widths) else 0)
    return 2 * min(counts) >= FLOWING <= max(counts)


def _bands(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield parts that stand beside each other, row by row; as cells where they are a table."""
    edges = _edges(rows, span)
    levels = sum(
        rule.level and rows[-1].y - 2 * rows[-1].size < rule.y0 < rows[0].y + 2 * rows[0].size
        for rule in setting.rules
    )
    in_rows = len(edges) > 3 or levels > 1 or all(len(row.chunks) > 1 for row in rows)
    bands = [*(_parted_rows(rows, edges, rtl=setting.rtl) if in_rows else _parted_far(rows))]
    table = len(bands) > 1 and (len(edges) > 3 or levels > 1)
    for number, band in enumerate(bands, start=1):
        columns = range(len(edges) - 1)
        for place, column in enumerate(reversed(columns) if setting.rtl else columns, start=1):
            low, high = edges[column], edges[column + 1]
            sides = [[c for c in row.chunks if low <= (c.x0 + c.x1) / 2 < high] for row in band]
            lines = [line(chunks, rtl=setting.rtl) for chunks in sides if chunks]
            if lines:
                cell = (number, place) if table else None
                yield Region(lines, low, high, cell, edges if table else (), flows=False)


def _parted_far(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that stand close together."""
    band = [rows[0]]
    for first, second in pairwise(rows):
        if first.y - second.y > _NEAR * max(first.size, second.size):
            yield band
            band = []
        band.append(second)
    yield band


def _edges(rows: Sequence[Row], span: Span) -> tuple[float, ...]:
    """Return where the columns begin that white space parts in all rows, and the right edge."""
    covered: list[tuple[float, float]] = []
    for x0, x1 in sorted((chunk.x0, chunk.x1) for row in rows for chunk in row.chunks):
        if covered and x0 - covered[-1][1] < GUTTER:
            covered[-1] = covered[-1][0], max(covered[-1][1], x1)
        else:
            covered.append((x0, x1))
    middles = [(first[1] + second[0]) / 2 for first, second in pairwise(covered)]
    return min(span.left, covered[0][0]), *middles, max(span.right, covered[-1][1])


def _parted_rows(rows: Sequence[Row], edges: Sequence[float], *, rtl: bool) -> Iterator[list[Row]]:
    """Yield the rows of a table: by wider distances, else where the first column has text."""
    steps = [first.y - second.y for first, second in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    wide = [step > _BAND * usual for step in steps]
    first = (edges[-2], edges[-1]) if rtl else (edges[0], edges[1])
    band = [rows[0]]
    for row, after_gap in zip(rows[1:], wide, strict=True):
        begins = any(first[0] <= (chunk.x0 + chunk.x1) / 2 < first[1] for chunk in row.chunks)
        both = len(row.chunks) > 1
        if after_gap or (not any(wide) and begins and both):
            yield band
            band = []
        band.append(row)
    yield band
