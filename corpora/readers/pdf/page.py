"""One page of a PDF as pdfium shows it: glyphs, ruled lines and pictures with their places.

    load(page)    Sheet(glyphs=[Glyph("A", x0=72.0, …), …], rules=[Rule(…)], …)

Coordinates are points (1/72 inch), x to the right and y upwards, turned so that most of the
text runs level. It knows nothing of lines or order (`corpora.readers.pdf.lines`).

Why pdfium (pypdfium2; Apache-2.0 and BSD-3): it reads what browsers read, broken files too, in
compiled code, and gives each character's place, size and font. pdfminer.six does the same in
Python, PyMuPDF is AGPL.
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

from corpora import presentation
from corpora.readers.pdf.drawings import Rule, drawings, turned, turned_point

MOST_GLYPHS = 50_000
"""Characters of one page beyond which it is no page of text; a page of fine print has 10,000."""

_SAME = 0.02  # points between boxes that are one
_SLANT = 0.1  # least shear that is a slanted letter; LibreOffice's made-up italics have 0.2 to 0.33
_HYPHEN = 2  # what pdfium gives for a hyphen at the end of a line
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪"}  # of the fonts Symbol and Wingdings, as Word has them
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
    size: tuple[float, float]  # width and height of the page as turned
    foot: float  # where it ends below


class _Style(NamedTuple):
    size: float
    italic: bool
    bold: bool
    turn: int  # quarter turns to the left
    lean: float  # points to the right a point up, of letters that the page slants itself


class _Sign(NamedTuple):
    """A glyph as drawn, before the page is turned."""

    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    reach: float  # how far the pen moves on, where the box is no measure of it
    style: _Style


def load(page: Any) -> Sheet:
    """Return what stands on a `pypdfium2.PdfPage`; the page stays open.

    Raises `OverflowError` if it draws text more than `MOST_GLYPHS` times: pdfium would take hours.
    """
    rules, pictured, texts = drawings(page)
    if texts > MOST_GLYPHS:
        raise OverflowError
    text_page = page.get_textpage()
    try:
        signs, unmapped = _signs(text_page.raw)
        beyond = max(0, pdfium.FPDFText_CountChars(text_page) - MOST_GLYPHS)
    finally:
        text_page.close()
    turn = Counter(sign.style.turn for sign in signs).most_common(1)[0][0] if signs else 0
    low, high = _bounds(page, turn)
    return Sheet(
        glyphs=[_glyph(sign, turn) for sign in signs if sign.style.turn == turn],
        rules=[turned(rule, turn) for rule in rules],
        pictured=pictured,
        turned="".join(sign.text for sign in signs if sign.style.turn != turn),
        unmapped=unmapped,
        beyond=beyond,
        size=(high[0] - low[0], high[1] - low[1]),
        foot=low[1],
    )


def _bounds(page: Any, turn: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the lower left and the upper right corner of a page as turned."""
    left, bottom, right, top = page.get_cropbox()
    corners = turned_point(left, bottom, turn), turned_point(right, top, turn)
    (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(*corners, strict=True))
    return (x0, y0), (x1, y1)


def _signs(text_page: Any) -> tuple[list[_Sign], int]:
    """Return the signs of a page in the order of drawing, and how many have no letter."""
    signs: list[_Sign] = []
    styles: dict[int, _Style] = {}
    widths: dict[tuple[int, str], float] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
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
        style = styles.get(key) or styles.setdefault(key, _style(text_page, index, shown))
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        reach = math.inf
        if style.italic:
            reach = _width(widths, shown, letter) * style.size or math.inf
        place = _upright(box, y.value, style.lean)
        sign = _Sign(letter, place, (x.value, y.value), reach, style)
        if signs and last == (key, sign.origin) and _one_glyph(signs[-1], sign):
            signs[-1] = _together(signs[-1], sign)
        else:
            signs.append(sign)
        last = key, sign.origin
    return signs, unmapped


def _upright(box: Any, baseline: float, lean: float) -> tuple[float, float, float, float]:
    """Return a box without what a slant adds to it, which would cover the space beside it."""
    left = box.left - lean * (box.bottom - baseline)
    right = box.right - lean * (box.top - baseline)
    return left, box.bottom, right, box.top


@cache
def _letter(code: int) -> str | None:
    """Return the character of a code; None for what is no character of any text."""
    if code == _HYPHEN:
        return "-"
    if code in _BULLETS:
        return _BULLETS[code]
    letter = chr(code) if 0 < code <= 0x10FFFF else "\0"
    if letter in "\t\r\n":
        return " "
    return None if category(letter) in {"Cc", "Cs", "Co", "Cn"} or letter == "\ufffd" else letter


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
    """Join two characters that one glyph shows, in the order they are given."""
    boxes = first.box, second.box
    low = min(box[0] for box in boxes), min(box[1] for box in boxes)
    high = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return first._replace(text=first.text + second.text, box=(*low, *high), reach=math.inf)


@cache
def _ligature(text: str) -> str:
    """Return the characters that one glyph shows in the order they are read.

    pdfium gives those of Arabic in reverse, unless it resolved a ligature of Unicode itself.
    """
    if len(text) == 1 or bidirectional(text[0]) not in {"R", "AL", "NSM"}:
        return text
    known = presentation.ligatures()
    return text if text in known and text[::-1] not in known else text[::-1]


def _style(text_page: Any, index: int, shown: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    angle = math.atan2(matrix.b, matrix.a)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) / (math.hypot(matrix.a, matrix.b) or 1)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * scale
    sheared = abs(matrix.a * matrix.c + matrix.b * matrix.d) > _SLANT * scale * scale
    italic, bold = _face(shown) if shown else (False, False)
    turn = round(angle / (math.pi / 2)) % 4
    lean = matrix.c / matrix.d if sheared and not turn and matrix.d else 0.0
    return _Style(round(size, 2), italic or sheared, bold, turn, lean)


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
    (pen, y), style = sign.origin, sign.style
    if turn:
        pen, y = turned_point(pen, y, turn)
        ends = turned_point(left, bottom, turn)[0], turned_point(right, top, turn)[0]
        left, right = min(ends), max(ends)
    right = min(right, pen + sign.reach)
    return Glyph(
        _ligature(sign.text), left, right, pen, round(y, 1), style.size, style.italic, style.bold
    )
