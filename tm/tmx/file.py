"""A memory as one file: units in, TMX 1.4 out, as a stream.

    write_tmx(Path("fr-ru.tmx"), memory.units, source_language="fr")

Writes what it is given, in the order it is given: which units a memory holds is decided in
`tm.tmx.units` and `tm.tmx.pair`, whether a file is valid TMX in `tm.tmx.check`. Memories in parts,
packed or in tiers are `tm.tmx.export`. Reads nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from corpora.errors import OutputError
from tm.tmx.markup import FOOT, Segmentation, head, marked
from tm.tmx.unit import TranslationUnit, Variant

__all__ = ["Segmentation", "TranslationUnit", "Variant", "write_marked", "write_tmx"]


def write_tmx(
    path: Path,
    units: Iterable[TranslationUnit],
    *,
    source_language: str,
    segmentation: Segmentation = "paragraph",
    created: datetime | None = None,
) -> int:
    """Write `units` to `path` as TMX 1.4 and return their number; equal units, equal bytes.

    A unit without `source_language` names the language of its first variant as its own source.
    `created` (aware) becomes the creation date; without it the file holds no date. The file
    appears when it is complete: until then, and if anything fails, `path` is as it was.

    Raises `ValueError` for a `created` without time zone and for a unit without variant, with a
    blank text or with a character that XML forbids (one of those makes OmegaT drop a whole
    memory in silence), and `OutputError` where the file cannot be written.
    """
    first = head(source_language, segmentation, created=created)
    return _write(path, first, marked(units, source_language))


def write_marked(path: Path, units: Iterable[bytes], *, source_language: str) -> int:
    """Write units that are markup already (`tm.tmx.markup`), paragraphs, as `write_tmx` does."""
    return _write(path, head(source_language, "paragraph"), units)


def _write(path: Path, first: bytes, units: Iterable[bytes]) -> int:
    count = 0
    with _replacing(path) as stream:
        stream.write(first)
        for count, data in enumerate(units, start=1):  # noqa: B007
            stream.write(data)
        stream.write(FOOT)
    return count


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream beside `path` that takes its place at the end, or leaves no trace."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); name a file in a writable folder"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
