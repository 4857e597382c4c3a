"""The footnotes at the foot of a page, parted from the text above them.

    part(rows, rules, span, size=10.5)    (rows of the text, rows of the notes)

Notes are set smaller than the text and stand below a short rule or, without one, begin with a
raised mark.
"""

import re
from collections.abc import Iterator, Sequence

from corpora.readers.block import Run
from corpora.readers.pdf.drawings import Rule
from corpora.readers.pdf.lines import Row
from corpora.readers.pdf.region import Line, Span

SMALLER = 0.95
"""Of the size of the text: what is set at most so large is set smaller (9 of 10, 8.5 of 10)."""

_SHORT, _LONG = 0.08, 0.75  # of the width of the text: how long the rule above notes is
_EDGE = 12.0  # points from an edge of the text where the rule begins or ends
_MARK = re.compile(r"(\d{1,3}|\*{1,4}|[†‡§])([.)/]?)(?=\s|$)")


def part(
    rows: Sequence[Row], rules: Sequence[Rule], span: Span, *, size: float
) -> tuple[list[Row], list[Row]]:
    """Return the rows of a page above its footnotes, and the footnotes; `size` is the text's."""
    for height in sorted(_separators(rules, span), reverse=True):
        below = [row for row in rows if row.y < height]
        if below and _are_notes(below, size):
            return [row for row in rows if row.y >= height], below
    start = len(rows)
    while start and rows[start - 1].size <= SMALLER * size:
        start -= 1
    while 0 < start < len(rows) and not _is_raised(rows[start]):
        start += 1
    return (list(rows[:start]), list(rows[start:])) if start else (list(rows), [])


def _separators(rules: Sequence[Rule], span: Span) -> Iterator[float]:
    """Yield the heights of rules that may stand above footnotes."""
    width = max(span.right - span.left, 1.0)
    for rule in rules:
        length = rule.x1 - rule.x0
        at_edge = min(abs(rule.x0 - span.left), abs(rule.x1 - span.right)) < _EDGE
        if rule.level and at_edge and _SHORT * width < length < _LONG * width:
            yield rule.y0


def _are_notes(rows: Sequence[Row], size: float) -> bool:
    return all(row.size <= SMALLER * size for row in rows)


def _is_raised(row: Row) -> bool:
    """Tell whether a row begins with a raised mark, at whichever side it begins."""
    return any(opens_raised(chunk.runs) for chunk in (row.chunks[0], row.chunks[-1]))


def opens_raised(runs: Sequence[Run]) -> bool:
    """Tell whether the first run with text is a raised one."""
    return next((run.superscript for run in runs if run.text.strip()), False)


def marked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of notes with the marks that they begin with raised.

    Numbers count as marks only where none is raised already.
    """
    if any(opens_raised(line.runs) for line in lines):
        return list(lines)
    return [_marked(line) for line in lines]


def _marked(line: Line) -> Line:
    first = line.runs[0]
    match = _MARK.match(first.text)
    if match is None:
        return line
    rest = first._replace(text=first.text[match.end() :])
    return line._replace(runs=(Run(match[1], superscript=True), rest, *line.runs[1:]))
