"""The footnotes at the foot of a page, parted from the text above them.

    part(rows, rules, span, size=10.5)    (rows of the text, rows of the notes)

Notes stand below a short rule and are set smaller than the text or begin with a mark; without a
rule they are smaller and begin with a raised mark.

Why a number may stand at a word without a space ("1Voir …"): so LibreOffice prints notes. It is
a mark where no small letter follows and the numbers before lead up to it.
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
_SHORTER = 0.4  # of that width: the longest that stands above notes as large as the text
_SAME = 1.05  # of the size of the text: what is set at most so large is no larger
_MARK = re.compile(r"(\d{1,3}|\*{1,4}|[†‡§])(?:[.)/]?(?=\s|$)|(?=[^\W\d_]|[«“”\"(（《]))")
_BARE = re.compile(r"(?:\d{1,3}|\*{1,4}|[†‡§])(?![\d.,)/])")  # "1." opens a paragraph as well
_SKIPPED = 1  # marks that may be lost between two notes


def part(
    rows: Sequence[Row], rules: Sequence[Rule], span: Span, *, size: float
) -> tuple[list[Row], list[Row]]:
    """Return the rows of a page above its footnotes, and the footnotes; `size` is the text's."""
    for height, length in sorted(_separators(rules, span), reverse=True):
        below = [row for row in rows if row.y < height]
        short = length < _SHORTER * (span.right - span.left)
        if below and (_are_smaller(below, size) or (short and _are_marked(below, size))):
            return [row for row in rows if row.y >= height], below
    start = len(rows)
    while start and rows[start - 1].size <= SMALLER * size:
        start -= 1
    while 0 < start < len(rows) and not _is_raised(rows[start]):
        start += 1
    return (list(rows[:start]), list(rows[start:])) if start else (list(rows), [])


def _separators(rules: Sequence[Rule], span: Span) -> Iterator[tuple[float, float]]:
    """Yield height and length of rules that may stand above footnotes."""
    width = max(span.right - span.left, 1.0)
    for rule in rules:
        length = rule.x1 - rule.x0
        at_edge = min(abs(rule.x0 - span.left), abs(rule.x1 - span.right)) < _EDGE
        if rule.level and at_edge and _SHORT * width < length < _LONG * width:
            yield rule.y0, length


def _are_smaller(rows: Sequence[Row], size: float) -> bool:
    return all(row.size <= SMALLER * size for row in rows)


def _are_marked(rows: Sequence[Row], size: float) -> bool:
    """Tell whether rows are no larger than the text and the first begins with a mark."""
    if any(row.size > _SAME * size for row in rows):
        return False
    ends = rows[0].chunks[0], rows[0].chunks[-1]
    return any(opens_raised(end.runs) or _BARE.match(end.text.lstrip()) for end in ends)


def _is_raised(row: Row) -> bool:
    """Tell whether a row begins with a raised mark, at whichever side it begins."""
    return any(opens_raised(chunk.runs) for chunk in (row.chunks[0], row.chunks[-1]))


def opens_raised(runs: Sequence[Run]) -> bool:
    """Tell whether the first run with text is a raised one."""
    return next((run.superscript for run in runs if run.text.strip()), False)


def marked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of notes with the marks that they begin with raised.

    Numbers count as marks only where none is raised already, and where they go on counting.
    """
    if any(opens_raised(line.runs) for line in lines):
        return list(lines)
    found: list[Line] = []
    last: int | None = None
    for line in lines:
        match = _MARK.match(line.runs[0].text)
        if match is None or not _counts_on(match, last):
            found.append(line)
            continue
        last = int(match[1]) if match[1].isdecimal() else last
        rest = line.runs[0]._replace(text=line.runs[0].text[match.end() :])
        runs = (Run(match[1], superscript=True), rest, *line.runs[1:])
        found.append(line._replace(runs=runs))
    return found


def _counts_on(match: re.Match[str], last: int | None) -> bool:
    """Tell whether a mark follows the number `last` of the note before, if there is one."""
    if match.string[match.end() : match.end() + 1].islower():
        return False
    if not match[1].isdecimal() or last is None:
        return True
    return 0 < int(match[1]) - last <= 1 + _SKIPPED
