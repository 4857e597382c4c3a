"""TMX 1.4: translation units in, a translation memory file out, as a stream.

    write_tmx(Path("fr-ru.tmx"), memory.units, source_language="fr")

Writes what it is given, in the order it is given: which units a memory holds is decided in
`tm.tmx_units`, whether a file is valid TMX in `tm.tmx_check`. Reads nothing.

    property        on    value
    x-document      tu    document symbol: "A/RES/69/12"
    x-label         tu    label of the first clause: "op2(a)"; absent where it has none
    x-date          tu    date of the document, YYYY-MM-DD; absent where it is not known
    x-bead          tu    clauses on each side, in the order of the variants: "1-1", "2-1"
    x-probability   tu    that exactly these clauses correspond, 0.0000 to 1.0000; where a unit
                          has more than two languages, the lowest of them
                    tuv   the same for this variant and the French, in such units
    x-number        tuv   enumerator taken out of the text, as printed: "2.", "(a)", "一、";
                          one property a clause that had one, in order

Why no DOCTYPE: the DTD has no home on the web any more, and a reader that resolves
`SYSTEM "tmx14.dtd"` looks for it beside the memory and fails; readers need it for nothing.

Why plain text in `<seg>`: OmegaT drops what stands inside inline elements (measured).

Why a unit is built whole and then streamed: `xmlfile` escapes and checks it, units are small, and
memory stays flat in their number (100,000 units of six languages: 1 MB over the imports).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from lxml import etree

from corpora.errors import OutputError

DOCUMENT = "x-document"
LABEL = "x-label"
DATE = "x-date"
BEAD = "x-bead"
PROBABILITY = "x-probability"
NUMBER = "x-number"

TOOL = "hexapla"

Segmentation = Literal["block", "paragraph", "sentence", "phrase"]
"""What one `<seg>` holds; CAT tools cut paragraphs into sentences themselves (OmegaT: measured)."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Variant(NamedTuple):
    """One language of a unit: a `<tuv>`."""

    language: str  # "fr", "zh-CN": a hyphen and two letters, as every tool knows them
    text: str  # not blank; free of the characters that XML forbids
    properties: tuple[tuple[str, str], ...] = ()  # (name, value); a name may repeat


class TranslationUnit(NamedTuple):
    """The variants that say the same thing: a `<tu>`."""

    tuid: str
    variants: tuple[Variant, ...]  # the source language first; at least one
    properties: tuple[tuple[str, str], ...] = ()
    note: str | None = None  # shown to the translator: "Unofficial translation"


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
    header = _header(source_language, segmentation, created)
    with _replacing(path) as stream:
        stream.write(_DECLARATION)
        with etree.xmlfile(stream, encoding="UTF-8", buffered=False) as xml:
            count = _write_document(xml, header, (_unit(u, source_language) for u in units))
        stream.write(b"\n")
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


def _write_document(xml: Any, header: etree._Element, units: Iterable[etree._Element]) -> int:
    written = 0
    with xml.element("tmx", version="1.4"):
        xml.write("\n", header)
        with xml.element("body"):
            xml.write("\n")
            for number, unit in enumerate(units, start=1):
                xml.write(unit)
                written = number
        xml.write("\n")
    return written


def _header(source: str, segmentation: Segmentation, created: datetime | None) -> etree._Element:
    header = etree.Element(
        "header",
        creationtool=TOOL,
        creationtoolversion=version(TOOL),
        segtype=segmentation,
        attrib={"o-tmf": TOOL},
        adminlang="en",
        srclang=source,
        datatype="plaintext",
    )
    if created is not None:
        if created.tzinfo is None:
            raise ValueError(f"creation date {created} has no time zone")
        header.set("creationdate", created.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    header.tail = "\n"
    return header


def _unit(unit: TranslationUnit, source_language: str) -> etree._Element:
    if not unit.variants:
        raise ValueError(f"unit {unit.tuid!r} has no variant")
    element = etree.Element("tu", tuid=_legal(unit.tuid, unit.tuid))
    if source_language not in {variant.language for variant in unit.variants}:
        element.set("srclang", unit.variants[0].language)
    element.text = element.tail = "\n"
    if unit.note is not None:
        _child(element, "note", _legal(unit.note, unit.tuid))
    _add_properties(element, unit.properties, unit.tuid)
    for variant in unit.variants:
        _add_variant(element, variant, f"{unit.tuid} in {variant.language}")
    return element


def _add_variant(unit: etree._Element, variant: Variant, place: str) -> None:
    if not variant.text.strip():
        raise ValueError(f"unit {place}: the text is blank")
    element = etree.SubElement(unit, "tuv", {_LANGUAGE: variant.language})
    element.tail = "\n"
    _add_properties(element, variant.properties, place)
    etree.SubElement(element, "seg").text = _legal(variant.text, place)


def _add_properties(
    parent: etree._Element, properties: Iterable[tuple[str, str]], place: str
) -> None:
    for name, value in properties:
        _child(parent, "prop", _legal(value, place)).set("type", name)


def _child(parent: etree._Element, tag: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, tag)
    child.text, child.tail = text, "\n"
    return child


def _legal(text: str, place: str) -> str:
    """Return `text`, or raise `ValueError` for the first character that XML forbids."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return text
    raise ValueError(
        f"unit {place}: character {found.start() + 1} of {text!a} is U+{ord(found[0]):04X}, "
        "which XML forbids"
    )
