"""An XLIFF file to translate: its segments and languages, and the same file filled.

    paper = open_xliff(data, file="un.xlf")
    paper.segments[0]                         Segment("Prend note du rapport", "open")
    fill(paper, found, asked).data            the bytes, with candidates and targets put in

Any XLIFF 1.0 to 1.2 and 2.x; every byte that need not change stays. A file in another encoding
than UTF-8 comes out in UTF-8.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import elements, local
from corpora.parallel.tag import six
from tm.pretranslate.candidate import Asked, Dialect
from tm.pretranslate.markup import Marked, as_utf8, marked
from tm.pretranslate.segment import Matches, Segment
from tm.pretranslate.splice import Splice, retagged, spliced
from tm.pretranslate.xliff12 import XLIFF12
from tm.pretranslate.xliff21 import XLIFF21

LARGEST = 64 << 20
"""Bytes: the largest file that is filled; that takes up to eight times as much memory."""

_DIALECTS = {"1": XLIFF12, "2": XLIFF21}


class Bilingual(NamedTuple):
    """A file to translate, read."""

    file: str
    mark: bytes  # a byte order mark, or nothing
    data: bytes  # in UTF-8
    dialect: Dialect
    segments: list[Segment]
    source: str  # codes as the file writes them: "fr-FR"
    target: str | None


class Written(NamedTuple):
    """A file filled, and how much."""

    data: bytes
    inserted: int  # segments that got a target
    proposed: int  # candidates put beside segments
    blocked: int  # segments whose match was good enough but for the codes in their text


def open_xliff(data: bytes, *, file: str) -> Bilingual:
    """Return the file with its segments.

    Raises `InputError` for what is no whole, well-formed XLIFF, is too large, holds no unit,
    declares entities, or is in several source or target languages or names no source.
    """
    if len(data) > LARGEST:
        raise InputError(
            f"{file}: {len(data) >> 20} MiB, and no more than {LARGEST >> 20} are filled as one "
            "file; split it"
        )
    mark, text = as_utf8(data, file=file)
    dialect = _dialect(text, file)
    segments: list[Segment] = []
    codes: dict[tuple[str, str], None] = {}
    part, last = 0, None
    for unit in _units(text, file, {dialect.unit}):
        around = {local(each): each for each in unit.iterancestors()}
        part, last = part + (around.get("file") is not last), around.get("file")
        codes[_codes(around, dialect)] = None
        segments += [each._replace(part=part) for each in dialect.segments(unit, file)]
    source, target = (_one({pair[side] for pair in codes}, file) for side in (0, 1))
    if source is None:
        head, name, _ = dialect.languages
        raise InputError(f"{file}: names no source language ({name} of <{head}>); export it again")
    return Bilingual(file, mark, text, dialect, segments, source, target)


def fill(paper: Bilingual, found: Sequence[Matches], asked: Asked) -> Written:
    """Return the file with the matches of each of its segments written into it.

    The target language is added to the head where it names none.
    """
    rest = iter(found)
    splices: dict[Splice, None] = {}
    counts = [0, 0, 0]
    for unit in marked(paper.data, file=paper.file, wanted=paper.dialect.unit):
        for each in _heads(unit, paper, asked):
            splices[each] = None
        size = len(paper.dialect.segments(unit.element, paper.file))
        filled = paper.dialect.fill(unit, [*islice(rest, size)], asked)
        splices |= dict.fromkeys(filled.splices)
        counts = [a + b for a, b in zip(counts, filled[1:], strict=True)]
    ordered = sorted(splices, key=lambda splice: splice.start)
    return Written(paper.mark + b"".join(spliced(paper.data, ordered)), *counts)


def _units(data: bytes, file: str, wanted: set[str]) -> Iterator[etree._Element]:
    return elements(BytesIO(data), file=file, roots={"xliff"}, wanted=wanted)


def _dialect(data: bytes, file: str) -> Dialect:
    """Return the version of a file; raises `InputError` for one that is unknown or empty."""
    names = {dialect.unit for dialect in _DIALECTS.values()}
    first = next(_units(data, file, names), None)
    if first is None:
        raise InputError(f"{file}: holds no unit to translate; export it again")
    found = str(first.getroottree().getroot().get("version"))
    if found[:1] not in _DIALECTS:
        raise InputError(f"{file}: XLIFF of version {found!r:.20}; expected 1.2, 2.0, 2.1 or 2.2")
    return _DIALECTS[found[:1]]


def _codes(around: Mapping[str, etree._Element], dialect: Dialect) -> tuple[str, str]:
    """Return what the head above a unit names as source and target, "" for what it does not."""
    head, *sides = dialect.languages
    source, target = (
        (around[head].get(side) or "").strip() if head in around else "" for side in sides
    )
    return source, target


def _one(codes: set[str], file: str) -> str | None:
    """Return the only code there is; raises `InputError` where there are several languages."""
    found = sorted(codes - {""})
    if len({six(code) or code for code in found}) > 1:
        raise InputError(f"{file}: is in several languages ({', '.join(found)[:60]}); split it")
    return found[0] if found else None


def _heads(unit: Marked, paper: Bilingual, asked: Asked) -> Iterator[Splice]:
    """Yield the change that names the target language above a unit, where nothing does."""
    head, _, target = paper.dialect.languages
    for element, place in unit.above:
        if local(element) == head and not (element.get(target) or "").strip():
            tag = retagged(paper.data[place.start : place.inner], {target: asked.target})
            yield Splice(place.start, place.inner, tag)
