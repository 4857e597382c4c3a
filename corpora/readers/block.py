"""The block: one paragraph or heading of a file with its runs, before anything is understood.

    Block((Run("1. "), Run("Prie", italic=True), Run(" le Secrétaire général …")), line=97)

Every reader gives blocks in reading order. A block knows its emphasis, raised characters and
place in the file; it knows nothing of clauses, notes or numbering (`corpora.structure.version`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(f"([{SUPERSCRIPTS}]+)")
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_FROM_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS)


class Run(NamedTuple):
    """A stretch of text in one style; a newline in it means no more than a space."""

    text: str
    italic: bool = False
    bold: bool = False
    superscript: bool = False


class Cell(NamedTuple):
    """The place of a table cell, all from 1: which table of the file, row and column."""

    table: int
    row: int
    column: int


class Block(NamedTuple):
    """A paragraph or heading; `level` is 1 for the highest heading and 0 for a paragraph.

    A footnote begins with its mark as a superscript run, whatever the format calls it.
    """

    runs: tuple[Run, ...]
    line: int  # of the file, from 1
    page: int | None = None  # from 1; None where the file has no pages
    level: int = 0
    gap: bool = False  # what parts it from the block before need not end a clause
    rule: bool = False  # a horizontal rule, without text
    cell: Cell | None = None  # where in a table it stands; several blocks may share a cell
    note: bool = False  # part of a footnote; without a mark it goes on with the one before

    @property
    def text(self) -> str:
        """The characters of all runs, as they stand."""
        return "".join(run.text for run in self.runs)


def raised(run: Run) -> Iterator[Run]:
    """Split Unicode superscript digits off `run` as superscript runs of plain digits."""
    for piece in _RAISED.split(run.text):
        if piece and piece[0] in SUPERSCRIPTS:
            yield run._replace(text=piece.translate(_TO_DIGITS), superscript=True)
        elif piece:
            yield run._replace(text=piece)


def raise_digits(text: str) -> str:
    """Return ASCII digits as Unicode superscripts: the inverse of `raised` for an exponent."""
    return text.translate(_FROM_DIGITS)
