"""Lines of a region to paragraphs, by where they begin and end.

    paragraphs(region, page=1, habits=habits(regions, FRENCH), language=FRENCH)

A paragraph ends where the next line stands further off, is set in another size, is indented,
begins with an enumerator or, as the paragraph did, in italics behind a stop («*Rappelant* …,»),
or where its first word would have had room on the line before.

Why room for a word is asked and not whether the line is full: ragged lines are never full, and
a justified one is short only if the paragraph ends there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpora import enumerators
from corpora.languages import Language
from corpora.readers.pdf.edge import FLUSH, Edge, edge_of, is_centred, is_placed
from corpora.readers.pdf.notes import marked, opens_raised
from corpora.readers.pdf.region import Line, Region
from corpora.readers.pdf.stops import ended, item_ended, paused

SPACED = 1.25
"""Times the usual distance of lines at which a paragraph ends; UN documents have 1.4 to 2."""

INDENT = 0.8
"""Em: a line that begins so much further in or out is indented."""

_ALIKE = 0.1  # of the size, by which lines of one paragraph may differ
_LEADING = 1.2  # times the size between lines where the document shows no other distance
_SPACE = 0.5  # em that a word needs beside its own width: the space before it and some slack
_OFTEN = 0.25  # of the most frequent distance's count that a usual distance has at least
_WIDE = 1.8  # times the size: a wider distance that is seen once may be that of paragraphs
_FIRST_LINES = 5  # indented lines that show where the line below begins
_MOSTLY = 0.8  # least share of them that agree
_WINDOW = 3  # lines before and after that may show a narrower edge


class Paragraph(NamedTuple):
    """The lines of a paragraph and where it stands."""

    lines: tuple[Line, ...]
    region: Region
    page: int

    @property
    def text(self) -> str:
        """The text of the lines, a newline between them."""
        return "\n".join(line.text for line in self.lines)


class Habits(NamedTuple):
    """How a document is set: what its lines have in common."""

    pitches: dict[float, float]  # size of type -> usual points between baselines
    second: dict[float, float]  # points in that a first line begins -> those of the line below


def habits(regions: Sequence[Region], language: Language) -> Habits:
    """Return how the regions of a document are set."""
    return Habits(_pitches(regions, language), _second_lines(regions, language))


def _pitches(regions: Iterable[Region], language: Language) -> dict[float, float]:
    """Return the closest of the frequent distances of lines for each size.

    Only behind full lines: in a list of short paragraphs most distances are those between them.
    """
    counted: dict[float, Counter[float]] = defaultdict(Counter)
    for region in regions:
        edge = edge_of(region, language)
        for first, second in pairwise(region.lines):
            full = is_full(first, second, edge, (first, second))
            if full and is_alike(first, second) and first.y > second.y:
                counted[_bucket(first.size)][round(2 * (first.y - second.y)) / 2] += 1
    usual = {}
    for size, counts in counted.items():
        least = _OFTEN * max(counts.values())
        step = min(step for step, count in counts.items() if count >= least)
        if step <= _WIDE * size or counts[step] > 1:
            usual[size] = step
    return usual


def _second_lines(regions: Iterable[Region], language: Language) -> dict[float, float]:
    """Return where the line below begins for each place at which indented lines often begin."""
    counted: dict[float, Counter[float]] = defaultdict(Counter)
    for region in regions:
        edge = edge_of(region, language)
        for line, below in pairwise(region.lines):
            start, second = edge.start(line), edge.start(below)
            if start - second > INDENT * line.size and not _is_item(below, language):
                counted[_place(start)][_place(second)] += 1
    found = {}
    for start, seconds in counted.items():
        second, count = max(seconds.items(), key=lambda item: (item[1], -item[0]))
        if count >= max(_FIRST_LINES, _MOSTLY * seconds.total()):
            found[start] = second
    return found


def _place(points: float) -> float:
    """Return a distance from the edge as far as it can be trusted: letters reach over it."""
    return 2 * round(points / 2)


def _is_item(line: Line, language: Language) -> bool:
    return enumerators.split(line.text.lstrip(), language)[0] is not None


def _bucket(size: float) -> float:
    return round(2 * size) / 2


class _Frame(NamedTuple):
    """The lines of a region and what decides where a paragraph ends among them."""

    lines: Sequence[Line]
    edge: Edge
    habits: Habits
    language: Language
    note: bool


def paragraphs(
    region: Region, *, page: int, habits: Habits, language: Language
) -> Iterator[Paragraph]:
    """Yield the paragraphs of a region in order."""
    lines = marked(region.lines) if region.note else region.lines
    frame = _Frame(lines, edge_of(region, language), habits, language, region.note)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or _ends(frame, start, index):
            yield Paragraph(tuple(lines[start:index]), region, page)
            start = index


def _ends(frame: _Frame, start: int, index: int) -> bool:
    """Tell whether the paragraph from `start` on ends before the line at `index`."""
    lines, edge = frame.lines, frame.edge
    before, after = lines[index - 1], lines[index]
    if frame.note and opens_raised(after.runs):
        return True
    if _set_apart(before, after, frame.habits) or after.labelled:
        return True
    if _opens_italic(lines[start]) and _opens_italic(after) and paused(before.text):
        return True
    near = lines[max(start, index - 1 - _WINDOW) : index + _WINDOW]
    if not is_full(before, after, edge, near) or _enumerates(before, after, frame.language):
        return True
    return _indented(frame, start, index)


def _opens_italic(line: Line) -> bool:
    """Tell whether a line begins in italics and goes on upright."""
    shown = [run for run in line.runs if run.text.strip() and not run.superscript]
    return len(shown) > 1 and shown[0].italic and not shown[-1].italic


def is_alike(first: Line, second: Line) -> bool:
    """Tell whether two lines are of one size."""
    return abs(first.size - second.size) <= _ALIKE * max(first.size, second.size)


def _set_apart(before: Line, after: Line, habits: Habits) -> bool:
    """Tell whether distance or size parts two lines."""
    if not is_alike(before, after):
        return True
    pitch = habits.pitches.get(_bucket(before.size), _LEADING * before.size)
    return not 0 < before.y - after.y <= SPACED * pitch


def is_full(before: Line, after: Line, edge: Edge, near: Sequence[Line]) -> bool:
    """Tell whether the first word of `after` had no room behind `before`.

    Of centred lines, and of those ranged to the far edge as the date of a resolution, both sides
    count as room. Lines in a row that end at one place are full, wherever the edge is: a
    quotation is set narrower.
    """
    start, rest = edge.start(before), edge.rest(before)
    if edge.ranged or is_placed(before, after, edge):
        rest += start
    elif _is_narrow(before, near, edge):
        return True
    return after.head + _SPACE * before.size > rest


def _is_narrow(line: Line, near: Sequence[Line], edge: Edge) -> bool:
    """Tell whether three lines or more end where this one does, which is further in on both sides.

    Two lines of a hundred end alike by chance.
    """
    same = [other for other in near if abs(edge.rest(other) - edge.rest(line)) < FLUSH]
    return len(same) > 2 and edge.start(line) > INDENT * line.size


def _enumerates(before: Line, after: Line, language: Language) -> bool:
    """Tell whether a line begins the next item of a list."""
    done = item_ended(before.words)
    return done and _is_item(after, language)


def _indented(frame: _Frame, start: int, index: int) -> bool:
    """Tell whether the line at `index` begins a paragraph by its indent."""
    edge, before, after = frame.edge, frame.lines[index - 1], frame.lines[index]
    if edge.ranged or is_centred(before, edge) or is_centred(after, edge):
        return False
    first, em, begin = start == index - 1, after.size, edge.start(after)
    step = begin - edge.start(before)
    usual = frame.habits.second.get(_place(edge.start(before))) if first else None
    if usual is not None and abs(begin - usual) > INDENT * em:
        return True  # a paragraph that began so would go on elsewhere
    if step < -INDENT * em:
        return not first
    following = frame.lines[index + 1] if index + 1 < len(frame.lines) else None
    out = following is not None and edge.start(following) < begin - INDENT * em
    if step <= INDENT * em:
        return out and ended(before.words)
    if first and (before.labelled or _is_item(before, frame.language)):
        return False  # the lines of an item hang under its text
    return out or paused(before.words)
