"""What the memories hold: BEADS or UNITS in, translation units out.

    memory = bilingual_units(beads, clauses, "ru")
    write_tmx(Path("fr-ru.tmx"), memory.units, source_language=PIVOT)
    memory.left_out                             {"no French counterpart": 3}

Writes no file and judges no alignment: every bead with both sides becomes a unit, whatever its
probability, which goes with it as a property.

Why pairs come from BEADS, not from UNITS: a clause that one language splits or merges coarsens
the six-way unit; the memories of the other four languages must not suffer from it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import polars as pl

from corpora.languages import BY_CODE
from corpora.schema import BEADS, CLAUSES, PIVOT, UNITS, conform
from corpora.structure.passage import join_all
from tm.tmx.unit import BEAD, DATE, DOCUMENT, LABEL, NUMBER, PROBABILITY, TranslationUnit, Variant
from tm.tuid import tuid, unique

NO_PIVOT = "no French counterpart"
NO_OTHER = "no counterpart of the French"
ONE_LANGUAGE = "one language only"

_NOTHING: Mapping[str, str] = {}


class Memory(NamedTuple):
    """The units of one memory, and what stays out of it."""

    units: Iterator[TranslationUnit]  # made as they are asked for; can be run through once
    left_out: dict[str, int]  # reason -> beads or units; complete from the start


class _Clause(NamedTuple):
    label: str | None
    number: str | None
    text: str


class _Bead(NamedTuple):
    doc: str
    fr_start: int
    fr_stop: int
    start: int
    stop: int
    probability: float


class _Row(NamedTuple):
    tuid: str
    doc: str
    lang: str
    start: int
    stop: int
    label: str | None
    text: str
    probability: float


def bilingual_units(
    beads: pl.DataFrame,
    clauses: pl.DataFrame,
    language: str,
    *,
    dates: Mapping[str, str] = _NOTHING,
    notes: Mapping[str, str] = _NOTHING,
) -> Memory:
    """Return the French-`language` memory: one unit a bead of BEADS that has both sides.

    Units are ordered by document and place. `dates` (YYYY-MM-DD) and `notes` go by document
    symbol. A tuid that repeats in a document gets "~2", "~3".
    """
    conform(beads, BEADS, name="beads")
    conform(clauses, CLAUSES, name="clauses")
    pairs = beads.filter(pl.col("lang") == language)
    whole = pairs.filter(_has_pivot(), _has_other())
    rows = whole.select(_Bead._fields).sort(_Bead._fields[:5]).iter_rows()
    sides = clauses.filter(pl.col("lang").is_in([PIVOT, language]))
    units = _pair_units(map(_Bead._make, rows), sides, language)
    return Memory(_with_facts(units, dates, notes), _incomplete(pairs))


def sixway_units(
    units: pl.DataFrame,
    *,
    dates: Mapping[str, str] = _NOTHING,
    notes: Mapping[str, str] = _NOTHING,
) -> Memory:
    """Return the memory of all languages: one unit a unit of UNITS that has at least two.

    Texts and tuids are those of the table; units are ordered by document and index, variants
    as in `LANGUAGES`. `dates` (YYYY-MM-DD) and `notes` go by document symbol.
    """
    conform(units, UNITS, name="units")
    languages = pl.len().over("tuid")
    shared = units.filter(languages > 1).sort("doc", "index", "tuid", "lang")
    rows = map(_Row._make, shared.select(_Row._fields).iter_rows())
    grouped = (tuple(group) for _, group in groupby(rows, key=attrgetter("tuid")))
    single = units.filter(languages == 1).height
    left_out = {ONE_LANGUAGE: single} if single else {}
    return Memory(_with_facts(map(_sixway_unit, grouped), dates, notes), left_out)


def _has_pivot() -> pl.Expr:
    return pl.col("fr_start") < pl.col("fr_stop")


def _has_other() -> pl.Expr:
    return pl.col("start") < pl.col("stop")


def _incomplete(pairs: pl.DataFrame) -> dict[str, int]:
    """Return the number of beads with one side empty, by reason; no reason with none."""
    counts = {
        NO_PIVOT: pairs.filter(~_has_pivot()).height,
        NO_OTHER: pairs.filter(~_has_other()).height,
    }
    return {reason: count for reason, count in counts.items() if count}


def _pair_units(
    beads: Iterable[_Bead],
    clauses: pl.DataFrame,
    language: str,
) -> Iterator[TranslationUnit]:
    documents = clauses.partition_by("doc", as_dict=True)
    for doc, group in groupby(beads, key=attrgetter("doc")):
        french = _side(documents[doc,], PIVOT)
        other = _side(documents[doc,], language)
        units = [_pair_unit(bead, french, other, language) for bead in group]
        for unit, name in zip(units, unique(unit.tuid for unit in units), strict=True):
            yield unit._replace(tuid=name)


def _side(clauses: pl.DataFrame, language: str) -> list[_Clause]:
    """Return the clauses of one version, each at the place its index names."""
    version = clauses.filter(pl.col("lang") == language).sort("index")
    return [_Clause(*row) for row in version.select(_Clause._fields).iter_rows()]


def _pair_unit(
    bead: _Bead, french: list[_Clause], other: list[_Clause], language: str
) -> TranslationUnit:
    here, there = french[bead.fr_start : bead.fr_stop], other[bead.start : bead.stop]
    label = here[0].label
    return TranslationUnit(
        tuid(bead.doc, label=label, index=bead.fr_start),
        (_variant(PIVOT, here), _variant(language, there)),
        _properties(bead.doc, label, (len(here), len(there)), bead.probability),
    )


def _variant(language: str, clauses: list[_Clause]) -> Variant:
    text = join_all((clause.text for clause in clauses), BY_CODE[language])
    numbers = tuple((NUMBER, clause.number) for clause in clauses if clause.number)
    return Variant(language, text, numbers)


def _sixway_unit(rows: tuple[_Row, ...]) -> TranslationUnit:
    first = rows[0]
    sizes = (row.stop - row.start for row in rows)
    lowest = min(row.probability for row in rows)
    return TranslationUnit(
        first.tuid,
        tuple(_sixway_variant(row) for row in rows),
        _properties(first.doc, first.label, sizes, lowest),
    )


def _sixway_variant(row: _Row) -> Variant:
    certainty = () if row.lang == PIVOT else ((PROBABILITY, _decimals(row.probability)),)
    return Variant(row.lang, row.text, certainty)


def _properties(
    doc: str, label: str | None, sizes: Iterable[int], probability: float
) -> tuple[tuple[str, str], ...]:
    return (
        (DOCUMENT, doc),
        *(((LABEL, label),) if label else ()),
        (BEAD, "-".join(map(str, sizes))),
        (PROBABILITY, _decimals(probability)),
    )


def _decimals(probability: float) -> str:
    return f"{probability:.4f}"


def _with_facts(
    units: Iterable[TranslationUnit], dates: Mapping[str, str], notes: Mapping[str, str]
) -> Iterator[TranslationUnit]:
    """Yield `units` with the date and the note of their document, where it has them."""
    for unit in units:
        doc = dict(unit.properties)[DOCUMENT]
        date = ((DATE, dates[doc]),) if doc in dates else ()
        yield unit._replace(properties=unit.properties + date, note=notes.get(doc))
