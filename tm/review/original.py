"""The units of a build as a reviewer sees them: their clauses by language, one by one.

    original = read_build(Path("out"))
    original.units[16].texts["ru"]              ("просит …", "призывает …")
    checksum(original.units[16], LANGUAGES)     "5b0c…": what the import knows the row again by

It reads UNITS and CLAUSES and writes nothing.

Why clauses and not the joined text of UNITS: a reviewer moves whole clauses between rows, so a
cell must show where one ends; and corrections are kept by clause (`tm.review.corrections`).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from corpora.errors import InputError
from corpora.schema import CLAUSES, UNITS, SchemaMismatchError, conform
from tm.folder import RECORD
from tm.parts import scan


class Original(NamedTuple):
    """One unit of a build."""

    tuid: str
    doc: str
    place: int  # in its document, from 0
    label: str | None
    clauses: dict[str, tuple[int, ...]]  # language -> clause indices, ascending
    texts: dict[str, tuple[str, ...]]  # language -> the text of each of those
    probability: dict[str, float]
    reviewed: bool  # a correction decided on it when it was built

    def lowest(self, languages: Iterable[str]) -> float:
        """Return the probability of its least certain one of `languages`, of which it has one."""
        return min(self.probability[lang] for lang in languages if lang in self.probability)


class Text(NamedTuple):
    """What a clause is known again by."""

    label: str | None
    text: str


Versions = dict[str, tuple[Text, ...]]
"""The clauses of a document by language."""


class Build(NamedTuple):
    """What a review needs of a build."""

    units: list[Original]  # by document and index
    versions: dict[str, Versions]  # by document
    checksums: dict[str, dict[str, str]]  # document -> file, relative to the corpus -> SHA-256
    texts: frozenset[str]  # corrections of texts that are in it already, by their digests


class _Row(NamedTuple):
    tuid: str
    doc: str
    place: int
    lang: str
    start: int
    stop: int
    label: str | None
    probability: float


def read_build(folder: Path) -> Build:
    """Return the units and clauses of the build in `folder`; raises `InputError` if it is none."""
    record = _record(folder)
    versions = _versions(_table(folder, "clauses", CLAUSES))
    table = _table(folder, "units", UNITS).sort("doc", "index", "lang")
    rows = [*map(_Row._make, table.rename({"index": "place"}).select(_Row._fields).iter_rows())]
    review = record.get("review", {})
    reviewed = {*review.get("tuids", ())}
    sums = {each["symbol"]: each["sha256"] for each in record["documents"]}
    texts = frozenset(review.get("texts", ()))
    return Build(_units(rows, versions, reviewed), versions, sums, texts)


def checksum(unit: Original, languages: Sequence[str]) -> str:
    """Return 16 hexadecimal digits that change with anything a row of `languages` shows."""
    shown = [(x, unit.clauses[x], unit.texts[x]) for x in languages if x in unit.clauses]
    text = json.dumps([unit.tuid, shown], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _record(folder: Path) -> dict[str, Any]:
    """Return the record of a build, as `tm.record` wrote it."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if record["hexapla"] and isinstance(record["documents"], list):
            return dict(record)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{folder}: holds no build; give the folder that `hexapla build` wrote")


def _table(folder: Path, name: str, schema: pl.Schema) -> pl.DataFrame:
    try:
        return conform(scan(folder, name).collect(), schema, name=name)
    except (OSError, InputError, SchemaMismatchError, pl.exceptions.PolarsError) as error:
        raise InputError(
            f"{folder / name}.parquet: missing, damaged or of another version; "
            "build the corpus again"
        ) from error


def _versions(clauses: pl.DataFrame) -> dict[str, Versions]:
    found: dict[str, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    rows = clauses.sort("doc", "lang", "index").select("doc", "lang", *Text._fields).iter_rows()
    for doc, lang, *clause in rows:
        found[doc][lang].append(Text(*clause))
    return {
        doc: {lang: tuple(texts) for lang, texts in languages.items()}
        for doc, languages in found.items()
    }


def _units(
    rows: Sequence[_Row], versions: dict[str, Versions], reviewed: set[str]
) -> list[Original]:
    owned = _owned(rows)
    units: dict[tuple[str, int], Original] = {}
    for row in rows:
        empty = Original(row.tuid, row.doc, row.place, row.label, {}, {}, {}, row.tuid in reviewed)
        unit = units.setdefault((row.doc, row.place), empty)
        clauses = owned[row.doc, row.lang, row.place]
        unit.clauses[row.lang] = clauses
        unit.texts[row.lang] = tuple(versions[row.doc][row.lang][i].text for i in clauses)
        unit.probability[row.lang] = row.probability
    return [*units.values()]


def _owned(rows: Sequence[_Row]) -> dict[tuple[str, str, int], tuple[int, ...]]:
    """Return the clauses of each variant: its range but what stands inside as another unit."""
    ranges: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        ranges[row.doc, row.lang].append(row)
    owned: dict[tuple[str, str, int], tuple[int, ...]] = {}
    for version, found in ranges.items():
        owner: dict[int, int] = {}
        for row in sorted(found, key=lambda each: each.start - each.stop):
            owner.update(dict.fromkeys(range(row.start, row.stop), row.place))
        for row in found:
            mine = (each for each in range(row.start, row.stop) if owner[each] == row.place)
            owned[*version, row.place] = tuple(mine)
    return owned
