"""XLIFF 1.2 and 2.x: a stream of bytes in, rows of source and target out.

    for row in read_xliff(stream, file="un.xlf"): row.texts

A row is a `<trans-unit>` or, in 2.x, a `<segment>`. Where an editor has cut a unit into sentences
(`<seg-source>` and `<mrk mtype="seg">` in both, as SDL Studio, memoQ and Okapi do), each is a row.
`doc` is what `original` says of the file, without path and suffix.

Proposals of a memory in it (`alt-trans`, `matches`) are not read; nor is a target whose state
says that nobody has translated it yet: there it is a copy of the source.

Why `initial` counts only where it is written: 2.x makes it the default, and most tools that
translate never write a state at all.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import children, elements, language_attribute, local
from corpora.parallel.inline import text_of
from corpora.parallel.packed import Readable
from corpora.parallel.row import Row, Rows, Variant

_UNTRANSLATED = {"new", "needs-translation", "initial"}
_SEGMENTS = {"trans-unit", "segment", "ignorable"}
_FILE = re.compile(r"(?:.*/)?([^/]+)\.[A-Za-z][A-Za-z0-9]{1,7}")
"""A name of a file with or without folders, from which `A/RES/69/12` and `A/69/1/Add.2` differ."""


def read_xliff(stream: Readable, *, file: str) -> Rows:
    """Yield the rows of all files in it, `place` the ordinal of the unit or segment.

    Raises `InputError` for what is no whole, well-formed XLIFF, or names no source language.
    """
    found = elements(stream, file=file, roots={"xliff"}, wanted=_SEGMENTS)
    for place, element in enumerate(found, start=1):
        yield from _rows(element, place, file)


def _rows(element: etree._Element, place: int, file: str) -> Iterator[Row]:
    codes = _languages(element, file)
    source = next(children(element, "source"), None)
    target = next(children(element, "target"), None)
    if target is not None and _state(element, target) in _UNTRANSLATED:
        target = None
    pieces = list(_pieces(element, target))
    sides: list[tuple[etree._Element | None, ...]] = [*pieces] if pieces else [(source, target)]
    for pair in sides:
        variants = tuple(
            _variant(side, code, file)
            for side, code in zip(pair, codes, strict=True)
            if side is not None and code is not None
        )
        yield Row(place, variants, name=_name(element), doc=_original(element))


def _variant(side: etree._Element, code: str, file: str) -> Variant:
    return Variant(language_attribute(side) or code, text_of(side, file=file))


def _languages(element: etree._Element, file: str) -> tuple[str, str | None]:
    """Return the codes of source and target; the target may be unnamed while there is none."""
    source = target = None
    for above in element.iterancestors():
        source = source or above.get("source-language") or above.get("srcLang")
        target = target or above.get("target-language") or above.get("trgLang")
    if not source:
        raise InputError(
            f"{file}: line {element.sourceline}: names no source language (source-language or "
            "srcLang); export it again"
        )
    return source, target


def _state(element: etree._Element, target: etree._Element) -> str | None:
    return target.get("state") or (element.get("state") if local(element) == "segment" else None)


def _pieces(
    unit: etree._Element, target: etree._Element | None
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield the sentences that an editor has paired by number, in the order of the source."""
    whole = next(children(unit, "seg-source"), None)
    if whole is None or target is None:
        return
    theirs = {mark.get("mid"): mark for mark in _marks(target)}
    ours = list(_marks(whole))
    if ours and {mark.get("mid") for mark in ours} == {*theirs} and len(ours) == len(theirs):
        yield from ((mark, theirs[mark.get("mid")]) for mark in ours)


def _marks(side: etree._Element) -> Iterator[etree._Element]:
    return (mark for mark in side.iter() if local(mark) == "mrk" and mark.get("mtype") == "seg")


def _name(element: etree._Element) -> str | None:
    """Return the id of a unit, that of its segment behind it."""
    own: str | None = element.get("id")
    above = element.getparent()
    if local(element) == "trans-unit" or above is None:
        return own
    return "-".join(part for part in (above.get("id"), own) if part) or None


def _original(element: etree._Element) -> str | None:
    above = (each for each in element.iterancestors() if local(each) == "file")
    name = next((each.get("original") for each in above), None)
    path = (name or "").replace("\\", "/").strip()
    match = _FILE.fullmatch(path)
    return (match[1] if match else path) or None
