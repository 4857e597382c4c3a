"""The spreadsheet of a review: its columns, the words a reviewer writes, its rows as records.

    HEADERS["status"]                   "status / statut"
    status_of("Rejeter")                "reject"
    Row(number=12, unit="A/RES/69/12#op2", status="fixed", merge="", comment="", texts={…})

It neither writes a workbook (`tm.review.workbook`) nor reads one (`tm.review.reading`).

Why headings in two languages and keys before the slash: reviewers work in French and in English,
and a column is known by its first word, wherever its reviewer moved it.
"""

import re
from typing import NamedTuple

from corpora.codes import LANGUAGES
from corpora.languages import BY_CODE

REVIEW, GUIDE, CHECKS = "review", "guide", "_hexapla"
"""The names of the sheets: the rows, how to review them, and by what the import checks them."""

MARK = "hexapla review 1"
"""The first cell of the sheet of checks; the number is that of its layout."""

KEEP, FIXED, REJECT = "keep", "fixed", "reject"
STATUSES = {KEEP: ("garder",), FIXED: ("corrigé", "corrige"), REJECT: ("rejeter",)}
"""What may stand in the column of the status, and how else it may be written."""

HEADERS = {
    "unit": "unit / unité",
    "symbol": "symbol / cote",
    "label": "label / repère",
    "probability": "probability / probabilité",
    "doubt": "doubt / doute",
    "status": "status / statut",
    "merge": "merge / fusion",
    **{lang: f"{lang} / {BY_CODE[lang].native}" for lang in LANGUAGES},
    "comment": "comment / remarque",
}
"""The heading of each column by its key."""

NEEDED = ("unit", "status", "merge")
"""The columns without which nothing can be imported, beside those of the languages."""

LONGEST_CELL = 32_767
"""Characters of a cell (ECMA-376 programs agree on it; Excel specifications and limits)."""

MOST_ROWS = 1_048_575
"""Rows of a sheet below its heading (Excel specifications and limits)."""


_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Row(NamedTuple):
    """One row of the reviewed sheet, texts with their line ends, all else stripped."""

    number: int  # as the spreadsheet counts it; the heading is 1
    unit: str  # empty where the reviewer inserted the row
    status: str  # "keep", "fixed", "reject" or empty
    merge: str
    comment: str
    texts: dict[str, str]  # language -> what stands in the cell; empty ones are missing


def key_of(heading: str) -> str:
    """Return the key of a column by its heading: "status" for "Status / statut"."""
    return heading.partition("/")[0].strip().casefold()


def status_of(written: str) -> str | None:
    """Return the status that a reviewer wrote, empty for none, None for an unknown word."""
    word = written.strip().casefold()
    for status, others in STATUSES.items():
        if word in (status, *others):
            return status
    return None if word else ""


def escaped(text: str) -> str:
    """Return `text` as a workbook must hold it: what looks like an escape there is one.

    The escapes are `_xHHHH_` (ECMA-376, part 1, 22.9.2.19); openpyxl leaves them to its caller.
    """
    return _ESCAPE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """Return the text that a workbook holds as `text`."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
