"""The edges of a region as its lines see them: how far in they begin, what room they leave.

    edge_of(region, FRENCH)     Edge(left=85.2, right=510.3, rtl=False)

It knows no paragraphs; what room is left for says whether one ends (`paragraphs`).

Why lines may stand at the far edge: the date of a resolution does, and all Arabic of programs
that set it in paragraphs running to the right.
"""

from collections.abc import Sequence
from typing import NamedTuple

from corpora.languages import Language
from corpora.readers.pdf.region import Line, Region

FLUSH = 1.5  # points between line ends that are one edge
_RANGED = 0.25  # share of the width left before a line that is ranged to the far edge
_CENTRED = 0.12  # share of the width left on both sides of a centred line; an indent has 0.07
_FLUSH_LINES = 4  # lines of a region that end at one place, from which it is the edge
_SHORT_LINES = 5  # at the far edge, from which lines are ranged there
_NEARLY_ALL = 0.8  # least share of them among the short lines


class Edge(NamedTuple):
    """The edges of a region as its lines see them, whichever way they run."""

    left: float
    right: float
    rtl: bool
    ranged: bool = False  # short lines stand at the far edge, as Arabic of careless programs

    def start(self, line: Line) -> float:
        """Return how far in a line begins, in points."""
        return self.right - line.x1 if self.rtl else line.x0 - self.left

    def rest(self, line: Line) -> float:
        """Return how much room is left behind a line, in points."""
        return line.x0 - self.left if self.rtl else self.right - line.x1

    def narrowed(self, points: float, *, both: bool) -> "Edge":
        """Return the edges with lines ending, and if `both` starting, so much further in."""
        left = self.left + (points if both or self.rtl else 0.0)
        right = self.right - (points if both or not self.rtl else 0.0)
        return self._replace(left=left, right=right)


def edge_of(region: Region, language: Language) -> Edge:
    """Return the edges of a region: those of a cell without its padding, of text where it ends.

    Where most lines end at one place that is the edge, though the page is wider: a column that
    stands alone on the last page.
    """
    edge = Edge(region.left, region.right, language.direction == "rtl")
    if region.place is not None:
        return edge.narrowed(max(0.0, min(map(edge.start, region.lines))), both=True)
    if _are_ranged(region.lines, edge):
        return edge._replace(ranged=True)
    nearest = min(map(edge.rest, region.lines))
    flush = sum(edge.rest(line) < nearest + FLUSH for line in region.lines)
    justified = flush >= _FLUSH_LINES and 2 * flush >= len(region.lines)
    return edge.narrowed(nearest, both=False) if justified else edge


def is_centred(line: Line, edge: Edge) -> bool:
    """Tell whether as much room is left before a line as behind it, and more than an indent."""
    start, rest = edge.start(line), edge.rest(line)
    width = edge.right - edge.left
    return min(start, rest) > _CENTRED * width and abs(start - rest) < line.size


def is_ranged(line: Line, edge: Edge) -> bool:
    """Tell whether a line stands at the far edge, farther in than any first line."""
    return edge.rest(line) < line.size and edge.start(line) > _RANGED * (edge.right - edge.left)


def is_placed(line: Line, after: Line, edge: Edge) -> bool:
    """Tell whether two lines are both centred or both ranged to the far edge."""
    return any(all(test(each, edge) for each in (line, after)) for test in (is_centred, is_ranged))


def _are_ranged(lines: Sequence[Line], edge: Edge) -> bool:
    """Tell whether of the lines that leave room nearly all stand at the far edge."""
    width = edge.right - edge.left
    short = [line for line in lines if edge.start(line) + edge.rest(line) > _RANGED * width]
    far = sum(edge.rest(line) < line.size for line in short)
    return far >= _SHORT_LINES and far >= _NEARLY_ALL * len(short)
