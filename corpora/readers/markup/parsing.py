"""XML to elements, safely: no entities, no network, no DTD, and a bound on the size.

    parse_xml(b"<TEI><text><p>La paix.</p></text></TEI>", file="fr.xml").tag    "TEI"

Elements come out under their local names ("akomaNtoso"), for the readers look at names alone;
comments and processing instructions are gone. It knows no vocabulary (`akoma_ntoso`, `tei`).

Why lxml: libxml2 reads every encoding that an XML declaration may name, counts lines, and
bounds depth, names and the growth of entities itself; it is a dependency already. Why an
entity is refused and not put in: each of them is a file to be read or a text to be grown, and
a document of the UN needs none. A DOCTYPE alone does no harm, for nothing is loaded.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.readers.markup.paragraph import squeeze

Element: TypeAlias = Any
"""An element of lxml, which ships no types."""

LARGEST_XML = 64 << 20
"""Bytes: the largest XML file that is read; a tree takes up to ten times as much. The documents
of the UN Parallel Corpus are below a tenth of it."""

_PLACE = re.compile(r", line \d+, column \d+.*", re.DOTALL)
_REMEDY = "check that it was saved or fetched whole"


def parse_xml(data: bytes, *, file: str) -> Element:
    """Return the root element of `data` under local names.

    Raises `InputError` with the line if it is no well-formed XML, too large or too deep, or
    uses an entity beyond the five of XML.
    """
    if len(data) > LARGEST_XML:
        raise InputError(
            f"{file}: {len(data) >> 20} MiB, and no more than {LARGEST_XML >> 20} are read as one "
            "XML document; split it, or check that it is the right file"
        )
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise InputError(f"{file}: the file is empty; put the text there or remove it")
    root = _parse(data, file)
    _refuse_entities(root, file)
    for element in root.iter(etree.Element):
        element.tag = local_name(element)
    return root


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def left_out_of(element: Element, reason: str, *, file: str) -> Iterator[LeftOut]:
    """Yield the text of an element as left out, if it has any."""
    text = squeeze(" ".join(element.itertext())).strip()
    if text:
        yield LeftOut(file, element.sourceline or 1, reason, text.replace("\n", " "))


def _parse(data: bytes, file: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        what = " ".join(_PLACE.sub("", error.msg or "").split()) or "the end is missing"
        raise InputError(
            f"{file}: line {line} is not well-formed XML ({what[:120]}); {_REMEDY}"
        ) from error


def _refuse_entities(root: Element, file: str) -> None:
    declared = root.getroottree().docinfo.internalDTD
    names = [entity.name for entity in declared.iterentities()] if declared is not None else []
    used = next(iter(root.iter(etree.Entity)), None)
    if names or used is not None:
        line = used.sourceline or 1 if used is not None else 1
        name = used.name if used is not None else names[0]
        raise InputError(
            f"{file}: line {line}: entity &{name}; is not read, for entities can hold other "
            "files; write its characters themselves"
        )
