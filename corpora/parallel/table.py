"""TSV, CSV and Parquet with a column a language: a file in, rows out.

    doc    label  fr-FR     ru
    A/1    op2    La paix   Мир

A column is a language where its header is a code, a tag or a name of one of the six. `doc`,
`document` or `symbol`, `label`, `tuid` or `id`, `date` and `probability` are used if they are
there, other columns left alone; an empty cell means that the row lacks the language. One header
line; UTF-8, or UTF-16 with its mark; CSV with commas, semicolons or tabs.

Why TSV is read without quoting: sentences begin with quotation marks, and no field of a
line-per-row table needs them.

Why rows, cells and the text as a whole are bounded: Parquet spells a text once for a million
rows, so the size of a file says nothing of what it unpacks to. Ten million bytes in one place is
where libxml2 draws the line too.
"""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from corpora.parallel.packed import check_ratio, check_size, opened
from corpora.parallel.row import Row, Rows, Variant, day, share
from corpora.parallel.tag import six

SUFFIXES = (".tsv", ".csv", ".parquet")

LARGEST_CELL = 10_000_000
"""Bytes; the longest paragraph of a UN document has some 20,000 characters."""

MOST_ROWS = 20_000_000
"""Rows; the six-way text of the UN Parallel Corpus has 11 million."""

_SHOWN = 200  # characters of what polars says
_BATCH = 1_000  # rows made into Python text at a time
_DOC = ("doc", "document", "symbol")
_FACTS = ("label", "tuid", "id", "probability", "date")
_DELIMITERS = ",;\t"


def read_table(path: Path, *, file: str, limit: int | None = None) -> Rows:
    """Yield the rows of the table in `path`, `place` their line where no cell has several.

    `limit` is in bytes. Raises `InputError` for a file that is absent, broken or too large, or has
    fewer than two columns of languages, or two of one.
    """
    table, size = _load(path, file, limit)
    columns = _language_columns(table.columns, file)
    named = {name.strip().lower(): name for name in reversed(table.columns)}
    doc = next((named[name] for name in _DOC if name in named), None)
    facts = {fact: named[fact] for fact in _FACTS if fact in named}
    wanted = [*columns.values(), *facts.values(), *([doc] if doc else [])]
    texts = _texts(table, wanted, file)
    written = texts.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item()
    check_ratio(written, size, file)
    check_size(written, limit, file)
    for place, cells in enumerate(_cells(texts), start=2):
        yield Row(
            place,
            tuple(Variant(name.strip(), cells[name]) for name in columns.values()),
            name=cells.get(facts.get("tuid", "")) or cells.get(facts.get("id", "")) or None,
            doc=(cells[doc].strip() or None) if doc else None,
            label=_label(cells, facts),
            probability=share(cells.get(facts.get("probability", ""))),
            date=day(cells.get(facts.get("date", ""))),
        )


def _label(cells: dict[str, str], facts: dict[str, str]) -> str | None:
    """Return the label of a row, else what its tuid says behind the document."""
    label = cells.get(facts.get("label", ""), "").strip()
    return label or cells.get(facts.get("tuid", ""), "").rpartition("#")[2].strip() or None


def _cells(texts: pl.DataFrame) -> Iterator[dict[str, str]]:
    for part in texts.iter_slices(_BATCH):
        yield from part.iter_rows(named=True)


def _language_columns(names: list[str], file: str) -> dict[str, str]:
    """Return the column of each language, in the order of the languages."""
    columns: dict[str, str] = {}
    for name in names:
        code = six(name)
        if code in columns:
            raise InputError(
                f"{file}: {columns[code]!r} and {name!r} are both columns in {code}; keep one"
            )
        if code:
            columns[code] = name
    if len(columns) < 2:
        raise InputError(
            f"{file}: has {len(columns)} of the columns {', '.join(LANGUAGES)}; expected a table "
            "with a header line and at least two of them"
        )
    return {code: columns[code] for code in LANGUAGES if code in columns}


def _texts(table: pl.DataFrame, names: list[str], file: str) -> pl.DataFrame:
    """Return the columns `names` as text, empty for nothing."""
    try:
        texts = table.select(pl.col(names).cast(pl.String).fill_null(""))
    except pl.exceptions.PolarsError as error:
        raise InputError(f"{file}: a column of a language holds no text; check the file") from error
    longest = texts.select(pl.all().str.len_bytes().max()).row(0)
    if max((length or 0 for length in longest), default=0) > LARGEST_CELL:
        raise InputError(
            f"{file}: a cell of more than {LARGEST_CELL:,} bytes; check the delimiter and quoting"
        )
    return texts


def _load(path: Path, file: str, limit: int | None) -> tuple[pl.DataFrame, int]:
    """Return the table and the bytes that its file has unpacked."""
    try:
        with opened(path, file=file, limit=limit) as stream:
            data = stream.read()
        if _suffix(path) == ".parquet":
            return _read_parquet(data, file), len(data)
        return _parse(_utf8(data), tab=_suffix(path) == ".tsv"), len(data)
    except (
        pl.exceptions.PolarsError,
        pl.exceptions.PanicException,
        OSError,
        UnicodeError,
    ) as error:
        reason = str(error).partition("\n")[0][:_SHOWN]
        raise InputError(f"{file}: cannot be read as a table ({reason}); check the file") from error


def _read_parquet(data: bytes, file: str) -> pl.DataFrame:
    """Return the columns that are used, once it is clear how many rows there are."""
    rows = pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item()
    if rows > MOST_ROWS:
        raise InputError(
            f"{file}: {rows:,} rows, and no more than {MOST_ROWS:,} are read; split it"
        )
    names = pl.read_parquet_schema(io.BytesIO(data))
    used = [name for name in names if six(name) or name.strip().lower() in (*_DOC, *_FACTS)]
    return pl.read_parquet(io.BytesIO(data), columns=used)


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _utf8(data: bytes) -> bytes:
    """Return a table that says it is UTF-16, as Excel's "Unicode text" does, in UTF-8."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16").encode() if marked else data


def _parse(data: bytes, *, tab: bool) -> pl.DataFrame:
    delimiter = "\t" if tab else _delimiter(data)
    return pl.read_csv(
        data, separator=delimiter, quote_char=None if tab else '"', infer_schema=False
    )


def _delimiter(data: bytes) -> str:
    """Return the delimiter by which the header has the most languages, the comma by default."""
    header = data.partition(b"\n")[0].decode("utf-8", errors="replace").lstrip("\ufeff")

    def languages(delimiter: str) -> int:
        return sum(six(name.strip('" \r')) is not None for name in header.split(delimiter))

    return max(_DELIMITERS, key=languages)
