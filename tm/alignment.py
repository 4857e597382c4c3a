"""One document, aligned from a folder to a folder: beads a language, six-way units.

    align_folder(Path("document"), Path("out"))
    out/fr-en.beads … out/fr-zh.beads, out/six.jsonl

The formats are those of `align.gold`. Every segment is in exactly one bead a language and in
exactly one unit; units of one language are written too.

Why each file is written beside and then renamed, and nothing is removed: OUT may be any folder
of the user's; a reader sees an old file or a new one, never a half.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from align.document import Alignment, align_versions
from align.doubts import doubts
from align.gold import format_pairing, format_unit, pairing_of, six_unit_of
from align.lexicon import Lexicon, shipped
from align.versions import Versions, read_versions
from corpora.errors import OutputError
from corpora.schema import PIVOT


class Aligned(NamedTuple):
    """What was aligned and written."""

    versions: Versions
    alignment: Alignment
    files: tuple[str, ...]
    warnings: tuple[str, ...]


def align_folder(folder: Path, out: Path, *, lexicon: Lexicon | None = None) -> Aligned:
    """Align the versions in `folder` and write the results to `out`, which may exist.

    `lexicon` is what is known beforehand, by default the shipped one. Raises `InputError` or
    `OutputError`, each one line.
    """
    _check(out, folder)
    versions = read_versions(folder)
    known = shipped() if lexicon is None else lexicon
    alignment = align_versions(versions.segments, lexicon=known)
    files = dict(_files(alignment))
    _write(files, out)
    doubtful = doubts(versions.segments, alignment.beads, known)
    return Aligned(versions, alignment, tuple(files), (*versions.warnings, *doubtful))


def _files(alignment: Alignment) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file."""
    for lang, beads in alignment.beads.items():
        yield f"{PIVOT}-{lang}.beads", "".join(f"{format_pairing(pairing_of(b))}\n" for b in beads)
    yield "six.jsonl", "".join(f"{format_unit(six_unit_of(unit))}\n" for unit in alignment.units)


def _check(out: Path, folder: Path) -> None:
    """Raise before the work is done what would fail after it."""
    out, folder = out.resolve(), folder.resolve()
    if out == folder:
        raise OutputError(f"{out}: is the folder of the texts; name another for the result")
    nearest = next(path for path in (out, *out.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise OutputError(f"{out}: {nearest} is no folder that can be written to; choose another")


def _write(files: Mapping[str, str], out: Path) -> None:
    """Write all files beside their places, then put them there."""
    partial = {name: out / f".{name}.partial" for name in files}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            partial[name].write_bytes(content.encode())
        for name, path in partial.items():
            path.replace(out / name)
    except OSError as error:
        raise OutputError(
            f"{out}: {error.strerror or 'cannot be written'}; choose another --out"
        ) from error
    finally:
        for path in partial.values():
            if path.exists():
                path.unlink()
