"""One page of a PDF as pdfium shows it: glyphs, ruled lines and pictures with their places.

    load(page)    Sheet(glyphs=[Glyph("A", x0=72.0, …), …], rules=[Rule(…)], …)

Coordinates are points (1/72 inch), x to the right and y upwards, turned so that most of the
text runs level. It knows nothing of lines or order (`corpora.readers.pdf_lines`).

Why pdfium (pypdfium2; Apache-2.0 and BSD-3): it reads what browsers read, broken files too,
and gives each character's place, size and font at some 40 pages a second on one core;
pdfminer.six is pure Python and far slower, PyMuPDF is AGPL.
Why its own order of characters and its own spaces are dropped: it guesses both from the order
of drawing, and scatters brackets, digits and vowel signs of Arabic lines. A place on the page
says more than a place in the file.
"""

import ctypes
import math
import re
from collections import Counter
from functools import cache
from typing import Any, NamedTuple
from unicodedata import bidirectional, category

import pypdfium2.raw as pdfium

from corpora.readers.pdf_drawings import Rule, drawings, turned, turned_point

MOST_GLYPHS = 50_000
"""Characters of one page beyond which it is no page of text; a page of fine print has 10,000."""

_SAME = 0.02  # points between boxes that are one
_SLANT = 0.1  # least shear that is a slanted letter; LibreOffice's made-up italics have 0.2 to 0.33
_HYPHEN = 2  # what pdfium gives for a hyphen at the end of a line
_STROKED = 2  # text render mode "fill, then stroke": made-up bold
_ITALIC, _FORCE_BOLD = 1 << 6, 1 << 18  # font descriptor flags (PDF 1.7, table 123)
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|simhei|heiti", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)


class Glyph(NamedTuple):
    """What one sign on the page says, and where: its box, pen point, baseline, size and style."""

    text: str
    x0: float
    x1: float
    pen: float  # where it was set on the baseline; x0 and x1 may overhang
    y: float
    size: float
    italic: bool
    bold: bool


class Sheet(NamedTuple):
    """The contents of one page."""

    glyphs: list[Glyph]
    rules: list[Rule]
    pictured: bool  # a picture covers much of the page
    turned: str  # text that runs in another direction than most
    unmapped: int  # glyphs whose font does not say which letter they show
    beyond: int  # glyphs more than are read of one page
    width: float  # of the page as turned


class _Style(NamedTuple):
    size: float
    italic: bool
    bold: bool
    turn: int  # quarter turns to the left


class _Sign(NamedTuple):
    """A glyph as drawn, before the page is turned."""

    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    reach: float  # how far the pen moves on, where the box is no measure of it
    style: _Style


def load(page: Any) -> Sheet:
    """Return what stands on a `pypdfium2.PdfPage`; the page stays open."""
    text_page = page.get_textpage()
    try:
        signs, unmapped = _signs(text_page)
        beyond = max(0, pdfium.FPDFText_CountChars(text_page) - MOST_GLYPHS)
    finally:
        text_page.close()
    turn = Counter(sign.style.turn for sign in signs).most_common(1)[0][0] if signs else 0
    rules, pictured = drawings(page)
    return Sheet(
        glyphs=[_glyph(sign, turn) for sign in signs if sign.style.turn == turn],
        rules=[turned(rule, turn) for rule in rules],
        pictured=pictured,
        turned="".join(sign.text for sign in signs if sign.style.turn != turn),
        unmapped=unmapped,
        beyond=beyond,
        width=page.get_height() if turn % 2 else page.get_width(),
    )


def _signs(text_page: Any) -> tuple[list[_Sign], int]:
    """Return the signs of a page in the order of drawing, and how many have no letter."""
    signs: list[_Sign] = []
    styles: dict[int, _Style] = {}
    widths: dict[tuple[int, str], float] = {}
    unmapped, last = 0, (0, (0.0, 0.0))
    for index in range(min(pdfium.FPDFText_CountChars(text_page), MOST_GLYPHS)):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        letter = _letter(pdfium.FPDFText_GetUnicode(text_page, index))
        if letter is None:
            unmapped += 1
            continue
        shown = pdfium.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(shown, ctypes.c_void_p).value or 0
        if key not in styles:
            styles[key] = _style(text_page, index, shown)
        box, origin = _place(text_page, index)
        reach = math.inf
        if styles[key].italic:
            reach = _width(widths, shown, letter) * styles[key].size or math.inf
        sign = _Sign(letter, box, origin, reach, styles[key])
        if signs and last == (key, origin) and _one_glyph(signs[-1], sign):
            signs[-1] = _together(signs[-1], sign)
        else:
            signs.append(sign)
        last = key, origin
    return signs, unmapped


