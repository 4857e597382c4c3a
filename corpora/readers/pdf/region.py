"""The region of a page: lines that are read one after the other between two edges.

    Region(lines=[Line(…)], left=85.2, right=510.3)

A record only; `columns`, `tables` and `notes` say where regions are.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpora.readers.block import Run
from corpora.readers.pdf.drawings import Rule
from corpora.readers.pdf.lines import Chunk

LABEL = re.compile(
    r"[(（\[]?(?:\d{1,4}|[^\W\d_]{1,2}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百]{1,4})"
    r"(?:[.)）\]．、]+ ?[-–]?| ?[-–])|\d{1,4}|[-–—•·●▪◦*○§†‡]{1,3}|\d+(?:\.\d+)+\.?"
)
"""An enumerator, bullet or note mark that stands alone before a tab."""

_WIDEST = 4.0  # em between two words, where no other gap in their line shows what a space is
_WIDER = 1.5  # times the gaps between words that another gap is at least


class Line(NamedTuple):
    """A line of text: the chunks of one row that are read together."""

    x0: float
    x1: float
    y: float
    size: float
    runs: tuple[Run, ...]
    head: float  # width of its first word
    labelled: bool  # a tab follows the enumerator it begins with

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> str:
        """The characters of all runs but raised ones, which hide how a line ends."""
        return "".join(run.text for run in self.runs if not run.superscript).rstrip()


class Region(NamedTuple):
    """Lines that are read one after the other between two edges; `place` is a table's cell."""

    lines: list[Line]
    left: float
    right: float
    place: tuple[int, int] | None = None  # row and column from 1
    grid: tuple[float, ...] = ()  # where the columns of its table begin
    note: bool = False
    flows: bool = True  # its text may go on in the next region


class Setting(NamedTuple):
    """What is known of a page: its ruled lines, the size of the text and which way it runs."""

    rules: Sequence[Rule]
    size: float
    rtl: bool


class Span(NamedTuple):
    """The left and the right edge of the text."""

    left: float
    right: float


def tabs(chunks: Sequence[Chunk]) -> list[bool]:
    """Tell of each gap between the chunks of a row whether it is more than a space between words.

    In a justified line that wants a long word all gaps are wide and alike.
    """
    gaps = [second.x0 - first.x1 for first, second in pairwise(chunks)]
    inner = max((chunk.gap for chunk in chunks), default=0.0)
    size = max((chunk.size for chunk in chunks), default=0.0)
    found = []
    for place, gap in enumerate(gaps):
        others = gaps[:place] + gaps[place + 1 :]
        usual = inner or min(others, default=_WIDEST * size)
        found.append(gap > _WIDER * usual)
    return found


def line(chunks: Sequence[Chunk], *, rtl: bool) -> Line:
    """Return chunks of one row as a line, a space where a gap is."""
    order = sorted(chunks, key=lambda chunk: chunk.x0, reverse=rtl)
    runs: list[Run] = []
    for chunk in order:
        runs += [Run(" "), *chunk.runs] if runs else chunk.runs
    main = max(order, key=lambda chunk: len(chunk.text))
    alone = len(order) > 1 and tabs(sorted(chunks, key=lambda chunk: chunk.x0))[-1 if rtl else 0]
    labelled = bool(alone) and LABEL.fullmatch(order[0].text.strip()) is not None
    x0, x1 = min(chunk.x0 for chunk in order), max(chunk.x1 for chunk in order)
    return Line(x0, x1, main.y, main.size, tuple(runs), order[0].head, labelled)
