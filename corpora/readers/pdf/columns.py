"""Rows of a page to regions in reading order: columns of text and parts that stand side by side.

    regions(page.rows, span, Setting(page.rules, 10.5, rtl=False))    Region(lines=[…]), …

Where white space runs down a page between text on both sides, the sides are columns if lines
fill them (read one after the other, each with its footnotes), else parts that stand beside each
other, as in a masthead or a table without rules (read row by row).

Why white space and not the order of drawing: programs draw columns, notes and headers in any
order. Why an enumerator beside its text is no column: it belongs to the line.
"""

from collections.abc import Iterator, Sequence

from corpora.readers.pdf import tables as pdf_tables
from corpora.readers.pdf.gutters import Gutter, beginnings, grown, parts_text, split
from corpora.readers.pdf.lines import Row
from corpora.readers.pdf.parts import MOST_ROWS, parts, plain
from corpora.readers.pdf.region import Region, Setting, Span

FLOWING = 4
"""Lines of a column from which text may run on in it; the other column may have half of them."""

_FULL = 0.7  # share of a column's width that most of its lines fill if text runs on in it
_DEEPEST = 4  # columns within columns


def regions(
    rows: Sequence[Row], span: Span, setting: Setting, *, depth: int = 0
) -> Iterator[Region]:
    """Yield the regions of a page, or of a column of it, in reading order."""
    while rows:
        gutter = _widest_flow(rows, span, setting) if depth < _DEEPEST else None
        text = rows[: gutter.start] if gutter else rows
        yield from _in_one(text, span, setting, whole=depth == 0)
        if gutter is None:
            return
        spans = _spans(gutter, span)
        for side in (1, 0) if setting.rtl else (0, 1):
            column = _column(rows[gutter.start : gutter.stop], gutter, side)
            yield from regions(column, spans[side], setting, depth=depth + 1)
        rows = rows[gutter.stop :]


def _in_one(rows: Sequence[Row], span: Span, setting: Setting, *, whole: bool) -> Iterator[Region]:
    """Yield the regions of rows in which no columns of text stand side by side.

    Parts that do are looked for only across the `whole` page: in a narrow column a justified
    line of two words leaves as much space.
    """
    read = parts if whole else plain
    start = 0
    for table in pdf_tables.tables(setting.rules):
        inside = [i for i in range(start, len(rows)) if table.holds(rows[i])]
        if not inside:
            continue
        yield from read(rows[start : inside[0]], span, setting)
        yield from pdf_tables.cells([rows[i] for i in inside], table, rtl=setting.rtl)
        start = inside[-1] + 1
    yield from read(rows[start:], span, setting)


def _widest_flow(rows: Sequence[Row], span: Span, setting: Setting) -> Gutter | None:
    """Return the gutter between columns of text that runs along most rows."""
    best: Gutter | None = None
    tables = pdf_tables.tables(setting.rules)
    for index in range(len(rows) if len(rows) <= MOST_ROWS else 0):
        for gap in beginnings(rows, index):
            gutter = grown(rows, 0, index, gap)
            longer = best is None or gutter.stop - gutter.start > best.stop - best.start
            if longer and _columns_at(rows[gutter.start : gutter.stop], gutter, span, tables):
                best = gutter
    if best and parts_text(rows, best, rtl=setting.rtl):
        return best
    return None


def _columns_at(
    rows: Sequence[Row], gutter: Gutter, span: Span, tables: Sequence[pdf_tables.Table]
) -> bool:
    """Tell whether a gutter parts columns of text and no cells of a ruled table."""
    middle = (gutter.left + gutter.right) / 2
    crossed = any(
        table.uprights[0] < middle < table.uprights[-1] and any(map(table.holds, rows))
        for table in tables
    )
    return not crossed and _flow(rows, gutter, span)


def _spans(gutter: Gutter, span: Span) -> tuple[Span, Span]:
    return Span(span.left, gutter.left), Span(gutter.right, span.right)


def _column(rows: Sequence[Row], gutter: Gutter, side: int) -> list[Row]:
    """Return the rows of one side, 0 the left and 1 the right, with their own baselines."""
    parted = [(row, split(row, gutter)[side]) for row in rows]
    return [
        row._replace(chunks=tuple(chunks), y=chunks[0].y, size=chunks[0].size)
        for row, chunks in parted
        if chunks
    ]


def _flow(rows: Sequence[Row], gutter: Gutter, span: Span) -> bool:
    """Tell whether text runs on in both sides: lines enough, and most of them full."""
    counts = []
    for side, within in enumerate(_spans(gutter, span)):
        column = [row.chunks for row in _column(rows, gutter, side)]
        widths = [chunks[-1].x1 - chunks[0].x0 for chunks in column]
        full = sum(width > _FULL * (within.right - within.left) for width in widths)
        counts.append(len(widths) if 2 * full > len(widths) else 0)
    return 2 * min(counts) >= FLOWING <= max(counts)
