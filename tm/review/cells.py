"""The cells of the workbook: fonts, directions, borders, and text that stays text.

    style = Style(sheet)
    style.cell("تطلب", lang="ar", colour="FFE3A1")

It knows no columns and no units (`tm.review.workbook`).

Why a font of its own for Arabic and Chinese: a program that must put a letter from another font
into a line draws some of them twice (LibreOffice 7.4 the comma at the end of Arabic).
"""

import re
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from corpora.languages import BY_CODE
from tm.review.sheet import escaped

WHITE = "FFFFFF"

_FONTS = {"ar": "Noto Sans Arabic", "zh": "Microsoft YaHei"}
_FONT = "Arial"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")  # no XML holds these
_EDGE = Side(style="thin", color="FFBFBFBF")
_EDGES = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def text_of(text: str) -> str:
    """Return `text` as a workbook can hold it: without control characters, and escaped."""
    return escaped(_CONTROL.sub("", text))


class Style:
    """Makes cells; keeps the styles, for a style is looked up by all of its properties."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[str, str, str], Any] = {}

    def cell(self, value: str | float | None, *, lang: str = "", colour: str = WHITE) -> Any:
        """Return a cell; strings are text whatever they look like."""
        cell = WriteOnlyCell(self._sheet)
        form = "0.000" if isinstance(value, float) else "@"
        key = (lang, colour, form)
        if key not in self._made:
            self._made[key] = _styled(WriteOnlyCell(self._sheet), *key)
        cell._style = self._made[key]
        if isinstance(value, str):
            cell.value, cell.data_type = text_of(value), "s"
        elif value is not None:
            cell.value = value
        return cell


def _styled(cell: Any, lang: str, colour: str, form: str) -> Any:
    right = bool(lang) and BY_CODE[lang].direction == "rtl"
    cell.font = Font(name=_FONTS.get(lang, _FONT), size=10)
    cell.alignment = Alignment(
        wrap_text=True,
        vertical="top",
        horizontal="right" if right else "left",
        indent=1 if lang else 0,
        readingOrder=2 if right else 1,
    )
    cell.border, cell.number_format, cell.quotePrefix = _EDGES, form, bool(lang)
    if colour != WHITE:
        cell.fill = PatternFill("solid", fgColor=f"FF{colour}")
    return cell._style


def heading(sheet: Any, text: str) -> Any:
    """Return a cell of the first row."""
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name=_FONT, size=10, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor="FF1F3A5F")
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
    cell.border = _EDGES
    return cell
