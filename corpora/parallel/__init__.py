"""Text that is aligned already, in whatever format: files in, rows out.

    read_parallel(Path("un_dev.tsv"))                   [{"fr": "…", "en": "…", …}, …]
    read_rows([Path("un.tmx")], names=names)            Row(1, (Variant("fr-FR", "…"), …)), …

    .tsv .csv .parquet        a column a language                    corpora.parallel.table
    .tmx                      translation memories                   corpora.parallel.tmx
    .xlf .xliff and the like  bilingual files of CAT tools           corpora.parallel.xliff
    .fr .en … .ids            line-parallel text, a file a language  corpora.parallel.moses
    .xml                      links between TEI documents            corpora.parallel.links

Each may be packed with gzip (`un.tmx.gz`). What a build makes of the rows: `corpora.aligned`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from corpora.parallel import moses, table, tmx, xliff
from corpora.parallel.links import linked_rows
from corpora.parallel.packed import opened
from corpora.parallel.row import Rows

TMX = (".tmx",)
XLIFF = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")
LINKS = (".xml",)
SUFFIXES = (*TMX, *XLIFF, *table.SUFFIXES, *moses.SUFFIXES, *LINKS)

_SIX = "|".join(LANGUAGES)
_LINK_FILE = re.compile(rf"(?:.*[._])?(?:{_SIX})-(?:{_SIX})\.xml(?:\.gz)?", re.IGNORECASE)


def read_parallel(path: Path) -> list[dict[str, str]]:
    """Return the rows of the aligned text in `path`, the languages that each has.

    Of line-parallel text any one file is named. Raises `InputError` for a file that is absent,
    broken, of another kind, or has fewer than two of the six languages.
    """
    return [*stream_parallel(path)]


def stream_parallel(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows as `read_parallel` returns them; too few languages are told at the end.

    Memories, files of links and line-parallel text are read as they are needed, a table at once.
    """
    paths = complete([path])
    found: set[str] = set()
    for row in read_rows(paths, names={each: str(each) for each in paths}):
        texts = row.texts
        found.update(texts)
        yield texts
    if len(found) < 2 and suffix_of(path) not in table.SUFFIXES:
        raise InputError(
            f"{path}: has text in {len(found)} of {', '.join(LANGUAGES)}; expected two or more"
        )


def read_rows(
    paths: Sequence[Path], *, names: Mapping[Path, str], limit: int | None = None
) -> Rows:
    """Yield the rows of one aligned text, in the order of the file.

    `paths` are the files of one set of line-parallel text or of links, else one file; `limit` is
    in unpacked bytes a file. Raises `InputError`, by the names in `names`.
    """
    first = paths[0]
    suffix = suffix_of(first)
    if is_line_parallel(paths):
        yield from moses.read_moses(paths, names=names, limit=limit)
    elif all(suffix_of(path) in LINKS for path in paths):
        yield from linked_rows(paths, names=names, limit=limit)
    elif len(paths) > 1:
        raise InputError(f"{names[paths[1]]}: no part of {names[first]}; name it by itself")
    elif suffix in table.SUFFIXES:
        yield from table.read_table(first, file=names[first], limit=limit)
    elif suffix in (*TMX, *XLIFF):
        read = tmx.read_tmx if suffix in TMX else xliff.read_xliff
        with opened(first, file=names[first], limit=limit) as stream:
            yield from read(stream, file=names[first])
    else:
        raise InputError(f"{names[first]}: is no parallel text; expected {', '.join(SUFFIXES)}")


def complete(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return `paths`, and if they are one file of line-parallel text all that belong with it."""
    if len(paths) == 1 and is_line_parallel(paths):
        return moses.members(paths[0]) or tuple(paths)
    return tuple(paths)


def is_line_parallel(paths: Sequence[PurePath]) -> bool:
    """Tell whether all of `paths` are files of line-parallel text, by their names."""
    return all(path.suffix in (*moses.SUFFIXES, moses.IDS) for path in paths)


def is_link_file(name: str) -> bool:
    """Tell whether a file is one of links by its name: `en-fr.xml.gz`, `UNv1.0.en-fr.xml`."""
    return _LINK_FILE.fullmatch(name) is not None


def suffix_of(path: PurePath) -> str:
    """Return the suffix of a name in small letters, that of the content if it is packed."""
    return PurePath(path.name.lower().removesuffix(".gz")).suffix