@cache
def _letter(code: int) -> str | None:
    """Return the character of a code; None for what is no character of any text."""
    if code == _HYPHEN:
        return "-"
    letter = chr(code) if 0 < code <= 0x10FFFF else "\0"
    if letter in "\t\r\n":
        return " "
    return None if category(letter) in {"Cc", "Cs", "Co", "Cn"} or letter == "\ufffd" else letter


def _place(
    text_page: Any, index: int
) -> tuple[tuple[float, float, float, float], tuple[float, float]]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return (box.left, box.bottom, box.right, box.top), (x.value, y.value)


def _one_glyph(first: _Sign, second: _Sign) -> bool:
    """Tell whether one glyph shows both: they share its box, or it is cut into equal parts.

    A letter drawn over another, as alef over lam, has a box of its own.
    """
    if first.text.isspace() or second.text.isspace():
        return False
    (left, _, right, _), (other_left, _, other_right, _) = first.box, second.box
    width, other = right - left, other_right - other_left
    parts = len(first.text)
    beside = min(abs(left - other_right), abs(other_left - right)) < _SAME
    return abs(width - other * (parts if beside else 1)) < _SAME and (
        beside or abs(left - other_left) < _SAME
    )


def _together(first: _Sign, second: _Sign) -> _Sign:
    """Join two characters that one glyph shows; those of Arabic come in reverse."""
    reverse = bidirectional(second.text[0]) in {"R", "AL", "NSM"}
    text = second.text + first.text if reverse else first.text + second.text
    boxes = first.box, second.box
    low = min(box[0] for box in boxes), min(box[1] for box in boxes)
    high = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return first._replace(text=text, box=(*low, *high), reach=math.inf)


def _style(text_page: Any, index: int, shown: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    angle = math.atan2(matrix.b, matrix.a)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) / (math.hypot(matrix.a, matrix.b) or 1)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * scale
    sheared = abs(matrix.a * matrix.c + matrix.b * matrix.d) > _SLANT * scale * scale
    italic, bold = _face(shown) if shown else (False, False)
    return _Style(round(size, 2), italic or sheared, bold, round(angle / (math.pi / 2)) % 4)


def _face(shown: Any) -> tuple[bool, bool]:
    """Return whether the font of a text object is italic and bold."""
    font = pdfium.FPDFTextObj_GetFont(shown)
    if not font:
        return False, False
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace") if length <= len(buffer) else ""
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(shown) == _STROKED
    italic = bool(flags & _ITALIC) or _ITALIC_NAME.search(name) is not None
    bold = bool(flags & _FORCE_BOLD) or stroked or _BOLD_NAME.search(name) is not None
    return italic, bold


def _width(widths: dict[tuple[int, str], float], shown: Any, letter: str) -> float:
    """Return the width in em that a letter takes up; 0 where the font cannot say.

    The box of a slanted letter reaches over the space behind it.
    """
    font = pdfium.FPDFTextObj_GetFont(shown) if shown and bidirectional(letter) != "AL" else None
    if not font:
        return 0.0
    key = ctypes.cast(font, ctypes.c_void_p).value or 0, letter
    if key not in widths:
        width = ctypes.c_float()
        found = pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1.0, width)
        widths[key] = width.value if found else 0.0
    return widths[key]


def _glyph(sign: _Sign, turn: int) -> Glyph:
    left, bottom, right, top = sign.box
    ends = turned_point(left, bottom, turn)[0], turned_point(right, top, turn)[0]
    style = sign.style
    pen, y = turned_point(*sign.origin, turn)
    end = min(max(ends), pen + sign.reach)
    return Glyph(sign.text, min(ends), end, pen, y, style.size, style.italic, style.bold)
