"""Termbases for tests: one concept in six languages in every status, and workbooks by hand."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl

from corpora.schema import TERMS

FORMS = {
    "fr": ("Conseil de sécurité", "CS", "Conseil de la sécurité", "Conseil des cinq", "Conseils"),
    "en": ("Security Council", "SC", "Council of Security", "Security Board", "Councils"),
    "es": ("Consejo de Seguridad", "CdS", "Consejo de la Seguridad", "Junta añeja", "Consejos"),
    "ru": ("Совет Безопасности", "СБ", "Совет по безопасности", "Совет пяти", "Советы"),
    "ar": ("مجلس الأمن", "المجلس", "مجلس للأمن", "مجلس الخمسة", "مجالس الأمن"),
    "zh": ("安全理事会", "安理会", "安全委员会", "五国理事会", "理事会们"),
}
STATUSES = ("preferred", "admitted", "deprecated", "superseded", "inflected")
"""Of the forms, in their order."""


def frame(rows: Sequence[tuple[str, str, str, str]]) -> pl.DataFrame:
    """Return rows as TERMS."""
    return pl.DataFrame(rows, schema=TERMS, orient="row")


def golden() -> pl.DataFrame:
    """Return two concepts with five forms in each language, and one with French alone."""
    rows = [
        (concept, lang, form, status)
        for concept in ("AFG/short form", "001")
        for lang, forms in FORMS.items()
        for form, status in zip(forms, STATUSES, strict=True)
    ]
    return frame([*rows, ("paix & <sûreté>", "fr", 'la "paix" & <sûreté>', "preferred")])


def workbook(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    """Write sheets of plain cells to `path`, as another program would."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{number + 1}")
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path
