"""Parts of a page that stand side by side without rules: a masthead, a table, two signatures.

    parts(rows, span, setting)    Region(lines=[…]), Region(lines=[…], place=(1, 1)), …

They are read row by row. Rows of three columns or between ruled lines are a table with cells.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpora.readers.pdf import notes as pdf_notes
from corpora.readers.pdf.gutters import GUTTER, Gutter, beginnings, grown, parts_text, trimmed
from corpora.readers.pdf.lines import Row
from corpora.readers.pdf.region import Region, Setting, Span, line

MOST_ROWS = 400
"""Rows of a page on which gutters are looked for; a page of fine print has 120."""

_BAND = 1.25  # times the usual distance between rows at which a new row of a table begins
_FAR = 1.6  # times the size between rows that do not belong together


def plain(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield rows that run from edge to edge: the text, then its footnotes."""
    text, notes = pdf_notes.part(rows, setting.rules, span, size=setting.size)
    for part in (text, notes):
        if part:
            lines = [line(row.chunks, rtl=setting.rtl) for row in part]
            yield Region(lines, *span, note=part is notes)


def parts(rows: Sequence[Row], span: Span, setting: Setting) -> Iterator[Region]:
    """Yield the regions of rows without ruled tables and columns of text."""
    start = 0
    while start < len(rows):
        gutter = _first_gutter(rows, start, rtl=setting.rtl)
        stop = gutter.start if gutter else len(rows)
        if stop > start:
            yield from plain(rows[start:stop], span, setting)
        if gutter is None:
            return
        yield from _bands(rows[gutter.start : gutter.stop], span, setting)
        start = gutter.stop


def _first_gutter(rows: Sequence[Row], start: int, *, rtl: bool) -> Gutter | None:
    for index in range(start, len(rows) if len(rows) <= MOST_ROWS else start):
        for gap in beginnings(rows, index):
            gutter = trimmed(rows, grown(rows, start, index, gap))
            if gutter and parts_text(rows, gutter, rtl=rtl):
                return gutter
    return None


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
        if first.y - second.y > _FAR * max(first.size, second.size):
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
