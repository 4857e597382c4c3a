"""The unit as it comes back from the memory: its texts, what is known of it, and where it is from.

    StoredUnit(7, "A/RES/69/12#op2", {"fr": "…", "ru": "…"}, {"x-bead": "1-1", …}, "un.tmx", "A/…")

What a file says of one variant stands under `name@language`: `x-number@fr`, `author@ru`.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from corpora.codes import LANGUAGES
from corpora.properties import DATE, LABEL, PROBABILITY

COLUMNS = (
    "units.id, files.name, symbol, date, tuid, label, probability, properties, "
    f"{', '.join(LANGUAGES)}"
)
"""What a query gives for each unit."""

TABLES = "units LEFT JOIN files ON files.id = file LEFT JOIN documents ON documents.id = document"
"""Where it takes that from."""

Value = str | dict[str, str]
"""Of a property: one for the unit, or one a language."""

Cells = tuple[
    int, str | None, str | None, str | None, str | None, str | None, float | None, str | None
]


class StoredUnit(NamedTuple):
    """A unit of a memory."""

    id: int  # from 1; never another's
    tuid: str | None  # as the file has it
    texts: dict[str, str]  # of two or more languages, in the order of LANGUAGES
    properties: dict[str, str]  # x-label, x-date and x-probability first, as in our own TMX
    file: str  # the name of the file it was first added with
    document: str | None  # symbol


def unit_of(cells: Cells, texts: tuple[str | None, ...]) -> StoredUnit:
    """Return the unit that `COLUMNS` are; raises an error of Python for what they never are."""
    number, file, document, date, tuid, label, probability, properties = cells
    if not all(isinstance(text, str | None) for text in (*texts, tuid, document, label)):
        raise ValueError("a text that is none")
    if file is None:
        raise ValueError("a unit of no file")
    known = {LABEL: label, DATE: date}
    known[PROBABILITY] = None if probability is None else f"{probability:.4f}"
    found = {name: value for name, value in known.items() if value is not None}
    if properties:
        found.update(_flat(json.loads(properties)))
    return StoredUnit(
        number,
        full_tuid(tuid, document, label),
        {lang: text for lang, text in zip(LANGUAGES, texts, strict=True) if text is not None},
        found,
        file,
        document,
    )


def full_tuid(kept: str | None, document: str | None, label: str | None) -> str | None:
    """Return the tuid that was kept so."""
    if document and label and kept is None:
        return f"{document}#{label}"
    return kept or None


def _flat(properties: dict[str, Value]) -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((f"{name}@{lang}", each) for lang, each in value.items())
