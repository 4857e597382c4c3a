"""Line-parallel text: one file a language, one sentence a line, the same number of lines.

    UNv1.0.6way.fr  UNv1.0.6way.ru  …  UNv1.0.6way.ids

So come the six-way text and the pairs of the UN Parallel Corpus (Ziemski et al. 2016), and most
corpora for machine translation (Moses format). The `.ids` beside them, if there is one, names for
each line the document and the sentences it was made of:

    1990/trans/wp_29/1990/1    ar:36:1 en:36:1 es:33:1 fr:34:1 fr:34:2 ru:39:1 zh:37:1

Why a different number of lines is an error: which line is missing cannot be told, and from
there on every row would pair a sentence with a translation of its neighbour.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from corpora.parallel.packed import Readable, opened
from corpora.parallel.row import Row, Rows, Variant

IDS = ".ids"
SUFFIXES = tuple(f".{code}" for code in LANGUAGES)

_CHUNK = 1 << 16  # bytes
_LONGEST = 1 << 20
"""Bytes of one line; the longest of the UN's sentences has some 10,000."""


def members(path: Path) -> tuple[Path, ...]:
    """Return the files that belong with `path`, itself one of them: languages first, then ids."""
    beside = (path.with_suffix(suffix) for suffix in (*SUFFIXES, IDS))
    return tuple(each for each in beside if each.is_file())


def read_moses(
    paths: Sequence[Path], *, names: Mapping[Path, str], limit: int | None = None
) -> Rows:
    """Yield a row a line of the files in `paths`, `place` the line; `names` are for messages.

    `limit` is in bytes a file. Raises `InputError` for fewer than two languages, for files of
    different length, and for what is not UTF-8.
    """
    languages = [path for path in paths if path.suffix in SUFFIXES]
    if len(languages) < 2:
        raise InputError(
            f"{names[paths[0]]}: no other language beside it; put files of the same name there "
            f"that end in {', '.join(SUFFIXES)}"
        )
    with ExitStack() as stack:
        sides = [_lines_of(path, stack, names[path], limit) for path in paths]
        for place, lines in enumerate(zip_longest(*sides), start=1):
            if None in lines:
                raise InputError(_uneven(place, paths, lines, names))
            texts = dict(zip(paths, lines, strict=True))
            ids = [lines[index] for index, path in enumerate(paths) if path.suffix == IDS]
            yield Row(
                place,
                tuple(Variant(path.suffix[1:], texts[path]) for path in languages),
                doc=_document(ids[0]) if ids else None,
            )


def _uneven(
    place: int, paths: Sequence[Path], lines: Sequence[str | None], names: Mapping[Path, str]
) -> str:
    short = next(path for path, line in zip(paths, lines, strict=True) if line is None)
    long = next(path for path, line in zip(paths, lines, strict=True) if line is not None)
    return (
        f"{names[short]}: has {place - 1} lines, and {names[long]} has more; the files must have "
        "a line for every line of the others"
    )


def _document(ids: str) -> str | None:
    """Return the document that a line of ids begins with, without language and suffix."""
    first = (ids.split(maxsplit=1) or [""])[0].removesuffix(".gz").removesuffix(".xml")
    language, _, rest = first.partition("/")
    return (rest if language in LANGUAGES and rest else first) or None


def _lines_of(path: Path, stack: ExitStack, name: str, limit: int | None) -> Iterator[str]:
    return _lines(stack.enter_context(opened(path, file=name, limit=limit)), name)


def _lines(stream: Readable, name: str) -> Iterator[str]:
    """Yield the lines of `stream`, which only a newline ends, without it."""
    rest, place = b"", 1
    while data := stream.read(_CHUNK):
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            yield _decoded(line, place, name)
            place += 1
        if len(rest) > _LONGEST:
            raise InputError(f"{name}: line {place}: longer than a sentence can be; check the file")
    if rest:
        yield _decoded(rest, place, name)


def _decoded(line: bytes, place: int, name: str) -> str:
    try:
        return line.decode("utf-8-sig" if place == 1 else "utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: line {place}: not UTF-8; save the file as UTF-8") from error
