"""The row: what one line of a table, one unit of a memory or one link says in several languages.

    Row(7, (Variant("fr-FR", "La paix"), Variant("ru", "Мир")), label="op2").texts["fr"]

It is what every reader of aligned text gives, one after the other, with nothing judged: texts
stand as in the file, languages that are none of the six are there too. What becomes of a row
in a build is decided in `corpora.aligned`.

Why a variant keeps its own code: the six are what we align, but a memory that is read and
written again must not turn es-MX into es, nor lose its German.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from corpora.parallel.tag import six

Properties = tuple[tuple[str, str], ...]
"""Names and values in the order of the file; a name may repeat."""


class Variant(NamedTuple):
    """One language of a row."""

    code: str  # of the language as the file has it: "fr-FR", "ZH-HANS"
    text: str  # without markup, otherwise as it stands: may be blank or have several lines
    probability: float | None = None  # that it belongs with the French, 0 to 1; None: not said
    author: str | None = None  # who last changed it, as the file says
    date: str | None = None  # when, as the file says: "20141017T092614Z"
    properties: Properties = ()

    @property
    def language(self) -> str | None:
        """The language in LANGUAGES; None for one that is none of the six."""
        return six(self.code)


class Row(NamedTuple):
    """Variants that say the same thing; a language may be missing, or stand there twice."""

    place: int  # line of a table or text, ordinal of the unit or link in XML, from 1
    variants: tuple[Variant, ...]
    name: str | None = None  # tuid or id
    doc: str | None = None  # symbol of the document it comes from, if the file says
    label: str | None = None  # of the clause: "op2"
    probability: float | None = None  # of the row as a whole, 0 to 1; None: not said
    date: datetime.date | None = None  # of the document
    note: str | None = None
    properties: Properties = ()

    @property
    def texts(self) -> dict[str, str]:
        """The text of each of the six languages that is there and not blank, the first of each."""
        found: dict[str, str] = {}
        for variant in self.variants:
            language = variant.language
            if language and language not in found and variant.text.strip():
                found[language] = variant.text
        return found


Rows = Iterator[Row]
"""Rows as they are read, one at a time."""


def share(text: str | None) -> float | None:
    """Return a number from 0 to 1 that `text` writes, None if it is no such number."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def day(text: str | None) -> datetime.date | None:
    """Return a date written as 2014-11-11, None for anything else."""
    try:
        return datetime.date.fromisoformat((text or "").strip())
    except ValueError:
        return None
