"""What the memories hold: BEADS or UNITS in, translation units out.

    memory = bilingual_units(beads, clauses, "ru")
    write_tmx(Path("fr-ru.tmx"), memory.units, source_language=PIVOT)
    memory.left_out                             {"no French counterpart": 3}

Writes no file and judges no alignment: every bead with both sides becomes a unit, whatever its
probability, which goes with it as a property.

Why pairs come from BEADS, not from UNITS: a clause that one language splits or merges coarsens
the six-way unit; the memories of the other four languages must not suffer from it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Protocol

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


class Worded(Protocol):
    """A clause as a memory needs it."""

    @property
    def label(self) -> str | None:
        """Its label."""

    @property
    def number(self) -> str | None:
        """Its enumerator as printed."""

    @property
    def text(self) -> str:
        """Its text."""


class _Clause(NamedTuple):
    label: str | None
    number: str | None
    text: str


class Pair(NamedTuple):
    """A bead with both sides."""

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
    rows = whole.select("doc", *Pair._fields).sort("doc", *Pair._fields[:4]).iter_rows()
    sides = clauses.filter(pl.col("lang").is_in([PIVOT, language]))
    units = _of_documents(rows, sides, language)
    return Memory(_with_facts(units, dates, notes), _incomplete(pairs))


def document_pairs(
    doc: str,
    beads: Iterable[Pair],
    french: Sequence[Worded],
    other: Sequence[Worded],
    language: str,
) -> Iterator[TranslationUnit]:
    """Yield the units of one document in French and `language`, one a bead with both sides.

    The clauses are those of the two versions; `beads` are in order. Date and note are not added.
    """
    units = [_pair_unit(doc, bead, french, other, language) for bead in beads]
    for unit, name in zip(units, unique(unit.tuid for unit in units), strict=True):
        yield unit._replace(tuid=name)


def document_units(rows: Iterable[tuple[object, ...]]) -> Iterator[TranslationUnit]:
    """Yield the units of one document in two languages or more.

    `rows` are those of UNITS by index and language. Date and note are not added.
    """
    fields = itemgetter(*(list(UNITS).index(name) for name in _Row._fields))
    found = (_Row(*fields(row)) for row in rows)
    for _, group in groupby(found, key=attrgetter("tuid")):
        variants = tuple(group)
        if len(variants) > 1:
            yield _sixway_unit(variants)


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


def _of_documents(
    rows: Iterable[tuple[Any, ...]], clauses: pl.DataFrame, language: str
) -> Iterator[TranslationUnit]:
    documents = clauses.partition_by("doc", as_dict=True)
    for doc, group in groupby(rows, key=itemgetter(0)):
        french = _side(documents[doc,], PIVOT)
        other = _side(documents[doc,], language)
        yield from document_pairs(doc, (Pair(*bead) for _, *bead in group), french, other, language)


def _side(clauses: pl.DataFrame, language: str) -> list[_Clause]:
    """Return the clauses of one version, each at the place its index names."""
    version = clauses.filter(pl.col("lang") == language).sort("index")
    return [_Clause(*row) for row in version.select(_Clause._fields).iter_rows()]


def _pair_unit(
    doc: str, bead: Pair, french: Sequence[Worded], other: Sequence[Worded], language: str
) -> TranslationUnit:
    here, there = french[bead.fr_start : bead.fr_stop], other[bead.start : bead.stop]
    label = here[0].label
    return TranslationUnit(
        tuid(doc, label=label, index=bead.fr_start),
        (_variant(PIVOT, here), _variant(language, there)),
        _properties(doc, label, (len(here), len(there)), bead.probability),
    )


def _variant(language: str, clauses: Sequence[Worded]) -> Variant:
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
        yield with_facts(unit, date=dates.get(doc), note=notes.get(doc))


def with_facts(unit: TranslationUnit, *, date: str | None, note: str | None) -> TranslationUnit:
    """Return a unit with the date (YYYY-MM-DD) and the note of its document."""
    dated = ((DATE, date),) if date else ()
    return unit._replace(properties=unit.properties + dated, note=note)
