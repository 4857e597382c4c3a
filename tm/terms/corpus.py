"""Aligned text of any kind as the UNITS that terms are sought in.

    corpus = read_corpus(Path("un_dev.tsv"))
    corpus.units, corpus.documents, corpus.left_out

A build (its folder or its `units.parquet`) is taken as it is; of a memory, a table or any other
aligned text (`corpora.parallel`) each row is a unit. The `id` or tuid of a row names the unit, and
texts stand as in the file, so that places in them are places in the file's own text.

Why a row without French is left out: a term is a French term here, so nothing can be sought.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.errors import InputError
from corpora.origin import documents_frame
from corpora.parallel import complete, read_rows
from corpora.parallel.row import Row
from corpora.schema import DOCUMENTS, LANGUAGES, OTHERS, PIVOT, UNITS
from tm.parts import part_paths, scan
from tm.tuid import unique

UNITS_FILE, DOCUMENTS_FILE = "units.parquet", "documents.parquet"
"""The names of these tables in a build."""

KIND = "paragraph"
"""Kind of a unit of which the file says none."""


class Corpus(NamedTuple):
    """What was read."""

    units: pl.DataFrame  # UNITS
    documents: pl.DataFrame  # DOCUMENTS
    left_out: dict[str, int]  # rows by reason


def read_corpus(path: Path) -> Corpus:
    """Return the aligned text in `path`; raises `InputError` for what is none."""
    if path.is_dir():
        if not part_paths(path, "units"):
            raise InputError(
                f"{path}: is no build, for it holds no {UNITS_FILE}; name the folder that "
                "hexapla build wrote, a memory or a table"
            )
        rows, path = scan(path, "units"), path / UNITS_FILE
    elif path.suffix == ".parquet":
        rows = pl.scan_parquet(path, glob=False)
    else:
        return _of_rows(path)
    return _built(path, rows) or _of_rows(path)


def read_background(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Return the texts by language of each unit of aligned texts, those with French."""
    return [row for path in paths for row in _texts(read_corpus(path).units)]


def _texts(units: pl.DataFrame) -> Iterator[dict[str, str]]:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for tuid, doc, lang, text in units.select("tuid", "doc", "lang", "text").iter_rows():
        rows.setdefault((doc, tuid), {})[lang] = text
    return (row for row in rows.values() if PIVOT in row)


def _built(path: Path, rows: pl.LazyFrame) -> Corpus | None:
    """Return the tables of a build, None if the rows of `path` are those of another table."""
    try:
        units = rows.collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"{path}: cannot be read as Parquet; is it whole?") from error
    if not {"tuid", "lang", "text"} <= {*units.columns}:
        return None
    if units.schema != UNITS:
        raise InputError(f"{path}: units of another version of hexapla; build the corpus again")
    beside = path.with_name(DOCUMENTS_FILE)
    known = pl.read_parquet(beside) if beside.is_file() else None
    if known is None or known.schema != DOCUMENTS:
        known = documents_frame(dict.fromkeys(units["doc"].to_list()))  # no dates
    return Corpus(units, known, {})


def _of_rows(path: Path) -> Corpus:
    paths = complete([path])
    rows = read_rows(paths, names={each: str(each) for each in paths})
    left_out: Counter[str] = Counter()
    kept = [row for row in rows if _is_kept(row, left_out)]
    found = {lang for row in kept for lang in row.texts}
    if kept and found.isdisjoint(OTHERS):
        raise InputError(f"{path}: has no text in {', '.join(OTHERS)}; expected French and another")
    dates = {row.doc or path.stem: row.date for row in kept}
    return Corpus(units_of(kept, doc=path.stem), documents_frame(dates), dict(left_out))


def _is_kept(row: Row, left_out: Counter[str]) -> bool:
    if PIVOT not in row.texts:
        left_out["no French text"] += 1
    return PIVOT in row.texts


def units_of(rows: Iterable[Row], *, doc: str) -> pl.DataFrame:
    """Return UNITS of aligned rows; `doc` is the document of those that name none.

    A row without a name is called by its place; a name that comes again gets "~2" (`tm.tuid`).
    """
    places: Counter[str] = Counter()
    cells: list[tuple[object, ...]] = []
    rows = [*rows]
    names = unique(row.name or f"{row.doc or doc}#{row.place}" for row in rows)
    for row, name in zip(rows, names, strict=True):
        own = row.doc or doc
        place = places[own]
        places[own] += 1
        sure = 1.0 if row.probability is None else row.probability
        head = (name, own, place)
        rest = (place, place + 1, KIND, row.label)
        texts = row.texts
        cells += [(*head, lang, *rest, texts[lang], sure) for lang in LANGUAGES if lang in texts]
    return pl.DataFrame(cells, schema=UNITS, orient="row")
