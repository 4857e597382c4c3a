"""Verdicts laid over RENDERINGS: the column `verdict` filled, and what no longer applies.

    renderings, outcome = honour_verdicts(renderings, read_verdicts(corpus))
    outcome.accepted, outcome.unplaced

A verdict holds for what stood in the unit when it was given: the same concept, the same
occurrence of it in the French, and the same words in the other language (spaces apart). Where
something else is found today nobody has looked at it, and the verdict is reported, not applied.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from corpora.schema import RENDERINGS, conform
from tm.terms.verdicts import ACCEPT, IGNORE, REJECT, Key, Verdict, Verdicts

GONE = "the concept is no longer in the termbase, or occurs nowhere"


class Unplaced(NamedTuple):
    """A verdict that no longer applies."""

    concept: str
    tuid: str
    lang: str
    occurrence: int
    reason: str

    @property
    def key(self) -> Key:
        """Return the key of the verdict."""
        return Key(self.tuid, self.concept, self.occurrence, self.lang)


class Outcome(NamedTuple):
    """What became of all verdicts, to be shown and recorded."""

    sha256: str | None  # of the file of verdicts, None without one
    accepted: int
    rejected: int
    ignored: int
    unplaced: tuple[Unplaced, ...]  # in the order of the file

    @property
    def applied(self) -> int:
        """How many verdicts were laid over the renderings."""
        return self.accepted + self.rejected + self.ignored


def honour_verdicts(renderings: pl.DataFrame, verdicts: Verdicts) -> tuple[pl.DataFrame, Outcome]:
    """Return RENDERINGS with the column `verdict` filled, rows in their order, and the outcome."""
    conform(renderings, RENDERINGS, name="renderings")
    rows = _rows(renderings) if verdicts.entries else {}
    known = _known(rows)
    texts = renderings["text"].to_list()
    column: list[str | None] = [None] * renderings.height
    unplaced = []
    for entry in verdicts.entries:
        row = rows.get(entry.key)
        reason = _gone(entry.key, known) if row is None else _changed(entry, texts[row])
        if row is not None and reason is None:
            column[row] = entry.verdict
        else:
            tuid, concept, occurrence, lang = entry.key
            unplaced.append(Unplaced(concept, tuid, lang, occurrence, str(reason)))
    filled = renderings.with_columns(verdict=pl.Series(column, dtype=pl.String))
    counts = Counter(column)
    return filled, Outcome(
        sha256=verdicts.sha256,
        accepted=counts[ACCEPT],
        rejected=counts[REJECT],
        ignored=counts[IGNORE],
        unplaced=tuple(unplaced),
    )


def occurrence_numbers() -> pl.Expr:
    """Return the expression for the `occurrence` of a key over a RENDERINGS frame, from 1.

    The occurrences of a concept in the French of a unit are numbered in the order they stand.
    """
    return pl.col("fr_start").rank("dense").over("concept", "doc", "tuid").cast(pl.UInt32)


def _rows(renderings: pl.DataFrame) -> dict[Key, int]:
    """Return the row of each rendering."""
    keys = renderings.select("tuid", "concept", occurrence_numbers(), "lang")
    return {Key(*key): row for row, key in enumerate(keys.iter_rows())}


def _changed(entry: Verdict, text: str | None) -> str | None:
    """Return why a verdict does not hold for the words `text`, None if it does."""
    was, now = (" ".join((words or "").split()) for words in (entry.text, text))
    if was == now:
        return None
    return f"the rendering is now {now!r}, not {was!r}" if now else f"{was!r} is no longer found"


def _known(rows: Iterable[Key]) -> set[tuple[str, ...]]:
    """Return the concepts, their units, and the languages of these that there are."""
    known: set[tuple[str, ...]] = set()
    for tuid, concept, _, lang in rows:
        known |= {(concept,), (concept, tuid), (concept, tuid, lang)}
    return known


def _gone(key: Key, known: set[tuple[str, ...]]) -> str:
    """Return why a verdict has no row."""
    if (key.concept,) not in known:
        return GONE
    if (key.concept, key.tuid) not in known:
        return "the unit is gone, or its French no longer has the term"
    if (key.concept, key.tuid, key.lang) not in known:
        return "the document no longer has the language"
    return "the term no longer occurs so often in the French of the unit"
