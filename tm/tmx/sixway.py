"""The six-language units of one document, from its UNITS.

    [*six_units(document, keep="brackets")]

Enumerators stay in the text as `tm.tmx.labels` has it where each language has one clause; clauses
that were joined have none.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import polars as pl

from tm.tmx.documents import Built
from tm.tmx.labels import Keep, kept, with_number
from tm.tmx.unit import TranslationUnit
from tm.tmx.units import sixway_units


def six_units(document: Built, *, keep: Keep) -> tuple[Iterator[TranslationUnit], dict[str, int]]:
    """Return the units of at least two languages, and how many are left out by reason."""
    dates = {document.doc: document.date} if document.date else {}
    notes = {document.doc: document.note} if document.note else {}
    return sixway_units(_worded(document, keep), dates=dates, notes=notes)


def _worded(document: Built, keep: Keep) -> pl.DataFrame:
    """Return UNITS with the enumerators that stay."""
    rows = document.units.select("tuid", "lang", "start", "stop", "text").iter_rows()
    texts = []
    for _, group in groupby(rows, key=itemgetter(0)):
        variants = [*group]
        words = [text for *_, text in variants]
        if all(stop - start == 1 for _, _, start, stop, _ in variants):
            clauses = [document.clauses[lang][start] for _, lang, start, _, _ in variants]
            if kept([[clause] for clause in clauses], keep=keep):
                words = [with_number(clause) for clause in clauses]
        texts += words
    return document.units.with_columns(text=pl.Series(texts, dtype=pl.String()))
