"""Text that is aligned already: a table with a column a language, into rows.

    read_parallel(Path("un_dev.tsv"))        [{"fr": "…", "en": "…", …}, …]

TSV and CSV with one header line, UTF-8; Parquet. Other columns are left alone; an empty cell
means that the row lacks the language.

Why TSV is read without quoting: sentences begin with quotation marks, and no field of a
line-per-row table needs them.
"""

from pathlib import Path

import polars as pl

from corpora.errors import InputError
from corpora.schema import LANGUAGES

_READERS = (".tsv", ".csv", ".parquet")


def read_parallel(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table in `path`, the languages that each has.

    Raises `InputError` for a file that is absent, broken, of another kind, or has fewer than
    two language columns.
    """
    table = _read(path)
    columns = [lang for lang in LANGUAGES if lang in table.columns]
    if len(columns) < 2:
        raise InputError(
            f"{path}: has {len(columns)} of the columns {', '.join(LANGUAGES)}; expected a table "
            "with a header line and at least two of them"
        )
    rows = table.select(pl.col(columns).cast(pl.String).fill_null("")).iter_rows(named=True)
    return [{lang: text for lang, text in row.items() if text.strip()} for row in rows]


def _read(path: Path) -> pl.DataFrame:
    if path.suffix not in _READERS:
        raise InputError(f"{path}: is no parallel text; expected {', '.join(_READERS)}")
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        tab = path.suffix == ".tsv"
        return pl.read_csv(
            path,
            separator="\t" if tab else ",",
            quote_char=None if tab else '"',
            infer_schema=False,
        )
    except (pl.exceptions.PolarsError, OSError, UnicodeError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read as a table ({reason}); check the file") from error
