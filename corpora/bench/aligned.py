"""Rows of six languages as TMX, XLIFF, TSV, Parquet and lines of one file a language.

    write_aligned(folder, "tmx", [{"fr": "La paix", "ru": "Мир", …}])      folder/un.tmx

XLIFF holds two languages, so French and English alone.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl

from corpora.schema import LANGUAGES, PIVOT

_OTHER = "en"

Rows = Sequence[Mapping[str, str]]


def write_aligned(folder: Path, name: str, rows: Rows) -> Path:
    """Write `rows` in a format of `ALIGNED`; return the file, of several that of French."""
    if name == LINES:
        for code in LANGUAGES:
            lines = "".join(f"{row[code]}\n" for row in rows)
            (folder / f"un.{code}").write_bytes(lines.encode())
        return folder / f"un.{PIVOT}"
    (folder / f"un.{name}").write_bytes(_WRITERS[name](rows))
    return folder / f"un.{name}"


def _tmx(rows: Rows) -> bytes:
    """Return a memory of one unit a row."""
    units = "".join(f"<tu>{''.join(_variants(row))}</tu>\n" for row in rows)
    header = f'<header srclang="{PIVOT}" segtype="paragraph"/>'
    return f'<tmx version="1.4">{header}<body>\n{units}</body></tmx>\n'.encode()


def _variants(row: Mapping[str, str]) -> Iterator[str]:
    for code in LANGUAGES:
        yield f'<tuv xml:lang="{code}"><seg>{escape(row[code])}</seg></tuv>'


def _xliff(rows: Rows) -> bytes:
    """Return a bilingual file of one unit a row."""
    units = "".join(
        f'<trans-unit id="{number}"><source>{escape(row[PIVOT])}</source>'
        f"<target>{escape(row[_OTHER])}</target></trans-unit>\n"
        for number, row in enumerate(rows, start=1)
    )
    said = f'original="A/RES/69/12" source-language="{PIVOT}" target-language="{_OTHER}"'
    return (
        f'<xliff version="1.2"><file {said} datatype="plaintext"><body>\n{units}</body></file>'
        "</xliff>\n"
    ).encode()


def _tsv(rows: Rows) -> bytes:
    """Return a table of a column a language."""
    lines = ("\t".join(row[code] for code in LANGUAGES) for row in rows)
    return "\n".join(["\t".join(LANGUAGES), *lines, ""]).encode()


def _parquet(rows: Rows) -> bytes:
    """Return the same table as Parquet."""
    stream = io.BytesIO()
    pl.DataFrame(list(rows), schema=dict.fromkeys(LANGUAGES, pl.String)).write_parquet(stream)
    return stream.getvalue()


_WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "tmx": _tmx,
    "xlf": _xliff,
    "tsv": _tsv,
    "parquet": _parquet,
}

LINES = "lines"
"""Line-parallel text, a file a language."""

ALIGNED = (*_WRITERS, LINES)
"""The formats, by their suffixes."""
