"""What is drawn on a page of a PDF and is no text: ruled lines, and whether a picture covers it.

    drawings(page)    ([Rule(x0=85.1, y0=140.4, x1=191.4, y1=140.4)], False, 84)

Ruled lines part footnotes from the text and the cells of a table. Curves, slanted strokes and
short ones are parts of drawings and of no interest; a thin filled box counts by its long edges.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_MOST_RULES = 2000  # of one page: a map has more, a table fewer
_MOST_SEGMENTS = 200  # of one path
_SHORTEST_RULE = 10.0  # points: shorter strokes are parts of drawings or letters
_FLAT = 1.0  # points off level at which a stroke is not level any more
_PICTURE = 0.3  # least share of the page that the picture of a scanned page covers


class Rule(NamedTuple):
    """A straight level or upright stroke; (x0, y0) is its lower left end."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 > self.y1 - self.y0


def turned_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point of a page turned to the right by so many quarter turns."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def turned(rule: Rule, turn: int) -> Rule:
    """Return a rule of a page turned to the right by so many quarter turns."""
    first, second = turned_point(rule.x0, rule.y0, turn), turned_point(rule.x1, rule.y1, turn)
    low, high = zip(*(sorted(pair) for pair in zip(first, second, strict=True)), strict=True)
    return Rule(*low, *high)


def drawings(page: Any) -> tuple[list[Rule], bool, int]:
    """Return the ruled lines of a page, whether a picture covers much, and how often text comes."""
    rules: list[Rule] = []
    covered, texts = 0.0, 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        texts += kind == pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules += _strokes(drawn)
        elif kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            covered = max(covered, _area(drawn))
    return rules, covered > _PICTURE * page.get_width() * page.get_height(), texts


def _area(drawn: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)


def _strokes(path: Any) -> Iterator[Rule]:
    """Yield the level and upright strokes of a path; a thin filled box gives its long edges."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    before: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if before and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            (x0, x1), (y0, y1) = sorted((before[0], point[0])), sorted((before[1], point[1]))
            if min(x1 - x0, y1 - y0) < _FLAT and max(x1 - x0, y1 - y0) >= _SHORTEST_RULE:
                yield Rule(x0, y0, x1, y1)
        before = point
